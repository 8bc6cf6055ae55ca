"""Everything in a file as one PDF to be printed: a cover sheet, then each page of its documents on A4."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typst

from services.issuance.letters.binding import as_svg, size_of
from services.issuance.letters.press import no_panic
from services.issuance.letters.qr import qr_code

_TEMPLATE = Path(__file__).parent / "paper" / "bundle.typ"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a document: an upright JPEG, or None where it is not to be had; then its `caption` says so."""

    caption: str
    picture: bytes | None


@dataclass(frozen=True, slots=True)
class Cover:
    """The first sheet: `facts` are labels with what they say, `checklist` the documents and whether each is there."""

    office: str
    reference: str
    title: str
    facts: Sequence[tuple[str, str]]
    checklist: Sequence[tuple[str, bool, str]]
    address: str
    note: str
    printed_on: date


def bundle(cover: Cover, sheets: Sequence[Sheet]) -> bytes:
    """The cover and the sheets as PDF."""
    pictures = {f"page{number}": as_svg(sheet.picture) for number, sheet in enumerate(sheets) if sheet.picture}
    words = {
        "office": cover.office,
        "reference": cover.reference,
        "title": cover.title,
        "facts": cover.facts,
        "checklist": cover.checklist,
        "note": cover.note,
        "day": (cover.printed_on.year, cover.printed_on.month, cover.printed_on.day),
        "sheets": [
            {"caption": sheet.caption, "lying": sheet.picture is not None and _lies(sheet.picture)} for sheet in sheets
        ],
    }
    with no_panic():
        pdf = typst.compile(
            _TEMPLATE,
            root=_TEMPLATE.parent,
            format="pdf",
            sys_inputs={"bundle": json.dumps(words), "qr": qr_code(cover.address), **pictures},
            ignore_system_fonts=True,
        )
    assert isinstance(pdf, bytes)  # noqa: S101 - a list comes of pictures, not of a PDF
    return pdf


async def bundle_aside(cover: Cover, sheets: Sequence[Sheet]) -> bytes:
    """`bundle` in a thread."""
    return await asyncio.to_thread(bundle, cover, sheets)


def _lies(picture: bytes) -> bool:
    width, height = size_of(picture)
    return width > height
