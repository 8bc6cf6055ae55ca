"""Calls those who wait in line when their time has come."""

import asyncio
from typing import Any

import sqlalchemy as sa
import structlog

from shared.messaging.answering import Answering
from shared.messaging.ledger import Ledger
from shared.messaging.store import Away
from shared.messaging.tables import Waiting, waiting

log: Any = structlog.get_logger()

AT_ONCE = 64  # lines seen to in one transaction
MANY = 1000  # so many are waiting that someone should know, and again when they are twice as many
PAUSE = 1.0  # seconds between two attempts while the database is away


class WaitingRoom:
    """The waiting lines of one service. A line is tried from its head until one of it fails."""

    def __init__(self, ledger: Ledger, answering: Answering, stopping: asyncio.Event) -> None:
        self._ledger, self._answering, self._stopping = ledger, answering, stopping
        self._alarm_above = MANY

    async def run(self) -> None:
        while not self._stopping.is_set():
            try:
                await self.call()
                await self._sleep()
            except Away as error:
                log.warning("database_away", error=str(error))
                await asyncio.sleep(PAUSE)

    async def call(self) -> None:
        """Try the lines whose head is due."""
        now = self._ledger.clock().timestamp()
        due = sa.select(waiting.c.key).where(waiting.c.due <= now).order_by(waiting.c.due).limit(AT_ONCE)
        whole_lines = sa.select(waiting).where(waiting.c.key.in_(due)).order_by(waiting.c.place)
        rows = [Waiting(*row) for row in await self._ledger.store.fetch(whole_lines)]
        await self._answering.answer([row.arrival for row in rows])

    async def _sleep(self) -> None:
        """Until the next is due, or the lines have changed."""
        ((due, count),) = await self._ledger.store.fetch(sa.select(sa.func.min(waiting.c.due), sa.func.count()))
        self._alarm(count)
        delay = None if due is None else max(0.0, due - self._ledger.clock().timestamp())
        try:
            async with asyncio.timeout(delay):
                await self._ledger.lines_are_due.wait()
        except TimeoutError:
            return
        finally:
            self._ledger.lines_are_due.clear()

    def _alarm(self, count: int) -> None:
        if count > self._alarm_above:
            log.error("many_are_waiting", count=count)
            self._alarm_above = 2 * count
        elif count < MANY:
            self._alarm_above = MANY
