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
    sizes = [_size(page) for page in pages]
    scan = {
        "title": title,
        "day": (dated.year, dated.month, dated.day),
        "pages": len(pages),
        "lying": [width > height for width, height in sizes],
    }
    pictures = {f"page{number}": _svg(page, sizes[number]) for number, page in enumerate(pages)}
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


def _size(page: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(page)) as picture:
        return picture.size


def _svg(page: bytes, size: tuple[int, int]) -> str:
    width, height = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><image width="{width}" '
        f'height="{height}" href="data:image/jpeg;base64,{b64encode(page).decode()}"/></svg>'
    )
