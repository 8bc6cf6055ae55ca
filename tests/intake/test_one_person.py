"""Two contacts that turned out to be one person find everything they began, under the one that is left."""

from collections.abc import Callable
from uuid import UUID

import pytest

from services.intake.application import Application
from services.intake.conversation import Conversation
from shared.contracts.intake import HearReply
from shared.contracts.issuance import WithdrawApplication
from shared.contracts.notifier import ContactsMerged, SendMessage
from shared.messaging import uuid7
from shared.testing.desk import Room
from shared.testing.samples import OFFICE_CODE, an_attachment
from tests.intake.phone import Phone, a_letter, intake, last
from tests.intake.test_documents import REQUEST

BEFORE, NOW = UUID("0193f000-0000-7000-8000-00000000c0b2"), UUID("0193f000-0000-7000-8000-00000000c0a1")


def is_told(room: Room) -> None:
    room.hear(ContactsMerged(office=OFFICE_CODE, at=room.now, contact_id=NOW, absorbed=(BEFORE,)))


def hears_nothing_of_it(_: Room) -> None:
    """The person's reply may be here before the fact."""


def says(room: Room, **said: object) -> SendMessage:
    """The person, as the notifier knows them from now on."""
    reply = {"office": OFFICE_CODE, "at": room.now, "contact_id": NOW, "formerly": (BEFORE,), "written_at": room.now}
    room.hear(HearReply.model_validate(reply | said))
    return last(SendMessage, room)


either_way = pytest.mark.parametrize("first", [is_told, hears_nothing_of_it])


@either_way
def test_an_application_goes_on_under_the_contact_that_is_left(first: Callable[[Room], None]):
    room = intake()
    Phone(room, BEFORE).chat(REQUEST)
    reference = room.only(Application).reference
    first(room)

    answer = says(room, kind="text", word="STATUS")

    assert (answer.contact_id, reference in answer.text) == (NOW, True)
    assert room.only(Application).contact_id == NOW


@either_way
def test_a_question_that_was_put_to_the_one_is_answered_by_the_other(first: Callable[[Room], None]):
    room = intake()
    Phone(room, BEFORE).chat("warga: mau bikin ktp\nkantor: untuk siapa?")
    asked = last(SendMessage, room)
    first(room)

    answer = says(
        room, kind="choice", choice=asked.choices[0].key, text=asked.choices[0].label, question=asked.question
    )

    assert (answer.contact_id, "Kenapa perlu KTP?" in answer.text) == (NOW, True)


def test_photos_of_both_become_one_album():
    room = intake()
    phone = Phone(room, BEFORE).chat(REQUEST)
    room.hear(a_letter(room.only(Application).application_id, room))
    room.hear(phone.reply("[foto]"))
    says(room, kind="image", pages=(an_attachment(uuid7().hex),))

    (conversation,) = room.all(Conversation)
    assert (conversation.contact_id, len(conversation.album)) == (NOW, 2)


@either_way
def test_a_withdrawal_that_was_begun_is_ended(first: Callable[[Room], None]):
    room = intake()
    Phone(room, BEFORE).chat(REQUEST)
    room.hear(Phone(room, BEFORE).reply("BATAL"))
    asked = last(SendMessage, room)
    first(room)
    yes = asked.choices[0]

    says(room, kind="choice", choice=yes.key, text=yes.label, question=asked.question)

    assert room.only(Conversation).aside is None
    assert last(WithdrawApplication, room).application_id == room.only(Application).application_id


def test_what_came_under_the_old_id_since_is_found_by_the_next_reply():
    room = intake()
    is_told(room)
    Phone(room, BEFORE).chat(REQUEST)

    assert room.only(Application).reference in says(room, kind="text", word="STATUS").text


def test_it_is_heard_twice_without_harm():
    room = intake()
    Phone(room, BEFORE).chat(REQUEST)
    is_told(room)
    once = (room.all(Application), room.all(Conversation))
    is_told(room)

    assert (room.all(Application), room.all(Conversation)) == once
