"""The desk: what one handler may see, and what it keeps, says and sends for. Nothing here does any I/O."""

from collections.abc import Generator, Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from shared.messaging.errand import Errand
from shared.messaging.message import Message

T = TypeVar("T")


class NotYet(Exception):
    """This cannot be answered yet: let it come back later, with more patience than for a failure."""


class NotLoaded(NotYet):
    """The handler looked for something its `load` did not name, or that changed after it was loaded."""


class Want(NamedTuple):
    """What a handler will look for: the object with this key or, with `by`, every object whose column has it."""

    kind: type
    key: Any
    by: str | None = None


#: What a handler needs: wants by key, or a generator that yields wants and is sent what each found, where the second
#: look-up depends on the first (`case = yield Want(Case, id)`).
Load = Iterable[Want] | Generator[Want, Any, None]


class Desk:
    """The changes of one batch. A handler's own changes count only once it has finished without an error."""

    def __init__(self, now: datetime, keys: dict[type, str]) -> None:
        self.now = now
        self._keys = keys
        self._known: dict[tuple[type, Any], Any] = {}
        self._lists: dict[Want, set[Any]] = {}
        self._kept: dict[tuple[type, Any], Any] = {}
        self._said: list[Message] = []
        self._errands: dict[str, tuple[Errand, datetime] | None] = {}
        self.changed: dict[tuple[type, Any], Any] = {}
        self.outgoing: list[Message] = []
        self.errands: dict[str, tuple[Errand, datetime] | None] = {}

    def find(self, kind: type[T], key: Any) -> T | None:
        """The object with this key, or None when there is none. Raises `NotLoaded`."""
        place = (kind, key)
        try:
            return self._kept[place] if place in self._kept else self._known[place]
        except KeyError:
            raise NotLoaded(f"{kind.__name__} {key} is not on the desk: name it in `load`") from None

    def get(self, kind: type[T], key: Any) -> T:
        """The object with this key. Raises `NotYet` when there is none so far."""
        if (found := self.find(kind, key)) is None:
            raise NotYet(f"there is no {kind.__name__} {key} yet")
        return found

    def find_all(self, kind: type[T], by: str, key: Any) -> list[T]:
        """Every object whose attribute `by` is `key`, oldest key first. Raises `NotLoaded`."""
        want = Want(kind, key, by)
        if want not in self._lists:
            raise NotLoaded(f"{kind.__name__} by {by} is not on the desk: name it in `load`")
        places = {(kind, own_key) for own_key in self._lists[want]}
        places |= {place for place in self.changed | self._kept if place[0] is kind}
        found = [self.find(*place) for place in sorted(places, key=lambda place: place[1])]
        return [obj for obj in found if obj is not None and getattr(obj, by) == key]

    def keep(self, *objects: Any) -> "Desk":
        """Store the objects, each in place of the one that had its key."""
        for obj in objects:
            self._kept[type(obj), getattr(obj, self._keys[type(obj)])] = obj
        return self

    def remove(self, kind: type, key: Any) -> "Desk":
        """Remove the object with this key."""
        self._kept[kind, key] = None
        return self

    def say(self, *messages: Message) -> "Desk":
        """Put messages into the outbox; they leave once the transaction has committed."""
        self._said += messages
        return self

    def send_for(self, errand: Errand, after: timedelta = timedelta(0), at: datetime | None = None) -> "Desk":
        """Have an errand run after a while or at a time, in place of the one of its kind and key."""
        self._errands[errand.place(errand.key)] = (errand, at or self.now + after)
        return self

    def call_off(self, kind: type[Errand], key: UUID) -> "Desk":
        """The errand of this kind and key is not needed any more; one that is not there does not matter."""
        self._errands[kind.place(key)] = None
        return self

    @property
    def in_hand(self) -> tuple[list[Message], dict[str, tuple[Errand, datetime] | None]]:
        """What the handler at the desk has said and sent for so far; an errand called off is None."""
        return self._said, self._errands

    def holds(self, want: Want) -> bool:
        """Whether this has been laid out already."""
        return (want in self._lists) if want.by else ((want.kind, want.key) in self._known)

    def answer(self, want: Want) -> Any:
        """What a want that was laid out has found: an object or None, with `by` a list."""
        return self.find_all(want.kind, want.by, want.key) if want.by else self.find(want.kind, want.key)

    def lay_out(self, kind: type, keys: Iterable[Any], objects: Iterable[Any]) -> None:
        """Objects found by their own keys; a key without an object is known to have none."""
        known = {(kind, key): None for key in keys}
        known |= {(kind, getattr(obj, self._keys[kind])): obj for obj in objects}
        self._known = known | self._known

    def lay_out_list(self, want: Want, objects: Iterable[Any]) -> None:
        """All the objects found for a want by column."""
        found = list(objects)
        self._lists[want] = {getattr(obj, self._keys[want.kind]) for obj in found}
        self.lay_out(want.kind, (), found)

    def accept(self) -> None:
        """The handler has finished: its changes count, also for the handlers after it."""
        self._known |= self._kept
        self.changed |= self._kept
        self.outgoing += self._said
        self.errands |= self._errands
        self.discard()

    def discard(self) -> None:
        """The handler has failed: nothing of it stays."""
        self._kept, self._said, self._errands = {}, [], {}
