"""What the facts of others do to a file."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.issuance import progress, undelivered
from services.issuance.file import Delivery, Pause
from services.issuance.history import What
from services.issuance.stage import Stage
from shared.contracts.intake import (
    ApplicationSubmitted,
    CoverLetterInHand,
    CoverLetterRequested,
    DeliveryChosen,
    DocumentsResubmitted,
    ServiceRated,
)
from shared.contracts.issuance import DeadlineMoved
from shared.contracts.notifier import MessageFailed
from shared.contracts.verification import (
    CoverLetterApproved,
    CoverLetterDeclined,
    CoverLetterGoesToPaper,
    DocumentsConfirmed,
    DocumentsDisputed,
    NoChairToAsk,
)
from shared.messaging import NotYet, uuid7
from shared.testing.samples import KTP, RT_5, SITI, an_attachment
from tests.issuance.files import (
    CONTACT,
    IN_FORCE,
    ON_PAPER,
    PAGES,
    RAHMA,
    RT_LETTER,
    THURSDAY_CLOSING,
    TUESDAY,
    a_file,
    told,
)

BEGINNING = {
    "contact_id": CONTACT,
    "reference": "BKS-7Q4K",
    "service": "ktp",
    "reason": "changed",
    "catalogue_version": 1,
    "applicant": SITI,
}
REQUESTED = told(CoverLetterRequested, **BEGINNING)
SUBMITTED = told(ApplicationSubmitted, **BEGINNING, cover_letter=RT_LETTER, documents=PAGES, due_at=THURSDAY_CLOSING)
APPROVED = told(CoverLetterApproved, rt=RT_5, applicant=SITI, approved_by="Rahmat Hidayat")
DECLINED = told(CoverLetterDeclined, rt=RT_5, declined_by="Rahmat Hidayat", reason="Bukan warga RT ini")
TO_PAPER = told(CoverLetterGoesToPaper, rt=RT_5, chair_name="Suparman")
IN_HAND = told(CoverLetterInHand)
CONFIRMED = told(DocumentsConfirmed, confirmed_by="Rahmat Hidayat")
DISPUTED = told(DocumentsDisputed, disputed_by="Rahmat Hidayat", doubts={"old_ktp": "Alamatnya masih RT 007"})
NOBODY = told(NoChairToAsk, rt=RT_5)
NEW_KK = {"kk": (an_attachment("kk again"),)}


def test_a_request_for_a_cover_letter_opens_a_file_that_is_with_the_chair():
    outcome = progress.opened(REQUESTED, KTP)
    assert (outcome.file.stage, outcome.file.reference) == (Stage.COVER_LETTER, "BKS-7Q4K")
    assert (outcome.entry.what, outcome.entry.by) == (What.OPENED, "Siti Aminah")


def test_the_history_names_who_applies_for_somebody_else():
    helped = REQUESTED.model_copy(update={"helped_by": "Yuliana"})
    assert progress.opened(helped, KTP).entry.by == "Yuliana"


def test_an_approved_cover_letter_is_known_by_its_number_and_not_made_twice():
    file = progress.cover_letter_approved(a_file(Stage.COVER_LETTER), APPROVED, RT_LETTER).file
    assert (file.cover_letter, file.cover_letter_by) == (RT_LETTER, "Rahmat Hidayat")
    assert not progress.waits_for_cover_letter(file)


def test_a_chair_who_declines_ends_it_with_the_chairs_own_reason():
    outcome = progress.cover_letter_declined(a_file(Stage.COVER_LETTER), DECLINED)
    assert outcome is not None
    assert (outcome.file.stage, outcome.file.ended_because) == (Stage.DECLINED, "Bukan warga RT ini")


def test_after_a_chair_declined_the_resident_may_ask_once_more_with_other_data():
    moved = REQUESTED.model_copy(update={"applicant": SITI.model_copy(update={"address": "Jl. Sangkal Ujung No. 21"})})
    again = progress.requested_again(a_file(Stage.DECLINED, ended_because="Alamat salah"), moved)
    assert again is not None
    assert (again.file.stage, again.file.ended_because) == (Stage.COVER_LETTER, None)
    assert again.file.applicant.address == "Jl. Sangkal Ujung No. 21"


def test_a_request_that_is_told_twice_changes_nothing():
    assert progress.requested_again(a_file(Stage.COVER_LETTER), REQUESTED) is None


def test_without_a_chair_on_whatsapp_the_letter_is_awaited_on_paper():
    outcome = progress.cover_letter_goes_to_paper(a_file(Stage.COVER_LETTER), TO_PAPER)
    assert outcome is not None
    assert (outcome.file.stage, outcome.file.cover_letter) == (Stage.COLLECTING, ON_PAPER)


def test_the_submission_starts_the_clock_towards_the_date_that_was_told():
    outcome = progress.submitted(a_file(Stage.COLLECTING), SUBMITTED)
    assert outcome is not None
    file = outcome.file
    assert (file.stage, file.submitted_at, file.due_at) == (Stage.SUBMITTED, TUESDAY, THURSDAY_CLOSING)
    assert file.documents == PAGES


def test_who_holds_the_letter_on_paper_waits_for_no_chair():
    outcome = progress.cover_letter_in_hand(a_file(Stage.COVER_LETTER), IN_HAND)
    assert outcome is not None
    assert (outcome.file.stage, outcome.file.cover_letter) == (Stage.COLLECTING, ON_PAPER)
    assert (outcome.entry.what, outcome.entry.by) == (What.LETTER_IN_HAND, "Siti Aminah")


def test_paper_counts_for_nothing_where_the_letter_is_there_already():
    assert progress.cover_letter_in_hand(a_file(Stage.COLLECTING), IN_HAND) is None
    assert progress.cover_letter_in_hand(a_file(Stage.COVER_LETTER, cover_letter=RT_LETTER), IN_HAND) is None


def test_a_chair_who_approves_at_that_moment_spares_the_clerk_the_paper():
    on_paper = a_file(Stage.COLLECTING, cover_letter=ON_PAPER)
    assert progress.waits_for_cover_letter(on_paper)
    approved = progress.cover_letter_approved(on_paper, APPROVED, RT_LETTER).file
    assert (approved.stage, approved.cover_letter) == (Stage.COVER_LETTER, RT_LETTER)


def test_a_chair_who_declines_at_that_moment_is_heard_and_the_paper_goes_on():
    outcome = progress.cover_letter_declined(a_file(Stage.COLLECTING, cover_letter=ON_PAPER), DECLINED)
    assert outcome is not None
    assert (outcome.file.stage, outcome.entry.reason) == (Stage.COLLECTING, "Bukan warga RT ini")


@pytest.mark.parametrize("stage", [Stage.RECEIVED, Stage.RETURNED, Stage.ISSUED, Stage.WITHDRAWN])
def test_a_submission_told_twice_changes_nothing(stage: Stage):
    assert progress.submitted(a_file(stage), SUBMITTED) is None


def test_what_comes_back_replaces_only_itself_and_the_days_that_were_left_are_counted_on():
    returned_on_tuesday = a_file(Stage.RETURNED)
    friday = datetime(2026, 11, 27, 3, tzinfo=UTC)
    back = told(DocumentsResubmitted, documents=NEW_KK).model_copy(update={"at": friday})

    outcome = progress.resubmitted(returned_on_tuesday, back, IN_FORCE.calendar)

    assert outcome is not None
    file = outcome.file
    assert file.documents == PAGES | NEW_KK
    assert (file.stage, file.returned, file.pauses) == (Stage.SUBMITTED, {}, (Pause(TUESDAY, friday),))
    [fact] = outcome.said
    assert isinstance(fact, DeadlineMoved)
    assert fact.due_at == file.due_at == datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
    assert fact.reason == "resubmitted"


def test_what_comes_back_as_not_had_is_to_be_decided_anew_and_what_was_sent_is_lacked_no_more():
    file = a_file(Stage.RETURNED, lacking={"photo": "nanti"}, waived_because="menyusul")
    back = told(DocumentsResubmitted, documents={"photo": PAGES["photo"]}, lacking={"kk": "di bank"})

    outcome = progress.resubmitted(file, back, IN_FORCE.calendar)

    assert outcome is not None
    assert outcome.file.lacking == {"kk": "di bank"}
    assert "kk" not in outcome.file.documents
    assert outcome.file.lacks_undecided


def test_documents_that_come_back_after_a_refusal_change_nothing():
    back = told(DocumentsResubmitted, documents=NEW_KK)
    assert progress.resubmitted(a_file(Stage.REFUSED), back, IN_FORCE.calendar) is None


def test_the_chairs_word_lets_the_letter_be_drafted():
    outcome = progress.confirmed(a_file(Stage.RECEIVED), CONFIRMED)
    assert outcome is not None
    assert (outcome.file.stage, outcome.file.confirmed_by) == (Stage.CONFIRMED, "Rahmat Hidayat")


def test_a_doubt_is_the_clerks_to_settle():
    outcome = progress.disputed(a_file(Stage.RECEIVED), DISPUTED)
    assert outcome is not None
    assert (outcome.file.stage, outcome.file.doubts) == (Stage.DISPUTED, {"old_ktp": "Alamatnya masih RT 007"})
    assert outcome.entry.reasons == {"old_ktp": "Alamatnya masih RT 007"}


def test_where_nobody_can_be_asked_the_clerk_decides():
    outcome = progress.nobody_to_ask(a_file(Stage.RECEIVED), NOBODY)
    assert outcome is not None
    assert outcome.file.stage is Stage.NO_CHAIR


@pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.RETURNED, Stage.CONFIRMED, Stage.DRAFTED, Stage.WITHDRAWN])
def test_a_chairs_word_that_nobody_waits_for_any_more_changes_nothing(stage: Stage):
    assert progress.confirmed(a_file(stage), CONFIRMED) is None
    assert progress.disputed(a_file(stage), DISPUTED) is None
    assert progress.nobody_to_ask(a_file(stage), NOBODY) is None


@pytest.mark.parametrize("stage", [Stage.COVER_LETTER, Stage.COLLECTING])
def test_a_word_about_documents_that_have_not_come_waits(stage: Stage):
    with pytest.raises(NotYet):
        progress.confirmed(a_file(stage), CONFIRMED)
    with pytest.raises(NotYet):
        progress.resubmitted(a_file(stage), told(DocumentsResubmitted, documents=NEW_KK), IN_FORCE.calendar)


def test_delivery_and_rating_belong_to_a_letter_that_is_out():
    courier = told(DeliveryChosen, way="courier", address="Jl. Sapta Marga No. 12")
    five = told(ServiceRated, stars=5)

    delivered = progress.delivery_chosen(a_file(Stage.ISSUED), courier)
    rated = progress.rated(a_file(Stage.HANDED_OVER), five)

    assert delivered is not None
    assert delivered.file.delivery == Delivery("courier", "Jl. Sapta Marga No. 12")
    assert rated is not None
    assert rated.file.stars == 5
    assert progress.rated(a_file(Stage.WITHDRAWN), five) is None
    with pytest.raises(NotYet):
        progress.delivery_chosen(a_file(Stage.APPROVED), courier)


def test_a_message_that_did_not_arrive_stands_on_the_file_once():
    failed = told(
        MessageFailed,
        contact_id=CONTACT,
        message_id=uuid7(),
        speaker="intake",
        about=None,
        outcome="failed",
        reason="Nomor ini tidak memakai WhatsApp.",
    )
    once = undelivered.failed(a_file(), failed).file
    twice = undelivered.failed(once, failed).file
    assert [message.reason for message in twice.undelivered] == [failed.reason]


def test_a_file_knows_since_when_it_is_where_it_is():
    later = TUESDAY + timedelta(hours=3)
    confirmed = CONFIRMED.model_copy(update={"at": later})
    outcome = progress.confirmed(replace(a_file(Stage.RECEIVED), received_by=RAHMA.name), confirmed)
    assert outcome is not None
    assert outcome.file.since == later
