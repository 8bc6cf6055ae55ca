"""Residents and RT chairs: they write, tap, read and send photos as people do."""

import asyncio
from dataclasses import dataclass

from simulator.phone_client import PersonsPhone
from simulator.samples import photo

FIRST = ("Siti", "Dewi", "Ratna", "Sri", "Nur", "Fitri", "Yuni", "Rina", "Ani", "Lina")
LAST = ("Aminah", "Lestari", "Wulandari", "Rahayu", "Hasanah", "Handayani", "Susanti", "Permata")
#: So many that none is written to faster than WhatsApp allows (a burst of 45 messages, then 10 a minute).
CHAIRS = 120
GLANCE = 0.25  # seconds between two looks at a phone


@dataclass(frozen=True)
class Resident:
    """The applicant with this number; each is somebody else."""

    number: int

    @property
    def name(self) -> str:
        return f"{FIRST[self.number % 10]} {LAST[self.number // 10 % 8]}"

    @property
    def phone(self) -> str:
        return f"0813-7200-{self.number:04}"

    @property
    def chair(self) -> "Chair":
        """Those who apply at the same time live in different RTs."""
        return Chair(self.number % CHAIRS + 1)

    @property
    def particulars(self) -> str:
        """Born on 5 August 1990, and so with a photo on blue."""
        return (
            f"Nama: {self.name} / NIK 167107 450890 {self.number + 1:04} / lahir palembang / islam / belum kawin"
            f" / wiraswasta / jl sapta marga no {self.number + 1}"
            f" / rt {self.chair.rt} rw {self.chair.rw}"
        )


@dataclass(frozen=True)
class Chair:
    """The chair of this RT."""

    rt: int

    @property
    def rw(self) -> int:
        return (self.rt + 9) // 10

    @property
    def name(self) -> str:
        return f"Hasan {LAST[self.rt % 8]}"

    @property
    def phone(self) -> str:
        return f"0812-7300-{self.rt:04}"


async def applies(resident: Resident, phone: PersonsPhone, *, is_blurred: bool) -> None:
    """From the first word to the stars; when the KK is blurred, it has to be sent again."""
    await phone.writes("assalamualaikum, mau bikin ktp")
    await phone.hears("untuk siapa")
    await phone.taps("Saya sendiri")
    await phone.hears("Kenapa perlu KTP?")
    await phone.taps("Rusak / ganti data")
    await phone.hears("Salin, lengkapi, lalu kirim")
    await phone.writes(resident.particulars)
    await phone.hears("Mohon diperiksa")
    await phone.taps("Sudah benar")
    await phone.hears("Sekarang kirim foto")
    await _hands_in(phone, is_blurred=is_blurred)
    await phone.hears("sudah jadi")
    await phone.taps("Ambil sendiri")
    await phone.hears("Bagaimana layanan kami?")
    await phone.taps("Sangat baik")


async def _hands_in(phone: PersonsPhone, *, is_blurred: bool) -> None:
    kk = photo("kk_buram" if is_blurred else "kk")
    await phone.sends_album([(kk, "image/jpeg"), (photo("ktp"), "image/jpeg")])
    await phone.hears("Tinggal *pas foto")
    await phone.sends_photo(photo("pas_foto_biru"))
    await phone.hears("Lengkap")
    await phone.taps("Kirim")
    await phone.hears("kami terima. Paling lambat selesai")
    if is_blurred:
        await phone.hears("bagian bawah terpotong")
        await phone.sends_photo(photo("kk"))
        await phone.hears("lengkap lagi")


async def vouches(phone: PersonsPhone) -> None:
    """An RT chair, until cancelled: agrees to a new request, and looks at the documents before vouching for them."""
    read, has_looked = max((bubble.message.seq for bubble in await phone.chat()), default=0), False
    while True:
        for bubble in await phone.chat(after=read):
            read = bubble.message.seq
            if bubble.message.from_office:
                await phone.reads()
            if "Setujui" in bubble.labels:
                await phone.taps("Setujui", on=bubble)
            elif "Semua benar" in bubble.labels:  # asked once more below the documents
                await phone.taps("Semua benar" if has_looked else "Lihat dokumen", on=bubble)
                has_looked = True
        await asyncio.sleep(GLANCE)
