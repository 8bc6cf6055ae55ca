"""Who speaks for an RT, whoever its chair is now, and what becomes of it when nobody can or does."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from services.verification.binding import Binding
from services.verification.stage import Stage
from shared.contracts.catalogue import Chair
from shared.contracts.intake import CoverLetterInHand
from shared.contracts.issuance import CompletedAtCounter, OpenedAtCounter
from shared.contracts.notifier import ContactIntroduced, IntroduceContact, MessageFailed, SendMessage
from shared.contracts.verification import (
    CoverLetterApproved,
    CoverLetterAsked,
    CoverLetterGoesToPaper,
    DocumentsConfirmed,
    NoChairToAsk,
)
from shared.contracts.vocabulary import Rt
from shared.messaging import Message, NotYet, uuid7
from shared.testing.samples import OFFICE_CODE, RT_5
from tests.verification.cases import APPLICATION, DEWI, HASAN, RAHMAT, TUESDAY, WARGA, a_receipt, a_request
from tests.verification.neighbourhood import BU_DEWI, PAK_HASAN, PAK_RAHMAT, Neighbourhood

ON_PAPER = Chair(name="Suparman")


def neighbourhood(rt_chair: Chair | None, rw_chair: Chair | None = None) -> Neighbourhood:
    place = Neighbourhood()
    place.publishes((RT_5, rt_chair), rw=rw_chair)
    place.introduces(rahmat=RAHMAT, dewi=DEWI, hasan=HASAN)
    return place


def asked(said: list[Message]) -> list[UUID]:
    return [message.contact_id for message in said if isinstance(message, SendMessage)]


def in_hand() -> CoverLetterInHand:
    return CoverLetterInHand(office=OFFICE_CODE, at=TUESDAY, application_id=APPLICATION)


def at_the_counter(**other: Any) -> OpenedAtCounter:
    told = a_request().model_dump(exclude={"id", "rw_endorses"}) | {"contact_id": None}
    return OpenedAtCounter.model_validate(told | {"asks_chair": True, "opened_by": "Rahmawati"} | other)


def wib(day: int, hour: int, minute: int = 0) -> datetime:
    """November 2026 in Palembang."""
    return datetime(2026, 11, day, hour - 7, minute, tzinfo=UTC)


def test_every_chair_with_a_phone_is_introduced_once():
    place = Neighbourhood()

    said = place.publishes((RT_5, PAK_RAHMAT), (Rt(rt=6, rw=2), ON_PAPER), (Rt(rt=7, rw=2), None), rw=BU_DEWI)
    again = place.publishes((RT_5, PAK_RAHMAT), rw=BU_DEWI, revision=2)

    assert [(m.name, m.phone) for m in said if isinstance(m, IntroduceContact)] == [
        ("Rahmat Hidayat", "+6281271002005"),
        ("Dewi Sartika", "+6281271002000"),
    ]
    assert again == []


def test_an_old_edition_of_the_directory_changes_nothing():
    place = neighbourhood(PAK_RAHMAT)
    place.publishes((RT_5, PAK_HASAN), revision=3)

    assert place.publishes((RT_5, PAK_RAHMAT), revision=2) == []


def test_an_introduction_that_others_asked_for_is_not_ours():
    place = neighbourhood(PAK_RAHMAT)
    fact = ContactIntroduced(office=OFFICE_CODE, at=TUESDAY, asked_for=uuid7(), contact_id=WARGA)

    assert place.hears(fact) == []
    assert {binding.contact_id for binding in place.all_of(Binding)} == {RAHMAT}


def test_a_request_waits_for_the_directory():
    with pytest.raises(NotYet):
        Neighbourhood().hears(a_request())


def test_a_request_waits_for_its_version_of_the_catalogue():
    with pytest.raises(NotYet):
        neighbourhood(PAK_RAHMAT).hears(a_request(catalogue_version=2))


def test_a_request_waits_for_the_chair_to_be_introduced():
    place = Neighbourhood()
    place.publishes((RT_5, PAK_RAHMAT), rw=BU_DEWI)

    with pytest.raises(NotYet):
        place.hears(a_request())


@pytest.mark.parametrize("rt_chair", [None, ON_PAPER], ids=["vacant", "without a phone"])
def test_the_rw_chair_acts_where_the_rt_chair_cannot_be_reached(rt_chair: Chair | None):
    place = neighbourhood(rt_chair, BU_DEWI)

    assert asked(place.hears(a_request())) == [DEWI]
    (approved,) = place.taps(DEWI, "Setujui")

    assert isinstance(approved, CoverLetterApproved)
    assert (approved.approved_by, approved.acting_as) == ("Dewi Sartika", "rw_chair")


@pytest.mark.parametrize(
    ("rt_chair", "told"),
    [(PAK_RAHMAT, ("Rahmat Hidayat", "Bapak", "rt_chair")), (ON_PAPER, ("Dewi Sartika", "Ibu", "rw_chair"))],
)
def test_whoever_is_asked_first_is_told_of(rt_chair: Chair, told: tuple[str, str, str]):
    place = neighbourhood(rt_chair, BU_DEWI)

    *_, fact = place.hears(a_request())

    assert isinstance(fact, CoverLetterAsked)
    assert (fact.chair_name, fact.honorific, fact.acting_as) == told
    assert not any(isinstance(said, CoverLetterAsked) for said in place.hears(a_receipt()))


def test_without_either_the_cover_letter_goes_to_paper_and_documents_to_the_clerk():
    place = neighbourhood(ON_PAPER)

    (paper,) = place.hears(a_request())
    (clerk,) = place.hears(a_receipt())

    assert isinstance(paper, CoverLetterGoesToPaper)
    assert (paper.rt, paper.chair_name) == (RT_5, "Suparman")
    assert isinstance(clerk, NoChairToAsk)


def test_a_chair_who_applies_for_themselves_is_vouched_for_by_the_rw():
    place = neighbourhood(PAK_RAHMAT, BU_DEWI)

    assert asked(place.hears(a_request(contact_id=RAHMAT))) == [DEWI]
    place.taps(DEWI, "Setujui")
    assert asked(place.hears(a_receipt())) == [DEWI]


def test_a_chair_who_applies_for_themselves_without_an_rw_goes_to_paper():
    (paper,) = neighbourhood(PAK_RAHMAT).hears(a_request(contact_id=RAHMAT))

    assert isinstance(paper, CoverLetterGoesToPaper)


def test_a_chair_who_helps_a_resident_may_vouch_for_them():
    assert asked(neighbourhood(PAK_RAHMAT).hears(a_request(contact_id=RAHMAT, helped_by="Rahmat"))) == [RAHMAT]


def test_a_new_chair_is_asked_what_waits_and_the_old_one_is_told_kindly():
    place = neighbourhood(PAK_RAHMAT)
    place.hears(a_request())
    question = place.said_last(SendMessage)

    place.publishes((RT_5, PAK_HASAN), revision=2)
    place.introduces(hasan=HASAN)

    assert asked(place.said)[-1] == HASAN
    (told,) = place.taps(RAHMAT, "Setujui", on=question)
    assert isinstance(told, SendMessage)
    assert (
        told.text == "Urusan Siti Aminah sudah dialihkan ke Pak Hasan, Ketua RT 005/RW 002. Tidak perlu dijawab lagi."
    )
    assert isinstance(place.taps(HASAN, "Setujui")[0], CoverLetterApproved)


def test_what_waits_goes_to_the_rw_when_the_rt_loses_its_chair():
    place = neighbourhood(PAK_RAHMAT, BU_DEWI)
    place.hears(a_request())

    assert asked(place.publishes((RT_5, None), rw=BU_DEWI, revision=2)) == [DEWI]


def test_what_waits_goes_to_paper_when_nobody_is_left():
    place = neighbourhood(PAK_RAHMAT)
    place.hears(a_request())

    (paper,) = place.publishes((RT_5, None), revision=2)

    assert isinstance(paper, CoverLetterGoesToPaper)


def test_a_chair_who_gets_another_phone_is_asked_there():
    place = neighbourhood(PAK_RAHMAT)
    place.hears(a_request())

    place.publishes((RT_5, PAK_RAHMAT.model_copy(update={"phone": "0812-7100-9999"})), revision=2)
    place.introduces(rahmat=HASAN)

    assert asked(place.said)[-1] == HASAN


def test_a_chair_who_arrives_takes_over_from_the_rw_who_may_still_answer():
    place = neighbourhood(None, BU_DEWI)
    place.hears(a_request())

    place.publishes((RT_5, PAK_RAHMAT), rw=BU_DEWI, revision=2)
    place.introduces(rahmat=RAHMAT)

    assert asked(place.said)[-1] == RAHMAT
    assert isinstance(place.taps(DEWI, "Setujui")[0], CoverLetterApproved)


def test_a_change_elsewhere_leaves_what_waits_alone():
    place = neighbourhood(PAK_RAHMAT)
    place.hears(a_request())

    place.publishes((RT_5, PAK_RAHMAT), (Rt(rt=18, rw=5), PAK_HASAN), revision=2)
    place.introduces(rahmat=RAHMAT, hasan=HASAN)

    assert asked(place.said) == [RAHMAT]


def test_a_silent_chair_is_reminded_twice_then_it_goes_to_paper():
    place = neighbourhood(PAK_RAHMAT)
    place.hears(a_request())

    assert place.time_is(wib(24, 13, 29)) == []
    (first,) = place.time_is(wib(24, 13, 30))
    assert isinstance(first, SendMessage)
    assert first.text.startswith("Pak Rahmat, kami mengingatkan.")
    assert first.template is not None
    assert first.template.name == "permintaan_surat_pengantar"

    assert place.time_is(wib(25, 9, 29)) == []
    assert asked(place.time_is(wib(25, 9, 30))) == [RAHMAT]

    (paper,) = place.time_is(wib(25, 13, 30))
    assert isinstance(paper, CoverLetterGoesToPaper)
    assert place.case().stage is Stage.ON_PAPER
    assert place.time_is(wib(30, 12)) == []


def test_after_two_reminders_the_rw_is_asked_too_and_the_first_answer_counts():
    place = neighbourhood(PAK_RAHMAT, BU_DEWI)
    place.hears(a_request())
    question = place.said_last(SendMessage)

    assert asked(place.time_is(wib(25, 9, 30))) == [RAHMAT, RAHMAT, DEWI]
    assert isinstance(place.taps(DEWI, "Setujui")[0], CoverLetterApproved)

    (told,) = place.taps(RAHMAT, "Setujui", on=question)
    assert isinstance(told, SendMessage)
    assert "sudah disetujui oleh Bu Dewi" in told.text


def test_silence_about_documents_is_the_clerks_to_decide():
    place = neighbourhood(PAK_RAHMAT)
    place.hears(a_receipt())

    said = place.time_is(wib(25, 13, 30))

    assert isinstance(said[-1], NoChairToAsk)
    assert place.case(APPLICATION).stage is Stage.WITH_CLERK


def failed(message: Message, outcome: str = "failed") -> MessageFailed:
    assert isinstance(message, SendMessage)
    return MessageFailed.model_validate(
        {
            "office": OFFICE_CODE,
            "at": TUESDAY,
            "contact_id": message.contact_id,
            "message_id": message.id,
            "speaker": "verification",
            "about": message.about,
            "outcome": outcome,
            "reason": "Nomor ini tidak ada di WhatsApp.",
        }
    )


def test_a_chair_whose_phone_is_not_on_whatsapp_is_passed_over_at_once():
    place = neighbourhood(PAK_RAHMAT, BU_DEWI)
    to_the_rt, _ = place.hears(a_request())

    (to_the_rw,) = place.hears(failed(to_the_rt))
    (paper,) = place.hears(failed(to_the_rw))

    assert asked([to_the_rw]) == [DEWI]
    assert isinstance(paper, CoverLetterGoesToPaper)


def test_a_page_that_does_not_arrive_leaves_the_question_open():
    place = neighbourhood(PAK_RAHMAT, BU_DEWI)
    place.hears(a_receipt())
    page, *_ = place.taps(RAHMAT, "Lihat dokumen")

    assert place.hears(failed(page)) == []
    assert isinstance(place.taps(RAHMAT, "Semua benar")[0], DocumentsConfirmed)


def test_a_question_that_may_have_arrived_is_waited_for():
    place = neighbourhood(PAK_RAHMAT)
    question, _ = place.hears(a_request())

    assert place.hears(failed(question, "unknown")) == []
    assert place.case().stage is Stage.WITH_CHAIR


def test_a_weekend_is_no_silence():
    place = neighbourhood(PAK_RAHMAT)
    place.time_is(wib(27, 15))
    place.hears(a_request())

    assert place.time_is(wib(30, 10, 59)) == []
    assert asked(place.time_is(wib(30, 11))) == [RAHMAT]


def test_who_answers_is_not_reminded():
    place = neighbourhood(PAK_RAHMAT)
    place.hears(a_request())
    place.taps(RAHMAT, "Setujui")

    assert place.time_is(wib(30, 12)) == []


def test_a_reminder_begins_the_question_anew():
    place = neighbourhood(PAK_RAHMAT)
    place.hears(a_request())
    place.taps(RAHMAT, "Tolak")

    (reminder,) = place.time_is(wib(24, 13, 30))

    assert isinstance(reminder, SendMessage)
    assert [choice.label for choice in reminder.choices] == ["Setujui", "Tolak", "Lihat data"]


def test_a_resident_who_holds_the_letter_on_paper_needs_no_chair():
    place = neighbourhood(PAK_RAHMAT, BU_DEWI)
    place.hears(a_request())

    assert place.hears(in_hand()) == []

    assert place.case().stage is Stage.ON_PAPER
    assert place.time_is(wib(30, 12)) == []
    (answer,) = place.taps(RAHMAT, "Setujui")
    assert isinstance(answer, SendMessage)
    assert answer.text == "Surat pengantar untuk Siti Aminah dibuat di kertas. Tidak perlu dijawab di sini."
    assert asked(place.hears(a_receipt())) == [RAHMAT]


def test_a_chair_who_has_approved_already_keeps_their_word():
    place = neighbourhood(PAK_RAHMAT)
    place.hears(a_request())
    place.taps(RAHMAT, "Setujui")

    assert place.hears(in_hand()) == []
    assert place.case().stage is Stage.APPROVED


def test_paper_that_is_told_of_before_the_request_is_heard_waits_for_it():
    with pytest.raises(NotYet):
        neighbourhood(PAK_RAHMAT).hears(in_hand())


def test_a_chair_is_asked_for_who_came_to_the_counter_too():
    place = neighbourhood(PAK_RAHMAT)

    assert asked(place.hears(at_the_counter())) == [RAHMAT]
    (approved,) = place.taps(RAHMAT, "Setujui")
    assert isinstance(approved, CoverLetterApproved)


def test_who_brings_a_letter_on_paper_to_the_counter_asks_nobody():
    assert neighbourhood(PAK_RAHMAT).hears(at_the_counter(asks_chair=False)) == []


def test_a_chair_who_comes_to_the_counter_does_not_vouch_for_themselves():
    place = neighbourhood(PAK_RAHMAT, BU_DEWI)
    assert asked(place.hears(at_the_counter(contact_id=RAHMAT))) == [DEWI]


def test_a_letter_that_is_brought_on_paper_to_the_counter_leaves_the_chair_alone():
    place = neighbourhood(PAK_RAHMAT)
    place.hears(at_the_counter())

    complete = CompletedAtCounter(office=OFFICE_CODE, at=TUESDAY, application_id=APPLICATION, due_at=TUESDAY)
    assert place.hears(complete) == []

    assert place.case().stage is Stage.ON_PAPER
    assert place.time_is(wib(30, 12)) == []
    assert place.hears(complete) == []
