"""A clock that was ahead and has been put right: what was put off by it must not wait until the time it told."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

import sqlalchemy as sa

from shared.messaging.batch import Outcome
from shared.messaging.hear import Hear
from shared.messaging.ledger import Ledger
from shared.messaging.message import made_at
from shared.messaging.store import Put, Work
from shared.messaging.tables import ErrandRow, Waiting, errands, waiting


async def put_right(hear: Hear, ledger: Ledger) -> None:
    """Before the work begins: errands sent, tried or waited for in the future come due as if it were now."""
    now = ledger.clock().timestamp()
    sent = [ErrandRow(*row) for row in await ledger.store.fetch(_sent_in_the_future())]
    tried = [ErrandRow(*row) for row in await ledger.store.fetch(sa.select(errands).where(errands.c.tries > 0))]
    put_off = [Waiting(*row) for row in await ledger.store.fetch(sa.select(waiting).where(waiting.c.since > now))]
    rows = {row.place: row for row in (*map(_sooner, sent), *_tried_soon(hear, tried, now))}
    if rows or put_off:
        await ledger.commit(_write(rows.values(), (_waits_since(row, now) for row in put_off)))


def _sent_in_the_future() -> sa.Select[tuple[object, ...]]:
    """An errand's id tells when it was sent."""
    return sa.select(errands).where(errands.c.id > UUID(int=int(time.time() * 1000) << 80))


def _sooner(row: ErrandRow) -> ErrandRow:
    ahead = max(0.0, (made_at(row.id) - datetime.fromtimestamp(time.time(), UTC)).total_seconds())
    return row._replace(due=row.due - ahead, next_try=row.next_try - ahead)


def _tried_soon(hear: Hear, rows: Iterable[ErrandRow], now: float) -> Iterable[ErrandRow]:
    """No pause between two tries is longer than its kind of errand allows."""
    for row in rows:
        settler = hear.settlers.get(row.name)
        latest = now + settler.errand.longest_delay.total_seconds() if settler else now
        if row.next_try > latest:
            yield row._replace(next_try=latest)


def _waits_since(row: Waiting, now: float) -> Waiting:
    return row._replace(since=now, due=None if row.due is None else row.due - (row.since - now))


def _write(sent: Iterable[ErrandRow], put_off: Iterable[Waiting]) -> Work[Outcome]:
    if rows := list(sent):
        yield Put(errands, rows)
    if rows := list(put_off):
        yield Put(waiting, rows)
    return Outcome(has_errands=True, has_waiting=True)
