"""What staff upload: looked into as whatever comes over WhatsApp, with sentences for those who uploaded it."""

import asyncio
from collections.abc import Mapping

from services.issuance.console.pictures import ONE_AT_A_TIME
from shared.inspection import MOST_PAGES, Fit, inspect, pictures_of
from shared.unfit import Cause, Unfit

MOST_BYTES = 16_000_000
MOST_PAGES_OF_A_LETTER = 5
LONGEST_SIDE = 2400  # pixels: A4 at 200 dpi

_WHY: Mapping[Cause, str] = {
    "other_kind": "Harus berupa gambar (JPG, PNG) atau PDF.",
    "broken_picture": "Gambar ini rusak dan tidak bisa dibuka. Pindai atau foto lagi.",
    "too_many_pixels": "Gambar ini terlalu besar. Pindai lagi dengan ukuran lebih kecil.",
    "broken_pdf": "PDF ini rusak dan tidak bisa dibuka. Pindai lagi.",
    "locked": "PDF ini terkunci kata sandi. Simpan tanpa kata sandi, lalu unggah lagi.",
    "active": "PDF ini berisi program, formulir atau lampiran. Cetak ke PDF biasa atau pindai, lalu unggah lagi.",
    "disguised": "Berkas ini bukan PDF biasa. Cetak ke PDF biasa atau pindai, lalu unggah lagi.",
    "endless": "Berkas ini terlalu rumit untuk dibuka. Pindai atau foto kertasnya, lalu unggah lagi.",
    "pages": "PDF ini kosong, atau lebih dari {most} halaman. Unggah yang diperlukan saja.",
}


class ScanRefused(Exception):
    """It cannot be used; the text says why, and what to do."""


async def read_scan(data: bytes) -> tuple[bytes, ...]:
    """A letter that was signed by hand: its pages as JPEG. Raises `ScanRefused`."""

    def pages() -> tuple[bytes, ...]:
        return tuple(pictures_of(data, longest=LONGEST_SIDE, most_pages=MOST_PAGES_OF_A_LETTER))

    _must_be_small(data)
    try:
        async with ONE_AT_A_TIME:
            return await asyncio.to_thread(pages)
    except Unfit as why:
        raise ScanRefused(_WHY[why.cause].format(most=MOST_PAGES_OF_A_LETTER)) from why


async def read_document(data: bytes) -> Fit:
    """A document of a resident, as it is kept. Raises `ScanRefused`."""
    _must_be_small(data)
    try:
        async with ONE_AT_A_TIME:
            return await asyncio.to_thread(inspect, data)
    except Unfit as why:
        raise ScanRefused(_WHY[why.cause].format(most=MOST_PAGES)) from why


def _must_be_small(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise ScanRefused(f"Lebih dari {MOST_BYTES // 1_000_000} MB. Pindai lagi dengan ukuran lebih kecil.")
