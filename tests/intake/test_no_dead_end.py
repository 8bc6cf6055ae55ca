"""Whatever is written, tapped or sent, in whatever order: it is answered, and nobody is told the same for ever."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.contracts.intake import ApplicationSubmitted, CoverLetterRequested, DocumentsResubmitted
from shared.contracts.issuance import (
    ApplicationWithdrawn,
    CheckLetter,
    DeadlineMoved,
    DocumentsReturned,
    LetterChecked,
    WithdrawApplication,
)
from shared.contracts.notifier import SendMessage
from shared.contracts.verification import CoverLetterDeclined, CoverLetterGoesToPaper
from shared.messaging import Message
from shared.testing.samples import RT_5
from shared.testing.services import ALL_FOUR
from tests.intake.phone import FORM, Phone, a_letter, fact, intake

WORDS = [
    *("halo", "ktp hilang", "mau bikin ktp untuk ibu", "saya", "orang lain", "Budi", FORM, "ya", "tidak", "salah", "1"),
    *(
        "2",
        "alamat",
        "Alamat: jl melati 3",
        "1671074508900000",
        "rt 5 rw 2",
        "terima kasih",
        "nanti",
        "kirim",
        "kucing",
    ),
    *(
        "perbaiki",
        "STATUS",
        "BATAL",
        "MENU",
        "HAPUS DATA",
        "tidak punya",
        "[foto]",
        "[foto] kk",
        "[pdf]",
        "[suara]",
        "[stiker]",
        "[lokasi]",
        "[30 MB]",
    ),
]
#: The way to the letter; a conversation leaves it somewhere.
WAY = ["ktp rusak", "saya", FORM, "ya", "[foto]", "[foto] [foto]", "kirim", "[foto]", "ambil sendiri", "baik"]
#: What belongs to services that ask for more.
MORE = [
    *("nikah", "izin usaha", "kk", "Ahmad Yani", "Nama: Ahmad Yani\nNIK: 12", "Warung Siti, warung, sama", "-", "lupa"),
    *("satu per satu", "data ayah", "semuanya", "NIK ayah: 1671070101600000", "NIK ayah: 12", "Agama: Kristen", "12"),
    *("kristen", "Status kawin: cerai mati", "cerai mati", "1 januari 2020", "0812-7100-2005", "palembang, 1-1-1960"),
    *("simpan", "masih sama", "ada yang berubah", "DATA SAYA"),
]
MARRIAGE = [
    "nikah",
    "saya",
    FORM,
    "Budi Santoso",
    "Ahmad Yani",
    "-",
    "ya",
    "[foto] [foto] [foto]",
    "kirim",
    "ambil",
    "5",
]
SHOP = ["izin usaha", "saya", FORM, "Warung Siti\nwarung\nsama", "ya", "[foto] [foto]", "kirim", "tidak perlu", "baik"]
AGAIN = ["izin usaha", "saya", FORM, "Warung Siti\nwarung\nsama", "simpan", "mau izin usaha", "saya", "masih sama"]
deeds = st.sampled_from(WORDS) | st.integers(0, 9) | st.sampled_from([timedelta(hours=2), timedelta(days=8)])


class World:
    """The other services, at once: a chair who approves, declines or has no phone; a clerk who returns or issues."""

    def __init__(self, phone: Phone, temper: int) -> None:
        self.phone, self.temper, self.heard = phone, temper, 0

    def answer(self) -> None:
        room = self.phone.room
        while self.heard < len(room.said):
            said = room.said[self.heard]
            self.heard += 1
            if answer := self._to(said):
                self.temper += 1
                room.hear(answer)

    def _to(self, said: Message) -> Message | None:
        room, about = self.phone.room, self._about(said)
        match said:
            case CoverLetterRequested():
                declined: Any = fact(CoverLetterDeclined, about, room, rt=RT_5, declined_by="Rahmat", reason="Pindah.")
                on_paper = fact(CoverLetterGoesToPaper, about, room, rt=RT_5, chair_name=None)
                return (a_letter(about, room), declined, on_paper)[self.temper % 3]
            case ApplicationSubmitted():
                returned = fact(DocumentsReturned, about, room, reasons={"kk": "buram"}, returned_by="Ani")
                return (returned, a_letter(about, room, "ktp_introduction"))[self.temper % 2]
            case DocumentsResubmitted():
                return fact(DeadlineMoved, about, room, due_at=room.now + timedelta(days=3), reason="resubmitted")
            case WithdrawApplication():
                return fact(ApplicationWithdrawn, about, room)
            case CheckLetter(contact_id=contact_id):
                return LetterChecked(office=said.office, at=room.now, contact_id=contact_id, verdict="unknown")
            case _:
                return None

    def _about(self, said: Message) -> UUID:
        return said.key


def do(phone: Phone, deed: str | int | timedelta) -> bool:
    """Write, tap the n-th newest choice there ever was, or wait; whether an answer is due."""
    if isinstance(deed, timedelta):
        phone.room.pass_time(deed)
        return False
    offers = [(message, choice.label) for message in phone.got for choice in message.choices]
    if isinstance(deed, str):
        phone.write(deed)
    elif offers:
        phone.tap(*offers[-1 - deed % len(offers)])
        phone.room.pass_time(timedelta(seconds=2))
    return isinstance(deed, str) or bool(offers)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(WAY)), st.lists(deeds, min_size=3, max_size=20), st.integers(0, 5))
def test_everything_is_answered(steps: int, conversation: list[str | int | timedelta], temper: int):
    converse(Phone(intake(), chair_is_asked=False), [*WAY[:steps], *conversation], temper)


@pytest.mark.parametrize("way", [MARRIAGE, SHOP, AGAIN], ids=["marriage", "shop", "again"])
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 8), st.lists(deeds | st.sampled_from(MORE), min_size=3, max_size=20), st.integers(0, 5))
def test_everything_is_answered_where_more_is_asked_for(
    way: list[str], steps: int, conversation: list[str | int | timedelta], temper: int
):
    converse(Phone(intake(ALL_FOUR), chair_is_asked=False), [*way[:steps], *conversation], temper)


def converse(phone: Phone, conversation: list[str | int | timedelta], temper: int) -> None:
    """Have it, with the other services answering; nobody is left without a word, or told the same for ever."""
    world = World(phone, temper)
    for deed in conversation:
        before = len(phone.got)
        is_due = do(phone, deed)
        world.answer()
        assert len(phone.got) > before or not is_due, f"silence after {deed!r}"
    told = [message.text for message in phone.got]
    for one, two, three in zip(told, told[1:], told[2:], strict=False):
        assert not (one == two == three and one.startswith("Maaf, kami belum paham"))
    assert all(fits_whatsapp(message) for message in phone.got)


def fits_whatsapp(message: SendMessage) -> bool:
    """Something to read in each, each choice once, and no more words than fit beside choices or a document."""
    keys = [choice.key for choice in message.choices]
    return 0 < len(message.text) <= 1024 and len(keys) == len(set(keys))
