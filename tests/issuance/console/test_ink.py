"""A letter that is signed by hand, on the screens of the lurah and the clerk, and as anybody checks it."""

import asyncio
from datetime import timedelta
from io import BytesIO

import httpx
import pypdfium2
import pytest

from services.issuance.letter import Letter
from services.issuance.signing import verify
from services.issuance.stage import Stage
from services.issuance.store import letters
from tests.issuance.console.office import Office, Screen, hidden_field
from tests.issuance.console.scene import photo, scan
from tests.issuance.files import APPLICATION, a_file
from tests.issuance.test_ink import IN_INK

PAGE, SIGN = f"/berkas/{APPLICATION}", f"/berkas/{APPLICATION}/tanda-tangan-basah"
SIGNED = {"signed_by": "Hj. Nurhayati, S.Sos., M.Si.", "on": "2026-11-24"}
Upload = tuple[str, bytes, str]
A_SCAN: Upload = ("surat.pdf", scan("SURAT BERTANDA TANGAN"), "application/pdf")


async def at(office: Office, stage: Stage) -> Letter:
    """The letter, once its file is at this stage."""
    async with asyncio.timeout(20):
        while (await office.file(a_file())).stage is not stage:  # noqa: ASYNC110 - a database tells nobody
            await asyncio.sleep(0.02)
    [row] = await office.house.store.fetch(letters.select())
    return office.house.plan.hear.shelves[Letter].from_row(row)


async def printed(office: Office) -> Letter:
    """The lurah has approved a letter to be signed by hand, and its print is there."""
    await office.keep(a_file(Stage.DRAFTED, service=IN_INK, drafted_by="Rahmawati"))
    lurah = await office.signed_in("lurah")
    await lurah.send(f"{PAGE}/setujui", page=f"/tanda-tangan/{APPLICATION}")
    return await at(office, Stage.TO_SIGN)


async def send(screen: Screen, typed: dict[str, str], upload: Upload | None = None) -> httpx.Response:
    """The form as a browser sends it: with a file, or with a field for one that is empty."""
    page = (await screen.get(PAGE)).text
    hidden = {name: hidden_field(page, name) for name in ("csrf", "seen")}
    return await screen.http.post(SIGN, data={**hidden, **typed}, files={"scan": upload or ("", b"", "")})


def words_of(pdf: bytes) -> str:
    page = pypdfium2.PdfDocument(BytesIO(pdf))[0]
    return " ".join(page.get_textpage().get_text_range().split())


async def test_the_lurah_approves_a_letter_for_printing(office: Office):
    await office.keep(a_file(Stage.DRAFTED, service=IN_INK, drafted_by="Rahmawati"))
    lurah = await office.signed_in("lurah")
    page = (await lurah.get("/tanda-tangan")).text
    assert "Setujui untuk dicetak" in page
    assert "Setujui dan tanda tangani" not in page
    await lurah.send(f"{PAGE}/setujui", page=f"/tanda-tangan/{APPLICATION}")
    letter = await at(office, Stage.TO_SIGN)
    page = (await lurah.get("/tanda-tangan")).text
    assert "1 cetakan menunggu tanda tangan basah" in page
    assert letter.number in page


async def test_until_it_is_signed_it_is_a_print_and_the_check_page_says_so(office: Office):
    letter = await printed(office)
    clerk = await office.signed_in("rahma")
    page = (await clerk.get(PAGE)).text
    assert "Cetak, mintakan tanda tangan basah, lalu catat" in page
    assert "Belum ditandatangani" in page
    pdf = (await clerk.get(f"/surat/{letter.letter_id}.pdf")).content
    assert verify(pdf) is None
    assert "elektronik pada" not in words_of(pdf)
    checked = (await office.screen().get(f"/cek/{letter.code}")).text
    assert "Belum ditandatangani" in checked
    assert "Belum berlaku." in checked
    assert "Surat ini asli" not in checked


