"""The office at work: what it hears and does, what it then says, keeps and has made."""

from datetime import date

import pytest

from services.issuance import actions, deeds
from services.issuance.conversation import Conversation, Utterance
from services.issuance.edition import Edition, InForce
from services.issuance.errands import ArchiveDocuments, RenderLetter, Stored, SweepOrphans
from services.issuance.file import File
from services.issuance.history import What
from services.issuance.letter import Letter
from services.issuance.letters import RtLetter, TooLong, Unprintable, is_well_formed
from services.issuance.register import Entry, Register, Standing, Status
from services.issuance.stage import NotAllowed, Stage
from shared.contracts.intake import ApplicationSubmitted, CoverLetterRequested, DeliveryChosen, DocumentsResubmitted
from shared.contracts.issuance import (
    ApplicationReceived,
    ApplicationRefused,
    ApplicationWithdrawn,
    DeadlineMoved,
    HearConversation,
    LetterIssued,
    WithdrawalRefused,
    WithdrawApplication,
)
from shared.contracts.notifier import MessageFailed, SendMessage
from shared.contracts.verification import (
    CoverLetterApproved,
    CoverLetterDeclined,
    CoverLetterGoesToPaper,
    DocumentsConfirmed,
    DocumentsDisputed,
    NoChairToAsk,
)
from shared.messaging import Desk, NotYet, uuid7
from shared.testing.samples import RT_5, SITI, an_attachment
from tests.issuance.files import (
    APPLICATION,
    CONTACT,
    NURHAYATI,
    PAGES,
    RAHMA,
    RT_LETTER,
    THURSDAY_CLOSING,
    a_file,
    told,
)
from tests.issuance.office import A_PDF, AnOffice, in_archive

BEGINNING = {
    "contact_id": CONTACT,
    "reference": "BKS-7Q4K",
    "service": "ktp",
    "reason": "changed",
    "catalogue_version": 1,
    "applicant": SITI,
}
REQUESTED = told(CoverLetterRequested, **BEGINNING)
APPROVED = told(CoverLetterApproved, rt=RT_5, applicant=SITI, approved_by="Rahmat Hidayat")
SUBMITTED = told(ApplicationSubmitted, **BEGINNING, cover_letter=RT_LETTER, documents=PAGES, due_at=THURSDAY_CLOSING)
CONFIRMED = told(DocumentsConfirmed, confirmed_by="Rahmat Hidayat")
WITHDRAW = told(WithdrawApplication)


def receive(desk: Desk) -> None:
    deeds.receive(desk, APPLICATION, RAHMA)


def draft(desk: Desk) -> None:
    actions.draft(desk.get(File, APPLICATION), RAHMA, desk.now).onto(desk)


def approve(desk: Desk) -> None:
    deeds.approve(desk, APPLICATION, NURHAYATI)


# From the first word to the letter.


async def test_a_request_opens_a_file_that_keeps_its_version_of_the_catalogue(office: AnOffice):
    assert await office.hears(REQUESTED) == []
    file = await office.file()
    assert (file.stage, file.service.name, file.catalogue_version) == (Stage.COVER_LETTER, "Pembuatan KTP", 1)
    assert await office.history() == [What.OPENED]


async def test_a_request_with_a_version_that_is_not_known_yet_waits(office: AnOffice):
    with pytest.raises(NotYet):
        await office.hears(REQUESTED.model_copy(update={"catalogue_version": 2}))


async def test_an_approved_cover_letter_gets_the_next_number_of_its_rt_and_is_made(office: AnOffice):
    await office.has(Register("rt:005/002", {2026: 11}))

    assert await office.hears(REQUESTED, APPROVED) == []

    errand = office.sent_for(RenderLetter)
    assert errand.letter.number == "012/RT.005/RW.002/XI/2026"
    assert errand.letter.filename == "Surat Pengantar RT 005 No. 012-RT.005-RW.002-XI-2026.pdf"
    assert isinstance(errand.wording, RtLetter)
    assert errand.wording.purpose.endswith("(KTP) elektronik (rusak / ganti data)")
    assert is_well_formed(errand.letter.code)
    assert errand.letter.holder == "S••• A•••••"


