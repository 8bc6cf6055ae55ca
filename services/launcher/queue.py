"""The message queue, for commands: it answers now, or the operator is told."""

import contextlib
from collections.abc import AsyncGenerator

import nats
import nats.errors
from nats.aio.client import Client

ANSWERS_WITHIN = 3  # seconds


class NoQueue(Exception):
    """The message queue cannot be used; why, in a sentence for the operator."""


@contextlib.asynccontextmanager
async def queue(urls: str) -> AsyncGenerator[Client]:
    """A connection to it. Raises `NoQueue`."""
    nc = await _connected(urls)
    try:
        yield nc
    finally:
        await nc.close()


async def _connected(urls: str) -> Client:
    try:
        return await nats.connect(
            urls.split(","),
            connect_timeout=ANSWERS_WITHIN,
            allow_reconnect=False,
            max_reconnect_attempts=1,
            reconnect_time_wait=0,
            error_cb=_say_nothing,
        )
    except (OSError, nats.errors.Error) as why:
        if "authorization" in str(why).lower():
            raise NoQueue("The message queue turns us away: NATS_URL names user and password.") from why
        raise NoQueue("The message queue does not answer. Is the system running, and NATS_URL right?") from why


async def _say_nothing(_: Exception) -> None:
    """The command says it once."""
