"""Two contacts that turned out to be one person have one conversation with the office, and all their files."""

from datetime import timedelta

from services.issuance.conversation import Conversation, Utterance
from services.issuance.file import File
from services.issuance.incoming import hear
from shared.contracts.issuance import HearConversation
from shared.contracts.notifier import ContactsMerged
from shared.messaging import uuid7
from shared.testing.desk import Room
from shared.testing.samples import OFFICE_CODE
from tests.issuance.files import CONTACT, IN_FORCE, TUESDAY, a_file

LEFT = uuid7()
EARLIER = TUESDAY - timedelta(hours=1)


def office() -> Room:
    room = Room(hear, TUESDAY).put(IN_FORCE, a_file())
    room.put(Conversation(CONTACT, open_since=EARLIER, unread=1, last_at=EARLIER, name="Siti"))
    return room.put(Utterance(uuid7(), CONTACT, EARLIER, "halo"))


def test_files_and_what_was_written_go_over_to_the_contact_that_is_left():
    room = office().put(Conversation(LEFT, open_since=TUESDAY, unread=2, last_at=TUESDAY))
    for _ in range(2):
        room.hear(ContactsMerged(office=OFFICE_CODE, at=TUESDAY, contact_id=LEFT, absorbed=(CONTACT,)))

    assert room.only(File).contact_id == LEFT
    assert room.only(Utterance).contact_id == LEFT
    assert room.only(Conversation) == Conversation(LEFT, EARLIER, unread=3, last_at=TUESDAY, name="Siti")


def test_a_reply_that_is_there_before_the_word_of_it_goes_on_in_the_same_conversation():
    room = office()
    reply = {"office": OFFICE_CODE, "at": TUESDAY, "contact_id": LEFT, "formerly": (CONTACT,), "kind": "text"}
    room.hear(HearConversation.model_validate(reply | {"text": "masih saya", "written_at": TUESDAY}))

    assert (room.only(Conversation).contact_id, room.only(Conversation).unread) == (LEFT, 2)
    assert {utterance.contact_id for utterance in room.all(Utterance)} == {LEFT}