async def test_the_cover_letter_is_told_once_its_pdf_is_stored(office: AnOffice):
    await office.hears(REQUESTED, APPROVED)

    [fact] = await office.prints()

    assert isinstance(fact, LetterIssued)
    assert (fact.kind, fact.number) == ("surat_pengantar", "001/RT.005/RW.002/XI/2026")
    assert (fact.document, fact.signed_by, fact.dated) == (A_PDF, "Rahmat Hidayat", date(2026, 11, 24))
    [letter] = await office.all_of(Letter)
    assert letter.document == A_PDF
    assert (await office.file()).stage is Stage.COLLECTING


async def test_an_approval_told_twice_takes_one_number(office: AnOffice):
    await office.hears(REQUESTED, APPROVED, APPROVED.model_copy(update={"id": uuid7()}))
    assert [entry.number for entry in await office.all_of(Entry)] == [1]


async def test_an_approval_of_an_application_that_is_not_known_yet_waits(office: AnOffice):
    with pytest.raises(NotYet):
        await office.hears(APPROVED)


async def test_a_declined_cover_letter_ends_the_file_until_the_resident_asks_again(office: AnOffice):
    declined = told(CoverLetterDeclined, rt=RT_5, declined_by="Rahmat Hidayat", reason="Alamatnya salah")
    await office.hears(REQUESTED, declined)
    assert (await office.file()).ended_because == "Alamatnya salah"

    await office.hears(REQUESTED.model_copy(update={"id": uuid7()}), APPROVED)
    assert office.has_sent_for(RenderLetter)


async def test_a_cover_letter_on_paper_is_waited_for_without_a_number(office: AnOffice):
    await office.hears(REQUESTED, told(CoverLetterGoesToPaper, rt=RT_5, chair_name="Suparman"))
    file = await office.file()
    assert file.stage is Stage.COLLECTING
    assert await office.all_of(Entry) == []
    assert file.cover_letter is not None
    assert file.cover_letter.on_paper


async def test_a_service_without_cover_letter_begins_with_the_documents(office: AnOffice):
    await office.hears(SUBMITTED.model_copy(update={"cover_letter": None}))
    file = await office.file()
    assert (file.stage, file.cover_letter, file.due_at) == (Stage.SUBMITTED, None, THURSDAY_CLOSING)
    assert await office.history() == [What.OPENED, What.SUBMITTED]


async def test_received_documents_are_told_under_their_agenda_number_once_they_are_archived(office: AnOffice):
    await office.has(Register("agenda", {2026: 411}))
    await office.hears(SUBMITTED)

    assert await office.works_on(receive) == []
    [fact] = await office.archives()

    assert isinstance(fact, ApplicationReceived)
    assert (fact.agenda_number, fact.received_by) == ("0412/2026", "Rahmawati")
    assert fact.documents == {key: tuple(in_archive(page) for page in pages) for key, pages in PAGES.items()}
    assert fact.document_names["old_ktp"] == "KTP lama"


async def test_pages_that_are_gone_give_the_file_back_to_the_clerk(office: AnOffice):
    await office.hears(SUBMITTED)
    await office.works_on(receive)

    assert await office.gives_up(office.sent_for(ArchiveDocuments)) == []

    file = await office.file()
    assert file.stage is Stage.SUBMITTED
    assert actions.Action.RETURN_DOCUMENTS in actions.allowed_actions(file, RAHMA)


async def test_an_archive_that_comes_late_says_nothing_about_a_file_that_was_returned(office: AnOffice):
    await office.hears(SUBMITTED)
    await office.works_on(receive)
    await office.works_on(
        lambda desk: actions.return_documents(desk.get(File, APPLICATION), {"kk": "Buram"}, RAHMA, desk.now).onto(desk)
    )
    assert await office.archives() == []
    assert (await office.file()).stage is Stage.RETURNED


async def test_a_file_received_again_takes_no_second_agenda_number(office: AnOffice):
    await office.has(a_file(Stage.SUBMITTED, agenda_number="0412/2026"), Register("agenda", {2026: 412}))
    await office.works_on(receive)
    assert [register.last for register in await office.all_of(Register)] == [{2026: 412}]


