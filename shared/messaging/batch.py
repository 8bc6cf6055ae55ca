"""One batch, one transaction: the heart of the kit, without I/O. What it needs of the database it yields."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from shared.messaging.hear import Hear
from shared.messaging.line import Lines, Patience, reason
from shared.messaging.message import Message
from shared.messaging.sitting import Sitting, Turn
from shared.messaging.store import Add, Drop, Find, GiveWay, Put, Work
from shared.messaging.tables import Arrival, Parked, Saying, Waiting, inbox, parked, waiting

GIVES_WAY_AFTER = 64  # messages, some milliseconds of work


class Letter(NamedTuple):
    """A message that could be read, and its handler's turn at the desk."""

    arrival: Arrival
    message: Message
    turn: Turn


class Setback(NamedTuple):
    """What could not be dealt with, for the log."""

    place: str
    subject: str
    error: Exception


@dataclass
class Outcome:
    """What is left to do once the transaction has committed."""

    said: list[Saying] = field(default_factory=list[Saying])
    has_errands: bool = False
    has_waiting: bool = False
    again: list[Arrival] = field(default_factory=list[Arrival])
    handled: list[str] = field(default_factory=list[str])
    failed: list[Setback] = field(default_factory=list[Setback])
    parked: list[Setback] = field(default_factory=list[Setback])
    result: Any = None


def read(hear: Hear, arrival: Arrival) -> Letter:
    """Raises when it cannot be understood or nobody listens."""
    listener = hear.listeners.get(arrival.subject.rsplit(".", 2)[0])
    if listener is None:
        raise LookupError(f"{hear.service} does not hear {arrival.subject}")
    message = listener.contract.model_validate_json(arrival.body)
    turn = Turn(
        load=partial(listener.load, message),
        act=partial(listener.handle, message),
        thread=arrival.thread or message.id,
        cause=message.id,
    )
    return Letter(arrival, message, turn)


class Batch:
    """Deals with some arrivals in their order. `refused` says why the database would not take what one leads to."""

    def __init__(self, hear: Hear, now: datetime, patience: Patience, refused: Exception | None = None) -> None:
        self._hear, self._patience, self._refused = hear, patience, refused
        self._at = now.timestamp()
        self._sitting = Sitting(hear, now)
        self._lines = Lines((), self._at, patience)
        self._done: list[UUID] = []
        self._parked: list[Parked] = []
        self._stale: set[UUID] = set()
        self._outcome = Outcome()

    def settle(self, arrivals: Sequence[Arrival]) -> Work[Outcome]:
        if arrivals:
            rows = yield Find(waiting, "key", list({arrival.key for arrival in arrivals}))
            self._lines = Lines((Waiting(*row) for row in rows), self._at, self._patience)
        letters = yield from self._unseen(self._read(arrivals))
        if not self._refused:
            yield from self._sitting.prepare([letter.turn for letter in letters])
        for number, letter in enumerate(letters, start=1):
            self._deal_with(letter)
            if number % GIVES_WAY_AFTER == 0:
                yield GiveWay()
        yield from self._write()
        return self._outcome

    def _read(self, arrivals: Sequence[Arrival]) -> list[Letter]:
        letters: list[Letter] = []
        for arrival in arrivals:
            try:
                letters.append(read(self._hear, arrival))
            except Exception as error:
                self._lines.leave(arrival)
                self._park(arrival, error)
        return letters

    def _unseen(self, letters: list[Letter]) -> Work[list[Letter]]:
        """The letters that have not been dealt with before, each once."""
        by_id = {letter.message.id: letter for letter in reversed(letters)}
        if by_id:
            for seen in (yield Find(inbox, "id", list(by_id))):
                self._lines.leave(by_id.pop(seen[0]).arrival)
        return [letter for letter in letters if by_id.get(letter.message.id) is letter]

    def _deal_with(self, letter: Letter) -> None:
        if letter.arrival.key in self._stale:
            self._outcome.again.append(letter.arrival)
        elif not self._lines.must_wait(letter.arrival):
            self._try(letter)

    def _try(self, letter: Letter) -> None:
        try:
            if self._refused:
                raise self._refused
            self._sitting.take(letter.turn)
        except Exception as error:
            self._failed(letter, error)
        else:
            self._lines.leave(letter.arrival)
            self._done.append(letter.message.id)
            self._outcome.handled.append(letter.message.subject)

    def _failed(self, letter: Letter, error: Exception) -> None:
        if self._sitting.is_stale_for(letter.turn, error):
            self._stale.add(letter.arrival.key)
            self._outcome.again.append(letter.arrival)
        elif self._lines.failed(letter.arrival, error):
            self._outcome.failed.append(Setback(letter.arrival.place, letter.arrival.subject, error))
        else:
            self._park(letter.arrival, error)
            self._done.append(letter.message.id)

    def _park(self, arrival: Arrival, error: Exception) -> None:
        self._outcome.parked.append(Setback(arrival.place, arrival.subject, error))
        row = Parked(arrival.place, "message", arrival.subject, arrival.body, arrival.thread, reason(error), self._at)
        self._parked.append(row)

    def _write(self) -> Work[None]:
        yield from self._sitting.write()
        if self._done:
            yield Add(inbox, [(message_id, self._at) for message_id in self._done])
        entered, left = self._lines.changes()
        if left:
            yield Drop(waiting, left)
        if entered:
            yield Put(waiting, entered)
        if self._parked:
            yield Put(parked, self._parked)
        self._outcome.said = self._sitting.said
        self._outcome.has_errands = bool(self._sitting.sent_for)
        self._outcome.has_waiting = bool(entered)
