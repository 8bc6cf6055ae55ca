"""The connection to the message queue."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

import nats.errors
import structlog
from faststream.nats import NatsBroker
from nats.aio.client import Client
from nats.protocol.parser import PERMISSIONS_ERR

log: Any = structlog.get_logger()

CLOSED_WITHIN = 5.0  # seconds to say goodbye


class Connection:
    """FastStream's broker keeps it. It tries again for ever: giving up would stop the event loop (measured)."""

    def __init__(self, urls: str, name: str, when_back: Callable[[], None]) -> None:
        self._name, self._when_back = name, when_back
        self._is_over, self._is_away = False, False
        self._nc: Client | None = None
        self._broker = NatsBroker(
            urls.split(","),
            name=name,
            inbox_prefix=f"_INBOX_{name}",  # so that the queue can keep others from listening to what is sent to us
            max_reconnect_attempts=-1,
            reconnect_time_wait=1,
            ping_interval=10,
            max_outstanding_pings=2,
            error_cb=self._trouble,
            disconnected_cb=self._lost,
            reconnected_cb=self._back,
            logger=None,
        )

    async def open(self) -> Client:
        """Returns once the queue answers, however long that takes. Raises ValueError when it turns us away."""
        try:
            self._nc = await self._broker.connect()
        except nats.errors.Error as why:
            raise ValueError(
                f"The message queue turns {self._name} away: {why}. NATS_URL names user and password."
            ) from why
        self._is_away = False
        return self._nc

    async def close(self) -> None:
        """Say goodbye, if anybody is there to hear it."""
        self._is_over = True
        with contextlib.suppress(Exception):  # whatever is wrong with it, it is over now
            async with asyncio.timeout(CLOSED_WITHIN):
                if self._nc and self._nc.is_connected:
                    await self._broker.stop()
                elif self._nc:
                    await self._nc.close()

    async def _trouble(self, error: Exception) -> None:
        """Every attempt in vain is told here; one line is enough for all of them. A refusal is told each time."""
        if PERMISSIONS_ERR in str(error):
            log.error("queue_refuses", why=str(error))
        elif not self._is_over and not self._is_away:
            log.warning("queue_away", error=type(error).__name__)
            self._is_away = True

    async def _lost(self) -> None:
        await self._trouble(ConnectionError())

    async def _back(self) -> None:
        self._is_away = False
        log.info("queue_back")
        self._when_back()
