"""A service without its house: shelves in memory, one message at a time, and a clock that the test moves."""

from collections.abc import Callable, Generator
from datetime import datetime, timedelta
from typing import Any, TypeVar

import sqlalchemy as sa

from shared.messaging import Desk, Errand, Hear, Message
from shared.messaging.desk import Load
from shared.messaging.loading import lay_out
from shared.messaging.shelf import plain
from shared.messaging.store import Find, Row, Step

T = TypeVar("T")
M = TypeVar("M", bound=Message)


class Room:
    """Plays handlers as the kit does: load, handle, keep. Objects become rows and are read back each time.

    What a handler raises is raised to the test, and nothing of it stays. `said` is everything said so far.
    """

    def __init__(self, hear: Hear, now: datetime) -> None:
        self.ears, self.now = hear, now
        self.said: list[Message] = []
        self.errands: dict[str, tuple[Errand, datetime]] = {}
        self._rows: dict[sa.Table, dict[Any, Row]] = {shelf.table: {} for shelf in hear.shelves.values()}

    def put(self, *objects: Any) -> "Room":
        """Objects that are there already."""
        for obj in objects:
            shelf = self.ears.shelves[type(obj)]
            row = shelf.to_row(obj)
            self._rows[shelf.table][row[0]] = row
        return self

    def all(self, kind: type[T]) -> list[T]:
        """Every object of a kind, oldest key first."""
        shelf = self.ears.shelves[kind]
        rows = self._rows[shelf.table]
        return [shelf.from_row(rows[key]) for key in sorted(rows)]

    def only(self, kind: type[T]) -> T:
        """The one object of its kind. Raises ValueError when there are none or more."""
        (found,) = self.all(kind)
        return found

    def hear(self, message: Message) -> list[Message]:
        """Have the service answer a message; returns what it said to it."""
        listener = self.ears.listeners[message.subject]
        return self._play(listener.load(message), lambda desk: listener.handle(message, desk))

    async def run(self, load: Load, change: Callable[[Desk], T]) -> T:
        """The room's door, for pages: as `shared.messaging.door`."""
        result: list[T] = []
        self._play(load, lambda desk: result.append(change(desk)))
        return result[0]

    def pass_time(self, by: timedelta) -> list[Message]:
        """Let time pass, and the timers that fall due in it, one after the other; returns what was said meanwhile."""
        until, said = self.now + by, list[Message]()
        while due := [(at, place) for place, (_, at) in self.errands.items() if at <= until]:
            at, place = min(due)
            self.now = max(self.now, at)
            said += self._run(self.errands.pop(place)[0])
        self.now = until
        return said

    def _run(self, errand: Errand) -> list[Message]:
        settler = self.ears.settlers[errand.name]
        return self._play(settler.load(errand), lambda desk: settler.handle(errand, None, desk))

    def _play(self, load: Load, handle: Callable[[Desk], None]) -> list[Message]:
        desk = Desk(self.now, self.ears.keys)
        stumbled = self._answer(lay_out(self.ears, desk, {"it": load}))
        if stumbled:
            raise stumbled["it"]
        handle(desk)
        desk.accept()
        self._keep(desk)
        return desk.outgoing

    def _answer(self, work: Generator[Step, list[Row], T]) -> T:
        """Play the part of the database."""
        found: list[Row] | None = None
        while True:
            try:
                step = next(work) if found is None else work.send(found)
            except StopIteration as end:
                return end.value
            if not isinstance(step, Find):
                raise TypeError(f"a load only looks for things: {step}")
            place = list(step.table.c).index(step.table.c[step.column])
            sought = [plain(key) for key in step.keys]
            found = [row for row in self._rows[step.table].values() if row[place] in sought]

    def _keep(self, desk: Desk) -> None:
        for (kind, key), obj in desk.changed.items():
            if obj is None:
                self._rows[self.ears.shelves[kind].table].pop(plain(key), None)
            else:
                self.put(obj)
        for place, sent in desk.errands.items():
            self.errands.pop(place, None)
            if sent:
                self.errands[place] = sent
        self.said += desk.outgoing
