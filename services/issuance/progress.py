"""What the facts of others, and the office's own machinery, do to a file.

A fact is never refused: it applies, or was applied already (None), or comes too early (`NotYet`).
"""

from datetime import datetime

from services.issuance.file import Delivery, Documents, File, Outcome, Undelivered
from services.issuance.history import What
from services.issuance.letter import Letter
from services.issuance.stage import ENDED, Stage
from shared.contracts.catalogue import Service
from shared.contracts.intake import (
    ApplicationSubmitted,
    CoverLetterRequested,
    DeliveryChosen,
    DocumentsResubmitted,
    ServiceRated,
)
from shared.contracts.issuance import ApplicationReceived, ApplicationRefused, DeadlineMoved, LetterIssued
from shared.contracts.notifier import MessageFailed
from shared.contracts.verification import (
    CoverLetterApproved,
    CoverLetterDeclined,
    CoverLetterGoesToPaper,
    DocumentsConfirmed,
    DocumentsDisputed,
    NoChairToAsk,
)
from shared.contracts.vocabulary import CoverLetter
from shared.messaging import NotYet

#: Before the documents were handed in, nobody can have said anything about them.
_BEFORE_DOCUMENTS = frozenset({Stage.COVER_LETTER, Stage.DECLINED, Stage.COLLECTING})
_WITH_THE_CHAIR = frozenset({Stage.RECEIVED, Stage.DISPUTED, Stage.NO_CHAIR})
_OUT = frozenset({Stage.ISSUED, Stage.HANDED_OVER})


def opened(fact: CoverLetterRequested | ApplicationSubmitted, service: Service) -> Outcome:
    """An application begins: at the chair's or, where no surat pengantar is asked for, with the documents."""
    file = File(
        application_id=fact.application_id,
        stage=Stage.COVER_LETTER,
        office=fact.office,
        contact_id=fact.contact_id,
        reference=fact.reference,
        service=service,
        reason=fact.reason,
        catalogue_version=fact.catalogue_version,
        applicant=fact.applicant,
        helped_by=fact.helped_by,
        opened_at=fact.at,
        since=fact.at,
    )
    return file.then(What.OPENED, fact.at, file.asked_by)


def requested_again(file: File, fact: CoverLetterRequested) -> Outcome | None:
    """After the chair has declined, the resident may have put the data right and ask once more."""
    if file.stage is not Stage.DECLINED:
        return None
    again = file.then(What.OPENED, fact.at, file.asked_by, stage=Stage.COVER_LETTER)
    return again.but(applicant=fact.applicant, reason=fact.reason, ended_because=None)


def waits_for_cover_letter(file: File) -> bool:
    """Whether a surat pengantar is still to be made for it."""
    return file.stage is Stage.COVER_LETTER and file.cover_letter is None


def cover_letter_approved(file: File, fact: CoverLetterApproved, letter: CoverLetter) -> Outcome:
    """The chair lets the letter be made; it has its number. The PDF follows."""
    approved = file.then(What.LETTER_APPROVED, fact.at, fact.approved_by, detail=letter.number)
    return approved.but(applicant=fact.applicant, cover_letter=letter, cover_letter_by=fact.approved_by)


def cover_letter_declined(file: File, fact: CoverLetterDeclined) -> Outcome | None:
    if not waits_for_cover_letter(file):
        return None
    declined = file.then(What.LETTER_DECLINED, fact.at, fact.declined_by, reason=fact.reason, stage=Stage.DECLINED)
    return declined.but(ended_because=fact.reason)


def cover_letter_goes_to_paper(file: File, fact: CoverLetterGoesToPaper) -> Outcome | None:
    if not waits_for_cover_letter(file):
        return None
    on_paper = CoverLetter(number=None, dated=None, on_paper=True)
    moved = file.then(What.LETTER_ON_PAPER, fact.at, fact.chair_name, stage=Stage.COLLECTING)
    return moved.but(cover_letter=on_paper, cover_letter_by=fact.chair_name)


def submitted(file: File, fact: ApplicationSubmitted) -> Outcome | None:
    """The clock begins to run, towards the date that the resident was told."""
    if file.stage not in _BEFORE_DOCUMENTS:
        return None
    moved = file.then(What.SUBMITTED, fact.at, file.asked_by, stage=Stage.SUBMITTED)
    return moved.but(
        applicant=fact.applicant,
        helped_by=fact.helped_by,
        cover_letter=fact.cover_letter,
        documents=fact.documents,
        submitted_at=fact.at,
        due_at=fact.due_at,
    )


def resubmitted(file: File, fact: DocumentsResubmitted, due_at: datetime) -> Outcome | None:
    """What was returned has come back: the clock goes on, towards `due_at`."""
    if file.stage in _BEFORE_DOCUMENTS:
        raise NotYet("documents of this file have not been submitted yet")
    if not file.is_paused:
        return None
    deadline = file.word(DeadlineMoved, fact.at, due_at=due_at, reason="resubmitted")
    moved = file.then(What.RESUBMITTED, fact.at, file.asked_by, said=(deadline,), stage=Stage.SUBMITTED)
    return moved.but(
        documents={**file.documents, **fact.documents}, returned={}, due_at=due_at, pauses=file.pauses_ended(fact.at)
    )


