"""Whatever people send, they are told in plain words what to do, and nothing is lost."""

from simulator.phone_client import PersonsPhone
from simulator.samples import photo
from tests.story.console import Console
from tests.story.people import Neighbourhood, Resident, RtChair, reference_in

BORN_IN_THE_FUTURE = (
    "Nama: Tumini Hartati\nNIK: 1671074508900999\nTempat, tanggal lahir: Palembang, 5 Agustus 2031\nAgama: Islam\n"
    "Status kawin: kawin\nPekerjaan: pedagang\nAlamat: Jl. Cendana Raya No. 9\nRT/RW: 099/002"
)
THIRTY_MB = 30 * 1024 * 1024


async def test_wrong_answers_are_asked_for_again(neighbourhood: Neighbourhood):
    tumini = (await neighbourhood.moves_in("Tumini Hartati")).phone
    await tumini.writes("mau bikin ktp")
    await tumini.hears("KTP ini untuk siapa?")

    await tumini.sends_sticker()
    first = await tumini.hears("Stikernya lucu, tetapi belum bisa kami baca sebagai jawaban.")
    assert first.labels == ["Saya sendiri", "Orang lain", "Syaratnya apa?"]
    await tumini.sends_location()
    second = await tumini.hears("Peta lokasi belum bisa kami pakai di sini.")
    assert "Hubungi petugas" in second.labels

    await tumini.taps("Saya sendiri", on=second)
    await tumini.hears("Kenapa perlu KTP?")
    await tumini.writes("hilang")
    await tumini.hears("Salin, lengkapi, lalu kirim")
    await tumini.writes(BORN_IN_THE_FUTURE)
    await her_nik_is_asked_for_until_it_is_right(tumini)
    await her_rt_is_asked_for_until_there_is_one(tumini)
    assert (await tumini.hears("Mohon diperiksa, Ibu Tumini Hartati")).says("5 Agustus 1990")


async def her_nik_is_asked_for_until_it_is_right(tumini: PersonsPhone) -> None:
    future = await tumini.hears("Tanggal lahir 5 Agustus 2031 belum terjadi.")
    assert future.says("tulis NIK-nya lagi")
    await tumini.writes("16710745")
    await tumini.hears("NIK terdiri dari 16 angka, yang ditulis 8 angka. NIK ada di baris atas KTP")
    await tumini.writes("1671 0799 1390 0999")
    await tumini.hears("wilayah atau tanggal lahirnya tidak ada")
    await tumini.writes("1671 0745 0890 0999")


async def her_rt_is_asked_for_until_there_is_one(tumini: PersonsPhone) -> None:
    unknown = await tumini.hears("RT 099/RW 002 tidak ada di kelurahan ini.")
    assert unknown.says("RT dan RW tertulis di Kartu Keluarga, contoh: 005/002")
    await tumini.writes("rt seribu")
    await tumini.hears("Tulis RT dan RW dengan angka, contoh: 005/002.")
    await tumini.writes("5/2")


async def test_what_is_no_photo_is_not_taken_for_one(neighbourhood: Neighbourhood, rahmat: RtChair):
    mulyadi = await neighbourhood.moves_in("Mulyadi Harahap", woman=False)
    await mulyadi.asks_for_a_ktp()
    await rahmat.approves(mulyadi)
    phone = mulyadi.phone
    await phone.hears("Sekarang kirim foto")

    await phone.sends_voice()
    await phone.hears("Pesan suara belum bisa kami dengar di sini. Kirim *foto* Kartu Keluarga, balas *tidak punya*")
    await phone.sends_document(b"%PDF-1.7\n" + bytes(THIRTY_MB), "scan-kk.pdf")
    await phone.hears("Berkas itu terlalu besar untuk kami terima. Kirim *foto* Kartu Keluarga")
    await phone.sends_document(b"PK\x03\x04 not a photo", "kk.docx", "application/msword")
    await phone.hears("tidak bisa kami buka")
    await phone.sends_sticker()
    await phone.hears("Stikernya lucu")
    await phone.sends_location()
    await phone.hears("Peta lokasi belum bisa kami pakai di sini.")

    await phone.sends_album([(photo("kk"), "image/jpeg"), (photo("ktp"), "image/jpeg")])
    await phone.hears("Kartu Keluarga dan KTP lama sudah kami simpan. Tinggal *pas foto latar biru*")


async def test_two_applications_at_the_same_time(neighbourhood: Neighbourhood, rahmat: RtChair, clerk: Console):
    """One for herself, one for her mother. What belongs to which is never mixed up."""
    yanti = await neighbourhood.moves_in("Yanti Oktaviani")
    mother = await neighbourhood.moves_in("Sumarsih Oktaviani")
    own = await yanti.asks_for_a_ktp()
    mothers = await she_asks_for_her_mother(yanti, mother)
    stands = await yanti.asks_where_it_stands(own)
    assert stands.says(f"Berkas {own} (KTP, Yanti Oktaviani): menunggu jawaban Ketua RT 005")
    assert stands.says(f"Berkas {mothers} (KTP, Sumarsih Oktaviani): menunggu jawaban Ketua RT 005")

    await rahmat.approves(yanti)
    await yanti.hands_in()
    await rahmat.approves(mother)
    await yanti.hands_in()

    for reference, person in ((own, yanti), (mothers, mother)):
        page = await clerk.opens_file(reference, until="/terima")
        assert person.address in page.text


async def she_asks_for_her_mother(yanti: Resident, mother: Resident) -> str:
    await yanti.phone.writes("mau bikin ktp juga untuk ibu saya")
    await yanti.phone.hears("Nama Bapak/Ibu siapa? Kami catat sebagai pendamping.")
    await yanti.phone.writes(yanti.name)
    await yanti.phone.hears("Kenapa perlu KTP?")
    await yanti.phone.taps("Rusak / ganti data")
    await yanti.phone.hears("Tolong isi data orang yang dibantu")
    await yanti.phone.writes(mother.form)
    await yanti.phone.hears("Mohon diperiksa, data *Ibu Sumarsih Oktaviani*")
    await yanti.phone.taps("Sudah benar")
    return reference_in(await yanti.phone.hears("Nomor permohonan"))


async def test_the_same_person_and_service_twice(neighbourhood: Neighbourhood):
    asep = await neighbourhood.moves_in("Asep Hidayatullah", woman=False)
    reference = await asep.asks_for_a_ktp()

    summary = await asep.tells_what_they_need()

    assert summary.says(f"Perhatian: untuk Asep Hidayatullah sudah ada permohonan KTP yang berjalan ({reference}).")
    assert summary.says("Tekan Batal kalau tidak perlu dua kali.")
    await asep.phone.taps("Batal", on=summary)
    await asep.phone.hears("Baik, tidak jadi.")
    await asep.asks_where_it_stands(f"Berkas *{reference}* (KTP, Asep Hidayatullah): menunggu jawaban Ketua RT")
