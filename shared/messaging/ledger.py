"""Runs work in the service's database, and passes on what it led to: messages, errands, lines to see to."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import structlog

from shared.logging import places
from shared.messaging.batch import Outcome, Setback
from shared.messaging.desk import NotYet
from shared.messaging.metrics import Metrics
from shared.messaging.relay import Relay
from shared.messaging.store import Away, Drop, Store, Work
from shared.messaging.tables import Saying, outbox

log: Any = structlog.get_logger()
Clock = Callable[[], datetime]

QUIET = 1.0  # seconds after which published rows are removed without waiting for another transaction


def wall_clock() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


class Ledger:
    """Every change of the service's state goes through `commit`, one transaction after the other."""

    def __init__(self, store: Store, relay: Relay, metrics: Metrics, clock: Clock = wall_clock) -> None:
        self.store, self.relay, self.metrics, self.clock = store, relay, metrics, clock
        self.errands_are_due, self.lines_are_due = asyncio.Event(), asyncio.Event()
        self._under_way: set[asyncio.Task[Outcome]] = set()
        self._is_unsure = False

    async def open(self) -> None:
        """Offer what an earlier process committed and did not publish."""
        self.relay.offer(await self._left_in_outbox())

    async def commit(self, work: Work[Outcome]) -> Outcome:
        """Do the work whole or not at all, also when the caller is cancelled. Raises `Away`, and what the work does."""
        task = asyncio.create_task(self._commit(work))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    async def tidy_up(self) -> None:
        """Remove published rows in quiet times, for as long as the service lives."""
        while True:
            await self.relay.has_published.wait()
            await asyncio.sleep(QUIET)
            try:
                await self.commit(nothing())
            except Away:
                continue

    async def close(self) -> None:
        """Finish what is under way and remove what has been published."""
        await asyncio.gather(*self._under_way, return_exceptions=True)
        try:
            await self.commit(nothing())
        except Away as error:
            log.warning("published_messages_stay_in_the_outbox", error=str(error))

    async def _commit(self, work: Work[Outcome]) -> Outcome:
        published = self.relay.take_published()
        try:
            outcome = await self.store.run(_removing(published, work))
        except BaseException as error:
            self.relay.put_back(published)
            self._is_unsure |= isinstance(error, Away)
            raise
        self.relay.forget(published)
        if self._is_unsure:
            await self._make_sure()
        self.relay.offer(outcome.said)
        if outcome.has_errands:
            self.errands_are_due.set()
        if outcome.has_waiting:
            self.lines_are_due.set()
        self._tell(outcome)
        return outcome

    async def _make_sure(self) -> None:
        """A transaction whose end was not heard of may have been committed all the same."""
        self.relay.offer(await self._left_in_outbox())
        self.errands_are_due.set()
        self.lines_are_due.set()
        self._is_unsure = False

    async def _left_in_outbox(self) -> list[Saying]:
        return [Saying(*row) for row in await self.store.fetch(sa.select(outbox).order_by(outbox.c.id))]

    def _tell(self, outcome: Outcome) -> None:
        self.metrics.count(outcome)
        for setback in outcome.failed:
            _log(log.debug if isinstance(setback.error, NotYet) else log.warning, "will_be_tried_again", setback)
        for setback in outcome.parked:
            _log(log.error, "parked", setback)


def nothing() -> Work[Outcome]:
    """Work that only lets published rows be removed."""
    yield from ()
    return Outcome()


def _removing(published: Sequence[UUID], work: Work[Outcome]) -> Work[Outcome]:
    if published:
        yield Drop(outbox, published)
    return (yield from work)


def _log(level: Callable[..., None], event: str, setback: Setback) -> None:
    error = setback.error
    level(event, place=setback.place, subject=setback.subject, error=type(error).__name__, where=places(error))
