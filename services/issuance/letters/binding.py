"""A letter that was signed by hand, from the pictures of its pages to a PDF/A."""

import asyncio
import json
from base64 import b64encode
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path

import typst
from PIL import Image

_TEMPLATE = Path(__file__).parent / "paper" / "scan.typ"


def bind(pages: Sequence[bytes], *, title: str, dated: date) -> bytes:
    """The pictures (JPEG) as PDF/A-2b, one a page; the same bytes for the same pictures."""
    sizes = [size_of(page) for page in pages]
    scan = {
        "title": title,
        "day": (dated.year, dated.month, dated.day),
        "pages": len(pages),
        "lying": [width > height for width, height in sizes],
    }
    pictures = {f"page{number}": as_svg(page) for number, page in enumerate(pages)}
    pdf = typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        format="pdf",
        sys_inputs={"scan": json.dumps(scan), **pictures},
        pdf_standards=["a-2b"],
        timestamp=datetime.combine(dated, time(), UTC),
        ignore_system_fonts=True,
    )
    assert isinstance(pdf, bytes)  # noqa: S101 - a list comes of pictures, not of a PDF
    return pdf


async def bind_aside(pages: Sequence[bytes], *, title: str, dated: date) -> bytes:
    """`bind` in a thread."""
    return await asyncio.to_thread(bind, pages, title=title, dated=dated)


def size_of(page: bytes) -> tuple[int, int]:
    """Width and height of a picture, in pixels."""
    with Image.open(BytesIO(page)) as picture:
        return picture.size


def as_svg(page: bytes) -> str:
    """A JPEG as Typst takes it among its inputs, which are text."""
    width, height = size_of(page)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><image width="{width}" '
        f'height="{height}" href="data:image/jpeg;base64,{b64encode(page).decode()}"/></svg>'
    )
