"""The rules of a case: what the chair's word does, and what it no longer does."""

from dataclasses import replace

import pytest

from services.verification import settling
from services.verification.case import Case, NotAllowed
from services.verification.stage import Stage
from shared.contracts.verification import CoverLetterGoesToPaper, NoChairToAsk
from shared.messaging import NotYet
from tests.verification.cases import (
    DEWI,
    NAMES,
    PAPERS,
    RAHMAT,
    TUESDAY,
    WARGA,
    a_receipt,
    a_request,
    bu_dewi,
    pak_rahmat,
)

PURPOSE = "KTP (rusak / ganti data)"


def with_chair() -> Case:
    return Case.requested(a_request(), PURPOSE).ask(pak_rahmat(), at=TUESDAY)


def with_documents() -> Case:
    approved, _ = settling.approve(with_chair(), RAHMAT, TUESDAY)
    return Case.received(a_receipt(), approved.letter_issued()).ask(pak_rahmat(), at=TUESDAY)


def test_an_approval_lets_the_cover_letter_be_made():
    case, fact = settling.approve(with_chair(), RAHMAT, TUESDAY)

    assert case.stage is Stage.APPROVED
    assert fact
    assert (fact.approved_by, fact.acting_as, fact.rt) == ("Rahmat Hidayat", "rt_chair", case.rt)
    assert fact.applicant == case.applicant


def test_the_rw_chair_approves_as_rw_chair():
    _, fact = settling.approve(with_chair().ask(bu_dewi(), at=TUESDAY), DEWI, TUESDAY)

    assert fact
    assert (fact.approved_by, fact.acting_as) == ("Dewi Sartika", "rw_chair")


def test_a_decline_carries_the_chairs_reason():
    case, fact = settling.decline(with_chair(), RAHMAT, "Bukan warga RT ini.", TUESDAY)

    assert case.stage is Stage.DECLINED
    assert (fact.declined_by, fact.reason) == ("Rahmat Hidayat", "Bukan warga RT ini.")


def test_erasing_takes_contact_and_papers_from_a_case_that_is_closed_and_leaves_any_other():
    running = with_documents()
    assert running.erased() is running

    erased = replace(running, stage=Stage.CLOSED).erased()

    assert (erased.own_contact, erased.documents, erased.document_names) == (None, {}, {})


def test_who_was_not_asked_cannot_answer():
    with pytest.raises(NotAllowed, match="sudah dialihkan ke Pak Rahmat, Ketua RT 005/RW 002"):
        settling.approve(with_chair(), DEWI, TUESDAY)


def test_a_second_answer_is_refused_in_words():
    case, _ = settling.approve(with_chair().ask_too(bu_dewi()), RAHMAT, TUESDAY)

    with pytest.raises(NotAllowed, match="sudah disetujui oleh Pak Rahmat"):
        settling.approve(case, DEWI, TUESDAY)
    with pytest.raises(NotAllowed, match="sudah disetujui oleh Bapak/Ibu sendiri"):
        settling.decline(case, RAHMAT, "Data salah.", TUESDAY)


def test_after_a_decline_the_resident_may_ask_again():
    declined, _ = settling.decline(with_chair(), RAHMAT, "Data salah.", TUESDAY)

    again = Case.requested(a_request(), PURPOSE, before=declined)

    assert (again.stage, again.round) == (Stage.WITH_CHAIR, 2)


def test_a_request_that_was_heard_already_changes_nothing():
    approved, _ = settling.approve(with_chair(), RAHMAT, TUESDAY)

    assert Case.requested(a_request(), PURPOSE, before=approved) == approved


def test_an_applicant_who_asks_for_themselves_is_remembered_and_a_helper_is_not():
    assert Case.requested(a_request(), PURPOSE).own_contact == WARGA
    assert Case.requested(a_request(helped_by="Rahmat Hidayat"), PURPOSE).own_contact is None


def test_the_issued_letter_makes_it_wait_for_documents():
    approved, _ = settling.approve(with_chair(), RAHMAT, TUESDAY)

    assert approved.letter_issued().stage is Stage.AWAITING_DOCUMENTS
    assert with_chair().letter_issued().stage is Stage.WITH_CHAIR


def test_received_documents_are_the_chairs_to_look_at():
    case = with_documents()

    assert case.stage is Stage.DOCUMENTS_WITH_CHAIR
    assert (case.documents, case.document_names) == (PAPERS, NAMES)


def test_a_service_without_cover_letter_begins_with_the_documents():
    case = Case.received(a_receipt(), before=None)

    assert case.stage is Stage.DOCUMENTS_WITH_CHAIR
    assert case.own_contact is None


def test_the_chair_vouches_for_documents():
    case, fact = settling.confirm(with_documents(), RAHMAT, TUESDAY)

    assert case.stage is Stage.CONFIRMED
    assert fact.confirmed_by == "Rahmat Hidayat"


def test_the_chair_doubts_documents():
    case, fact = settling.dispute(with_documents(), RAHMAT, {"kk": "Bukan KK-nya."}, TUESDAY)

    assert case.stage is Stage.DISPUTED
    assert fact.doubts == {"kk": "Bukan KK-nya."}


def test_returned_documents_make_the_question_moot():
    case = with_documents().documents_returned()

    assert case.stage is Stage.AWAITING_DOCUMENTS
    with pytest.raises(NotAllowed, match="menunggu dokumen dari warga"):
        settling.confirm(case, RAHMAT, TUESDAY)


def test_documents_that_come_again_are_a_new_round():
    again = Case.received(a_receipt(), with_documents().documents_returned())

    assert (again.stage, again.round) == (Stage.DOCUMENTS_WITH_CHAIR, 3)


def test_the_clerk_may_have_the_chair_look_again():
    confirmed, _ = settling.confirm(with_documents(), RAHMAT, TUESDAY)

    case = confirmed.look_again("Nama di KTP berbeda.")

    assert (case.stage, case.remark) == (Stage.DOCUMENTS_WITH_CHAIR, "Nama di KTP berbeda.")


def test_there_is_nothing_to_look_at_again_before_documents_came():
    with pytest.raises(NotYet):
        with_chair().look_again("Nama di KTP berbeda.")


def test_nobody_answering_sends_a_cover_letter_to_paper_and_documents_to_the_clerk():
    on_paper, paper = settling.nobody_answers(with_chair(), "Rahmat Hidayat", TUESDAY)
    with_clerk, clerk = settling.nobody_answers(with_documents(), "Rahmat Hidayat", TUESDAY)

    assert (on_paper.stage, type(paper)) == (Stage.ON_PAPER, CoverLetterGoesToPaper)
    assert (with_clerk.stage, type(clerk)) == (Stage.WITH_CLERK, NoChairToAsk)


@pytest.mark.parametrize("stage", list(Stage))
def test_facts_are_never_refused(stage: Stage):
    case = replace(with_documents(), stage=stage)

    for after in (case.letter_issued(), case.documents_returned(), case.ended(), Case.received(a_receipt(), case)):
        assert isinstance(after, Case)
    assert case.ended().stage is Stage.CLOSED
    assert Case.received(a_receipt(), case.ended()).stage is Stage.CLOSED


@pytest.mark.parametrize("stage", list(Stage))
def test_a_late_tap_is_answered_in_every_stage(stage: Stage):
    case = replace(with_chair(), stage=stage, asked=())

    with pytest.raises(NotAllowed, match="Siti Aminah"):
        settling.approve(case, RAHMAT, TUESDAY)
