"""The surat pengantar is on paper: nobody of the RT is on WhatsApp, or the resident holds it already."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.story.console import Console
from tests.story.everyday import text_of, the_clerk_drafts_the_letter, the_clerk_receives, the_lurah_approves
from tests.story.people import Neighbourhood, RtChair, reference_in

PAPER_NUMBER = "07/RT.06/XI/2026"


async def test_a_photo_of_the_paper_letter_does_as_well(neighbourhood: Neighbourhood, clerk: Console, lurah: Console):
    karyadi = await neighbourhood.moves_in("Karyadi Lubis", rt="006/002", woman=False)
    reference = await karyadi.asks_for_a_ktp()
    karyadi.phone.forgets_what_was_heard()
    await karyadi.hands_in("surat_kehilangan")

    await the_clerk_enters_number_and_date(clerk, reference)
    await the_clerk_receives(clerk, reference)
    await the_clerk_goes_on_without_a_chair(clerk, reference)
    await the_clerk_drafts_the_letter(clerk, reference)
    await the_lurah_approves(lurah, reference)

    letter = await karyadi.phone.hears("Surat Bapak sudah jadi")
    assert PAPER_NUMBER in await text_of(letter)


async def test_who_holds_it_already_need_not_wait_for_the_chair(
    neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console
):
    sulastri = await neighbourhood.moves_in("Sulastri Manurung")
    reference = await sulastri.asks_for_a_ktp()
    question = await rahmat.is_asked_for_a_letter(sulastri)

    await sulastri.phone.writes("sudah punya surat")
    told = await sulastri.phone.hears("surat pengantar di kertas bisa dipakai")
    assert told.says("1. surat pengantar dari Ketua RT, 2. Kartu Keluarga")

    page = await clerk.opens_file(reference)
    assert "Sulastri Manurung memegang surat pengantar RT di kertas" in page.text
    await rahmat.phone.taps("Setujui", on=question)
    await rahmat.phone.hears("Surat pengantar untuk Sulastri Manurung dibuat di kertas")


async def the_clerk_enters_number_and_date(clerk: Console, reference: str) -> None:
    page = await clerk.opens_file(reference, until="/surat-kertas")
    assert not page.offers("/terima")
    today = datetime.now(ZoneInfo("Asia/Jakarta")).date()

    refused = await clerk.sends(page, "/surat-kertas", number=PAPER_NUMBER, dated=f"{today + timedelta(days=1)}")
    assert "Tulis tanggal suratnya, paling lambat hari ini." in refused.text
    entered = await clerk.sends(refused, "/surat-kertas", number=PAPER_NUMBER, dated=f"{today}")

    assert f"Rahmawati mencatat surat pengantar kertas {PAPER_NUMBER}" in entered.text


async def the_clerk_goes_on_without_a_chair(clerk: Console, reference: str) -> None:
    page = await clerk.opens_file(reference, until="/lanjutkan")
    assert "Tidak ada Ketua RT yang bisa ditanya" in page.text

    refused = await clerk.sends(page, "/lanjutkan", reason="")
    assert "Tulis alasannya." in refused.text
    decided = await clerk.sends(refused, "/lanjutkan", reason="cocok dengan KK asli di loket")

    assert "Rahmawati melanjutkan dengan alasan: cocok dengan KK asli di loket" in decided.text


@pytest.mark.parametrize(
    ("name", "rt", "whom"),
    [
        ("Marlina Sihombing", "001/001", "Ketua RT 001, Suparman, belum bisa dihubungi lewat WhatsApp"),
        ("Nurlela Simatupang", "006/002", "Ketua RT 006, Yuliana, belum bisa dihubungi lewat WhatsApp"),
        ("Ratnasari Hutapea", "052/010", "Ketua RT 052 belum bisa dihubungi lewat WhatsApp"),
    ],
)
async def test_everyone_is_told_where_to_get_it(neighbourhood: Neighbourhood, name: str, rt: str, whom: str):
    resident = await neighbourhood.moves_in(name, rt=rt)

    await resident.tells_what_they_need()
    await resident.phone.taps("Sudah benar")

    told = await resident.phone.hears()
    assert told.says(whom)
    assert reference_in(told)
    assert told.says("Mohon minta surat pengantar di kertas ke Ketua RT atau RW, lalu fotokan di sini")
    assert told.says("1. surat pengantar dari Ketua RT, 2. Kartu Keluarga, 3. KTP lama")
