"""TERIMA PENGUMUMAN and BERHENTI PENGUMUMAN: who agrees, for which RT, and what INFO shows of what was announced."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.intake.conversation import Conversation
from services.intake.dialogue.announcements import OFFER
from shared.contracts.intake import AnnouncementsUnwanted, AnnouncementsWanted, DataErased
from shared.contracts.issuance import AnnouncementMade
from shared.contracts.notifier import ContactsMerged
from shared.contracts.vocabulary import Audience
from shared.messaging import Message, uuid7
from shared.testing.desk import Room
from shared.testing.samples import OFFICE_CODE, RT_5
from tests.intake.phone import SITI_PHONE, Phone, later
from tests.intake.test_conversation import issued
from tests.intake.test_documents import REQUEST

OTHER_PHONE = UUID("0193f000-0000-7000-8000-00000000c002")
AGREED = "warga: terima pengumuman\nkantor: RT dan RW berapa?\nwarga: 005/002\nkantor: pengumuman kelurahan untuk warga"


def told(room: Room) -> list[Message]:
    """What was said of agreements, in order."""
    return [it for it in room.said if isinstance(it, AnnouncementsWanted | AnnouncementsUnwanted)]


def announce(room: Room, text: str, **audience: Any) -> None:
    made = AnnouncementMade(
        office=OFFICE_CODE, at=room.now, announcement_id=uuid7(), text=text, audience=Audience(**audience)
    )
    room.hear(made)
    room.hear(made)


def test_who_agrees_in_info_is_asked_for_the_rt_where_nothing_tells_it(room: Room, phone: Phone):
    phone.chat(
        """
        warga:  INFO
        kantor: Kantor Kelurahan … Mau tahu tentang apa? [Terima pengumuman]
        warga:  [Terima pengumuman]
        kantor: Pengumuman dikirim menurut tempat tinggal. RT dan RW berapa?
        warga:  rumah saya
        kantor: Tulis RT dan RW dengan angka
        warga:  5/2
        kantor: pengumuman kelurahan untuk warga RT 005/RW 002 … BERHENTI PENGUMUMAN
        """
    )
    [wanted] = told(room)
    assert isinstance(wanted, AnnouncementsWanted)
    assert (wanted.contact_id, wanted.rt) == (SITI_PHONE, RT_5)


def test_who_has_an_application_of_their_own_is_not_asked_for_the_rt(room: Room, phone: Phone):
    phone.chat(REQUEST).chat("warga: terima pengumuman\nkantor: untuk warga RT 005/RW 002")

    assert len(told(room)) == 1


def test_helpers_are_asked_where_they_live_themselves(room: Room, phone: Phone):
    phone.chat(
        """
        warga:  ktp rusak untuk ibu
        kantor: Nama Bapak/Ibu siapa?
        warga:  Budi Santoso
        kantor: Tolong isi data
        warga:  {form}
        kantor: Mohon diperiksa
        warga:  ya
        kantor: Terima kasih
        warga:  terima pengumuman
        kantor: RT dan RW berapa?
        """
    )
    assert told(room) == []


@pytest.mark.parametrize("words", ["berhenti pengumuman", "BERHENTI PENGUMUMAN!"])
def test_who_does_not_want_them_any_more_says_so_in_two_words(room: Room, phone: Phone, words: str):
    phone.chat(f"{AGREED}\nwarga: {words}\nkantor: pengumuman tidak kami kirim lagi … TERIMA PENGUMUMAN")

    assert isinstance(told(room)[-1], AnnouncementsUnwanted)
    phone.chat("warga: INFO\nkantor: Mau tahu tentang apa? [Terima pengumuman]")


def test_stop_ends_announcements_as_well(room: Room, phone: Phone):
    phone.chat(f"{AGREED}\nwarga: stop\nkantor: Kami tidak mengirim pesan lagi")

    assert isinstance(told(room)[-1], AnnouncementsUnwanted)
    assert room.only(Conversation).announcements is None


def test_who_is_asked_something_is_asked_it_again_afterwards(phone: Phone):
    phone.chat(
        """
        warga:  ktp
        kantor: untuk siapa?
        warga:  terima pengumuman
        kantor: RT dan RW berapa?
        warga:  005/002
        kantor: pengumuman kelurahan untuk warga RT 005/RW 002 … untuk siapa?
        """
    )


def test_info_shows_the_last_announcements_that_concern_who_asks(room: Room, phone: Phone):
    announce(room, "Jalan ditutup Sabtu pagi.")
    announce(room, "Posyandu di RT 005.", rw=2, rt=5)
    phone.chat(
        """
        warga:  INFO
        kantor: gratis … *Pengumuman* (Rabu, 25 November): Jalan ditutup Sabtu pagi. … Mau tahu tentang apa?
        """
    )
    assert "Posyandu" not in phone.got[-1].text

    phone.chat(f"{AGREED}\nwarga: INFO\nkantor: Posyandu di RT 005. … Jalan ditutup Sabtu pagi.")
    assert phone.got[-1].text.count("Posyandu") == 1


def test_what_was_announced_long_ago_is_no_news(room: Room, phone: Phone):
    announce(room, "Jalan ditutup Sabtu pagi.")
    later(room, days=31)

    phone.chat("warga: INFO\nkantor: Mau tahu")
    assert "Jalan ditutup" not in phone.got[-1].text


def test_who_is_content_in_the_end_is_offered_them_once(room: Room, phone: Phone):
    issued(phone)
    phone.chat(
        f"""
        warga:  tidak perlu
        kantor: Bagaimana layanan kami?
        warga:  5
        kantor: {OFFER} [Terima pengumuman]
        warga:  [Terima pengumuman]
        kantor: untuk warga RT 005/RW 002
        """
    )


def test_who_was_offered_them_before_is_not_asked_again(room: Room, phone: Phone):
    issued(phone)
    room.put(replace(room.only(Conversation), offered=True))
    phone.chat("warga: tidak perlu\nkantor: Bagaimana layanan kami?\nwarga: 5\nkantor: Terima kasih")

    assert OFFER not in phone.got[-1].text


def test_who_is_not_content_is_not_offered_anything(phone: Phone):
    issued(phone)
    phone.chat("warga: tidak perlu\nkantor: Bagaimana layanan kami?\nwarga: 1\nkantor: mohon maaf")

    assert OFFER not in phone.got[-1].text


def test_whoever_turns_out_to_be_one_person_has_agreed_once(room: Room, phone: Phone):
    phone.chat(AGREED)
    other = Phone(room, OTHER_PHONE).chat("warga: INFO\nkantor: Mau tahu [Terima pengumuman]")
    room.hear(ContactsMerged(office=OFFICE_CODE, at=room.now, contact_id=OTHER_PHONE, absorbed=(SITI_PHONE,)))

    other.chat("warga: INFO\nkantor: Mau tahu [Berhenti pengumuman]")


def test_whoever_they_were_is_told_with_the_end_of_it(room: Room, phone: Phone):
    room.hear(phone.reply("berhenti pengumuman").model_copy(update={"formerly": (OTHER_PHONE,)}))

    [unwanted] = told(room)
    assert isinstance(unwanted, AnnouncementsUnwanted)
    assert unwanted.formerly == (OTHER_PHONE,)


def test_it_is_shown_with_what_is_kept_and_erased_with_it(room: Room, phone: Phone):
    phone.chat(f"{AGREED}\nwarga: data saya\nkantor: Setuju menerima pengumuman untuk RT 005/RW 002")
    phone.chat("warga: hapus data\nkantor: Hapus data\nwarga: ya\nkantor: sudah kami hapus")

    assert room.only(Conversation).announcements is None
    assert [it for it in room.said if isinstance(it, DataErased)]


@pytest.mark.parametrize("said", ["BATAL", "tidak mau"])
def test_who_does_not_say_where_they_live_agrees_to_nothing(room: Room, phone: Phone, said: str):
    phone.chat(f"warga: terima pengumuman\nkantor: RT dan RW berapa?\nwarga: {said}\nkantor: Baik, tidak jadi.")
    phone.chat("warga: ktp rusak\nkantor: untuk siapa?")

    assert told(room) == []


def test_who_wants_a_letter_instead_is_not_held_up_by_where_they_live(phone: Phone):
    phone.chat("warga: terima pengumuman\nkantor: RT dan RW berapa?\nwarga: mau bikin ktp\nkantor: untuk siapa?")
