"""A resident and a clerk write to each other."""

from datetime import timedelta
from typing import Any, get_args

import pytest

from services.issuance.conversation import LONGEST, QUESTION, Conversation, Correspondent, hand_back, heard, seen, write
from services.issuance.stage import NotAllowed
from shared.contracts.issuance import HearConversation
from shared.contracts.notifier import Trouble
from shared.testing.samples import OFFICE_CODE, an_attachment
from tests.issuance.files import AGUS, APPLICATION, CONTACT, RAHMA, TUESDAY, told

SITI = Correspondent(OFFICE_CODE, "Siti Aminah", APPLICATION)
LATER = TUESDAY + timedelta(minutes=5)
MONDAY = "Senin, 30 November, pukul 07.30"


def a_reply(text: str | None = None, **words: Any) -> HearConversation:
    words = {"kind": "text", "profile_name": "Siti", **words}
    return told(HearConversation, contact_id=CONTACT, text=text, written_at=TUESDAY, **words)


def talking() -> Conversation:
    return Conversation(CONTACT, open_since=TUESDAY, last_at=TUESDAY, name="Siti")


def test_petugas_opens_a_conversation_and_says_that_a_person_will_answer():
    conversation, utterance, said = heard(None, a_reply("petugas", word="PETUGAS"), opens=None)

    assert (conversation.open_since, conversation.unread, conversation.name) == (TUESDAY, 1, "Siti")
    assert utterance is not None
    assert (utterance.text, utterance.written_by) == ("petugas", None)
    assert said is not None
    assert "petugas kami menjawab di sini" in said.text
    assert (said.speaker, said.question, said.awaits_text) == ("issuance", QUESTION, True)


def test_outside_office_hours_it_says_when_the_office_opens():
    said = heard(None, a_reply("petugas", word="PETUGAS"), opens=MONDAY).said
    assert said is not None
    assert f"buka lagi {MONDAY}" in said.text


def test_while_people_are_talking_the_system_is_silent():
    conversation, utterance, said = heard(talking(), a_reply("Yang benar RT 005, Bu"), opens=None)

    assert said is None
    assert conversation.unread == 1
    assert utterance is not None
    assert utterance.text == "Yang benar RT 005, Bu"


def test_what_is_written_while_the_office_is_closed_is_answered_once_until_it_opens():
    begun = heard(None, a_reply("petugas", word="PETUGAS"), opens=MONDAY).conversation

    asked, _, first = heard(begun, a_reply("KTP saya kapan jadi?"), opens=MONDAY)
    after, _, second = heard(asked, a_reply("Terima kasih"), opens=MONDAY)
    _, _, next_evening = heard(after, a_reply("Halo?"), opens="besok pukul 07.30")

    assert first is not None
    assert f"dijawab saat kantor buka: {MONDAY}." in first.text
    assert second is None
    assert next_evening is not None


def test_who_asks_for_a_person_again_is_told_that_somebody_will_answer():
    said = heard(talking(), a_reply("PETUGAS", word="PETUGAS"), opens=None).said
    assert said is not None
    assert "Mohon ditunggu" in said.text


def test_words_after_a_conversation_was_handed_back_open_it_again():
    conversation, _, said = heard(Conversation(CONTACT), a_reply("Satu lagi, Bu"), opens=None)
    assert conversation.open_since == TUESDAY
    assert said is not None
    assert "teruskan ke petugas" in said.text


def test_photos_come_to_the_clerk_with_their_caption():
    page = an_attachment("kk")
    _, utterance, said = heard(talking(), a_reply("ini KK-nya", kind="image", pages=(page,)), opens=None)
    assert utterance is not None
    assert (utterance.pages, utterance.text, said) == ((page,), "ini KK-nya", None)


@pytest.mark.parametrize(
    ("kind", "seen_as", "answer"),
    [
        ("audio", "[pesan suara]", "Pesan suara belum bisa kami dengar"),
        ("video", "[video]", "Video belum bisa"),
        ("location", "[lokasi]", "tulis alamatnya"),
        ("contact", "[kartu kontak]", "tulis nama dan nomornya"),
        ("other", "[pesan jenis lain]", "Mohon ditulis"),
    ],
)
def test_what_a_clerk_cannot_read_is_answered_at_once(kind: str, seen_as: str, answer: str):
    _, utterance, said = heard(talking(), a_reply(kind=kind), opens=None)
    assert utterance is not None
    assert utterance.text == seen_as
    assert said is not None
    assert answer in said.text


def test_a_sticker_needs_no_answer():
    assert heard(talking(), a_reply(kind="sticker"), opens=None).said is None


@pytest.mark.parametrize("trouble", sorted({*get_args(Trouble)} - {"late"}))
def test_a_photo_that_did_not_arrive_is_asked_for_again(trouble: str):
    _, utterance, said = heard(talking(), a_reply(kind="image", trouble=trouble), opens=None)
    assert utterance is not None
    assert utterance.text == "[kiriman yang tidak sampai]"
    assert said is not None
    assert "Mohon kirim" in said.text


def test_a_photo_that_is_late_is_said_to_be_on_its_way():
    said = heard(talking(), a_reply(kind="image", trouble="late"), opens=None).said
    assert said is not None
    assert "Kami terus mencoba" in said.text


def test_a_clerks_words_go_out_under_the_clerks_name_and_their_answer_comes_back():
    conversation, utterance, said = write(Conversation(CONTACT), " Nama jalan mana\nyang benar? ", RAHMA, SITI, LATER)

    assert conversation.open_since == LATER
    assert said is not None
    assert said.text.startswith("Nama jalan mana\nyang benar?")
    assert (said.signed_by, said.question, said.awaits_text, said.about) == ("Rahmawati", QUESTION, True, APPLICATION)
    assert said.template is not None
    assert said.template.parameters == ("Siti Aminah", "Nama jalan mana yang benar?")
    assert utterance is not None
    assert (utterance.id, utterance.written_by) == (said.id, "Rahmawati")


def test_a_clerk_who_answers_has_read():
    assert (
        write(heard(None, a_reply("halo"), None).conversation, "Ya, Bu?", RAHMA, SITI, LATER).conversation.unread == 0
    )
    assert seen(heard(None, a_reply("halo"), None).conversation).unread == 0


@pytest.mark.parametrize("text", ["", "  \n", "x" * (LONGEST + 1)])
def test_a_clerk_cannot_send_nothing_or_a_book(text: str):
    with pytest.raises(NotAllowed):
        write(talking(), text, RAHMA, SITI, LATER)


def test_an_admin_does_not_write_to_residents():
    with pytest.raises(NotAllowed, match="petugas"):
        write(talking(), "Halo", AGUS, SITI, LATER)


def test_handing_back_closes_the_conversation_and_tells_the_resident_what_to_type():
    conversation, utterance, said = hand_back(talking(), RAHMA, SITI, LATER)

    assert (conversation.open_since, utterance) == (None, None)
    assert said is not None
    assert not said.awaits_text
    assert all(word in said.text for word in ("STATUS", "MENU", "PETUGAS"))
    with pytest.raises(NotAllowed):
        hand_back(conversation, RAHMA, SITI, LATER)


def test_a_message_that_did_not_arrive_says_so_beside_it():
    utterance = write(talking(), "Halo", RAHMA, SITI, LATER).utterance
    assert utterance is not None
    assert utterance.not_delivered("Nomor ini tidak memakai WhatsApp.").failed == "Nomor ini tidak memakai WhatsApp."
