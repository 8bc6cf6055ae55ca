"""The RT chair doubts a document: the clerk has the last word, and the lurah sees what it rests on."""

from tests.story.console import Console
from tests.story.everyday import the_clerk_drafts_the_letter, the_documents_are_received, the_lurah_approves
from tests.story.people import Neighbourhood, Resident, RtChair

DOUBT = "alamat di KTP lain dengan KK"


async def test_the_clerk_asks_again_and_then_goes_on_with_a_reason(
    neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console, lurah: Console
):
    rina = await neighbourhood.moves_in("Rina Marpaung")
    reference = await the_documents_are_received(rina, rahmat, clerk)

    await he_doubts_the_old_ktp(rahmat, rina)
    page = await clerk.opens_file(reference, until="/tanya-lagi")
    assert f"Rahmat Hidayat meragukan KTP lama: {DOUBT}" in page.text
    await rina.asks_where_it_stands("dokumen sedang diperiksa lagi oleh petugas")

    await clerk.sends(page, "/tanya-lagi", remark="warga pindah rumah bulan lalu")
    again = await rahmat.is_asked_about_documents(rina)
    assert again.says("Catatan petugas: warga pindah rumah bulan lalu")
    await he_doubts_the_old_ktp(rahmat, rina)
    page = await clerk.opens_file(reference, until="/lanjutkan")
    await clerk.sends(page, "/lanjutkan", reason="surat pindah sudah diperlihatkan di loket")

    await the_clerk_drafts_the_letter(clerk, reference)
    await the_lurah_sees_why(lurah, reference)
    await the_lurah_approves(lurah, reference)
    await rina.phone.hears("Surat Ibu sudah jadi")


async def he_doubts_the_old_ktp(rahmat: RtChair, rina: Resident) -> None:
    question = await rahmat.is_asked_about_documents(rina)
    await rahmat.phone.taps("Ada yang salah", on=question)
    await rahmat.phone.hears("Dokumen mana yang salah?")
    await rahmat.phone.taps("KTP lama")
    await rahmat.phone.hears("Apa yang salah dengan KTP lama?")
    await rahmat.phone.writes(DOUBT)
    more = await rahmat.phone.hears("KTP lama sudah kami catat. Ada lagi yang salah?")
    await rahmat.phone.taps("Sudah semua", on=more)
    await rahmat.phone.hears(f"Catatan tentang dokumen {rina.name} sudah sampai di petugas kelurahan")


async def the_lurah_sees_why(lurah: Console, reference: str) -> None:
    page = await lurah.opens_file(reference)
    signing = await lurah.opens(f"/tanda-tangan/{page.address.rsplit('/', 1)[1]}")

    assert "surat pindah sudah diperlihatkan di loket" in signing.text


async def test_the_clerk_returns_what_is_doubted(neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console):
    tini = await neighbourhood.moves_in("Tini Siregar")
    reference = await the_documents_are_received(tini, rahmat, clerk)
    await he_doubts_the_old_ktp(rahmat, tini)

    page = await clerk.opens_file(reference, until="/kembalikan")
    await clerk.sends(page, "/kembalikan", document="old_ktp", **{"reason.old_ktp": "kirim KTP dengan alamat baru"})

    asked = await tini.phone.hears("foto *KTP lama* perlu dikirim ulang: kirim KTP dengan alamat baru.")
    assert asked.says("Waktu 3 hari berhenti dulu")


async def test_the_clerk_refuses_and_says_why(neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console):
    sari = await neighbourhood.moves_in("Sari Napitupulu")
    reference = await the_documents_are_received(sari, rahmat, clerk)

    page = await clerk.opens_file(reference, until="/tolak")
    await clerk.sends(page, "/tolak", reason="KTP harus diurus di kota tempat tinggal")

    refused = await sari.phone.hears(f"Permohonan *{reference}* tidak bisa kami lanjutkan")
    assert refused.says("KTP harus diurus di kota tempat tinggal. Kalau ada pertanyaan, ketik PETUGAS")
    assert refused.says("kalau tidak setuju, ketik KELUHAN.")