async def test_documents_that_come_back_move_the_date_and_say_so(office: AnOffice):
    await office.has(a_file(Stage.RETURNED))
    office.wait(days=3)
    back = told(DocumentsResubmitted, documents={"kk": (an_attachment("kk again"),)})
    [fact] = await office.hears(back.model_copy(update={"at": office.now}))
    assert isinstance(fact, DeadlineMoved)
    assert fact.due_at == (await office.file()).due_at


@pytest.mark.parametrize(
    ("word", "stage"),
    [
        (CONFIRMED, Stage.CONFIRMED),
        (told(DocumentsDisputed, disputed_by="Rahmat Hidayat", doubts={"kk": "Bukan miliknya"}), Stage.DISPUTED),
        (told(NoChairToAsk, rt=RT_5), Stage.NO_CHAIR),
    ],
    ids=["confirmed", "disputed", "nobody"],
)
async def test_the_chairs_word_moves_the_file(office: AnOffice, word: DocumentsConfirmed, stage: Stage):
    await office.has(a_file(Stage.RECEIVED))
    assert await office.hears(word) == []
    assert (await office.file()).stage is stage


async def test_an_approved_letter_gets_its_number_at_once_and_is_told_once_it_is_made(office: AnOffice):
    await office.has(a_file(Stage.CONFIRMED), Register("470", {2026: 122}))
    await office.works_on(draft)

    assert await office.works_on(approve) == []
    assert (await office.file()).letter_number == "470/0123/BKS/XI/2026"
    [fact] = await office.prints()

    assert isinstance(fact, LetterIssued)
    assert (fact.kind, fact.number) == ("ktp_introduction", "470/0123/BKS/XI/2026")
    assert fact.signed_by == NURHAYATI.name
    [letter] = await office.all_of(Letter)
    assert letter.valid_until == date(2026, 12, 24)
    [entry] = await office.all_of(Entry)
    assert (entry.holder, entry.reference, entry.status) == ("Siti Aminah", "BKS-7Q4K", Status.ISSUED)
    assert (await office.history())[-2:] == [What.APPROVED, What.ISSUED]


async def test_a_refused_approval_takes_no_number(office: AnOffice):
    await office.has(a_file(Stage.CONFIRMED))
    with pytest.raises(NotAllowed):
        await office.works_on(approve)
    assert await office.all_of(Register) == []
    assert not office.has_sent_for(RenderLetter)


async def test_delivery_is_noted_once_the_letter_is_out(office: AnOffice):
    await office.has(a_file(Stage.ISSUED))
    await office.hears(told(DeliveryChosen, way="pick_up"))
    delivery = (await office.file()).delivery
    assert delivery is not None
    assert delivery.way == "pick_up"


# When a letter cannot be made.


async def test_a_letter_that_does_not_fit_is_void_and_goes_back_to_the_clerk_with_the_reason(office: AnOffice):
    await office.has(a_file(Stage.DRAFTED))
    await office.works_on(approve)

    assert await office.settles(office.sent_for(RenderLetter), TooLong()) == []

    file = await office.file()
    assert (file.stage, file.letter_number) == (Stage.CONFIRMED, None)
    assert file.sent_back_because is not None
    assert "lebih dari satu halaman" in file.sent_back_because
    [entry] = await office.all_of(Entry)
    assert (entry.number, entry.status, entry.reason) == (1, Status.VOID, file.sent_back_because)
    await office.works_on(draft)
    await office.works_on(approve)
    assert sorted(entry.number for entry in await office.all_of(Entry)) == [1, 2]


async def test_a_cover_letter_that_cannot_be_set_ends_with_a_sentence_for_the_resident(office: AnOffice):
    await office.hears(REQUESTED, APPROVED)
    [fact] = await office.settles(office.sent_for(RenderLetter), Unprintable("Ж"))
    assert isinstance(fact, ApplicationRefused)
    assert "huruf Latin" in fact.reason


