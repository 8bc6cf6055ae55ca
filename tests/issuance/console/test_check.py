"""The public page that says whether a letter is real."""

from dataclasses import replace
from datetime import date, timedelta

from services.issuance.letter import Letter
from services.issuance.letters import new_code, spelled
from shared.messaging import uuid7
from shared.testing.samples import an_attachment
from tests.issuance.console.office import Office
from tests.issuance.files import APPLICATION, TUESDAY

LETTER = Letter(
    letter_id=APPLICATION,
    application_id=APPLICATION,
    code=new_code(),
    kind="ktp_introduction",
    title="Surat Pengantar KTP",
    number="470/0123/BKS/XI/2026",
    dated=date(2026, 11, 24),
    signed_by="Hj. Nurhayati, S.Sos., M.Si.",
    signed_at=TUESDAY,
    holder="S••• A•••••",
    valid_until=date(2026, 12, 24),
    document=an_attachment(),
)


async def test_a_genuine_letter_is_told_with_what_to_compare(office: Office):
    await office.keep(LETTER)
    answer = await office.screen().get(f"/cek/{LETTER.code}")
    assert answer.status_code == 200
    for words in ("Surat ini asli", LETTER.number, "S••• A•••••", "24 November 2026", "24 Desember 2026", "10.00 WIB"):
        assert words in answer.text
    assert "set-cookie" not in answer.headers
    assert "<script" not in answer.text
    assert "Siti" not in answer.text


async def test_a_letter_that_is_not_signed_and_stored_yet_does_not_count(office: Office):
    await office.keep(replace(LETTER, document=None))
    page = (await office.screen().get(f"/cek/{LETTER.code}")).text
    assert "Belum ditandatangani" in page
    assert "Surat ini asli" not in page


async def test_a_code_may_be_typed_as_paper_shows_it(office: Office):
    await office.keep(LETTER)
    screen = office.screen()
    for typed in (spelled(LETTER.code), spelled(LETTER.code).lower().replace("-", " "), LETTER.code):
        answer = await screen.http.get("/cek", params={"code": typed})
        assert answer.headers["location"] == f"/cek/{LETTER.code}"
    assert "Surat ini asli" in (await screen.get(f"/cek/{spelled(LETTER.code)}")).text


async def test_a_void_letter_says_so_and_why(office: Office):
    await office.keep(LETTER.void("Alamat salah tulis", date(2026, 11, 25)))
    page = (await office.screen().get(f"/cek/{LETTER.code}")).text
    for words in ("Surat ini batal", "Jangan dipakai.", "Alamat salah tulis", "25 November 2026"):
        assert words in page
    assert "Surat ini asli" not in page


async def test_a_letter_that_was_replaced_says_so_and_names_its_successor_once_that_is_out(office: Office):
    old = LETTER.void("Alamat salah tulis", date(2026, 11, 25), replaced=True)
    new = replace(LETTER, letter_id=uuid7(), code=new_code(), number="470/0124/BKS/XI/2026", document=None)
    await office.keep(old, new)
    page = (await office.screen().get(f"/cek/{LETTER.code}")).text
    for words in ("Surat ini sudah diganti", "Alamat salah tulis", "25 November 2026"):
        assert words in page
    assert "Penggantinya" not in page

    await office.keep(replace(new, document=LETTER.document))

    page = (await office.screen().get(f"/cek/{LETTER.code}")).text
    assert "Penggantinya" in page
    assert new.number in page
    assert "Surat ini asli" not in page


async def test_a_letter_after_its_time_says_so(office: Office):
    await office.keep(replace(LETTER, valid_until=date(2026, 11, 23)))
    page = (await office.screen().get(f"/cek/{LETTER.code}")).text
    assert "Sudah tidak berlaku" in page
    assert "Surat ini asli" not in page


async def test_a_chairs_letter_names_the_chair_and_has_no_end(office: Office):
    await office.keep(replace(LETTER, kind="surat_pengantar", signed_by="Rahmat Hidayat", valid_until=None))
    page = (await office.screen().get(f"/cek/{LETTER.code}")).text
    assert "Surat ini asli" in page
    assert "Rahmat Hidayat" in page
    assert "Berlaku sampai" not in page


async def test_an_unknown_code_is_told(office: Office):
    answer = await office.screen().get(f"/cek/{new_code()}")
    assert answer.status_code == 404
    assert "Kode tidak dikenal" in answer.text


async def test_a_mistyped_code_stays_in_the_field(office: Office):
    answer = await office.screen().http.get("/cek", params={"code": "7K4M-Q2XD"})
    assert answer.status_code == 422
    assert 'value="7K4M-Q2XD"' in answer.text
    assert "belum lengkap" in answer.text


async def test_the_example_has_as_many_characters_as_a_code_and_may_break_at_its_hyphens(office: Office):
    await office.keep(LETTER)
    example = (await office.screen().get("/cek")).text.partition('placeholder="')[2].partition('"')[0]
    assert len(example) == len(spelled(LETTER.code))
    assert f"<b>{spelled(LETTER.code)}</b>" in (await office.screen().get(f"/cek/{LETTER.code}")).text


async def test_nobody_can_try_codes_without_end(office: Office):
    await office.keep(LETTER)
    screen = office.screen()
    for _ in range(30):
        assert (await screen.get(f"/cek/{new_code()}")).status_code == 404
    assert (await screen.get(f"/cek/{LETTER.code}")).status_code == 429
    office.clock.now += timedelta(minutes=1)
    assert (await screen.get(f"/cek/{LETTER.code}")).status_code == 200
