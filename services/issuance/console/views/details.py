"""What the service asks for beside the particulars, as the file shows it: block by block."""

from typing import NamedTuple

from services.issuance.console.words import in_fours, masked
from services.issuance.details import details_of
from services.issuance.file import File
from shared.contracts.details import UNKNOWN


class Fact(NamedTuple):
    """A label and what was told."""

    label: str
    value: str
    is_number: bool


class Part(NamedTuple):
    """One block."""

    name: str
    facts: tuple[Fact, ...]


def parts(file: File, *, nik_shown: bool) -> tuple[Part, ...]:
    """Everything that is asked for in the circumstances of this file. NIKs are masked, unless they are to be shown."""
    found: dict[str, list[Fact]] = {}
    for detail in details_of(file.service, file.circumstances, file.details):
        value = detail.written
        if detail.field.kind == "nik" and value != UNKNOWN:
            value = in_fours(value) if nik_shown else masked(value)
        is_number = detail.field.kind in ("nik", "phone", "number")
        found.setdefault(detail.block.name, []).append(Fact(detail.field.label, value, is_number))
    return tuple(Part(name, tuple(facts)) for name, facts in found.items())
