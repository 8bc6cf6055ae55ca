"""What a clerk uploads of a letter that was signed by hand: made anew as plain pictures before anyone keeps it."""

import asyncio
from collections.abc import Iterator
from io import BytesIO

import filetype
import pypdfium2
from PIL import Image, ImageOps

from services.issuance.console.pictures import ONE_AT_A_TIME

MOST_BYTES = 15_000_000
MOST_PAGES = 5
#: A photo of a modern phone has up to 50 million pixels, and so has a scanned page; more is an attack or a mistake.
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2400  # pixels: A4 at 200 dpi
_QUALITY = 85
_PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/tiff"})


class ScanRefused(Exception):
    """It cannot be used; the text says why, and what to do."""


async def read_scan(data: bytes) -> tuple[bytes, ...]:
    """The pages as JPEG, upright and without anything that is not to be seen. Raises `ScanRefused`."""
    if len(data) > MOST_BYTES:
        raise ScanRefused(
            f"Hasil pindai lebih dari {MOST_BYTES // 1_000_000} MB. Pindai lagi dengan ukuran lebih kecil."
        )
    kind = filetype.guess_mime(data)
    if kind == "application/pdf":
        async with ONE_AT_A_TIME:
            return await asyncio.to_thread(lambda: tuple(_pages(data)))
    if kind in _PICTURES:
        return (await asyncio.to_thread(_picture, data),)
    raise ScanRefused("Hasil pindai harus berupa gambar (JPG, PNG) atau PDF.")


def _pages(pdf: bytes) -> Iterator[bytes]:
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise ScanRefused("PDF ini terkunci kata sandi. Simpan tanpa kata sandi, lalu unggah lagi.") from error
        raise ScanRefused("PDF ini rusak dan tidak bisa dibuka. Pindai lagi.") from error
    try:
        if not 0 < len(document) <= MOST_PAGES:
            raise ScanRefused(f"PDF ini {len(document)} halaman. Surat paling banyak {MOST_PAGES} halaman.")
        for page in document:
            scale = LONGEST_SIDE / max(page.get_size())
            yield _as_jpeg(page.render(scale=scale).to_pil())
    except pypdfium2.PdfiumError as error:
        raise ScanRefused("Ada halaman PDF yang rusak. Pindai lagi.") from error
    finally:
        document.close()


def _picture(data: bytes) -> bytes:
    try:
        with Image.open(BytesIO(data)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ScanRefused("Gambar ini terlalu besar. Pindai lagi dengan ukuran lebih kecil.")
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            return _as_jpeg(ImageOps.exif_transpose(picture))
    except ScanRefused:
        raise
    except Exception as error:  # Pillow raises many kinds for broken files
        raise ScanRefused("Gambar ini rusak dan tidak bisa dibuka. Pindai atau foto lagi.") from error


def _as_jpeg(picture: Image.Image) -> bytes:
    on_white = Image.new("RGB", picture.size, "white")
    layer = picture.convert("RGBA")
    on_white.paste(layer, mask=layer)
    on_white.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    kept = BytesIO()
    on_white.save(kept, "JPEG", quality=_QUALITY)
    return kept.getvalue()
