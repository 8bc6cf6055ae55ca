"""One sitting at the desk: some pieces of work in one transaction, each of which counts whole or not at all."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.messaging.desk import Desk, Load, NotLoaded
from shared.messaging.errand import Errand
from shared.messaging.hear import Hear
from shared.messaging.loading import lay_out
from shared.messaging.message import Message, uuid7
from shared.messaging.shelf import plain
from shared.messaging.store import Add, Drop, Put, Work
from shared.messaging.tables import ErrandRow, Saying, errands, outbox

LONGEST = 900_000  # bytes of a message; the message queue takes 1 MB with its headers


@dataclass(eq=False, slots=True)
class Turn:
    """A handler with what it answers. `thread` and `cause` go with everything it says."""

    load: Callable[[], Load]
    act: Callable[[Desk], Any]
    thread: UUID
    cause: UUID


class Sitting:
    """Prepares the desk for some turns, lets them act one after the other, and writes what they led to."""

    def __init__(self, hear: Hear, now: datetime) -> None:
        self.said: list[Saying] = []
        self.sent_for: dict[str, ErrandRow | None] = {}
        self._hear = hear
        self._desk = Desk(now, hear.keys)
        self._stumbled: dict[Turn, Exception] = {}

    def prepare(self, turns: Sequence[Turn]) -> Work[None]:
        """Lay out what the turns ask for. One whose `load` raises will raise it when it is taken."""
        loads: dict[Turn, Load] = {}
        for turn in turns:
            try:
                loads[turn] = turn.load()
            except Exception as error:
                self._stumbled[turn] = error
        self._stumbled |= yield from lay_out(self._hear, self._desk, loads)

    def take(self, turn: Turn) -> Any:
        """Let it act, and return its result. When it raises, nothing of it stays."""
        try:
            if stumbled := self._stumbled.get(turn):
                raise stumbled
            result = turn.act(self._desk)
            said, sent_for = self._desk.in_hand
            sayings = [self._saying(message, turn) for message in said]
            rows = {place: self._errand(place, sent, turn) for place, sent in sent_for.items()}
        except BaseException:
            self._desk.discard()
            raise
        self._desk.accept()
        self.said += sayings
        self.sent_for |= rows
        return result

    def is_stale_for(self, turn: Turn, error: Exception) -> bool:
        """Whether it may have failed only because an earlier turn changed what had been laid out for it."""
        return bool(self._desk.changed) and (isinstance(error, NotLoaded) or turn in self._stumbled)

    def write(self) -> Work[None]:
        """Everything that was kept, said and sent for."""
        changed: dict[type, dict[Any, Any]] = defaultdict(dict)
        for (kind, key), obj in self._desk.changed.items():
            changed[kind][key] = obj
        for kind, objects in changed.items():
            shelf = self._hear.shelves[kind]
            if rows := [shelf.to_row(obj) for obj in objects.values() if obj is not None]:
                yield Put(shelf.table, rows)
            if gone := [plain(key) for key, obj in objects.items() if obj is None]:
                yield Drop(shelf.table, gone)
        if self.said:
            yield Add(outbox, self.said)
        if rows := [row for row in self.sent_for.values() if row]:
            yield Put(errands, rows)
        if off := [place for place, row in self.sent_for.items() if not row]:
            yield Drop(errands, off)

    def _saying(self, message: Message, turn: Turn) -> Saying:
        if type(message) not in self._hear.says:
            raise LookupError(f"{self._hear.service} may not say {type(message).__name__}: see its outgoing.py")
        body = message.model_dump_json().encode()
        if len(body) > LONGEST:
            raise ValueError(f"{type(message).__name__} is too long for a message: {len(body)} bytes")
        return Saying(message.id, message.stream, message.wire_subject, body, turn.thread, turn.cause)

    def _errand(self, place: str, sent: tuple[Errand, datetime] | None, turn: Turn) -> ErrandRow | None:
        if sent is None:
            return None
        errand, at = sent
        if errand.name not in self._hear.settlers:
            raise LookupError(f"{self._hear.service} does not settle {errand.name}")
        due = at.timestamp()
        lane, body = f"{errand.name}:{errand.lane.hex}", errand.model_dump_json().encode()
        return ErrandRow(
            place,
            uuid7(),
            errand.name,
            lane,
            body,
            turn.thread,
            turn.cause,
            due,
            due,
            tries=0,
            started=False,
            reason="",
        )
