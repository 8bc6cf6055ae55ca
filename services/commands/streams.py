"""`pengantar streams`: puts the message queue in order, where the services themselves may not."""

import asyncio
import importlib
import sys
from typing import TYPE_CHECKING, ClassVar

import nats.errors
from pydantic import ValidationError

from services.launcher.parts import SERVICES
from shared import logging
from shared.messaging.connection import Connection
from shared.messaging.house import keeping
from shared.messaging.topology import provision
from shared.settings import ServiceSettings

if TYPE_CHECKING:
    from shared.messaging import Hear


class StreamSettings(ServiceSettings):
    """Those of a service; only what is about the queue counts."""

    service: ClassVar[str] = "streams"


def streams() -> None:
    """Make or bring up to date every stream, bucket and consumer; wait for the message queue until it is there."""
    try:
        settings = StreamSettings()
        logging.configure(settings.service, settings.log_format, settings.log_level)
        asyncio.run(_put_in_order(settings))
    except ValidationError as wrong:
        sys.exit(f"pengantar: {wrong}")
    except (ValueError, OSError, nats.errors.Error) as why:
        sys.exit(f"pengantar: The message queue cannot be put in order. {why}")
    print("The message queue is in order.")  # noqa: T201 - a command answers


async def _put_in_order(settings: ServiceSettings) -> None:
    hears: list[Hear] = [importlib.import_module(f"services.{name}.incoming").hear for name in SERVICES]
    connection = Connection(settings.nats_url, settings.service, when_back=lambda: None)
    try:
        await provision(await connection.open(), hears, keeping(settings))
    finally:
        await connection.close()
