"""Errands in the database: which are due, that one has begun, and what came of them. No I/O here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import sqlalchemy as sa

from shared.messaging.batch import Outcome, Setback
from shared.messaging.desk import NotLoaded, NotYet
from shared.messaging.errand import Errand, Interrupted
from shared.messaging.hear import Hear, Settler
from shared.messaging.line import Patience, reason
from shared.messaging.sitting import Sitting, Turn
from shared.messaging.store import Drop, Find, Put, Work
from shared.messaging.tables import ErrandRow, Parked, errands, parked

# Asked after nearly every transaction, and so put together only once: that takes longer than the answer.
_AHEAD = errands.alias("ahead")
_IS_BLOCKED = (
    sa.select(1)
    .where(_AHEAD.c.lane == errands.c.lane)
    .where(sa.tuple_(_AHEAD.c.due, _AHEAD.c.id) < sa.tuple_(errands.c.due, errands.c.id))
    .exists()
)
#: The first of every lane whose time has come; one that was due earlier is ahead, also while it is retried.
DUE = (
    sa.select(errands)
    .where(errands.c.next_try <= sa.bindparam("now"), ~_IS_BLOCKED)
    .order_by(errands.c.due, errands.c.id)
    .limit(sa.bindparam("most", type_=sa.Integer))
)
#: When the next errand is due that is not due yet; the others wait for one that is under way.
NEXT_DUE = sa.select(sa.func.min(errands.c.next_try)).where(errands.c.next_try > sa.bindparam("now"))


@dataclass(eq=False)
class Done:
    """What came of one errand: a result or an error.

    `setbacks` and `looks` count the vain attempts to settle it, the first of which was at `since`; the next one is
    `not_before` a time.
    """

    row: ErrandRow
    errand: Errand | None
    settler: Settler | None
    result: Any = None
    error: Exception | None = None
    setbacks: int = 0
    looks: int = 0
    since: float = 0.0
    not_before: float = 0.0


def read(hear: Hear, row: ErrandRow) -> Done:
    """The errand of a row, with its error when nobody settles it or it cannot be read (any more)."""
    settler = hear.settlers.get(row.name)
    if settler is None:
        return Done(row, None, None, error=LookupError(f"{hear.service} does not settle {row.name}"))
    try:
        errand = settler.errand.model_validate_json(row.body)
    except ValueError as error:
        return Done(row, None, None, error=error)
    return Done(row, errand, settler, result=Interrupted() if row.started else None)


def begin(rows: Sequence[ErrandRow]) -> Work[Outcome]:
    """Note that these have begun, before they do; `result` holds those that are still wanted."""
    found = yield Find(errands, "place", [row.place for row in rows])
    wanted = {row[1] for row in found}
    begun = [row._replace(started=True) for row in rows if row.id in wanted]
    if begun:
        yield Put(errands, begun)
    return Outcome(result=begun)


class Settling:
    """One transaction that settles errands. Those that want another attempt are left in `unsettled`."""

    def __init__(self, hear: Hear, now: datetime, patience: Patience, refused: Exception | None = None) -> None:
        self._hear, self._patience, self._refused = hear, patience, refused
        self._at = now.timestamp()
        self._sitting = Sitting(hear, now)
        self._outcome = Outcome()
        self._later: list[ErrandRow] = []
        self._over: list[str] = []
        self._parked: list[Parked] = []
        self.unsettled: list[Done] = []

    def settle(self, done: Sequence[Done]) -> Work[Outcome]:
        found = yield Find(errands, "place", [each.row.place for each in done])
        current = {row[0]: row[1] for row in found}
        wanted = [each for each in done if current.get(each.row.place) == each.row.id]
        turns = {each: turn for each in wanted if (turn := self._turn(each))}
        if not self._refused:
            yield from self._sitting.prepare(list(turns.values()))
        for each in wanted:
            self._deal_with(each, turns.get(each))
        yield from self._write()
        return self._outcome

    def _turn(self, done: Done) -> Turn | None:
        """The handler's turn; None while the errand is to be tried again, or when there is nobody to tell."""
        if done.errand is None or done.settler is None:
            return None
        match done.error:
            case None:
                act = partial(done.settler.handle, done.errand, done.result)
            case error if self._is_last_try(done) and done.settler.gave_up:
                act = partial(done.settler.gave_up, done.errand, reason(error))
            case _:
                return None
        return Turn(partial(done.settler.load, done.errand), act, done.row.thread, done.row.cause)

    def _is_last_try(self, done: Done) -> bool:
        return done.errand is None or done.row.tries + 1 >= done.errand.tries

    def _deal_with(self, done: Done, turn: Turn | None) -> None:
        try:
            if self._refused:
                raise self._refused
            if turn:
                self._sitting.take(turn)
        except Exception as error:
            self._unsettled(done, turn, error)
            return
        if done.error is None:
            self._over.append(done.row.place)
            self._outcome.handled.append(done.row.name)
        elif self._is_last_try(done):
            self._park(done, done.error)
        else:
            self._try_again(done, done.error)

    def _try_again(self, done: Done, error: Exception) -> None:
        tries = done.row.tries + 1
        delay = done.errand.delay(tries) if done.errand else 0.0
        self._later.append(
            done.row._replace(tries=tries, next_try=self._at + delay, started=False, reason=reason(error))
        )
        self._outcome.failed.append(Setback(done.row.place, done.row.name, error))

    def _unsettled(self, done: Done, turn: Turn | None, error: Exception) -> None:
        """It was done, but could not be settled: the result is kept, and settled a little later."""
        done.since = done.since or self._at
        if turn and self._sitting.is_stale_for(turn, error):
            done.not_before = self._at
        elif isinstance(error, NotYet) and not isinstance(error, NotLoaded):
            done.looks += 1
            done.not_before = self._at + self._patience.after_not_yet(done.looks)
        else:
            done.setbacks += 1
            done.not_before = self._at + self._patience.after_failure(done.setbacks)
            self._outcome.failed.append(Setback(done.row.place, done.row.name, error))
        if done.setbacks >= self._patience.tries or self._at - done.since > self._patience.not_yet:
            self._park(done, error)
        else:
            self.unsettled.append(done)

    def _park(self, done: Done, error: Exception) -> None:
        self._over.append(done.row.place)
        self._outcome.parked.append(Setback(done.row.place, done.row.name, error))
        kind = "interrupted errand" if done.error is None and _must_not_repeat(done.errand) else "errand"
        row = done.row
        self._parked.append(Parked(row.place, kind, row.name, row.body, row.thread, reason(error), self._at))

    def _write(self) -> Work[None]:
        if self._over:
            yield Drop(errands, self._over)
        if self._later:
            yield Put(errands, self._later)
        yield from self._sitting.write()
        if self._parked:
            yield Put(parked, self._parked)
        self._outcome.said = self._sitting.said
        self._outcome.has_errands = bool(self._sitting.sent_for or self._later or self._over)


def _must_not_repeat(errand: Errand | None) -> bool:
    return errand is not None and errand.at_most_once
