"""The RT chair will not write the letter: the resident learns why, and what can be done."""

from tests.story.console import Console
from tests.story.everyday import text_of
from tests.story.people import Neighbourhood, Resident, RtChair, reference_in


async def test_wrong_data_is_put_right_and_asked_for_again(neighbourhood: Neighbourhood, rahmat: RtChair):
    wati = await neighbourhood.moves_in("Wati Kusumawardani")
    reference = await wati.asks_for_a_ktp()

    await he_declines_because_of_the_house_number(rahmat, wati)

    news = await wati.phone.hears("Ketua RT 005 belum bisa membuat surat pengantar")
    assert news.says("Data salah: nomor rumahnya 17.")
    assert news.labels == ["Perbaiki data", "Hubungi petugas", "Batalkan"]
    await she_puts_the_address_right(wati, reference)
    await rahmat.approves(wati)
    letter = await wati.phone.hears("Sekarang kirim foto")
    assert "Jl. Cendana Raya No. 17" in await text_of(letter)


async def he_declines_because_of_the_house_number(rahmat: RtChair, wati: Resident) -> None:
    request = await rahmat.is_asked_for_a_letter(wati)
    await rahmat.phone.taps("Lihat data", on=request)
    data = await rahmat.phone.hears(f"Data {wati.name}")
    assert data.says(wati.address)
    assert not data.says(wati.nik)
    await rahmat.phone.taps("Tolak", on=data)
    await rahmat.phone.hears("Apa alasannya, Pak?")
    await rahmat.phone.taps("Data salah")
    await rahmat.phone.hears("Data mana yang salah?")
    await rahmat.phone.writes("nomor rumahnya 17")
    await rahmat.phone.hears(f"Permintaan {wati.name} kami tolak")


async def she_puts_the_address_right(wati: Resident, reference: str) -> None:
    await wati.phone.taps("Perbaiki data")
    await wati.phone.hears("Apa yang perlu diperbaiki?")
    await wati.phone.writes("Alamat: jl cendana raya no 17")
    summary = await wati.phone.hears("Mohon diperiksa")
    assert summary.says("Jl. Cendana Raya No. 17")
    await wati.phone.taps("Sudah benar", on=summary)
    assert reference_in(await wati.phone.hears("Nomor permohonan")) == reference


async def test_who_does_not_live_there_lets_it_be(neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console):
    joko = await neighbourhood.moves_in("Joko Prasetyo", woman=False)
    reference = await joko.asks_for_a_ktp()

    request = await rahmat.is_asked_for_a_letter(joko)
    await rahmat.phone.taps("Tolak", on=request)
    await rahmat.phone.hears("Apa alasannya, Pak?")
    await rahmat.phone.taps("Bukan warga RT ini")

    news = await joko.phone.hears("Ketua RT 005 belum bisa membuat surat pengantar")
    assert news.says("Joko Prasetyo belum tercatat sebagai warga RT 005/RW 002.")
    page = await clerk.opens_file(reference)
    assert "Rahmat Hidayat menolak surat pengantar" in page.text
    await joko.phone.taps("Batalkan", on=news)
    await joko.phone.hears(f"Permohonan *{reference}* sudah dibatalkan")
