"""What a service hears and does: one list of contracts and errands, and the plain functions that answer them."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar

from shared.messaging.desk import Desk, Load
from shared.messaging.errand import Errand
from shared.messaging.message import Message
from shared.messaging.shelf import Shelf

M = TypeVar("M", bound=Message)
E = TypeVar("E", bound=Errand)
F = TypeVar("F", bound=Callable[..., None])


def nothing(_: object) -> Load:
    """The handler looks for nothing."""
    return ()


class Listener(NamedTuple):
    """Who answers a message."""

    contract: type[Message]
    handle: Callable[[Any, Desk], None]
    load: Callable[[Any], Load]


class Settler(NamedTuple):
    """Who handles what came of an errand."""

    errand: type[Errand]
    handle: Callable[[Any, Any, Desk], None]
    load: Callable[[Any], Load]
    gave_up: Callable[[Any, str, Desk], None] | None


class Hear:
    """The ears of one service. `incoming.py` fills it; nothing else does."""

    def __init__(self, service: str, *shelves: Shelf[Any], says: Iterable[type[Message]] = ()) -> None:
        self.service = service
        self.shelves = {shelf.kind: shelf for shelf in shelves}
        self.keys = {shelf.kind: shelf.key for shelf in shelves}
        self.says = tuple(says)
        self.listeners: dict[str, Listener] = {}
        self.settlers: dict[str, Settler] = {}

    def on(self, contract: type[M], load: Callable[[M], Load] = nothing) -> Callable[[F], F]:
        """The decorated function `(message, desk)` answers `contract`; `load` names what it will look for."""

        def register(handle: F) -> F:
            if contract.subject in self.listeners:
                raise ValueError(f"{self.service} already hears {contract.subject}")
            self.listeners[contract.subject] = Listener(contract, handle, load)
            return handle

        return register

    def after(
        self,
        errand: type[E],
        load: Callable[[E], Load] = nothing,
        gave_up: Callable[[E, str, Desk], None] | None = None,
    ) -> Callable[[F], F]:
        """The decorated function `(errand, result, desk)` settles an errand that was done.

        An errand without anything to do outside (a reminder, a deadline) has the result None. An errand whose `do`
        keeps raising is parked after its tries, and `gave_up(errand, reason, desk)` runs in the same transaction,
        with the same things loaded.
        """

        def register(handle: F) -> F:
            if errand.name in self.settlers:
                raise ValueError(f"{self.service} already settles {errand.name}")
            self.settlers[errand.name] = Settler(errand, handle, load, gave_up)
            return handle

        return register

    def subjects(self) -> dict[str, list[str]]:
        """The subjects heard, by stream."""
        heard: dict[str, list[str]] = {}
        for listener in self.listeners.values():
            heard.setdefault(listener.contract.stream, []).append(listener.contract.subject)
        return heard
