"""What a transaction may ask of a database, as data: the work yields steps, a store answers them."""

from collections.abc import Generator, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar

import sqlalchemy as sa

T = TypeVar("T")
Row = tuple[Any, ...]


class Find(NamedTuple):
    """Rows whose `column` is one of `keys`."""

    table: sa.Table
    column: str
    keys: Sequence[Any]


class Add(NamedTuple):
    """New rows."""

    table: sa.Table
    rows: Sequence[Row]


class Put(NamedTuple):
    """Rows that replace those with the same key."""

    table: sa.Table
    rows: Sequence[Row]


class Drop(NamedTuple):
    """Remove the rows with these keys."""

    table: sa.Table
    keys: Sequence[Any]


class GiveWay(NamedTuple):
    """Nothing, for a moment: in the midst of long work whatever else waits for the loop is let in."""


Step = Find | Add | Put | Drop | GiveWay
#: A piece of work that does no I/O itself: it yields steps, is sent the rows found, and returns its result.
Work = Generator[Step, list[Row], T]


class Away(Exception):
    """The database cannot be reached, is locked or full: the same work may succeed later."""


class Claimed(Exception):
    """Another process of the service has taken over the database: this one may not write any more."""


class Store(Protocol):
    """A service's own database. One process at a time may write to it: the one that holds the claim."""

    async def claim(self) -> None:
        """Wait until no other process of the service holds the database, and hold it until `close` or death.

        Raises ValueError when the database is there and does not let us in.
        """
        ...

    async def run(self, work: Work[T]) -> T:
        """Do all of the work in one transaction, or none of it. Raises `Away` and `Claimed`."""
        ...

    async def fetch(self, query: sa.Executable) -> list[Row]:
        """Read outside of any transaction, for pages and sweeps. Raises `Away`."""
        ...

    async def glance(self, query: sa.SelectBase, **values: Any) -> list[Row]:
        """`fetch` for what an index answers at once, and what is asked after nearly every transaction.

        The query is one that stays, with a named parameter for each of the values, since it is compiled once for all.
        """
        ...

    async def close(self) -> None: ...
