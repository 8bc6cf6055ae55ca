"""The people in the pictures, and how far each has come. What they do, they do as in the stories."""

from dataclasses import dataclass

from simulator.phone_client import Phones
from tests.story.console import Console
from tests.story.counter import begins, fills_in, says_it_is_right, sends
from tests.story.everyday import (
    the_clerk_drafts_the_letter,
    the_clerk_receives,
    the_documents_are_received,
    the_lurah_approves,
)
from tests.story.people import Neighbourhood, Resident, RtChair
from tests.story.test_a_business import asks_for_a_situ
from tests.story.test_a_doubted_document import he_doubts_the_old_ktp
from tests.story.test_a_marriage import laila_tells_about_her_parents

NOT_READABLE = "ada bagian yang terpotong"


@dataclass(frozen=True)
class Office:
    """Who acts: residents and chairs with phones; the clerk and the lurah at the console."""

    phones: Phones
    neighbourhood: Neighbourhood
    rahmat: RtChair
    hasan: RtChair
    clerk: Console
    lurah: Console

    @property
    def siti(self) -> Resident:
        """She has one of the demo's phones."""
        return Resident(
            name="Siti Aminah",
            nik="1671074508900003",
            number="0812-7100-1001",
            address="Jl. Sapta Marga No. 12",
            rt="005/002",
            phone=self.phones.phone("0812-7100-1001"),
        )

    async def siti_is_vouched_for(self) -> str:
        """The whole way until her letter can be drafted."""
        reference = await the_documents_are_received(self.siti, self.rahmat, self.clerk)
        await self.rahmat.vouches_for_documents(self.siti)
        await self.clerk.opens_file(reference, until="/konsep")
        return reference

    async def laila_wants_to_marry(self) -> str:
        """Her Model N1 waits for the lurah."""
        laila = await self.neighbourhood.moves_in("Laila Nurfitri")
        reference = await says_it_is_right(laila, await laila_tells_about_her_parents(laila))
        await self.rahmat.approves(laila)
        await sends(laila, "pas foto latar biru", "kk", "ktp", "pas_foto_biru")
        await the_clerk_receives(self.clerk, reference)
        await self.rahmat.vouches_for_documents(laila)
        await the_clerk_drafts_the_letter(self.clerk, reference)
        return reference

    async def ratih_has_a_shop(self) -> str:
        """Her letter, which the lurah signs by hand, has its number and lies in the printer."""
        ratih = await self.neighbourhood.moves_in("Ratih Kumalasari", rt="018/005")
        reference = await asks_for_a_situ(ratih)
        await self.hasan.approves(ratih)
        await sends(ratih, "1. KTP, 2. Pas foto", "ktp", "pas_foto_biru")
        await the_clerk_receives(self.clerk, reference)
        await self.hasan.vouches_for_documents(ratih)
        await the_clerk_drafts_the_letter(self.clerk, reference)
        await the_lurah_approves(self.lurah, reference)
        await self.clerk.opens_file(reference, until="/tanda-tangan-basah")
        return reference

    async def rina_is_doubted(self) -> str:
        """The chair thinks that her KTP is not right."""
        rina = await self.neighbourhood.moves_in("Rina Marpaung")
        reference = await the_documents_are_received(rina, self.rahmat, self.clerk)
        await he_doubts_the_old_ktp(self.rahmat, rina)
        await self.clerk.opens_file(reference, until="/tanya-lagi")
        return reference

    async def tini_sends_it_once_more(self) -> str:
        """One of her photos is back with her."""
        tini = await self.neighbourhood.moves_in("Tini Siregar")
        reference = await self._submitted(tini, self.rahmat)
        page = await self.clerk.opens_file(reference, until="/kembalikan")
        await self.clerk.sends(page, "/kembalikan", document="kk", **{"ready.kk": NOT_READABLE})
        return reference

    async def sumarni_has_handed_in(self) -> str:
        """The clerk has not looked yet."""
        sumarni = await self.neighbourhood.moves_in("Sumarni", rt="018/005")
        return await self._submitted(sumarni, self.hasan)

    async def karyadi_brings_paper(self) -> str:
        """His chair is not on WhatsApp: the first photo is the surat pengantar."""
        karyadi = await self.neighbourhood.moves_in("Karyadi Lubis", rt="006/002", woman=False)
        reference = await karyadi.asks_for_a_ktp()
        karyadi.phone.forgets_what_was_heard()
        await karyadi.hands_in("surat_kehilangan")
        return reference

    async def yusuf_waits_for_his_chair(self) -> None:
        """Nobody has answered yet."""
        yusuf = await self.neighbourhood.moves_in("Yusuf Maulana", rt="018/005", woman=False)
        await begins(yusuf, "mau urus kk", "KK")
        await yusuf.phone.hears("Kenapa perlu KK?")
        await yusuf.phone.taps("Kelahiran")
        await fills_in(yusuf)
        await says_it_is_right(yusuf, await yusuf.phone.hears("Mohon diperiksa"))

    async def sumarni_asks_a_person(self) -> None:
        """She would like to know something that no script knows."""
        phone = next(each.phone for each in self.neighbourhood.residents if each.name == "Sumarni")
        await phone.writes("PETUGAS")
        await phone.hears()
        await phone.writes("Bu, suami saya kerja di Jambi. Boleh saya yang ambil suratnya nanti?")

    async def _submitted(self, resident: Resident, chair: RtChair) -> str:
        reference = await resident.asks_for_a_ktp()
        await chair.approves(resident)
        await resident.hands_in()
        return reference
