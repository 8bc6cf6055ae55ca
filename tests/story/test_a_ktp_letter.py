"""Siti needs a KTP: from her first word to the letter in her hand. Start reading here.

Everything is real: the four services, the message queue, the databases, the console, WhatsApp's stand-in over HTTP.
"""

import re

from simulator.phone_client import PersonsPhone, Phones
from simulator.samples import photo
from tests.story.console import Console
from tests.story.everyday import text_of, the_clerk_drafts_the_letter, the_clerk_receives, the_lurah_approves
from tests.story.people import RtChair, reference_in

RT_LETTER = re.compile(r"\d{3}/RT\.005/RW\.002/[IVX]+/20\d\d")
LETTER = re.compile(r"470/\d{4}/BKS/[IVX]+/20\d\d")


async def test_from_first_message_to_letter(phones: Phones, rahmat: RtChair, clerk: Console, lurah: Console):
    siti = phones.phone("0812-7100-1001")
    await rahmat.phone.closes_window()

    reference = await siti_asks_for_a_ktp(siti)
    rt_letter = await the_rt_chair_approves(rahmat.phone)
    await siti_hands_in_her_documents(siti, reference)

    await the_clerk_returns_a_blurred_photo(clerk, reference)
    await siti_sends_it_again(siti)

    await the_clerk_receives(clerk, reference)
    await the_rt_chair_vouches_for_the_documents(rahmat.phone)
    await the_clerk_drafts_the_letter(clerk, reference)
    await the_lurah_approves(lurah, reference)

    code = await siti_gets_her_letter(siti, rt_letter)
    await anyone_can_check_it(Console(clerk.url), code)
    await siti_picks_up_the_print(siti, clerk, reference)
    await the_office_did_not_talk_too_much(siti)


async def siti_asks_for_a_ktp(siti: PersonsPhone) -> str:
    await siti.writes("assalamualaikum, mau bikin ktp")
    greeting = await siti.hears("KTP ini untuk siapa?")
    assert greeting.says("Waalaikumsalam")
    assert greeting.says("gratis")

    await siti.taps("Saya sendiri")
    await siti.hears("Kenapa perlu KTP?")
    await siti.taps("Rusak / ganti data")
    await siti.hears("Salin, lengkapi, lalu kirim")
    await siti.writes(
        "Nama: Siti Aminah / NIK 1671 0745 0890 0003 / lahir palembang / islam / belum kawin / wiraswasta"
        " / jl sapta marga no 12 / rt 5 rw 2"
    )

    summary = await siti.hears("Mohon diperiksa, Ibu Siti Aminah")
    assert summary.says("5 Agustus 1990, perempuan")
    assert summary.says("RT 005/RW 002")
    await siti.taps("Sudah benar")

    return reference_in(await siti.hears("Ketua RT 005, Bapak Rahmat Hidayat"))


async def the_rt_chair_approves(rahmat: PersonsPhone) -> str:
    request = await rahmat.hears("Permintaan surat pengantar\nDari Siti Aminah")
    assert request.template == "permintaan_surat_pengantar"

    await rahmat.taps("Setujui", on=request)

    thanks = await rahmat.hears("sudah dikirim ke warga dan kelurahan")
    number = RT_LETTER.search(thanks.text)
    assert number
    return number.group()


async def siti_hands_in_her_documents(siti: PersonsPhone, reference: str) -> None:
    letter = await siti.hears("Sekarang kirim foto")
    assert "Rahmat Hidayat" in await text_of(letter)

    await siti.sends_album([(photo("kk_buram"), "image/jpeg"), (photo("ktp"), "image/jpeg")])
    await siti.hears("Tinggal *pas foto")
    await siti.sends_photo(photo("pas_foto_biru"))
    await siti.hears("Lengkap, Ibu Siti")
    await siti.taps("Kirim")

    await siti.hears(f"Berkas *{reference}* kami terima. Paling lambat selesai")


async def the_clerk_returns_a_blurred_photo(clerk: Console, reference: str) -> None:
    page = await clerk.opens_file(reference, until="/kembalikan")

    await clerk.sends(page, "/kembalikan", document="kk", **{"reason.kk": "bagian bawah terpotong"})


async def siti_sends_it_again(siti: PersonsPhone) -> None:
    await siti.hears("bagian bawah terpotong")
    await siti.sends_photo(photo("kk"))
    again = await siti.hears("Paling lambat selesai")
    assert again.says("lengkap lagi")


async def the_rt_chair_vouches_for_the_documents(rahmat: PersonsPhone) -> None:
    question = await rahmat.hears("Periksa dokumen Siti Aminah")
    await rahmat.taps("Lihat dokumen", on=question)
    await rahmat.hears("Kartu Keluarga", kind="image")
    await rahmat.taps("Semua benar", on=question)
    await rahmat.hears("Dokumen Siti Aminah kami catat benar")


async def siti_gets_her_letter(siti: PersonsPhone, rt_letter: str) -> str:
    letter = await siti.hears("Surat Ibu sudah jadi")
    assert letter.filename
    assert "470" in letter.filename
    text = await text_of(letter)
    assert LETTER.search(text)
    assert rt_letter in text
    code = re.search(r"/cek/([0-9A-Z-]+)", text)
    assert code
    return code.group(1)


async def anyone_can_check_it(stranger: Console, code: str) -> None:
    async with stranger:
        page = await stranger.opens(f"/cek/{code}")

    assert LETTER.search(page.text)
    assert "Siti Aminah" not in page.text


async def siti_picks_up_the_print(siti: PersonsPhone, clerk: Console, reference: str) -> None:
    await siti.taps("Ambil sendiri")
    code = re.search(r"kode \*(\d{3} \d{3})\*", (await siti.hears("Sebutkan kode")).text)
    assert code
    await siti.taps("Sangat baik")
    await siti.hears("Kalau perlu surat lagi, tulis saja di sini")
    page = await clerk.opens_file(reference, until="/serahkan")
    assert code[1] not in page.text

    page = await clerk.sends(page, "/serahkan", to="Siti Aminah", code=code[1])

    assert "Surat cetak diserahkan kepada Siti Aminah" in page.text
    assert "Siti Aminah, dengan kode pengambilan" in page.text


async def the_office_did_not_talk_too_much(siti: PersonsPhone) -> None:
    """Each message may cost money."""
    told = [bubble for bubble in await siti.chat() if bubble.message.from_office]

    assert len(told) <= 14, "\n\n".join(map(str, told))
