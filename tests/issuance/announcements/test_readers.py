"""Who agreed to announcements: once each, whoever they turn out to be, and not after they said so."""

from typing import Any
from uuid import UUID

import pytest

from services.issuance.announcements.reader import Reader
from services.issuance.incoming import hear
from shared.contracts.intake import AnnouncementsUnwanted, AnnouncementsWanted, DataErased
from shared.contracts.notifier import ContactsMerged
from shared.contracts.vocabulary import Rt
from shared.messaging import uuid7
from shared.testing.desk import Room
from shared.testing.samples import OFFICE_CODE, RT_5
from tests.issuance.files import CONTACT, TUESDAY

OTHER = UUID("0193f000-0000-7000-8000-0000000000c2")
ELSEWHERE = Rt(rt=18, rw=5)
ANNOUNCEMENT, EARLIER = uuid7(), uuid7()


@pytest.fixture
def room() -> Room:
    return Room(hear, TUESDAY)


def wants(contact_id: UUID = CONTACT, rt: Rt = RT_5) -> AnnouncementsWanted:
    return AnnouncementsWanted(office=OFFICE_CODE, at=TUESDAY, contact_id=contact_id, rt=rt)


def wants_none(**words: Any) -> AnnouncementsUnwanted:
    return AnnouncementsUnwanted(office=OFFICE_CODE, at=TUESDAY, contact_id=CONTACT, **words)


def are_one() -> ContactsMerged:
    return ContactsMerged(office=OFFICE_CODE, at=TUESDAY, contact_id=CONTACT, absorbed=(OTHER,))


def test_who_agrees_again_from_elsewhere_has_moved(room: Room):
    room.hear(wants())
    room.hear(wants(rt=ELSEWHERE))

    assert (room.only(Reader).contact_id, room.only(Reader).rt) == (CONTACT, ELSEWHERE)


def test_who_does_not_agree_any_more_is_forgotten_under_every_id(room: Room):
    room.hear(wants())
    room.hear(wants(OTHER))
    room.hear(wants_none(formerly=(OTHER,)))

    assert not room.all(Reader)


def test_an_agreement_goes_with_the_contact_that_is_absorbed(room: Room):
    room.hear(wants(OTHER))
    room.hear(are_one())

    assert room.only(Reader).contact_id == CONTACT


def test_two_agreements_of_one_person_become_the_later_one_with_all_that_either_was_told(room: Room):
    room.put(Reader(uuid7(), CONTACT, RT_5, (EARLIER,)), Reader(uuid7(), OTHER, ELSEWHERE, (ANNOUNCEMENT,)))
    room.hear(are_one())

    reader = room.only(Reader)
    assert (reader.contact_id, reader.rt, set(reader.heard)) == (CONTACT, ELSEWHERE, {EARLIER, ANNOUNCEMENT})


def test_what_was_told_long_ago_is_not_remembered_for_ever():
    reader = Reader(uuid7(), CONTACT, RT_5).told(*(told := [uuid7() for _ in range(30)]))

    assert reader.heard == tuple(told[10:])


def test_who_has_their_data_erased_is_a_reader_no_more(room: Room):
    room.hear(wants())
    room.hear(DataErased(office=OFFICE_CODE, at=TUESDAY, contact_id=CONTACT))

    assert not room.all(Reader)