async def test_a_letter_that_is_not_made_for_long_shows_on_the_file(office: AnOffice):
    await office.has(a_file(Stage.DRAFTED))
    await office.works_on(approve)
    await office.gives_up(office.sent_for(RenderLetter))
    assert (await office.history())[-1] is What.STUCK
    assert (await office.file()).stage is Stage.APPROVED


# Withdrawal.


async def test_who_withdraws_before_the_approval_is_out_of_it(office: AnOffice):
    await office.has(a_file(Stage.DRAFTED))
    [fact] = await office.hears(WITHDRAW)
    assert isinstance(fact, ApplicationWithdrawn)
    with pytest.raises(NotAllowed, match="ditarik pemohon"):
        await office.works_on(approve)
    assert await office.all_of(Entry) == []


async def test_who_withdraws_after_the_approval_is_told_that_it_is_too_late(office: AnOffice):
    await office.has(a_file(Stage.DRAFTED))
    await office.works_on(approve)
    [fact] = await office.hears(WITHDRAW)
    assert isinstance(fact, WithdrawalRefused)
    assert "tidak bisa ditarik lagi" in fact.reason
    assert [type(fact) for fact in await office.prints()] == [LetterIssued]


async def test_who_withdraws_while_the_cover_letter_is_made_leaves_a_void_number(office: AnOffice):
    await office.hears(REQUESTED, APPROVED, WITHDRAW)

    assert await office.prints() == []

    [entry] = await office.all_of(Entry)
    [letter] = await office.all_of(Letter)
    assert (entry.status, letter.standing) == (Status.VOID, Standing.VOID)
    assert (await office.file()).stage is Stage.WITHDRAWN


async def test_a_withdrawal_that_comes_before_its_application_waits(office: AnOffice):
    with pytest.raises(NotYet):
        await office.hears(WITHDRAW)


# People who talk to people.


async def test_petugas_reaches_a_person_in_office_hours(office: AnOffice):
    word = told(
        HearConversation, contact_id=CONTACT, kind="text", text="petugas", word="PETUGAS", written_at=office.now
    )
    [message] = await office.hears(word)
    assert isinstance(message, SendMessage)
    assert "petugas kami menjawab" in message.text
    [conversation] = await office.all_of(Conversation)
    assert conversation.unread == 1


async def test_at_night_petugas_says_when_the_office_opens(office: AnOffice):
    office.wait(hours=12)
    word = told(
        HearConversation, contact_id=CONTACT, kind="text", text="petugas", word="PETUGAS", written_at=office.now
    )
    [message] = await office.hears(word)
    assert isinstance(message, SendMessage)
    assert "buka lagi Rabu, 25 November, pukul 07.30" in message.text


async def test_a_message_that_failed_shows_on_the_file_and_in_the_conversation(office: AnOffice):
    sent = Utterance(uuid7(), CONTACT, office.now, "Halo, Bu", written_by="Rahmawati")
    await office.has(a_file(), sent)
    words = {"contact_id": CONTACT, "speaker": "issuance", "outcome": "failed", "reason": "Nomor tidak aktif."}

    await office.hears(told(MessageFailed, message_id=sent.id, about=APPLICATION, **words))
    await office.hears(told(MessageFailed, message_id=uuid7(), about=None, **words))

    [utterance] = await office.all_of(Utterance)
    assert utterance.failed == "Nomor tidak aktif."
    assert [message.message_id for message in (await office.file()).undelivered] == [sent.id]


# The machinery.


async def test_what_is_nameless_is_suspected_until_tomorrow(office: AnOffice):
    office_id = uuid7()
    suspect = Stored("archive", "nobody's")
    await office.settles(SweepOrphans(office_id=office_id), (suspect,))
    assert office.sent_for(SweepOrphans).suspects == (suspect,)
    await office.gives_up(office.sent_for(SweepOrphans))
    assert office.sent_for(SweepOrphans).suspects == (suspect,)


async def test_everything_kept_can_be_read_again(office: AnOffice):
    file = a_file(Stage.ISSUED)
    await office.has(file)
    assert await office.file() == file
    assert [edition.version for edition in await office.all_of(Edition)] == [1]
    assert [in_force.office for in_force in await office.all_of(InForce)] == [file.office]
