"""A resident lets the office remember their data: the next application takes one tap, and HAPUS DATA ends it."""

from tests.story.counter import begins, says_it_is_right
from tests.story.people import Neighbourhood, Resident, RtChair, reference_in


async def test_who_agreed_needs_not_write_the_same_again(neighbourhood: Neighbourhood, rahmat: RtChair):
    kartini = await neighbourhood.moves_in("Kartini Handayani")

    await kartini_agrees_to_be_remembered(kartini)
    await rahmat.is_asked_for_a_letter(kartini)
    await kartini_asks_for_something_else(kartini)
    await rahmat.is_asked_for_a_letter(kartini)
    await kartini_has_it_erased(kartini)


async def kartini_agrees_to_be_remembered(kartini: Resident) -> None:
    summary = await kartini.tells_what_they_need()
    assert summary.says("sampai Bapak/Ibu mengetik HAPUS DATA")
    await kartini.phone.taps("Benar, dan simpan", on=summary)
    reference_in(await kartini.phone.hears("Nomor permohonan"))


async def kartini_asks_for_something_else(kartini: Resident) -> None:
    await begins(kartini, "mau urus izin usaha", "SITU")
    offered = await kartini.phone.hears("Data Bapak/Ibu masih sama?")
    assert offered.says("Kartini Handayani")
    assert offered.says(f"••••{kartini.nik[-4:]}")
    assert not offered.says(kartini.nik)
    await kartini.phone.taps("Masih sama", on=offered)
    await kartini.phone.hears("Tolong isi data usaha.")
    await kartini.phone.writes("Nama usaha: Jahit Kartini\nJenis usaha: penjahit\nAlamat usaha: sama")
    await says_it_is_right(kartini, await kartini.phone.hears("Usaha: Jahit Kartini"))


async def kartini_has_it_erased(kartini: Resident) -> None:
    await kartini.phone.writes("hapus data")
    await kartini.phone.hears("Data yang disimpan untuk permohonan berikutnya sudah kami hapus.")
    await kartini.phone.writes("data saya")
    shown = await kartini.phone.hears("Data Bapak/Ibu yang kami simpan")
    assert not shown.says("Untuk permohonan berikutnya")
