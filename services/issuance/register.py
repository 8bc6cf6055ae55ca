"""The number registers: running numbers per register and year, without gap or repeat; and what was entered in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from services.issuance.stage import Amiss, NotAllowed
from shared.contracts.vocabulary import Rt
from shared.indonesian import roman_month

#: The register of what comes in; the others are those of letters.
AGENDA = "agenda"


class Taken(NamedTuple):
    """A number that has been taken: the register as it is after it."""

    register: "Register"
    number: int


@dataclass(frozen=True, slots=True)
class OnPaper:
    """Numbers that stand in the office's paper book: given there before the register was kept here."""

    year: int
    first: int
    last: int
    noted_by: str
    noted_on: date


@dataclass(frozen=True, slots=True)
class Register:
    """A running number, e.g. of `rt:005/002` or `470`: the last one taken in each year.

    Every number up to it has an `Entry`, or lies in one of the spans that are `on_paper`.
    """

    key: str
    last: Mapping[int, int] = field(default_factory=dict[int, int])
    on_paper: tuple[OnPaper, ...] = ()

    def next(self, year: int) -> int:
        """The number that comes next; each year begins with 1."""
        return self.last.get(year, 0) + 1

    def take(self, year: int) -> Taken:
        """The next number of this year."""
        number = self.next(year)
        return Taken(replace(self, last={**self.last, year: number}), number)

    def goes_on_after(self, last: int, year: int, by: str, on: date) -> "Register":
        """The paper book of this year ends with `last`: the next number is the one behind it.

        What was noted before may be put right until a number is given behind it. Raises `Amiss`.
        """
        open_span = next(
            (span for span in self.on_paper if (span.year, span.last) == (year, self.last.get(year))), None
        )
        given_here = open_span.first - 1 if open_span else self.last.get(year, 0)
        if last < given_here:
            raise Amiss(
                "last",
                f"Nomor sampai {given_here} tahun {year} sudah diberikan di sini, jadi tidak bisa mundur ke {last}.",
            )
        if last == self.last.get(year, 0):
            raise Amiss("last", f"Nomor terakhir tahun {year} memang sudah {last}.")
        others = tuple(span for span in self.on_paper if span is not open_span)
        noted = (OnPaper(year, given_here + 1, last, by, on),) if last > given_here else ()
        return replace(self, last={**self.last, year: last}, on_paper=others + noted)


class Standing(StrEnum):
    """Whether a letter counts. A void one stays in the register."""

    GENUINE = "genuine"
    VOID = "void"
    REPLACED = "replaced"


class Status(StrEnum):
    """How far a number has come."""

    GIVEN = "given"  # the letter is being made or signed
    ISSUED = "issued"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a register. A letter's has the letter's id, one of the agenda that of the application.

    One that was `noted_by` somebody was given on paper, and there is no application to it.
    """

    entry_id: UUID
    register: str
    year: int
    number: int
    formatted: str
    dated: date
    subject: str
    holder: str
    status: Status = Status.GIVEN
    application_id: UUID | None = None
    reference: str | None = None
    noted_by: str | None = None
    reason: str | None = None
    voided_by: str | None = None
    voided_on: date | None = None

    @property
    def words(self) -> str:
        """What it is found by."""
        said = (self.formatted, self.subject, self.holder, self.reference)
        return " ".join(word for word in said if word).casefold()

    def issued(self) -> "Entry":
        """The letter is out; one that is void stays so."""
        return self if self.status is Status.VOID else replace(self, status=Status.ISSUED)

    def void(self, reason: str, on: date, by: str | None = None) -> "Entry":
        """The number stays, and says that it is void and why. Raises `NotAllowed`."""
        if self.status is Status.VOID:
            raise NotAllowed(f"Nomor {self.formatted} sudah batal.")
        if self.register == AGENDA:
            raise NotAllowed("Nomor agenda mencatat berkas yang masuk, jadi tidak bisa dibatalkan.")
        return replace(self, status=Status.VOID, reason=reason, voided_on=on, voided_by=by)


def rt_register(rt: Rt) -> str:
    """The key of an RT's own register."""
    return f"rt:{rt.rt:03}/{rt.rw:03}"


def rt_of(register: str) -> Rt | None:
    """Whose register it is; None for one of the office."""
    kind, _, place = register.partition(":")
    rt, _, rw = place.partition("/")
    return Rt(rt=int(rt), rw=int(rw)) if kind == "rt" and rt.isdecimal() and rw.isdecimal() else None


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
