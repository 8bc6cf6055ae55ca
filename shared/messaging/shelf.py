"""Where objects are kept: a table, and how an object becomes its row and a row its object."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar
from uuid import UUID

import sqlalchemy as sa
from pydantic import BaseModel, TypeAdapter

T = TypeVar("T")


class Id(sa.types.UserDefinedType[UUID]):
    """A UUID kept as 16 bytes: `uuid` in PostgreSQL, a blob in SQLite. Time-ordered keys stay together on disk."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return "UUID"


@dataclass(frozen=True)
class Shelf(Generic[T]):
    """The place of one kind of object. The first column of the table is its key, named as the attribute."""

    kind: type[T]
    table: sa.Table
    to_row: Callable[[T], tuple[Any, ...]]
    from_row: Callable[[tuple[Any, ...]], T]

    @cached_property
    def key(self) -> str:
        return next(iter(self.table.c)).name


def document_shelf(kind: type[T], table: sa.Table, *, remembered: int = 0) -> Shelf[T]:
    """A shelf for a dataclass or model kept whole as JSON in the last column, `body`.

    The columns before it repeat the attributes of the same names, as `plain` has them, so that they can be looked up
    and sorted by. So many of the objects last read are `remembered` by their rows: for large ones that are needed for
    nearly everything and seldom change. Their kind must be immutable throughout.
    """
    names = [column.name for column in table.c]
    if names[-1] != "body":
        raise ValueError(f"{table.name}: the last column must be `body`")
    adapter = TypeAdapter(kind)

    def to_row(obj: T) -> tuple[Any, ...]:
        return (*(plain(getattr(obj, name)) for name in names[:-1]), adapter.dump_json(obj).decode())

    def from_row(row: tuple[Any, ...]) -> T:
        return adapter.validate_json(row[-1])

    return Shelf(kind, table, to_row, lru_cache(remembered)(from_row) if remembered else from_row)


def plain(value: Any) -> Any:
    """The value as a column keeps it: times as seconds since 1970, dates as ISO text, values as their own text."""
    match value:
        case datetime():
            return value.timestamp()
        case date():
            return value.isoformat()
        case Enum():
            return value.value
        case BaseModel():
            return str(value)
        case _:
            return value
