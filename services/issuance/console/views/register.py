"""The registers on the screen: all of them at a glance, and the lines of one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from services.issuance.books import Book
from services.issuance.console.words import Mark, register_name
from services.issuance.letters import book
from services.issuance.register import AGENDA, Entry, OnPaper, Register, Status, rt_of
from shared.indonesian import short_date

#: How many entries of a register are in a status.
Counts = Mapping[tuple[str, Status], int]
COLUMNS = (
    "Register",
    "Tahun",
    "Nomor urut",
    "Nomor",
    "Tanggal",
    "Perihal",
    "Atas nama",
    "Berkas",
    "Keadaan",
    "Alasan batal",
    "Dibatalkan oleh",
    "Tanggal batal",
    "Dicatat dari kertas oleh",
)


class Row(NamedTuple):
    """One register among all: how far it has come this year."""

    key: str
    name: str
    last: int
    given: int
    void: int
    on_paper: bool


class Line(NamedTuple):
    """One number."""

    entry: Entry
    dated: str
    state: Mark


def rows(keys: Iterable[str], registers: Mapping[str, Register], counts: Counts, year: int) -> list[Row]:
    """A row for each key."""
    return [_row(key, registers.get(key) or Register(key), counts, year) for key in keys]


def _row(key: str, register: Register, counts: Counts, year: int) -> Row:
    return Row(
        key=key,
        name=register_name(key),
        last=register.last.get(year, 0),
        given=sum(counts.get((key, status), 0) for status in Status),
        void=counts.get((key, Status.VOID), 0),
        on_paper=any(span.year == year for span in register.on_paper),
    )


def keys(books: Sequence[Book], others: Iterable[str]) -> list[str]:
    """All registers in use, then those that only hold old numbers."""
    used = [book.key for book in books]
    return used + sorted(set(others) - set(used))


def is_of_an_rt(key: str) -> bool:
    return rt_of(key) is not None


def lines(entries: Iterable[Entry]) -> list[Line]:
    return [Line(entry, short_date(entry.dated), state(entry)) for entry in entries]


def state(entry: Entry) -> Mark:
    """How far the number has come, in words."""
    match entry.status:
        case Status.VOID:
            by = f", {entry.voided_by}" if entry.voided_by else ""
            on = f"Dibatalkan {short_date(entry.voided_on)}{by}: " if entry.voided_on else ""
            return Mark("batal", "late", "cross", f"{on}{entry.reason}")
        case Status.ISSUED if entry.noted_by:
            return Mark("terbit di kertas", "fine", "paper", f"Dicatat {entry.noted_by}")
        case Status.ISSUED:
            return Mark("diterima" if entry.register == AGENDA else "terbit", "fine", "check")
        case Status.GIVEN:
            return Mark("nomor diberikan", "today", "clock", "Suratnya sedang dibuat atau ditandatangani")


def spans(register: Register | None, year: int) -> list[OnPaper]:
    """The numbers of this year that stand in the paper book."""
    return [span for span in register.on_paper if span.year == year] if register else []


def cells(entry: Entry) -> tuple[object, ...]:
    """The entry under `COLUMNS`."""
    return (
        register_name(entry.register),
        entry.year,
        entry.number,
        entry.formatted,
        entry.dated,
        entry.subject,
        entry.holder,
        entry.reference,
        state(entry).words,
        entry.reason,
        entry.voided_by,
        entry.voided_on,
        entry.noted_by,
    )


def cells_of_span(key: str, span: OnPaper) -> tuple[object, ...]:
    """The numbers of a paper book under `COLUMNS`."""
    numbers = f"{span.first} sampai {span.last}" if span.first < span.last else span.first
    said = (register_name(key), span.year, numbers, None, None, None, None, None, "di buku kertas")
    return (*said, None, None, None, span.noted_by)


def line_of_book(entry: Entry) -> book.Line:
    """The entry in the yearly book."""
    how = state(entry)
    remark = (
        how.note
        if entry.status is Status.VOID
        else "nomor diberikan"
        if entry.status is Status.GIVEN
        else entry.reference
    )
    return book.Line(
        number=f"{entry.number}",
        formatted=entry.formatted,
        dated=short_date(entry.dated),
        subject=entry.subject,
        holder=entry.holder,
        remark=remark or how.words,
        void=entry.status is Status.VOID,
    )


def span_of_book(span: OnPaper) -> book.Line:
    """The numbers of a paper book in the yearly book."""
    numbers = f"{span.first}–{span.last}" if span.first < span.last else f"{span.first}"
    return book.Line(numbers, "", "", "", "", f"di buku kertas, dicatat {span.noted_by}")
