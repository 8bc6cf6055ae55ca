"""The door by which a page or a webhook changes state: the same desk, the same transaction as for a message."""

from collections.abc import Callable
from typing import TypeVar

from shared.messaging.batch import Outcome
from shared.messaging.desk import Desk, Load
from shared.messaging.hear import Hear
from shared.messaging.ledger import Ledger
from shared.messaging.message import uuid7
from shared.messaging.sitting import Sitting, Turn
from shared.messaging.store import Work

R = TypeVar("R")


class Door:
    """Changes made by people. Everything they lead to is said and done as after a message."""

    def __init__(self, hear: Hear, ledger: Ledger) -> None:
        self._hear, self._ledger = hear, ledger

    async def run(self, load: Load, change: Callable[[Desk], R]) -> R:
        """Play `change` at a desk that holds what `load` wants, commit, and return its result.

        What it raises is raised here and leaves nothing behind. Raises `Away` when the database cannot be reached;
        then it is not known whether the change was made.
        """
        result: list[R] = []
        await self._ledger.commit(self._work(load, change, result))
        return result[0]

    def _work(self, load: Load, change: Callable[[Desk], R], result: list[R]) -> Work[Outcome]:
        sitting, thread = Sitting(self._hear, self._ledger.clock()), uuid7()
        turn = Turn(lambda: load, change, thread, thread)
        yield from sitting.prepare([turn])
        result.append(sitting.take(turn))
        yield from sitting.write()
        return Outcome(said=sitting.said, has_errands=bool(sitting.sent_for))