def archived(file: File, documents: Documents, at: datetime) -> Outcome:
    """The received documents are in the archive: the RT chair can be asked about them."""
    fact = file.word(
        ApplicationReceived,
        at,
        agenda_number=file.agenda_number,
        applicant=file.applicant,
        documents=documents,
        document_names={key: file.name_of(key) for key in documents},
        received_by=file.received_by,
    )
    return file.then(What.ARCHIVED, at, None, said=(fact,), documents=documents)


def not_archived(file: File, at: datetime) -> Outcome:
    """Pages are gone from the store: the clerk gets the file back, to ask for them again."""
    reason = "Foto dokumen tidak bisa dibaca dari penyimpanan. Kembalikan dokumennya supaya dikirim ulang."
    return file.then(What.STUCK, at, None, reason=reason, stage=Stage.SUBMITTED)


def confirmed(file: File, fact: DocumentsConfirmed) -> Outcome | None:
    if not _is_with_the_chair(file):
        return None
    moved = file.then(What.CONFIRMED, fact.at, fact.confirmed_by, stage=Stage.CONFIRMED)
    return moved.but(confirmed_by=fact.confirmed_by, confirmed_because=None, doubts={}, doubted_by=None)


def disputed(file: File, fact: DocumentsDisputed) -> Outcome | None:
    if not _is_with_the_chair(file):
        return None
    moved = file.then(What.DISPUTED, fact.at, fact.disputed_by, reasons=fact.doubts, stage=Stage.DISPUTED)
    return moved.but(doubts=fact.doubts, doubted_by=fact.disputed_by)


def nobody_to_ask(file: File, fact: NoChairToAsk) -> Outcome | None:
    if not _is_with_the_chair(file):
        return None
    return file.then(What.NO_CHAIR, fact.at, None, stage=Stage.NO_CHAIR)


def letter_made(file: File, letter: Letter, at: datetime) -> Outcome | None:
    """The PDF is stored. None when the file has ended meanwhile: then nobody gets it."""
    is_cover_letter = letter.kind == "surat_pengantar"
    if file.stage is not (Stage.COVER_LETTER if is_cover_letter else Stage.APPROVED):
        return None
    issued = file.word(
        LetterIssued,
        at,
        letter_id=letter.letter_id,
        kind=letter.kind,
        number=letter.number,
        dated=letter.dated,
        document=letter.kept_document,
        signed_by=letter.signed_by,
    )
    stage = Stage.COLLECTING if is_cover_letter else Stage.ISSUED
    what = What.LETTER_MADE if is_cover_letter else What.ISSUED
    return file.then(what, at, None, detail=letter.number, said=(issued,), stage=stage)


def cannot_be_printed(file: File, letter: Letter, sentence: str, at: datetime) -> Outcome | None:
    """What the letter would say does not fit on paper: the clerk puts it right, or the resident begins again."""
    if letter.kind != "surat_pengantar":
        back = file.then(What.STUCK, at, None, reason=sentence, detail=letter.number, stage=Stage.CONFIRMED)
        return back.but(sent_back_because=sentence, approved_by=None, letter_number=None)
    if file.stage is not Stage.COVER_LETTER:
        return None
    refused = file.word(ApplicationRefused, at, reason=sentence, refused_by="Kelurahan")
    return file.then(What.REFUSED, at, None, reason=sentence, said=(refused,), stage=Stage.REFUSED)


def letter_is_late(file: File, letter: Letter, at: datetime) -> Outcome:
    """The PDF could not be made for long: the errand is parked, and somebody should look."""
    reason = "Surat belum berhasil dibuat. Lihat daftar pesan yang tertahan."
    return file.then(What.STUCK, at, None, reason=reason, detail=letter.number)


def delivery_chosen(file: File, fact: DeliveryChosen) -> Outcome | None:
    if not _is_out(file):
        return None
    delivery = Delivery(fact.way, fact.address)
    return file.then(What.DELIVERY_CHOSEN, fact.at, file.asked_by, detail=fact.way, delivery=delivery)


def rated(file: File, fact: ServiceRated) -> Outcome | None:
    if not _is_out(file) or file.stars == fact.stars:
        return None
    return file.then(What.RATED, fact.at, file.asked_by, detail=str(fact.stars), stars=fact.stars)


def message_failed(file: File, fact: MessageFailed) -> Outcome:
    """A message about the file did not arrive: somebody should look."""
    undelivered = (*file.undelivered, Undelivered(fact.message_id, fact.at, fact.reason))
    return file.then(What.UNDELIVERED, fact.at, None, reason=fact.reason, undelivered=undelivered)


def _is_with_the_chair(file: File) -> bool:
    """Whether a chair's word about the documents still counts. Raises `NotYet` where it came before them."""
    if file.stage in _BEFORE_DOCUMENTS:
        raise NotYet("documents of this file have not been submitted yet")
    return file.stage in _WITH_THE_CHAIR


def _is_out(file: File) -> bool:
    """Whether the resident holds the letter. Raises `NotYet` while it is being made."""
    if file.stage not in ENDED:
        raise NotYet("the letter of this file has not been issued yet")
    return file.stage in _OUT
