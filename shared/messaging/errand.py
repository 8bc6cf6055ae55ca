"""What is slow, outside, or for later: a row that a handler writes, run after its transaction, settled in another."""

from datetime import timedelta
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict


class Errand(BaseModel):
    """One thing to be done once it is due. There is one errand of a kind for a key; sending it again replaces it.

    Errands of one kind in one `lane` run one after the other, in the order in which they are due.

    What it does outside raises when it was not done, and is then tried again, `tries` times in all; `longest_try` is
    the time that each is given. `at_most_once` says that it must not be tried again blindly when the process died on
    the way: it is settled with `Interrupted` instead.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")
    name: ClassVar[str]
    key_field: ClassVar[str]
    at_most_once: ClassVar[bool] = False
    tries: ClassVar[int] = 8
    first_delay: ClassVar[timedelta] = timedelta(seconds=1)
    longest_delay: ClassVar[timedelta] = timedelta(minutes=10)
    longest_try: ClassVar[timedelta] = timedelta(minutes=5)

    @property
    def key(self) -> UUID:
        return getattr(self, self.key_field)

    @property
    def lane(self) -> UUID:
        return self.key

    @classmethod
    def place(cls, key: UUID) -> str:
        """The primary key of its row."""
        return f"{cls.name}:{key.hex}"

    def delay(self, tries: int) -> float:
        """Seconds until the next try, after this many."""
        return min(self.first_delay.total_seconds() * 2 ** (tries - 1), self.longest_delay.total_seconds())


class Interrupted:
    """The process ended while an `at_most_once` errand was on its way: nobody knows whether it was done."""
