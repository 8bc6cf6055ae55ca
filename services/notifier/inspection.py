"""Looks into a file before anyone sees it: what it is by its content, and nothing in it but what is seen."""

import io
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

_PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/tiff", "image/bmp", "image/gif"})


class Unfit(Exception):
    """It cannot be used; `trouble` says what the person is told."""

    def __init__(self, trouble: Literal["not_readable", "locked"], why: str) -> None:
        super().__init__(why)
        self.trouble: Literal["not_readable", "locked"] = trouble


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
        return Fit(_drawn_again(data), "image/jpeg")
    if kind == "application/pdf":
        _check_pdf(data)
        return Fit(data, "application/pdf")
    raise Unfit("not_readable", f"type {kind}")


def _drawn_again(data: bytes) -> bytes:
    """The picture upright, on white, without anything that is not to be seen (place, camera, hidden files)."""
    try:
        picture = Image.open(io.BytesIO(data))
        if picture.width * picture.height > MOST_PIXELS:
            raise Unfit("not_readable", "too many pixels")
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        ImageOps.exif_transpose(picture, in_place=True)
        upright = _on_white(picture)
    except Unfit:
        raise
    except Exception as error:  # Pillow raises many kinds for broken files
        raise Unfit("not_readable", type(error).__name__) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=JPEG_QUALITY)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture if picture.mode == "RGB" else picture.convert("RGB")
    layers = picture.convert("RGBA")
    paper = Image.new("RGBA", layers.size, "white")
    return Image.alpha_composite(paper, layers).convert("RGB")


def _check_pdf(data: bytes) -> None:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise Unfit("locked" if locked else "not_readable", "PDFium cannot open it") from error
    try:
        if not 0 < len(document) <= MOST_PAGES:
            raise Unfit("not_readable", f"{len(document)} pages")
        document[0].get_size()
    except pypdfium2.PdfiumError as error:
        raise Unfit("not_readable", "its first page cannot be opened") from error
    finally:
        document.close()
