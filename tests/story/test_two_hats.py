"""One phone, two people in one: Hasan chairs RT 018 and needs papers himself. Every answer finds its question."""

from tests.story.people import Neighbourhood, Resident, RtChair, reference_in


async def test_a_chair_who_applies_is_asked_for_letters_meanwhile(neighbourhood: Neighbourhood, hasan: RtChair):
    farida = await neighbourhood.moves_in("Farida Situmorang", rt="018/005")
    phone = hasan.phone
    await phone.writes("mau bikin ktp")
    await phone.hears("KTP ini untuk siapa?")
    await phone.taps("Saya sendiri")
    await phone.hears("Kenapa perlu KTP?")
    await phone.taps("Rusak / ganti data")
    await phone.hears("Salin, lengkapi, lalu kirim")
    await phone.taps("Satu per satu")
    await phone.hears("Nama lengkapnya siapa")

    await farida.asks_for_a_ktp()
    await he_declines_in_the_middle_of_his_own_form(hasan, farida)

    await phone.writes("Hasan Basri")
    await phone.hears("NIK-nya berapa?")
    await phone.writes("TUGAS")
    await phone.hears("Tidak ada tugas yang menunggu.")
    await phone.writes("1671070508770018")
    await phone.hears("Lahir di kota atau kabupaten mana?")
    await phone.writes("batal")
    await phone.hears("Batalkan permohonan baru ini?")
    await phone.taps("Ya, batalkan")
    await phone.hears("Baik, tidak jadi.")


async def he_declines_in_the_middle_of_his_own_form(hasan: RtChair, farida: Resident) -> None:
    """The words of his reason go to the resident, not into his form."""
    request = await hasan.is_asked_for_a_letter(farida)
    await hasan.phone.taps("Tolak", on=request)
    await hasan.phone.hears("Apa alasannya, Pak?")
    await hasan.phone.taps("Alasan lain")
    await hasan.phone.hears("Tulis alasannya singkat saja.")
    await hasan.phone.writes("mohon lapor dulu ke rumah saya")
    await hasan.phone.hears(f"Permintaan {farida.name} kami tolak")
    news = await farida.phone.hears("belum bisa membuat surat pengantar")
    assert news.says("mohon lapor dulu ke rumah saya.")


async def test_nobody_vouches_for_themselves(hasan: RtChair):
    phone = hasan.phone
    await phone.writes("mau bikin ktp baru")
    await phone.hears("KTP ini untuk siapa?")
    await phone.taps("Saya sendiri")
    await phone.hears("Salin, lengkapi, lalu kirim")
    himself = Resident(hasan.name, "1671070508770018", hasan.number, "Jl. Rambutan No. 18", "018/005", phone)
    await phone.writes(himself.form)
    await phone.hears("Mohon diperiksa, Bapak Hasan Basri")
    await phone.taps("Sudah benar")

    told = await phone.hears()
    assert told.says("Mohon minta surat pengantar di kertas ke Ketua RW")
    reference = reference_in(told)
    await phone.writes("BATAL")
    sure = await phone.hears(f"Batalkan permohonan *{reference}*")
    await phone.taps("Ya, batalkan", on=sure)
    await phone.hears(f"Permohonan *{reference}* sudah dibatalkan")
