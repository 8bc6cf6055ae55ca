"""A complaint at the office: taken down, answered, passed to the lurah."""

from datetime import timedelta

import pytest

from services.issuance.complaints.complaint import LONGEST, Complaint, answer, pass_to_lurah, take_on
from services.issuance.incoming import hear
from services.issuance.stage import NotAllowed
from shared.contracts.intake import ComplaintMade, ComplaintReopened, ComplaintSettled
from shared.contracts.issuance import ComplaintAnswered
from shared.messaging import uuid7
from shared.testing.desk import Room
from shared.testing.samples import an_attachment
from tests.issuance.files import (
    AGUS,
    CONTACT,
    EVERYBODY,
    NURHAYATI,
    RAHMA,
    THURSDAY_CLOSING,
    TUESDAY,
    told,
)

COMPLAINT = uuid7()
WEDNESDAY = TUESDAY + timedelta(days=1)
PHOTO = an_attachment("photo")


def made(**words: object) -> ComplaintMade:
    words = {"kind": "complaint", "category": "money", "words": "Saya diminta uang.", "due_at": WEDNESDAY, **words}
    return told(ComplaintMade, complaint_id=COMPLAINT, contact_id=CONTACT, reference="BKS-K7Q4K", **words)


def an_open_one(**words: object) -> Complaint:
    return Complaint.made(made(**words))


def test_it_is_taken_down_once_and_its_photos_are_kept():
    room = Room(hear, TUESDAY)
    room.hear(made(pages=(PHOTO,)))
    room.hear(made(pages=(PHOTO,)))

    assert room.only(Complaint).said[0].text == "Saya diminta uang."


def test_what_is_not_answered_by_its_date_is_the_lurahs():
    room = Room(hear, TUESDAY)
    room.hear(made())
    assert room.only(Complaint).escalated_at is None
    room.pass_time(timedelta(days=1, minutes=1))

    assert room.only(Complaint).escalated_at is not None


def test_what_was_answered_in_time_stays_the_clerks():
    room = Room(hear, TUESDAY)
    room.hear(made())
    answered, _ = answer(room.only(Complaint), "Sudah kami urus.", RAHMA, TUESDAY)
    room.put(answered).pass_time(timedelta(days=2))

    assert room.only(Complaint).escalated_at is None


def test_the_answer_is_told_and_waits_for_a_word():
    after, fact = answer(an_open_one(), " Uangnya dikembalikan. ", RAHMA, WEDNESDAY)

    assert (after.stage, after.owner) == ("answered", "Rahmawati")
    assert isinstance(fact, ComplaintAnswered)
    assert (fact.text, fact.answered_by) == ("Uangnya dikembalikan.", "Rahmawati")


def test_a_suggestion_is_closed_by_its_answer():
    after, fact = answer(an_open_one(kind="suggestion", category=None, due_at=None), "Terima kasih.", RAHMA, WEDNESDAY)

    assert after.stage == "closed"
    assert fact is not None


@pytest.mark.parametrize("text", ["", "  ", "a" * (LONGEST + 1)])
def test_an_answer_without_words_or_with_too_many_is_refused(text: str):
    with pytest.raises(NotAllowed):
        answer(an_open_one(), text, RAHMA, WEDNESDAY)


def test_once_it_is_the_lurahs_the_lurah_answers():
    at_lurah = pass_to_lurah(an_open_one(), RAHMA, WEDNESDAY)
    with pytest.raises(NotAllowed, match="lurah yang menjawab"):
        answer(at_lurah, "Sudah.", RAHMA, WEDNESDAY)

    assert answer(at_lurah, "Sudah.", NURHAYATI, WEDNESDAY)[0].stage == "answered"


def test_an_admin_handles_no_complaints():
    complaint = an_open_one()
    with pytest.raises(NotAllowed):
        take_on(complaint, AGUS)
    with pytest.raises(NotAllowed):
        pass_to_lurah(complaint, AGUS, WEDNESDAY)
    with pytest.raises(NotAllowed):
        answer(complaint, "Sudah.", AGUS, WEDNESDAY)


def test_what_is_answered_cannot_be_answered_again():
    after, _ = answer(an_open_one(), "Sudah.", RAHMA, WEDNESDAY)
    for by in EVERYBODY:
        with pytest.raises(NotAllowed):
            answer(after, "Sekali lagi.", by, WEDNESDAY)


def test_what_is_not_settled_comes_back_to_the_lurah_with_a_new_date():
    room = Room(hear, TUESDAY).put(answer(an_open_one(), "Sudah.", RAHMA, TUESDAY)[0])
    again = told(ComplaintReopened, complaint_id=COMPLAINT, words="Belum.", due_at=THURSDAY_CLOSING)
    for _ in range(2):
        room.hear(again)

    complaint = room.only(Complaint)
    assert (complaint.stage, complaint.due_at, len(complaint.said)) == ("open", THURSDAY_CLOSING, 3)
    assert complaint.escalated_at is not None


def test_what_is_settled_is_closed():
    room = Room(hear, TUESDAY).put(answer(an_open_one(), "Sudah.", RAHMA, TUESDAY)[0])
    room.hear(told(ComplaintSettled, complaint_id=COMPLAINT))

    assert room.only(Complaint).stage == "closed"
