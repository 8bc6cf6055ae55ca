"""What is uploaded on the page is looked into as what comes by WhatsApp."""

import io

import pikepdf
import pillow_heif
import pytest
from PIL import Image

from tests.intake.page.test_page import asked_for_photos
from tests.intake.page.visitor import a_photo, in_words


def a_pdf(*, active: bool = False, locked: bool = False) -> bytes:
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    if active:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('halo')"))
        document.Root.OpenAction = script
    document.save(out, encryption=pikepdf.Encryption(owner="a", user="b") if locked else False)
    return out.getvalue()


def a_photo_of_an_iphone() -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "teal")).save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kept"),
    [(a_photo(), "image/jpeg"), (a_photo_of_an_iphone(), "image/jpeg"), (a_pdf(), "application/pdf")],
    ids=["photo", "heic", "pdf"],
)
def test_photos_of_any_phone_and_pdfs_are_taken(data: bytes, kept: str):
    _, phone, visitor = asked_for_photos()

    visitor.open(phone).upload("kk", data)

    assert [it.media_type for it in visitor.cupboard.kept] == [kept]
    assert {it.bucket for it in visitor.cupboard.kept} == {"inbound"}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (a_pdf(active=True), "berisi program"),
        (a_pdf(locked=True), "terkunci kata sandi"),
        (a_photo()[:200], "tidak bisa kami buka"),
        (b"<html>", "Yang bisa: foto atau PDF"),
    ],
    ids=["active", "locked", "broken", "something else"],
)
def test_a_file_that_is_not_fit_is_refused_beside_its_document(data: bytes, why: str):
    _, phone, visitor = asked_for_photos()

    visitor.open(phone).upload("kk", a_photo(1), data)

    assert visitor.status == 422
    assert why in in_words(visitor.html)
    assert visitor.cupboard.kept == []


def test_no_more_than_ten_files_are_taken_at_a_time_and_twenty_pages_of_a_document():
    _, phone, visitor = asked_for_photos()
    visitor.open(phone)

    visitor.upload("kk", *(a_photo(number) for number in range(11)))
    assert "Paling banyak 10 foto sekali unggah." in in_words(visitor.html)

    for first in (0, 5, 10, 15):
        visitor.upload("kk", *(a_photo(number) for number in range(first, first + 5)))
    assert "(20 halaman)" in in_words(visitor.html)
    visitor.upload("kk", a_photo(20))
    assert "Paling banyak 20 halaman untuk satu dokumen." in in_words(visitor.html)


def test_nothing_chosen_is_nothing_uploaded():
    _, phone, visitor = asked_for_photos()

    visitor.open(phone)
    visitor.ask("POST", f"{visitor.address}/kk/unggah", files=[("files", ("", b"", "application/octet-stream"))])

    assert "Pilih dulu fotonya" in in_words(visitor.html)
