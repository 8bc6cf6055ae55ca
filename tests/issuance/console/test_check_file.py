"""A PDF on the check page: genuine only when it is the one that was issued, to the last byte."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.issuance.letter import Letter
from services.issuance.letters import render
from services.issuance.signing import Seal, make_demo_certificate, verify
from shared.testing.samples import OFFICE
from tests.issuance.console.office import Office
from tests.issuance.console.test_check import LETTER
from tests.issuance.letters.examples import INTRODUCTION, ISSUE

CODED = INTRODUCTION.model_copy(update={"issue": ISSUE.model_copy(update={"code": LETTER.code})})


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("seal") / "seal.p12"
    make_demo_certificate(path, "rahasia", OFFICE)
    return Seal.load(path, "rahasia").seal(render(CODED), reason="Surat")


def issued(pdf: bytes) -> Letter:
    assert LETTER.document
    digest = sha256(pdf).hexdigest()
    return replace(LETTER, document=LETTER.document.model_copy(update={"sha256": digest}))


async def dropped(office: Office, content: bytes) -> httpx.Response:
    return await office.screen().http.post("/cek", files={"file": ("surat.pdf", content, "application/pdf")})


async def test_the_pdf_that_was_issued_is_genuine_and_whole(office: Office, pdf: bytes):
    await office.keep(issued(pdf))
    answer = await dropped(office, pdf)
    assert answer.status_code == 200
    assert "Surat ini asli" in answer.text
    assert "Sama persis dengan yang dikeluarkan" in answer.text
    assert "set-cookie" not in answer.headers


async def test_a_byte_changed_anywhere_is_noticed(office: Office, pdf: bytes):
    await office.keep(issued(pdf))
    code = pdf.index(LETTER.code.encode())
    for place in (*range(5, len(pdf), len(pdf) // 20), code + 3, len(pdf) - 1):
        page = (await dropped(office, pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :])).text
        assert "Berkas ini sudah diubah" in page or "Bukan berkas kami" in page, place
        assert "Surat ini asli" not in page


async def test_a_void_letter_is_void_also_as_a_whole_pdf(office: Office, pdf: bytes):
    await office.keep(issued(pdf).void("Alamat salah", date(2026, 11, 25)))
    assert "Surat ini batal" in (await dropped(office, pdf)).text


async def test_a_scan_without_a_code_is_found_by_what_it_comes_to(office: Office):
    scan = b"%PDF-1.7 a scan"
    await office.keep(issued(scan))
    assert "Surat ini asli" in (await dropped(office, scan)).text
    assert "Bukan berkas kami" in (await dropped(office, scan + b" of another")).text


async def test_what_is_no_pdf_is_refused_in_words(office: Office):
    answer = await dropped(office, b"no pdf")
    assert answer.status_code == 422
    assert "Pilih berkas PDF suratnya" in answer.text


async def test_files_are_counted_like_codes(office: Office):
    for _ in range(30):
        assert (await dropped(office, b"%PDF-x")).status_code == 200
    assert (await dropped(office, b"%PDF-x")).status_code == 429


@given(at=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_pyhanko_notices_every_changed_byte_that_is_signed(pdf: bytes, at: float, flip: int):
    """All but the signature itself is signed; of that, the room that is left must be empty."""
    begins = pdf.rindex(b"/Contents <") + len("/Contents ")
    ends = pdf.index(b">", begins) + 1
    place = int(at * len(pdf))
    if begins <= place < ends:
        place -= begins
    changed = pdf[:place] + bytes([pdf[place] ^ flip]) + pdf[place + 1 :]
    seen = verify(changed)
    assert seen is None or not seen.intact


def test_the_code_stands_in_every_pdf_that_is_set(pdf: bytes):
    assert f"/cek/{LETTER.code}".encode() in pdf
