"""Where does it stand, and can it still be stopped? STATUS and BATAL, at every point of the way."""

from simulator.phone_client import Bubble
from simulator.samples import photo
from tests.story.console import Console
from tests.story.everyday import the_clerk_drafts_the_letter, the_clerk_receives, the_lurah_approves
from tests.story.people import Neighbourhood, Resident, RtChair, reference_in


async def test_status_says_where_it_stands_and_what_comes_next(
    neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console, lurah: Console
):
    budi = await neighbourhood.moves_in("Budiman Nasution", woman=False)
    await budi.asks_where_it_stands("Belum ada permohonan yang berjalan. Ketik MENU untuk mulai")
    await budi.tells_what_they_need()
    unfinished = await budi.asks_where_it_stands("datanya belum lengkap")
    assert unfinished.says("Mohon diperiksa, Bapak Budiman Nasution")
    await budi.phone.taps("Sudah benar")

    reference = reference_in(await budi.phone.hears("Nomor permohonan"))
    await budi.asks_where_it_stands("menunggu jawaban Ketua RT 005. Biasanya 1 hari kerja.")
    await rahmat.approves(budi)
    await budi.phone.hears("Sekarang kirim foto")
    await budi.asks_where_it_stands("menunggu foto Kartu Keluarga, KTP lama, dan pas foto latar biru")
    await budi.phone.sends_photo(photo("kk"))
    await budi.phone.hears("Kartu Keluarga sudah kami simpan")
    await budi.asks_where_it_stands("menunggu foto KTP lama dan pas foto latar biru. Kirim di sini.")
    await budi.phone.sends_album([(photo("ktp"), "image/jpeg"), (photo("pas_foto_biru"), "image/jpeg")])
    await budi.phone.hears("Kirim ke kelurahan sekarang?")
    await budi.asks_where_it_stands("fotonya lengkap, tinggal dikirim. Balas *kirim*")
    await budi.phone.writes("kirim")
    await budi.phone.hears("kami terima. Paling lambat selesai")

    submitted = await budi.asks_where_it_stands("menunggu diterima petugas")
    assert submitted.says("Paling lambat selesai")
    await the_clerk_receives(clerk, reference)
    await budi.asks_where_it_stands("menunggu pemeriksaan Ketua RT")
    await rahmat.vouches_for_documents(budi)
    await budi.asks_where_it_stands("surat sedang dibuat dan ditandatangani lurah")
    await the_clerk_drafts_the_letter(clerk, reference)
    await budi.phone.writes("batal")
    sure = await budi.phone.hears(f"Batalkan permohonan *{reference}*")

    await the_lurah_approves(lurah, reference)
    await budi.phone.hears("Surat Bapak sudah jadi dan ditandatangani")
    await budi.asks_where_it_stands("suratnya sudah jadi dan sudah kami kirim di sini")
    await it_is_too_late_to_withdraw(budi, sure)


async def it_is_too_late_to_withdraw(budi: Resident, sure: Bubble) -> None:
    await budi.phone.taps("Ya, batalkan", on=sure)
    await budi.phone.hears("Tidak ada permohonan yang bisa dibatalkan")
    await budi.phone.writes("BATAL")
    await budi.phone.hears("Tidak ada permohonan yang bisa dibatalkan. Ketik MENU untuk mengurus surat.")


async def test_withdrawn_while_the_chair_is_still_thinking(
    neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console
):
    endang = await neighbourhood.moves_in("Endang Tampubolon")
    reference = await endang.asks_for_a_ktp()
    request = await rahmat.is_asked_for_a_letter(endang)

    await endang.phone.writes("Batal!")
    sure = await endang.phone.hears(f"Batalkan permohonan *{reference}* (KTP, {endang.name})?")
    await endang.phone.taps("Tidak jadi", on=sure)
    await endang.phone.hears("Semuanya tetap berjalan")
    await endang.asks_where_it_stands("menunggu jawaban Ketua RT 005")

    await withdraw(endang, reference)
    await rahmat.phone.taps("Setujui", on=request)
    await rahmat.phone.hears(f"Permohonan {endang.name} sudah selesai atau dibatalkan. Tidak perlu dijawab lagi.")
    page = await clerk.opens_file(reference)
    assert f"{endang.name} menarik permohonan" in page.text


async def test_withdrawn_after_submission(neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console):
    dewi = await neighbourhood.moves_in("Dewi Anggraini")
    reference = await dewi.asks_for_a_ktp()
    await rahmat.approves(dewi)
    await dewi.hands_in()
    waiting = await clerk.opens_file(reference, until="/terima")

    await withdraw(dewi, reference)

    too_late = await clerk.sends(waiting, "/terima")
    assert too_late.status == 409
    assert f"{dewi.name} menarik permohonan" in too_late.text
    await dewi.asks_where_it_stands("Belum ada permohonan yang berjalan")


async def withdraw(resident: Resident, reference: str) -> None:
    await resident.phone.writes("BATAL")
    sure = await resident.phone.hears(f"Batalkan permohonan *{reference}*")
    await resident.phone.taps("Ya, batalkan", on=sure)
    await resident.phone.hears(f"Permohonan *{reference}* sudah dibatalkan, data dan fotonya kami hapus")
