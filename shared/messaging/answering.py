"""Sees arrivals through: in one transaction if it can be, one by one if the database refuses them together."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog

from shared.messaging.batch import Batch, Outcome
from shared.messaging.hear import Hear
from shared.messaging.ledger import Ledger
from shared.messaging.line import Patience
from shared.messaging.store import Away, Claimed
from shared.messaging.tables import Arrival

log: Any = structlog.get_logger()

PAUSE = 1.0  # seconds between two attempts while the database is away


class Answering:
    """How a service answers messages. `stopping` ends its patience with a database that is away."""

    def __init__(self, hear: Hear, ledger: Ledger, patience: Patience, stopping: asyncio.Event) -> None:
        self._hear, self._ledger, self._patience, self._stopping = hear, ledger, patience, stopping

    async def answer(self, arrivals: Sequence[Arrival], hold: Callable[[], Awaitable[None]] | None = None) -> None:
        """Return when all of them are dealt with, waiting in line, or parked. `hold` is called while that takes long.

        Raises `Away` when the service is to stop meanwhile, and `Claimed`.
        """
        while arrivals:
            try:
                arrivals = (await self._settle(arrivals, None, hold)).again
            except (Away, Claimed):
                raise
            except Exception as error:
                if len(arrivals) == 1:
                    await self._settle(arrivals, error, hold)
                    return
                log.warning("refused_together", count=len(arrivals), error=type(error).__name__)
                for arrival in arrivals:
                    await self.answer([arrival], hold)
                return

    async def _settle(
        self, arrivals: Sequence[Arrival], refused: Exception | None, hold: Callable[[], Awaitable[None]] | None
    ) -> Outcome:
        """The batch stays in hand while the database is away, so that order is kept."""
        while True:
            batch = Batch(self._hear, self._ledger.clock(), self._patience, refused)
            try:
                return await self._ledger.commit(batch.settle(arrivals))
            except Away as error:
                if self._stopping.is_set():
                    raise
                log.warning("database_away", error=str(error))
                await asyncio.sleep(PAUSE)
                if hold:
                    await hold()
