"""The people of the stories: residents and RT chairs, each with a phone in the hand."""

import re
import time
from dataclasses import dataclass, field
from datetime import date

from simulator.phone_client import Bubble, PersonsPhone, Phones
from simulator.samples import photo


@dataclass(frozen=True)
class Resident:
    """Somebody of the kelurahan, and what they know about themselves. `rt` is written as people write it: `005/002`."""

    name: str
    nik: str
    number: str
    address: str
    rt: str
    phone: PersonsPhone

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    @property
    def form(self) -> str:
        """What the office asks for, filled in."""
        return (
            f"Nama: {self.name}\nNIK: {self.nik}\nTempat lahir: Palembang\nAgama: Islam\nStatus kawin: kawin\n"
            f"Pekerjaan: pedagang\nAlamat: {self.address}\nRT/RW: {self.rt}"
        )

    async def tells_what_they_need(self, why: str = "Rusak / ganti data") -> Bubble:
        """From the first word to the summary, which is there to be checked."""
        await self.phone.writes("mau bikin ktp")
        await self.phone.hears("KTP ini untuk siapa?")
        await self.phone.taps("Saya sendiri")
        await self.phone.hears("Kenapa perlu KTP?")
        await self.phone.taps(why)
        await self.phone.hears("Salin, lengkapi, lalu kirim")
        await self.phone.writes(self.form)
        return await self.phone.hears("Mohon diperiksa")

    async def asks_for_a_ktp(self) -> str:
        """From the first word to the number of the application."""
        await self.tells_what_they_need()
        await self.phone.taps("Sudah benar")
        return reference_in(await self.phone.hears("Nomor permohonan"))

    async def asks_where_it_stands(self, until: str, within: float = 30) -> Bubble:
        """STATUS, again and again until this is answered: what has just happened may not have got around yet."""
        deadline = time.monotonic() + within
        while True:
            await self.phone.writes("status")
            answer = await self.phone.hears()
            if answer.says(until) or time.monotonic() > deadline:
                assert answer.says(until), answer
                return answer

    async def hands_in(self, *more_photos: str) -> None:
        """All photos at once, and off they go; `more_photos` come before the usual three, in the order asked for."""
        await self.phone.hears("Sekarang kirim foto")
        names = (*more_photos, "kk", "ktp", "pas_foto_biru")
        await self.phone.sends_album([(photo(name), "image/jpeg") for name in names])
        await self.phone.hears("Kirim ke kelurahan sekarang?")
        await self.phone.taps("Kirim")
        await self.phone.hears("kami terima. Paling lambat selesai")


@dataclass(frozen=True)
class RtChair:
    """An RT chair. The phone is one for all stories, so what is heard on it is told apart by whom it is about."""

    name: str
    number: str
    phone: PersonsPhone

    async def is_asked_for_a_letter(self, resident: Resident) -> Bubble:
        return await self._is_asked(f"Permintaan surat pengantar\nDari {resident.name},")

    async def approves(self, resident: Resident) -> None:
        request = await self.is_asked_for_a_letter(resident)
        await self.phone.taps("Setujui", on=request)
        await self.phone.hears("sudah dikirim ke warga dan kelurahan")

    async def is_asked_about_documents(self, resident: Resident) -> Bubble:
        return await self._is_asked(f"Periksa dokumen {resident.name}")

    async def vouches_for_documents(self, resident: Resident) -> None:
        question = await self.is_asked_about_documents(resident)
        await self.phone.taps("Semua benar", on=question)
        await self.phone.hears(f"Dokumen {resident.name} kami catat benar")

    async def _is_asked(self, about: str) -> Bubble:
        """The question that has not been answered yet, even if others came after it."""
        self.phone.forgets_what_was_heard()
        while (question := await self.phone.hears(about)).message.picked:
            pass
        return question


@dataclass(frozen=True)
class Neighbourhood:
    """Where the people of the stories live. `residents` are those who have moved in so far, in all stories."""

    phones: Phones
    residents: list[Resident] = field(default_factory=list[Resident])

    async def moves_in(
        self, name: str, *, rt: str = "005/002", born: date = date(1990, 8, 5), woman: bool = True
    ) -> Resident:
        """Somebody new, with a phone and a NIK of their own. No two have the same name."""
        assert name not in {resident.name for resident in self.residents}
        nth = len(self.residents) + 1
        day = born.day + (40 if woman else 0)
        number = f"0813-7200-{nth:04}"
        resident = Resident(
            name=name,
            nik=f"167107{day:02}{born:%m%y}{nth:04}",
            number=number,
            address=f"Jl. Cendana Raya No. {100 + nth}",
            rt=rt,
            phone=await self.phones.add(number, name, f"warga RT {rt}"),
        )
        self.residents.append(resident)
        return resident

    async def chair(self, name: str, number: str) -> RtChair:
        """An RT chair of `config/kelurahan.yaml`, who knows already what came in other stories."""
        phone = self.phones.phone(number)
        await phone.has_heard_everything()
        return RtChair(name, number, phone)


def reference_in(said: Bubble) -> str:
    """The number of the application that is named there. Raises AssertionError."""
    found = re.search(r"BKS-\w{4}", said.text)
    assert found, said
    return found.group()
