"""The registers that an office keeps: its agenda, those of its letters, and one for each RT."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.issuance.edition import InForce
from services.issuance.register import (
    AGENDA,
    agenda_number,
    office_letter_number,
    rt_letter_number,
    rt_of,
    rt_register,
)
from shared.contracts.catalogue import Letter


@dataclass(frozen=True, slots=True)
class Book:
    """A register in use. `letters` are those whose numbers run in it: none in the agenda and in those of RTs."""

    key: str
    in_force: InForce
    letters: tuple[Letter, ...] = ()

    @property
    def kinds(self) -> Sequence[Letter]:
        """One letter for each way in which its numbers are written."""
        ways: dict[tuple[str, str], Letter] = {}
        for letter in self.letters:
            ways.setdefault((letter.classification, letter.number_format), letter)
        return tuple(ways.values())

    @property
    def titles(self) -> Sequence[str]:
        """What its letters are called."""
        return tuple(dict.fromkeys(letter.title for letter in self.letters))

    def written(self, number: int, dated: date, kind: int = 0) -> str:
        """A number as this register writes it, for one of its `kinds`. Raises IndexError."""
        catalogue = self.in_force.catalogue
        if rt := rt_of(self.key):
            return rt_letter_number(catalogue.rt_letter_format, number, rt, dated)
        if not self.kinds:
            return agenda_number(number, dated.year)
        letter = self.kinds[kind]
        return office_letter_number(letter.number_format, number, letter.classification, catalogue.office.short, dated)


def books(in_force: InForce) -> Sequence[Book]:
    """All of them: the agenda, the office's by their keys, then the RTs'."""
    letters = [letter for service in in_force.catalogue.services for letter in service.letters]
    keys = sorted({letter.runs_in for letter in letters})
    offices = [Book(key, in_force, tuple(letter for letter in letters if letter.runs_in == key)) for key in keys]
    rts = [Book(rt_register(post.rt), in_force) for post in in_force.directory.rts]
    return [Book(AGENDA, in_force), *offices, *sorted(rts, key=lambda book: book.key)]


def book(key: str, in_force: InForce) -> Book | None:
    """The register with this key, if it is in use."""
    return next((book for book in books(in_force) if book.key == key), None)
