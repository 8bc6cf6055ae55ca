"""What clerks upload of letters: harmless pictures, or a sentence that says what to do."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from services.issuance.console.scans import ScanRefused, read_document, read_scan
from services.issuance.letters import bind
from shared import inspection
from tests.issuance.console.scene import photo, scan
from tests.issuance.test_ink import TODAY

SECRET = b"-6.9555, 107.9218"
LOCKED = """%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
3 0 obj<</Filter/Standard/V 1/R 2/O(01234567890123456789012345678901)/U(01234567890123456789012345678901)/P -4>>endobj
trailer<</Root 1 0 R/Encrypt 3 0 R/ID[(a)(a)]>>
"""


def picture(kind: str, size: tuple[int, int] = (300, 400), mode: str = "RGB", **how: object) -> bytes:
    kept = BytesIO()
    Image.new(mode, size, "#4f3781" if mode == "RGB" else 0).save(kept, kind, **how)
    return kept.getvalue()


def opened(page: bytes) -> Image.Image:
    page_itself = Image.open(BytesIO(page))
    assert page_itself.format == "JPEG"
    return page_itself


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
async def test_a_picture_is_drawn_again(kind: str):
    [page] = await read_scan(picture(kind))
    assert opened(page).size == (300, 400)


async def test_nothing_is_kept_but_what_is_seen():
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, SECRET.decode()
    [page] = await read_scan(picture("JPEG", exif=exif) + b"PK\x03\x04 a hidden archive")
    assert SECRET not in page
    assert b"hidden archive" not in page
    assert opened(page).size == (400, 300), "upright"
    assert len(opened(page).getexif()) == 0


async def test_what_is_transparent_is_paper():
    [page] = await read_scan(picture("PNG", mode="RGBA"))
    assert opened(page).getpixel((10, 10)) == (255, 255, 255)


async def test_a_large_photo_becomes_as_large_as_a_print_needs():
    [page] = await read_scan(picture("JPEG", (4000, 3000)))
    assert opened(page).size == (2400, 1800)


async def test_the_pages_of_a_pdf_become_pictures():
    pages = await read_scan(scan("SURAT", 3))
    assert [max(opened(page).size) for page in pages] == [2400] * 3


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04 a document of a word processor", "gambar (JPG, PNG) atau PDF"),
        (b"<html><script>alert(1)</script>", "gambar (JPG, PNG) atau PDF"),
        (picture("JPEG")[:200], "Gambar ini rusak"),
        (b"%PDF-1.7 and nothing else", "PDF ini rusak"),
        (LOCKED.encode(), "terkunci kata sandi"),
        (scan("SURAT", 6), "lebih dari 5 halaman"),
        (b"\xff\xd8\xff" + b"0" * 16_000_000, "Lebih dari 16 MB"),
    ],
    ids=["archive", "page", "half", "broken", "locked", "long", "large"],
)
async def test_what_cannot_be_used_is_told_with_what_to_do(data: bytes, why: str):
    with pytest.raises(ScanRefused, match=r"\.$") as refused:
        await read_scan(data)
    assert why in str(refused.value)


async def test_a_bomb_is_not_unfolded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(inspection, "MOST_PIXELS", 1000)
    with pytest.raises(ScanRefused, match="terlalu besar"):
        await read_scan(picture("PNG"))


async def test_a_document_is_kept_as_one_that_came_over_whatsapp():
    assert (await read_document(picture("PNG"))).media_type == "image/jpeg"
    pages = scan("KK", 3)
    assert await read_document(pages) == inspection.inspect(pages)
    with pytest.raises(ScanRefused, match="lebih dari 50 halaman"):
        await read_document(scan("KK", 51))


async def test_a_scan_becomes_a_pdf_for_the_archive_each_page_as_it_lies():
    pages = [*await read_scan(photo("SURAT", "#ffffff", (600, 800))), *await read_scan(picture("PNG", (800, 600)))]
    pdf = bind(pages, title="Surat Pengantar KTP 470/0123/BKS/XI/2026", dated=TODAY)
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert pdf == bind(pages, title="Surat Pengantar KTP 470/0123/BKS/XI/2026", dated=TODAY)
    document = pypdfium2.PdfDocument(pdf)
    assert [round(page.get_width()) for page in document] == [595, 842]
    assert document.get_metadata_dict()["Title"] == "Surat Pengantar KTP 470/0123/BKS/XI/2026"
