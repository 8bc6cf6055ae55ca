"""Lists in a form: `documents.0.name`, `documents.1.name` and so on; a row whose first field is empty is no row."""

import re
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
    for index in filled_rows(typed, name, first):
        row = _row(typed, f"{name}.{index}.")
        try:
            read.append((model.read(row), row))
        except Faults as why:
            faults |= {f"{name}.{index}.{field}": sentence for field, sentence in why.by_field.items()}
    if faults:
        raise Faults(faults)
    return read


def filled_rows(typed: Shown, name: str, first: str) -> list[int]:
    """The places of the rows that are filled in: the form keeps its gaps."""
    return [index for index in range(row_count(typed, name)) if typed.get(f"{name}.{index}.{first}", "").strip()]


def shown_rows(name: str, rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The same list as the fields of a form."""
    return {f"{name}.{index}.{field}": value for index, row in enumerate(rows) for field, value in row.items()}


def row_count(typed: Shown, name: str) -> int:
    """How many rows a form has sent."""
    places = [field.split(".")[1] for field in typed if field.startswith(f"{name}.") and field.count(".") >= 2]
    numbers = [int(place) for place in places if re.fullmatch(r"[0-9]{1,3}", place)]
    return min(max(numbers, default=-1) + 1, MOST_ROWS)


def _row(typed: Shown, prefix: str) -> dict[str, str]:
    return {field.removeprefix(prefix): value for field, value in typed.items() if field.startswith(prefix)}
