import asyncio
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from services.issuance.letters import (
    ArmsUnreadable,
    Letter,
    TooLong,
    Unprintable,
    coat_of_arms,
    preview,
    preview_aside,
    render,
    render_aside,
)
from shared.indonesian import foreign_characters
from tests.issuance.letters.examples import INTRODUCTION, RT_LETTER
from tests.issuance.letters.page import Page

KINDS = pytest.mark.parametrize("letter", [RT_LETTER, INTRODUCTION], ids=["rt", "ktp"])
GAP = b"#eeeaf6"  # the wash behind what is not known yet


@KINDS
def test_a_letter_is_pdf_a_2b_in_indonesian_with_its_fonts_inside(letter: Letter):
    pdf = render(letter)

    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf
    assert b"/Lang(id-ID)" in pdf
    assert b"/FontFile3" in pdf


@KINDS
def test_the_properties_of_the_file_name_the_letter_and_the_office_but_no_resident(letter: Letter):
    assert letter.issue
    metadata = Page(render(letter)).metadata

    assert letter.issue.number in metadata["Title"]
    assert metadata["Author"] == "Kelurahan Bukit Sangkal"
    assert "Siti" not in " ".join(metadata.values())
    assert letter.applicant.nik not in " ".join(metadata.values())


@KINDS
def test_the_same_letter_is_the_same_file(letter: Letter):
    assert render(letter) == render(letter)


@KINDS
def test_a_draft_shows_its_gaps_and_no_qr_code(letter: Letter):
    draft = preview(letter.model_copy(update={"issue": None}))

    assert draft.startswith(b"<svg")
    assert GAP in draft
    assert b"<image" not in draft
    assert GAP not in preview(letter)
    assert b"<image" in preview(letter)


@KINDS
def test_a_draft_cannot_be_issued(letter: Letter):
    with pytest.raises(ValueError, match="draft"):
        render(letter.model_copy(update={"issue": None}))


async def test_letters_are_made_side_by_side_without_mixing_them_up():
    names = [f"Pemohon Nomor {number}" for number in range(24)]

    pdfs = await asyncio.gather(*(render_aside(_named(RT_LETTER, name)) for name in names))

    for name, pdf in zip(names, pdfs, strict=True):
        assert f"Nama : {name} NIK" in Page(pdf).text


async def test_a_page_is_shown_without_holding_the_others_up():
    assert await preview_aside(INTRODUCTION) == preview(INTRODUCTION)


def test_a_name_in_another_script_is_refused_and_the_press_goes_on():
    with pytest.raises(Unprintable):
        render(_named(RT_LETTER, "林 Siti"))

    assert "Siti Aminah" in Page(render(RT_LETTER)).text


def test_a_purpose_that_no_page_can_hold_is_refused_in_words_and_the_press_goes_on():
    with pytest.raises(TooLong) as refusal:
        render(RT_LETTER.model_copy(update={"purpose": "pengurusan surat " * 600}))

    assert "lebih dari satu halaman" in refusal.value.sentence
    assert "Siti Aminah" in Page(render(RT_LETTER)).text


@given(st.text(min_size=2, max_size=120), st.text(min_size=3, max_size=200))
@settings(max_examples=60, deadline=None, database=None)
def test_any_text_becomes_a_letter_or_is_refused_in_words(name: str, address: str):
    applicant = RT_LETTER.applicant.model_copy(update={"name": name, "address": address})
    try:
        render(RT_LETTER.model_copy(update={"applicant": applicant}))
    except Unprintable as refusal:
        assert set(refusal.characters) <= set(foreign_characters(name) + foreign_characters(address))


@given(st.text(st.characters(max_codepoint=0x24F, exclude_categories=["Cc"]), min_size=2, max_size=120))
@settings(max_examples=60, deadline=None, database=None)
def test_every_latin_text_is_printed(name: str):
    render(_named(INTRODUCTION, name))


def test_a_coat_of_arms_stands_beside_the_letterhead_which_keeps_the_middle(tmp_path: Path):
    Image.new("RGBA", (300, 380), "#b48c1e").save(tmp_path / "arms.png")

    page = Page(render(INTRODUCTION, arms=coat_of_arms(tmp_path / "arms.png")))
    head = page.where("KELURAHAN BUKIT SANGKAL")

    assert head.middle == pytest.approx(110, abs=0.5)
    assert head.left > 30 + 22


def test_an_svg_serves_as_coat_of_arms(tmp_path: Path):
    (tmp_path / "arms.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9z"/></svg>'
    )

    render(INTRODUCTION, arms=coat_of_arms(tmp_path / "arms.svg"))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("arms.png", None, "tidak ada"),
        ("arms.png", b"no picture", "bukan gambar"),
        ("arms.svg", b"<svg", "bukan gambar"),
    ],
)
def test_a_coat_of_arms_that_cannot_be_read_is_told_to_the_operator(
    tmp_path: Path, name: str, content: bytes | None, reason: str
):
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(ArmsUnreadable, match=re.escape(reason)):
        coat_of_arms(tmp_path / name)


def _named(letter: Letter, name: str) -> Letter:
    return letter.model_copy(update={"applicant": letter.applicant.model_copy(update={"name": name})})