async def test_marked_as_signed_the_resident_gets_a_copy_that_says_so(office: Office):
    await printed(office)
    clerk = await office.signed_in("rahma")
    assert (await send(clerk, SIGNED)).headers["location"] == PAGE
    letter = await at(office, Stage.ISSUED)
    pdf = (await clerk.get(f"/surat/{letter.letter_id}.pdf")).content
    assert "Ditandatangani basah oleh Hj. Nurhayati, S.Sos., M.Si. pada 24 November 2026." in words_of(pdf)
    assert "Ini salinan, bukan naskah asli." in words_of(pdf)
    seal = verify(pdf)
    assert seal and seal.intact
    page = (await clerk.get(PAGE)).text
    assert "Ditandatangani basah Hj. Nurhayati" in page
    assert "Surat sudah terbit, aslinya di kantor" in page
    assert "Rahmawati mencatat surat" in page
    checked = (await office.screen().get(f"/cek/{letter.code}")).text
    assert "Surat ini asli" in checked
    assert "Kertas aslinya bertanda tangan basah dan bercap." in checked


@pytest.mark.parametrize(
    "upload",
    [A_SCAN, ("foto.jpg", photo("SURAT", "#ffffff", (600, 800)), "application/octet-stream")],
    ids=["pdf", "jpg"],
)
async def test_with_a_scan_the_resident_gets_the_scan_made_anew_and_sealed(office: Office, upload: Upload):
    printed_letter = await printed(office)
    clerk = await office.signed_in("rahma")
    assert (await send(clerk, SIGNED, upload)).status_code == 303
    letter = await at(office, Stage.ISSUED)
    assert letter.document != printed_letter.document
    pdf = (await clerk.get(f"/surat/{letter.letter_id}.pdf")).content
    assert pdf != upload[1]
    assert words_of(pdf) == ""
    seal = verify(pdf)
    assert seal and seal.intact
    assert letter.ink and letter.ink.scan == ()


@pytest.mark.parametrize(
    ("typed", "upload", "why"),
    [
        ({"signed_by": " "}, None, "Tulis nama yang menandatangani"),
        ({"signed_by": "A" * 121}, None, "paling panjang 120 huruf"),
        ({"on": ""}, None, "Tulis tanggal tanda tangannya."),
        ({"on": "kemarin"}, None, "Tulis tanggal tanda tangannya."),
        ({"on": "2026-11-25"}, None, "dari tanggal surat, 24 November 2026, sampai hari ini"),
        ({"on": "2026-11-23"}, A_SCAN, "dari tanggal surat, 24 November 2026, sampai hari ini"),
        ({}, ("surat.docx", b"PK\x03\x04", "application/pdf"), "gambar (JPG, PNG) atau PDF"),
        ({}, ("surat.pdf", b"%PDF-1.7 half", "application/pdf"), "PDF ini rusak"),
    ],
)
async def test_what_will_not_do_is_told_and_changes_nothing(
    office: Office, typed: dict[str, str], upload: Upload | None, why: str
):
    await printed(office)
    clerk = await office.signed_in("rahma")
    form = {**SIGNED, **typed}
    answer = await send(clerk, form, upload)
    assert answer.status_code == 422
    assert why in answer.text
    for value in form.values():
        if value.strip() and value != "kemarin":
            assert f'value="{value}"' in answer.text
    assert (await office.file(a_file())).stage is Stage.TO_SIGN


async def test_a_scan_without_an_end_is_not_even_read(office: Office):
    await printed(office)
    clerk = await office.signed_in("rahma")
    answer = await send(clerk, SIGNED, ("surat.pdf", b"%PDF" + b"0" * 30_000_000, "application/pdf"))
    assert answer.status_code == 413


async def test_who_was_slower_does_not_sign_it_twice(office: Office):
    await printed(office)
    clerk, lurah = await office.signed_in("rahma"), await office.signed_in("lurah")
    opened = (await lurah.get(PAGE)).text
    seen = {name: hidden_field(opened, name) for name in ("csrf", "seen")}
    office.clock.now += timedelta(minutes=1)
    await send(clerk, SIGNED)
    answer = await lurah.http.post(SIGN, data={**seen, **SIGNED, "signed_by": "Orang lain"})
    assert answer.status_code == 409
    assert "Orang lain" in answer.text
    letter = await at(office, Stage.ISSUED)
    assert letter.signed_by == SIGNED["signed_by"]


async def test_an_admin_signs_nothing(office: Office):
    await printed(office)
    admin = await office.signed_in("agus")
    assert f'action="{SIGN}"' not in (await admin.get(PAGE)).text
    answer = await send(admin, {"seen": (await office.file(a_file())).since.isoformat(), **SIGNED})
    assert answer.status_code == 403
