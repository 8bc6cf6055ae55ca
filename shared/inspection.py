"""Looks into a file before anyone sees it: what it is by its content, and nothing in it but what is seen.

PDFium must not be entered twice at once: whoever calls this from several threads lets one at a time.
"""

import io
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import filetype
import pypdfium2
from PIL import Image, ImageOps

#: A photo of a modern phone has up to 50 million pixels, and so has a scanned page; more is an attack or a mistake.
MOST_PIXELS = 50_000_000
#: Longest side of what is kept. A page of A4 is still sharp at 300 dots an inch.
LONGEST_SIDE = 3600
JPEG_QUALITY = 88
MOST_PAGES = 50
PDF = "application/pdf"

_PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/tiff", "image/bmp", "image/gif"})

Cause = Literal["other_kind", "broken_picture", "too_many_pixels", "broken_pdf", "locked", "pages"]


class Unfit(Exception):
    """It cannot be used: `cause` says why, `trouble` is what a person on WhatsApp is told."""

    def __init__(self, cause: Cause, note: str = "") -> None:
        super().__init__(f"{cause} {note}".strip())
        self.cause: Cause = cause

    @property
    def trouble(self) -> Literal["not_readable", "locked"]:
        return "locked" if self.cause == "locked" else "not_readable"


@dataclass(frozen=True, slots=True)
class Fit:
    """What is kept: a JPEG without metadata, or the PDF."""

    data: bytes
    media_type: Literal["image/jpeg", "application/pdf"]

    @property
    def ending(self) -> str:
        return "jpg" if self.media_type == "image/jpeg" else "pdf"


def inspect(data: bytes) -> Fit:
    """What is kept of a file. Its name and the type that the sender claims do not count. Raises `Unfit`."""
    kind = filetype.guess_mime(data)
    if kind in _PICTURES:
        return Fit(drawn_again(data), "image/jpeg")
    if kind == PDF:
        with _opened(data, MOST_PAGES) as document:
            document[0].get_size()
        return Fit(data, PDF)
    raise Unfit("other_kind", f"{kind}")


def pictures_of(data: bytes, *, longest: int, most_pages: int = MOST_PAGES) -> Iterator[bytes]:
    """The pages of a PDF, or the one picture that it is, as plain JPEGs of this longest side. Raises `Unfit`."""
    kind = filetype.guess_mime(data)
    if kind in _PICTURES:
        yield drawn_again(data, longest=longest)
    elif kind == PDF:
        with _opened(data, most_pages) as document:
            for page in document:
                yield as_jpeg(page.render(scale=longest / max(page.get_size())).to_pil(), longest)
    else:
        raise Unfit("other_kind", f"{kind}")


def drawn_again(data: bytes, *, longest: int | None = None) -> bytes:
    """The picture upright, on white, without anything that is not to be seen (place, camera, hidden files).

    Raises `Unfit`.
    """
    longest = longest or LONGEST_SIDE
    try:
        picture = Image.open(io.BytesIO(data))
        if picture.width * picture.height > MOST_PIXELS:
            raise Unfit("too_many_pixels")
        picture.draft("RGB", (longest, longest))
        ImageOps.exif_transpose(picture, in_place=True)
        return as_jpeg(picture, longest)
    except Unfit:
        raise
    except Exception as error:  # Pillow raises many kinds for broken files
        raise Unfit("broken_picture", type(error).__name__) from error


def as_jpeg(picture: Image.Image, longest: int) -> bytes:
    """On white, no larger than that."""
    plain = _on_white(picture)
    plain.thumbnail((longest, longest))
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=JPEG_QUALITY)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture if picture.mode == "RGB" else picture.convert("RGB")
    layers = picture.convert("RGBA")
    paper = Image.new("RGBA", layers.size, "white")
    return Image.alpha_composite(paper, layers).convert("RGB")


@contextmanager
def _opened(data: bytes, most_pages: int) -> Generator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise Unfit("locked" if locked else "broken_pdf") from error
    try:
        if not 0 < len(document) <= most_pages:
            raise Unfit("pages", f"{len(document)}")
        yield document
    except pypdfium2.PdfiumError as error:
        raise Unfit("broken_pdf", "a page") from error
    finally:
        document.close()
