"""A file that begins at the counter: who hears of it, when its clock runs, and who is told by hand."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.issuance import actions, at_counter, deeds, making, progress, undelivered
from services.issuance.at_counter import Visit
from services.issuance.file import Delivery, File
from services.issuance.history import HistoryEntry, What
from services.issuance.stage import NotAllowed, Stage
from shared.contracts.issuance import ApplicationReceived, CompletedAtCounter, DeadlineMoved, OpenedAtCounter
from shared.contracts.notifier import ContactIntroduced, IntroduceContact, MessageFailed
from shared.contracts.verification import CoverLetterApproved, CoverLetterGoesToPaper
from shared.contracts.vocabulary import CoverLetter
from shared.messaging import Desk, uuid7
from shared.testing.samples import KTP, OFFICE_CODE, RT_5, SITI
from tests.issuance.files import (
    APPLICATION,
    CONTACT,
    IN_FORCE,
    NURHAYATI,
    ON_PAPER,
    PAGES,
    RAHMA,
    THURSDAY_CLOSING,
    TUESDAY,
    a_file,
    told,
)
from tests.issuance.office import AnOffice

CALENDAR = IN_FORCE.calendar
PAPER = CoverLetter(number="7/RT.005/2026", dated=date(2026, 11, 20), on_paper=True)
KK = {"kk": PAGES["kk"]}
WITH_PAPER = {**PAGES, "cover_letter": PAGES["kk"]}


def a_visit(**other: Any) -> Visit:
    return Visit(APPLICATION, KTP, "changed", SITI, **other)


def opened(**other: Any) -> File:
    return at_counter.opened(a_visit(**other), "BKS-L7Q4K", RAHMA, IN_FORCE, TUESDAY).file


def test_who_has_no_whatsapp_is_asked_for_at_once():
    outcome = at_counter.opened(a_visit(), "BKS-L7Q4K", RAHMA, IN_FORCE, TUESDAY)

    [fact] = outcome.said
    assert isinstance(fact, OpenedAtCounter)
    assert (fact.contact_id, fact.asks_chair, fact.reference) == (None, True, "BKS-L7Q4K")
    assert (outcome.file.stage, outcome.file.delivery) == (Stage.COVER_LETTER, Delivery("pick_up"))
    assert (outcome.entry.what, outcome.entry.by) == (What.OPENED_AT_COUNTER, "Rahmawati")


def test_who_has_whatsapp_is_introduced_first():
    visit = a_visit(phone="+6281371234567", on_whatsapp=True, helped_by="Yuliana")
    outcome = at_counter.opened(visit, "BKS-L7Q4K", RAHMA, IN_FORCE, TUESDAY)

    [request] = outcome.said
    assert isinstance(request, IntroduceContact)
    assert (request.asked_for, request.phone, request.name) == (APPLICATION, "+6281371234567", "Yuliana")
    known, [fact] = at_counter.introduced(outcome.file, CONTACT, TUESDAY)
    assert isinstance(fact, OpenedAtCounter)
    assert known.contact_id == fact.contact_id == CONTACT


def test_a_surat_pengantar_on_paper_asks_no_chair_and_is_one_of_the_documents():
    file = opened(cover_letter=PAPER)
    assert (file.stage, file.cover_letter) == (Stage.COLLECTING, PAPER)
    assert at_counter.missing(file) == ("cover_letter", "kk", "old_ktp", "photo")


def test_the_clock_runs_with_the_last_paper():
    file = at_counter.brought(opened(cover_letter=PAPER), KK, RAHMA, TUESDAY).file
    assert at_counter.complete(file, CALENDAR, TUESDAY) is None

    last = at_counter.brought(file, WITH_PAPER, RAHMA, TUESDAY)
    begun = at_counter.complete(last.file, CALENDAR, TUESDAY)

    assert last.entry.detail == "Kartu Keluarga, KTP lama, Pas foto, dan Surat pengantar RT"
    assert begun is not None
    assert (begun.file.stage, begun.file.due_at) == (Stage.SUBMITTED, THURSDAY_CLOSING)
    [fact] = begun.said
    assert isinstance(fact, CompletedAtCounter)
    assert fact.due_at == THURSDAY_CLOSING


def test_a_surat_pengantar_that_comes_on_paper_after_all_waits_for_no_chair():
    assert at_counter.wanted(opened())[0] == "cover_letter"

    brought = at_counter.brought(opened(), WITH_PAPER, RAHMA, TUESDAY).file

    assert (brought.stage, brought.cover_letter) == (Stage.COLLECTING, ON_PAPER)
    assert at_counter.complete(brought, CALENDAR, TUESDAY) is not None
    assert "cover_letter" not in at_counter.wanted(opened(cover_letter=CoverLetter(number=None, dated=None)))


def test_papers_may_be_there_before_the_chair_has_answered():
    file = at_counter.brought(opened(), PAGES, RAHMA, TUESDAY).file
    assert at_counter.complete(file, CALENDAR, TUESDAY) is None
    assert at_counter.complete(replace(file, stage=Stage.COLLECTING), CALENDAR, TUESDAY) is not None


def test_what_was_returned_is_brought_again_and_the_days_left_are_counted_on():
    file = a_file(Stage.RETURNED, opened_by="Rahmawati", on_whatsapp=False)
    with pytest.raises(NotAllowed, match="Pilih berkas"):
        at_counter.brought(file, {"photo": PAGES["photo"]}, RAHMA, TUESDAY)

    brought = at_counter.brought(file, KK, RAHMA, TUESDAY).file
    again = at_counter.complete(brought, CALENDAR, TUESDAY + timedelta(days=1))

    assert again is not None
    assert again.file.stage is Stage.SUBMITTED
    assert isinstance(again.said[0], DeadlineMoved)
    assert len(again.file.to_tell) == 1


@pytest.mark.parametrize("stage", [Stage.COLLECTING, Stage.RETURNED])
def test_what_began_on_whatsapp_goes_on_there(stage: Stage):
    with pytest.raises(NotAllowed, match="dimulai lewat WhatsApp"):
        at_counter.brought(a_file(stage), KK, RAHMA, TUESDAY)
    with pytest.raises(NotAllowed, match="dimulai lewat WhatsApp"):
        actions.withdraw_at_counter(a_file(stage), RAHMA, TUESDAY)


def test_only_a_clerk_brings_papers():
    with pytest.raises(NotAllowed, match="Hanya petugas"):
        at_counter.brought(opened(), KK, NURHAYATI, TUESDAY)


def test_who_changes_their_mind_at_the_counter_is_heard():
    withdrawn = actions.withdraw_at_counter(opened(), RAHMA, TUESDAY)
    assert (withdrawn.file.stage, withdrawn.file.to_tell) == (Stage.WITHDRAWN, ())
    assert (withdrawn.entry.what, withdrawn.entry.by) == (What.WITHDRAWN_AT_COUNTER, "Rahmawati")


def test_news_is_for_somebody_to_tell_until_it_is_told():
    to_paper = told(CoverLetterGoesToPaper, rt=RT_5, chair_name="Suparman")
    outcome = progress.cover_letter_goes_to_paper(opened(), to_paper)
    assert outcome is not None
    assert outcome.file.to_tell == (outcome.entry.id,)

    done = actions.told(outcome.file, outcome.entry.id, "lewat telepon", RAHMA, TUESDAY)

    assert done is not None
    assert (done.file.to_tell, done.entry.what, done.entry.detail) == ((), What.TOLD, "lewat telepon")
    assert actions.told(done.file, outcome.entry.id, "lewat telepon", RAHMA, TUESDAY) is None


def test_who_reads_it_on_whatsapp_is_not_told_by_hand():
    outcome = actions.refuse(a_file(opened_by="Rahmawati"), "Bukan warga sini.", RAHMA, TUESDAY)
    assert outcome.file.to_tell == ()
    assert actions.refuse(a_file(), "Bukan warga sini.", RAHMA, TUESDAY).file.to_tell == ()


def test_a_message_that_did_not_arrive_is_told_by_hand_after_all():
    failed = told(
        MessageFailed,
        contact_id=CONTACT,
        message_id=uuid7(),
        speaker="intake",
        about=APPLICATION,
        outcome="failed",
        reason="Nomor ini tidak memakai WhatsApp.",
    )
    assert len(undelivered.failed(a_file(opened_by="Rahmawati"), failed).file.to_tell) == 1
    assert undelivered.failed(a_file(), failed).file.to_tell == ()


def test_documents_of_who_has_no_contact_are_vouched_for_by_anyone():
    [fact] = making.archived(a_file(Stage.RECEIVED, contact_id=None), PAGES, TUESDAY).said
    assert isinstance(fact, ApplicationReceived)
    assert fact.own_contact is None


# At the office.

REFERENCES = ["BKS-L7Q4K", "BKS-L3M9T"]


async def opens(office: AnOffice, visit: Visit) -> None:
    await office.acts(
        deeds.somebody_new(visit.application_id, OFFICE_CODE, REFERENCES),
        lambda desk: deeds.open_at_counter(desk, visit, REFERENCES, RAHMA, OFFICE_CODE),
    )


def bring(desk: Desk) -> None:
    deeds.bring_papers(desk, APPLICATION, PAGES, RAHMA)


async def test_a_form_that_is_sent_twice_opens_one_file(office: AnOffice):
    await opens(office, a_visit())
    await opens(office, a_visit())
    assert [type(message) for message in office.said] == [OpenedAtCounter]
    assert await office.history() == [What.OPENED_AT_COUNTER]


async def test_a_reference_that_is_taken_is_not_given_again(office: AnOffice):
    await office.has(a_file(reference="BKS-L7Q4K", application_id=CONTACT))
    await opens(office, a_visit())
    assert (await office.file()).reference == "BKS-L3M9T"


async def test_the_letter_of_the_chair_completes_what_waited_for_nothing_else(office: AnOffice):
    await opens(office, a_visit(phone="+6281371234567", on_whatsapp=True))
    await office.hears(told(ContactIntroduced, asked_for=APPLICATION, contact_id=CONTACT))
    await office.works_on(bring)
    assert (await office.file()).stage is Stage.COVER_LETTER

    await office.hears(told(CoverLetterApproved, rt=RT_5, applicant=SITI, approved_by="Rahmat Hidayat"))
    said = await office.prints()

    assert isinstance(said[-1], CompletedAtCounter)
    file = await office.file()
    assert (file.stage, file.due_at) == (Stage.SUBMITTED, said[-1].due_at)


async def test_an_introduction_that_comes_late_tells_of_the_clock_too(office: AnOffice):
    await opens(office, a_visit(phone="+6281371234567", on_whatsapp=True, cover_letter=PAPER))
    await office.works_on(lambda desk: deeds.bring_papers(desk, APPLICATION, WITH_PAPER, RAHMA))

    said = await office.hears(told(ContactIntroduced, asked_for=APPLICATION, contact_id=CONTACT))

    assert [type(message) for message in said] == [OpenedAtCounter, CompletedAtCounter]
    assert await office.hears(told(ContactIntroduced, asked_for=APPLICATION, contact_id=CONTACT)) == []
    assert await office.hears(told(ContactIntroduced, asked_for=CONTACT, contact_id=CONTACT)) == []


async def test_a_paper_letter_to_come_has_its_number_read_by_the_clerk(office: AnOffice):
    await opens(office, a_visit())
    await office.hears(told(CoverLetterGoesToPaper, rt=RT_5, chair_name="Suparman"))
    assert (await office.file()).cover_letter == ON_PAPER

    await office.works_on(lambda desk: deeds.bring_papers(desk, APPLICATION, WITH_PAPER, RAHMA))

    assert (await office.file()).paper_letter_unread
    assert [entry.by for entry in await office.all_of(HistoryEntry) if entry.what is What.PAPERS_BROUGHT] == [
        RAHMA.name
    ]
