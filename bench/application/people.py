"""Residents and RT chairs: they write, tap, read and send photos as people do."""

import asyncio
from dataclasses import dataclass

from simulator.phone_client import Bubble, PersonsPhone
from simulator.samples import photo

FIRST = ("Siti", "Dewi", "Ratna", "Sri", "Nur", "Fitri", "Yuni", "Rina", "Ani", "Lina")
LAST = ("Aminah", "Lestari", "Wulandari", "Rahayu", "Hasanah", "Handayani", "Susanti", "Permata")
#: The RTs of the demo whose chairs are on WhatsApp, with their phones.
CHAIRS = {"rt 5 rw 2": "0812-7100-2005", "rt 18 rw 5": "0812-7100-5018"}
GLANCE = 0.25  # seconds between two looks of a chair at the phone


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
    def particulars(self) -> str:
        """Born on 5 August 1990, and so with a photo on blue."""
        rt = list(CHAIRS)[self.number % len(CHAIRS)]
        return (
            f"Nama: {self.name} / NIK 167107 450890 {self.number + 1:04} / lahir palembang / islam / belum kawin"
            f" / wiraswasta / jl sapta marga no {self.number + 1} / {rt}"
        )


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
    await phone.hears("Ketua RT")
    await phone.hears("Sekarang kirim foto", kind="document")
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
    """An RT chair, until cancelled: agrees to each request, and looks at the documents before vouching for them."""
    read, looked_at = 0, set[str]()
    while True:
        for bubble in await phone.chat(after=read):
            read = bubble.message.seq
            if bubble.message.from_office:
                await phone.reads()
                await _answers(bubble, phone, looked_at)
        await asyncio.sleep(GLANCE)


async def _answers(bubble: Bubble, phone: PersonsPhone, looked_at: set[str]) -> None:
    """The question comes once more below the documents, with the same buttons."""
    if "Setujui" in bubble.labels:
        await phone.taps("Setujui", on=bubble)
    elif "Semua benar" in bubble.labels:
        question = bubble.choices[0].id
        await phone.taps("Semua benar" if question in looked_at else "Lihat dokumen", on=bubble)
        looked_at.add(question)
