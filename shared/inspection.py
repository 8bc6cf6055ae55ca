"""Looks into a file before anyone sees it: what it is by its content, and nothing in it but what is seen.

PDFium must not be entered twice at once: whoever calls this from several threads lets one at a time. Files of strangers
are looked into by `shared.guard`, which stops what takes too long or too much.
"""

import io
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import filetype
import pi_heif
import pypdfium2
from PIL import Image, ImageOps

from shared import pdf
from shared.unfit import Unfit

#: A photo of a modern phone has up to 50 million pixels, and so has a scanned page; more is an attack or a mistake.
MOST_PIXELS = 50_000_000
#: Longest side of what is kept. A page of A4 is still sharp at 300 dots an inch.
LONGEST_SIDE = 3600
JPEG_QUALITY = 88
MOST_PAGES = 50
#: Longest side to which each page of a PDF is drawn once, to see that it can be.
TRIAL = 200

#: How Pillow calls what is taken of pictures; no other of its readers is let near a stranger's file.
_PICTURES = {
    "image/jpeg": ("JPEG", "MPO"),
    "image/png": ("PNG",),
    "image/webp": ("WEBP",),
    "image/tiff": ("TIFF",),
    "image/bmp": ("BMP",),
    "image/gif": ("GIF",),
    "image/heic": ("HEIF",),
    "image/avif": ("AVIF",),
}
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})

pi_heif.register_heif_opener()


@dataclass(frozen=True, slots=True)
class Fit:
    """What is kept: a JPEG without metadata, or the PDF."""

    data: bytes
    media_type: Literal["image/jpeg", "application/pdf"]

    @property
    def ending(self) -> str:
        return "jpg" if self.media_type == "image/jpeg" else "pdf"


def inspect(data: bytes) -> Fit:
    """What is kept of a file. Its name and the type that the sender claims do not count. Raises `Unfit`.

    A PDF is kept to the byte, so that a signature in it stays good; one that does more than be read is refused.
    """
    kind = kind_of(data)
    if kind in _PICTURES:
        return Fit(drawn_again(data), "image/jpeg")
    if kind == pdf.MEDIA_TYPE:
        with _opened(data, MOST_PAGES) as document:
            pdf.must_be_harmless(data)
            for page in document:
                _drawn(page, TRIAL)
        return Fit(data, pdf.MEDIA_TYPE)
    raise Unfit("other_kind", f"{kind}")


def kind_of(data: bytes) -> str | None:
    """The media type by the first bytes."""
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS and b"avif" not in data[8:40]:
        return "image/heic"
    return filetype.guess_mime(data)


def pictures_of(data: bytes, *, longest: int, most_pages: int = MOST_PAGES) -> Iterator[bytes]:
    """The pages of a PDF, or the one picture that it is, as plain JPEGs of this longest side. Raises `Unfit`."""
    kind = kind_of(data)
    if kind in _PICTURES:
        yield drawn_again(data, longest=longest)
    elif kind == pdf.MEDIA_TYPE:
        with _opened(data, most_pages) as document:
            for page in document:
                yield as_jpeg(_drawn(page, longest), longest)
    else:
        raise Unfit("other_kind", f"{kind}")


def drawn_again(data: bytes, *, longest: int | None = None) -> bytes:
    """The picture upright, on white, without anything that is not to be seen (place, camera, hidden files).

    Raises `Unfit`, also for one of several pages: the others would be lost.
    """
    longest = longest or LONGEST_SIDE
    try:
        picture = Image.open(io.BytesIO(data), formats=_PICTURES[kind_of(data) or "image/jpeg"])
        if picture.width * picture.height > MOST_PIXELS:
            raise Unfit("too_many_pixels")
        if picture.format == "TIFF" and getattr(picture, "n_frames", 1) > 1:
            raise Unfit("other_kind", "a picture of several pages")
        picture.draft("RGB", (longest, longest))
        ImageOps.exif_transpose(picture, in_place=True)
        return as_jpeg(picture, longest)
    except Unfit:
        raise
    except Image.DecompressionBombError as error:
        raise Unfit("too_many_pixels") from error
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


def _drawn(page: pypdfium2.PdfPage, longest: int) -> Image.Image:
    """However large the paper says it is. Raises `Unfit`."""
    side = max(page.get_size())
    if not side > 0:
        raise Unfit("broken_pdf", "a page without a size")
    return page.render(scale=longest / side).to_pil()


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
