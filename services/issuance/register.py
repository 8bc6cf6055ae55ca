"""The number registers: running numbers per register and year, without gap or repeat; and what was entered in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from shared.contracts.vocabulary import Rt
from shared.indonesian import roman_month

#: The register of what comes in; the others are those of letters.
AGENDA = "agenda"


class Taken(NamedTuple):
    """A number that has been taken: the register as it is after it."""

    register: "Register"
    number: int


@dataclass(frozen=True, slots=True)
class Register:
    """A running number, e.g. of `rt:005/002` or `470`: the last one taken in each year."""

    key: str
    last: Mapping[int, int] = field(default_factory=dict[int, int])

    def take(self, year: int) -> Taken:
        """The next number of this year; each year begins with 1."""
        number = self.last.get(year, 0) + 1
        return Taken(replace(self, last={**self.last, year: number}), number)


class Standing(StrEnum):
    """Whether a letter counts. A void one stays in the register."""

    GENUINE = "genuine"
    VOID = "void"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a letter register."""

    letter_id: UUID
    register: str
    year: int
    number: int
    formatted: str
    application_id: UUID
    dated: date
    holder: str
    standing: Standing = Standing.GENUINE
    reason: str | None = None

    def void(self, reason: str) -> "Entry":
        """The number stays, and says that it is void and why."""
        return replace(self, standing=Standing.VOID, reason=reason)


def rt_register(rt: Rt) -> str:
    """The key of an RT's own register."""
    return f"rt:{rt.rt:03}/{rt.rw:03}"


def rt_letter_number(form: str, number: int, rt: Rt, dated: date) -> str:
    """The number of a surat pengantar, e.g. `012/RT.005/RW.002/XI/2026`."""
    return form.format(number=f"{number:03}", rt=f"{rt.rt:03}", rw=f"{rt.rw:03}", **_when(dated))


def office_letter_number(form: str, number: int, code: str, office: str, dated: date) -> str:
    """The number of a letter of the kelurahan, e.g. `470/0123/BKS/XI/2026`."""
    return form.format(number=f"{number:04}", code=code, office=office, **_when(dated))


def agenda_number(number: int, year: int) -> str:
    """The number under which documents are received, e.g. `0412/2026`."""
    return f"{number:04}/{year}"


def _when(dated: date) -> dict[str, str]:
    return {"month": roman_month(dated.month), "year": str(dated.year)}
