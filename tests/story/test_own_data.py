"""A resident wants to see what the office keeps about them, and to have it erased."""

import time

from tests.story.console import Console
from tests.story.people import Neighbourhood, RtChair


async def test_who_asks_sees_their_data_and_has_it_erased_once_nothing_runs(
    neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console
):
    wulan = await neighbourhood.moves_in("Wulandari Sari")
    reference = await wulan.asks_for_a_ktp()
    await rahmat.approves(wulan)
    await wulan.phone.hears("Sekarang kirim foto")

    await wulan.phone.writes("data saya")
    shown = await wulan.phone.hears("Data Bapak/Ibu yang kami simpan")
    assert shown.says("Nama: Wulandari Sari")
    assert not shown.says(wulan.nik)

    await wulan.phone.writes("hapus data")
    await wulan.phone.hears(f"{reference} masih berjalan")
    await wulan.phone.writes("batal")
    await wulan.phone.hears(f"Batalkan permohonan *{reference}*")
    await wulan.phone.taps("Ya, batalkan")
    await clerk.opens_file(reference)
    await wulan.phone.hears(reference)

    await wulan.phone.writes("hapus data")
    await wulan.phone.hears("Hapus data Bapak/Ibu?")
    await wulan.phone.taps("Ya, hapus")
    erased = await wulan.phone.hears("sudah kami hapus")
    assert erased.says("Yang tetap disimpan: buku register")

    await the_audit_says_so(clerk, reference)


async def the_audit_says_so(clerk: Console, reference: str) -> None:
    deadline = time.monotonic() + 30
    while "dihapus atas permintaannya" not in (page := await clerk.opens_file(reference)).text:
        assert time.monotonic() < deadline, page.text
