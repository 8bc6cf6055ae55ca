"""Lists in a form: `documents.0.name`, `documents.1.name` and so on; a row whose first field is empty is no row."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from services.issuance.console.pages.setup.sheets import Shown
from services.issuance.typed import Faults, Typed

M = TypeVar("M", bound=Typed)
#: So many empty rows stand below those that are filled in.
EMPTY_ROWS = 2
MOST_ROWS = 60


def read_rows(typed: Shown, name: str, model: type[M], first: str) -> list[tuple[M, Shown]]:
    """The rows that are filled in, each with what was typed in it. Raises `Faults` for all of them together."""
    read: list[tuple[M, Shown]] = []
    faults: dict[str, str] = {}
    for index in range(row_count(typed, name)):
        row = _row(typed, f"{name}.{index}.")
        if not row.get(first, "").strip():
            continue
        try:
            read.append((model.read(row), row))
        except Faults as why:
            faults |= {f"{name}.{index}.{field}": sentence for field, sentence in why.by_field.items()}
    if faults:
        raise Faults(faults)
    return read


def shown_rows(name: str, rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The same list as the fields of a form."""
    return {f"{name}.{index}.{field}": value for index, row in enumerate(rows) for field, value in row.items()}


def row_count(typed: Shown, name: str) -> int:
    """How many rows a form has sent."""
    places = [field.split(".")[1] for field in typed if field.startswith(f"{name}.") and field.count(".") >= 2]
    return min(max((int(place) + 1 for place in places if place.isascii() and place.isdecimal()), default=0), MOST_ROWS)


def _row(typed: Shown, prefix: str) -> dict[str, str]:
    return {field.removeprefix(prefix): value for field, value in typed.items() if field.startswith(prefix)}
