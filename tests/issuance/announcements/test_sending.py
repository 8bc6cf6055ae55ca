"""An announcement on its way: in portions, to nobody twice, and within WhatsApp's rules."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml

from services.issuance.announcements.announcement import LONGEST, Announcement, Draft, Missed, announce, worded
from services.issuance.announcements.errands import PAUSE, PORTION
from services.issuance.announcements.reader import Reader
from services.issuance.announcements.telling import HOW_TO_STOP, STOP, begin, message
from services.issuance.incoming import hear
from services.issuance.stage import NotAllowed
from shared.contracts.intake import AnnouncementsUnwanted
from shared.contracts.issuance import AnnouncementMade
from shared.contracts.notifier import MessageArrived, MessageFailed, SendMessage
from shared.contracts.vocabulary import RESERVED_WORDS, Audience
from shared.messaging import Desk, uuid7
from shared.testing.desk import Room
from shared.testing.samples import OFFICE, OFFICE_CODE, RT_5
from tests.issuance.files import AGUS, CONTACT, IN_FORCE, NURHAYATI, RAHMA, TUESDAY

TEXT = "Posyandu balita Kamis pukul 08.00 di balai RW 002."
DRAFT = Draft(OFFICE_CODE, TEXT, Audience(rw=2))


def some_readers(number: int) -> list[Reader]:
    return [Reader(uuid7(), uuid7(), RT_5) for _ in range(number)]


def announced(readers: list[Reader]) -> tuple[Room, UUID]:
    """The lurah has sent it: nobody is told yet."""
    room = Room(hear, TUESDAY).put(IN_FORCE, *readers)
    made = announce(uuid7(), DRAFT, len(readers), NURHAYATI, TUESDAY)
    desk = Desk(TUESDAY, hear.keys)
    begin(desk, made, [reader.reader_id for reader in readers])
    desk.accept()
    room.put(made)
    room.said += desk.outgoing
    room.errands |= {place: sent for place, sent in desk.errands.items() if sent}
    return room, made.announcement_id


def told(room: Room) -> list[UUID]:
    return [it.contact_id for it in room.said if isinstance(it, SendMessage)]


def test_a_thousand_are_told_in_portions_each_once():
    readers = some_readers(3 * PORTION + 1)
    room, _ = announced(readers)
    assert [it.text for it in room.said if isinstance(it, AnnouncementMade)] == [TEXT]

    room.pass_time(timedelta(0))
    assert len(told(room)) == PORTION
    assert not room.only(Announcement).is_sent
    room.pass_time(PAUSE * 3)

    assert told(room) == [reader.contact_id for reader in readers]
    assert (room.only(Announcement).sent, room.only(Announcement).is_sent) == (len(readers), True)


def test_who_does_not_agree_any_more_meanwhile_is_not_told():
    room, _ = announced(readers := some_readers(2))
    room.hear(AnnouncementsUnwanted(office=OFFICE_CODE, at=TUESDAY, contact_id=readers[0].contact_id))

    room.pass_time(PAUSE)

    assert told(room) == [readers[1].contact_id]
    assert (room.only(Announcement).sent, room.only(Announcement).is_sent) == (1, True)


def test_who_was_told_under_another_id_is_not_told_again():
    readers = some_readers(2)
    room, announcement_id = announced(readers)
    room.put(readers[0].told(announcement_id))

    room.pass_time(PAUSE)

    assert told(room) == [readers[1].contact_id]


def test_a_portion_that_comes_once_more_tells_nobody_again():
    room, _ = announced(some_readers(2))
    portion = dict(room.errands)
    room.pass_time(PAUSE)
    before = told(room)

    room.errands |= portion
    room.pass_time(PAUSE)

    assert told(room) == before
    assert len(before) == 2


def test_what_did_not_arrive_is_counted_once_and_what_arrived_after_all_is_not():
    room, announcement_id = announced(some_readers(2))
    room.pass_time(PAUSE)
    first, second = (it for it in room.said if isinstance(it, SendMessage))

    for sent, outcome in ((first, "unknown"), (first, "failed"), (second, "unknown")):
        room.hear(failed(sent, outcome))
    assert {it.message_id for it in room.all(Missed)} == {first.id, second.id}
    arrived = {"office": OFFICE_CODE, "at": TUESDAY, "contact_id": CONTACT, "message_id": second.id}
    room.hear(MessageArrived.model_validate({**arrived, "about": announcement_id}))

    assert [(it.message_id, it.outcome) for it in room.all(Missed)] == [(first.id, "failed")]


def test_what_was_delivered_is_counted():
    room, announcement_id = announced(some_readers(2))
    room.pass_time(PAUSE)
    for sent in (it for it in room.said if isinstance(it, SendMessage)):
        assert sent.tells_delivery
        told_of = {"contact_id": sent.contact_id, "message_id": sent.id, "about": announcement_id, "delivered": True}
        room.hear(MessageArrived.model_validate({"office": OFFICE_CODE, "at": TUESDAY, **told_of}))

    assert room.only(Announcement).delivered == 2


def failed(sent: SendMessage, outcome: Any) -> MessageFailed:
    return MessageFailed(
        office=OFFICE_CODE,
        at=TUESDAY,
        contact_id=sent.contact_id,
        message_id=sent.id,
        speaker=sent.speaker,
        about=sent.about,
        outcome=outcome,
        reason="Tidak sampai.",
    )


def test_the_message_says_the_same_as_its_template_and_ends_by_one_tap():
    made = announce(uuid7(), DRAFT, 1, AGUS, TUESDAY)
    said = message(made, OFFICE.name, CONTACT, TUESDAY)
    [template] = [it for it in yaml.safe_load(Path("config/templates.yaml").read_text()) if it["name"] == "pengumuman"]
    parts = {part["type"]: part for part in template["components"]}

    assert said.template
    filled = parts["BODY"]["text"].replace("{{1}}", OFFICE.name).replace("{{2}}", TEXT)
    assert (said.text, said.template.parameters) == (filled, (OFFICE.name, TEXT))
    assert HOW_TO_STOP in filled
    assert [button["text"] for button in parts["BUTTONS"]["buttons"]] == [STOP.label]
    assert template["category"] == "MARKETING"
    assert RESERVED_WORDS[STOP.key] == said.speaker == "intake"


def test_the_longest_announcement_fits_into_its_template():
    longest = announce(uuid7(), Draft(OFFICE_CODE, "a" * LONGEST, Audience()), 1, AGUS, TUESDAY)
    assert len(message(longest, "n" * 80, CONTACT, TUESDAY).text) <= 1024


def test_lines_become_one_and_what_is_too_short_too_long_or_unseen_is_refused():
    assert worded("  Posyandu\n\nKamis\tpukul 08.00 ") == "Posyandu Kamis pukul 08.00"
    for typed in ("", "Halo", "a" * (LONGEST + 1), "Posyandu \u202e Kamis pagi"):
        with pytest.raises(NotAllowed):
            worded(typed)


def test_only_lurah_and_admin_announce_and_only_to_somebody():
    for by, readers in ((RAHMA, 1), (NURHAYATI, 0)):
        with pytest.raises(NotAllowed):
            announce(uuid7(), DRAFT, readers, by, TUESDAY)
