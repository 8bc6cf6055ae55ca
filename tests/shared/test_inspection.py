"""What is kept of a file: only what can be seen in it, and only if it is what it has to be."""

import contextlib
import io
import zlib

import pillow_heif
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

from shared import inspection
from shared.inspection import inspect
from shared.unfit import Unfit

GPS = 0x8825
ORIENTATION = 0x0112


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), colour: str = "red", **save: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **save)
    return out.getvalue()


def pdf(pages: int = 1, size: tuple[int, int] = (200, 100)) -> bytes:
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        document.new_page(*size)
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "AVIF", "MPO"])
def test_a_picture_is_kept_as_jpeg_whatever_it_was(kind: str):
    fit = inspect(picture(kind))

    assert fit.media_type == "image/jpeg"
    assert Image.open(io.BytesIO(fit.data)).size == (60, 40)


def test_a_picture_is_kept_upright_and_without_what_cannot_be_seen():
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1] = "S"
    exif[0x010E] = "secret"
    kept = Image.open(io.BytesIO(inspect(picture(exif=exif)).data))

    assert kept.size == (40, 60)
    assert not kept.getexif()
    assert b"secret" not in inspect(picture(exif=exif)).data


def test_a_photo_of_an_iphone_is_kept_as_an_upright_jpeg():
    exif, photo = Image.Exif(), io.BytesIO()
    exif[ORIENTATION] = 6
    pillow_heif.from_pillow(Image.new("RGB", (640, 480), "teal")).save(photo, exif=exif.tobytes())
    kept = Image.open(io.BytesIO(inspect(photo.getvalue()).data))

    assert (kept.format, kept.size) == ("JPEG", (480, 640))
    assert not kept.getexif()


def test_nothing_hidden_behind_a_picture_is_kept():
    assert b"PK\x03\x04" not in inspect(picture() + b"PK\x03\x04" + b"<script>").data


def test_what_is_transparent_becomes_white():
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")
    kept = Image.open(io.BytesIO(inspect(out.getvalue()).data))

    assert kept.getpixel((1, 1)) == (255, 255, 255)


def test_a_very_large_photo_is_made_smaller(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(inspection, "LONGEST_SIDE", 100)
    assert Image.open(io.BytesIO(inspect(picture(size=(400, 200))).data)).size == (100, 50)


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_unpacked():
    for width in (60_000, 8_000):
        with pytest.raises(Unfit) as refused:
            inspect(_bomb(width, width))
        assert refused.value.trouble == "too_large"


@pytest.mark.parametrize(
    "data",
    [picture()[:200], picture("PNG")[:60], b"\0\0\0\x20ftypheic" + bytes(60), pdf()[:100], b"%PDF-1.7"],
    ids=["half a photo", "half a png", "half a heic", "half a pdf", "pdf in name only"],
)
def test_what_cannot_be_shown_is_not_readable(data: bytes):
    with pytest.raises(Unfit) as refused:
        inspect(data)
    assert refused.value.trouble == "not_readable"


def test_a_pdf_is_kept_as_it_is():
    data = pdf()
    assert (inspect(data).data, inspect(data).media_type) == (data, "application/pdf")


def test_a_pdf_without_pages_or_with_too_many_is_refused_for_that():
    for pages, trouble in ((0, "not_readable"), (51, "too_many_pages")):
        with pytest.raises(Unfit) as refused:
            inspect(pdf(pages))
        assert refused.value.trouble == trouble


@pytest.mark.parametrize("data", [b"", b"tidak jelas", b"PK\x03\x04" + bytes(100), b"<html>" + bytes(50)])
def test_what_is_neither_picture_nor_pdf_is_told_so(data: bytes):
    with pytest.raises(Unfit) as refused:
        inspect(data)
    assert refused.value.trouble == "other_kind"


def test_a_picture_of_several_pages_is_refused_rather_than_kept_in_part():
    out, page = io.BytesIO(), Image.new("RGB", (20, 10))
    page.save(out, "TIFF", save_all=True, append_images=[page])
    with pytest.raises(Unfit) as refused:
        inspect(out.getvalue())
    assert refused.value.trouble == "other_kind"


@pytest.mark.parametrize("size", [(14_400, 14_400), (14_400, 1), (3, 14_400)])
def test_a_page_of_any_size_is_drawn_no_larger_than_asked(size: tuple[int, int]):
    (picture_of_it,) = inspection.pictures_of(pdf(size=size), longest=300)

    assert max(Image.open(io.BytesIO(picture_of_it)).size) <= 301


def test_a_pdf_with_a_password_is_locked():
    with pytest.raises(Unfit) as refused:
        inspect(locked_pdf())
    assert refused.value.trouble == "locked"


@settings(max_examples=150, deadline=None, database=None)
@given(
    whole=st.sampled_from([*(picture(kind) for kind in ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF")), pdf(2)]),
    places=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=12),
    kept=st.floats(0.1, 1),
)
def test_a_damaged_file_is_kept_whole_or_refused(whole: bytes, places: list[tuple[float, int]], kept: float):
    damaged = bytearray(whole)
    for place, byte in places:
        damaged[int(place * len(damaged))] = byte
    with contextlib.suppress(Unfit):
        fit = inspect(bytes(damaged[: int(kept * len(damaged))]))
        assert list(inspection.pictures_of(fit.data, longest=100))


def _bomb(width: int, height: int) -> bytes:
    """A small PNG that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def locked_pdf() -> bytes:
    writer, out = PdfFileWriter(stream_xrefs=False), io.BytesIO()
    paper = generic.ArrayObject(generic.NumberObject(number) for number in (0, 0, 200, 100))
    empty = writer.add_object(generic.StreamObject(stream_data=b""))
    writer.insert_page(PageObject(contents=empty, media_box=paper, resources=generic.DictionaryObject()))
    writer.encrypt("owner's", "user's")
    writer.write(out)
    return out.getvalue()
