"""A register of one year as a PDF to be bound: the book that an office keeps on its shelf."""

import asyncio
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import typst

from services.issuance.letters.press import no_panic
from shared.indonesian import foreign_characters, long_date

_TEMPLATE = Path(__file__).parent / "paper" / "book.typ"


@dataclass(frozen=True, slots=True)
class Line:
    """A number in its book; `remark` says where it stands, and of a void one why."""

    number: str
    formatted: str
    dated: str
    subject: str
    holder: str
    remark: str = ""
    void: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """What the book is called, whose it is, and its lines in their order."""

    office: str
    title: str
    lines: Sequence[Line]
    printed_on: date


def book_of(book: Book) -> bytes:
    """The book as PDF/A-2b."""
    day = book.printed_on
    words = {
        "office": book.office,
        "title": book.title,
        "lines": [{name: _printable(said) for name, said in asdict(line).items()} for line in book.lines],
        "day": (day.year, day.month, day.day),
        "printed": long_date(day),
        "count": f"{len(book.lines)} baris, di antaranya {sum(line.void for line in book.lines)} batal.",
    }
    with no_panic():
        pdf = typst.compile(
            _TEMPLATE,
            root=_TEMPLATE.parent,
            format="pdf",
            sys_inputs={"book": json.dumps(words)},
            pdf_standards=["a-2b"],
            timestamp=datetime.combine(day, time(), UTC),
            ignore_system_fonts=True,
        )
    assert isinstance(pdf, bytes)  # noqa: S101 - a list comes of pictures, not of a PDF
    return pdf


async def book_aside(book: Book) -> bytes:
    """`book_of` in a thread."""
    return await asyncio.to_thread(book_of, book)


def _printable(said: str | bool) -> str | bool:
    """Letters of other scripts, which stand in no letter but may stand in a name of the agenda, as question marks."""
    if isinstance(said, bool):
        return said
    seen = (it for it in said if it.isspace() or unicodedata.category(it) not in ("Cc", "Cf"))
    return "".join("?" if foreign_characters(it) else it for it in seen)
