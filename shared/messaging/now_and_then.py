"""What a service does again and again beside its work."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import structlog

from shared.messaging.store import Away

log: Any = structlog.get_logger()


async def now_and_then(every: timedelta, do: Callable[[], Awaitable[object]]) -> None:
    """Do it at once and again after a while, for as long as the service lives; without a database, the next time."""
    while True:
        try:
            await do()
        except Away as error:
            log.warning("database_away", error=str(error))
        await asyncio.sleep(every.total_seconds())
