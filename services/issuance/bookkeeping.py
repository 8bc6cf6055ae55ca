"""What people do to the registers: where the paper book ends, letters given on paper, numbers that are void."""

from collections.abc import Generator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from services.issuance import issuing
from services.issuance.books import Book, book
from services.issuance.edition import InForce
from services.issuance.errands import RenderLetter, SignLetter
from services.issuance.file import File, Outcome
from services.issuance.history import What
from services.issuance.letter import Letter
from services.issuance.making import is_awaited, is_out, not_issued
from services.issuance.register import Entry, Register, Status
from services.issuance.staff import ROLE_NAMES, Role, Staff
from services.issuance.stage import Amiss, NotAllowed, Stage
from shared.contracts.issuance import LetterVoided
from shared.messaging import Desk, Want, uuid7
from shared.messaging.message import OfficeCode

MOST = 99_999  # of a register and year: more is a slip of the finger


class Deed(StrEnum):
    """What can be done to a register."""

    BEGIN = "mencatat nomor terakhir di buku kertas"
    ENTER = "mencatat surat yang dibuat di kertas"
    VOID = "membatalkan nomor"


MAY: Mapping[Deed, frozenset[Role]] = {
    Deed.BEGIN: frozenset({Role.ADMIN}),
    Deed.ENTER: frozenset({Role.CLERK, Role.ADMIN}),
    Deed.VOID: frozenset({Role.LURAH, Role.ADMIN}),
}


class PaperBook(NamedTuple):
    """How far the paper book of a register has come: the last number of this year."""

    key: str
    year: int
    last: int


class OnPaper(NamedTuple):
    """A letter that was given on paper. `kind` is its place among the letters of its register."""

    key: str
    number: int
    dated: date
    holder: str
    subject: str
    kind: int = 0


def the_register(key: str, office: OfficeCode) -> tuple[Want, ...]:
    """What `begin_after` and `enter` look for."""
    return (Want(InForce, office), Want(Register, key))


def begin_after(desk: Desk, office: OfficeCode, paper: PaperBook, by: Staff) -> None:
    """The register goes on behind the last number of its paper book. Raises `NotAllowed`."""
    _may(by, Deed.BEGIN)
    in_force = desk.get(InForce, office)
    today = in_force.today(desk.now)
    if paper.year not in (today.year, today.year - 1):
        raise Amiss("last", f"Nomor terakhir dicatat untuk tahun {today.year} atau {today.year - 1}.")
    _must_be_in_use(paper.key, in_force)
    register = desk.find(Register, paper.key) or Register(paper.key)
    desk.keep(register.goes_on_after(paper.last, paper.year, by.name, today))


def enter(desk: Desk, office: OfficeCode, letter: OnPaper, by: Staff) -> Entry:
    """A letter that was given on paper under the number next in line takes its place. Raises `NotAllowed`."""
    _may(by, Deed.ENTER)
    in_force, year = desk.get(InForce, office), letter.dated.year
    used = _must_be_in_use(letter.key, in_force)
    today = in_force.today(desk.now)
    if letter.dated > today:
        raise Amiss("dated", "Tanggal surat paling lambat hari ini.")
    if year < today.year - 1:
        raise Amiss("dated", f"Surat di kertas dicatat untuk tahun {today.year} atau {today.year - 1}.")
    _must_be_next((desk.find(Register, letter.key) or Register(letter.key)).next(year), letter)
    entry = Entry(
        entry_id=uuid7(),
        register=letter.key,
        year=year,
        number=issuing.take(desk, letter.key, year),
        formatted=used.written(letter.number, letter.dated, letter.kind),
        dated=letter.dated,
        subject=letter.subject,
        holder=letter.holder,
        status=Status.ISSUED,
        noted_by=by.name,
    )
    desk.keep(entry)
    return entry


def the_entry(entry_id: UUID, office: OfficeCode) -> Generator[Want, Any, None]:
    """What `void` looks for."""
    yield Want(InForce, office)
    entry: Entry | None = yield Want(Entry, entry_id)
    yield Want(Letter, entry_id)
    if entry and entry.application_id:
        yield Want(File, entry.application_id)


def void(desk: Desk, office: OfficeCode, entry_id: UUID, reason: str, by: Staff, *, replaced: bool) -> None:
    """The number counts no more. `replaced`: the office makes another letter in its place. Raises `NotAllowed`."""
    _may(by, Deed.VOID)
    entry, today = desk.get(Entry, entry_id), desk.get(InForce, office).today(desk.now)
    if not (reason := reason.strip()):
        raise Amiss("reason", "Tulis alasan pembatalannya.")
    if (letter := desk.find(Letter, entry_id)) is None:
        desk.keep(entry.void(reason, today, by.name))
        return
    file = desk.find(File, letter.application_id)
    replaced = replaced and file is not None and is_out(file, letter)
    issuing.void(desk, letter, reason, today, by.name, replaced=replaced)
    desk.call_off(RenderLetter, letter.letter_id).call_off(SignLetter, letter.letter_id)
    if file:
        _void_letter(file, letter, reason, by, desk.now, replaced=replaced).onto(desk)


def _void_letter(file: File, letter: Letter, reason: str, by: Staff, at: datetime, *, replaced: bool) -> Outcome:
    """What becomes of the file.

    One that is not out yet goes back to the clerk, as one that cannot be printed. Of one that is out the resident is
    told. A surat pengantar that is void stays on the file: the clerk decides what becomes of what rests on it.
    """
    if is_awaited(file, letter):
        return not_issued(file, letter, reason, by.name, at)
    fact = file.word(
        LetterVoided,
        at,
        letter_id=letter.letter_id,
        kind=letter.kind,
        number=letter.number,
        reason=reason,
        voided_by=by.name,
        replaced=replaced,
    )
    changes: dict[str, Any] = {}
    if is_out(file, letter):
        again = {"stage": Stage.CONFIRMED, "sent_back_because": reason, "approved_by": None, "letter_number": None}
        changes = again if replaced else {"stage": Stage.VOID, "ended_because": reason}
    return file.then(What.LETTER_VOID, at, by.name, reason=reason, detail=letter.number, said=(fact,), **changes)


def _must_be_next(number: int, letter: OnPaper) -> None:
    year = letter.dated.year
    if letter.number < number:
        raise Amiss("number", f"Nomor {letter.number} tahun {year} sudah dipakai. Nomor berikutnya {number}.")
    if letter.number > number:
        skipped = f"{number}" if letter.number == number + 1 else f"{number} sampai {letter.number - 1}"
        raise Amiss("number", f"Nomor berikutnya tahun {year} adalah {number}. Catat dulu nomor {skipped}.")


def _must_be_in_use(key: str, in_force: InForce) -> Book:
    if (found := book(key, in_force)) is None:
        raise NotAllowed("Register ini tidak dipakai lagi.")
    return found


def _may(by: Staff, deed: Deed) -> None:
    if by.role not in MAY[deed]:
        who = " atau ".join(sorted(ROLE_NAMES[role] for role in MAY[deed]))
        raise NotAllowed(f"Hanya {who} yang bisa {deed.value}.")
