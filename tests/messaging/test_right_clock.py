"""A clock that was an hour ahead: once it is right again, nothing waits for the time it told."""

import time
from collections.abc import AsyncGenerator
from datetime import timedelta

import pytest
import pytest_asyncio

from shared.messaging import Hear, NotYet, uuid7
from shared.messaging.right_clock import put_right
from tests.messaging.kit import Kit
from tests.messaging.test_errands import Oil, ignore, send
from tests.messaging.toys import Rang, bell_shelf, rang

AN_HOUR = 3600


@pytest_asyncio.fixture
async def kit(database_url: str) -> AsyncGenerator[Kit]:
    hear = Hear("hall", bell_shelf)
    hear.after(Oil)(ignore)

    @hear.on(Rang)
    def not_yet(*_: object) -> None:  # pyright: ignore[reportUnusedFunction] - registered
        raise NotYet

    async with Kit.over(database_url, hear) as kit:
        yield kit


@pytest.fixture
def ahead(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Everything that tells the time is an hour ahead, until this is undone."""
    right = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: right() + AN_HOUR * 1_000_000_000)
    monkeypatch.setattr("shared.messaging.message._last", 0)
    kit.clock.turn(seconds=AN_HOUR)
    return monkeypatch


def is_right_again(kit: Kit, ahead: pytest.MonkeyPatch) -> None:
    ahead.undo()
    kit.clock.turn(seconds=-AN_HOUR)


async def test_an_errand_sent_by_it_is_due_when_it_would_have_been(kit: Kit, ahead: pytest.MonkeyPatch):
    await send(kit, Oil(door_id=uuid7()), after=timedelta(minutes=5))
    is_right_again(kit, ahead)

    await put_right(kit.hear, kit.ledger)

    (row,) = await kit.errands()
    in_five_minutes = kit.clock().timestamp() + 300
    assert in_five_minutes - 60 < row.due <= in_five_minutes + 60
    assert row.next_try == row.due


async def test_an_errand_for_much_later_stays_for_much_later(kit: Kit):
    await send(kit, Oil(door_id=uuid7()), after=timedelta(days=30))
    before = await kit.errands()

    await put_right(kit.hear, kit.ledger)

    assert await kit.errands() == before


async def test_what_was_not_yet_to_be_answered_is_looked_at_soon(kit: Kit, ahead: pytest.MonkeyPatch):
    await kit.brings(rang())
    is_right_again(kit, ahead)

    await put_right(kit.hear, kit.ledger)

    (row,) = await kit.waiting()
    assert row.since == kit.clock().timestamp()
    assert row.due is not None
    assert row.due - row.since < 60
