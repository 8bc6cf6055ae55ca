"""What the facts of others do to a file.

A fact is never refused: it applies, or was applied already (None), or comes too early (`NotYet`).
"""

from collections import Counter
from dataclasses import replace
from datetime import datetime

from services.issuance.file import Delivery, Documents, File, Outcome
from services.issuance.history import What
from services.issuance.stage import ENDED, Stage
from shared.calendar import OfficeCalendar
from shared.contracts.catalogue import Service
from shared.contracts.intake import (
    ApplicationSubmitted,
    CoverLetterInHand,
    CoverLetterRequested,
    DeliveryChosen,
    DocumentsResubmitted,
    ServiceRated,
)
from shared.contracts.issuance import DeadlineMoved
from shared.contracts.verification import (
    CoverLetterApproved,
    CoverLetterDeclined,
    CoverLetterGoesToPaper,
    DocumentsConfirmed,
    DocumentsDisputed,
    NeighboursAnswered,
    NoChairToAsk,
)
from shared.contracts.vocabulary import UNREAD_PAPER_LETTER, CoverLetter
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
        details=fact.details,
    )
    return file.then(What.OPENED, fact.at, file.asked_by)


def requested_again(file: File, fact: CoverLetterRequested) -> Outcome | None:
    """After the chair has declined, the resident may have put the data right and ask once more."""
    if file.stage is not Stage.DECLINED:
        return None
    return file.then(
        What.OPENED,
        fact.at,
        file.asked_by,
        stage=Stage.COVER_LETTER,
        applicant=fact.applicant,
        reason=fact.reason,
        details=fact.details,
        ended_because=None,
    )


def waits_for_chair(file: File) -> bool:
    """Whether a chair's word on the surat pengantar is still awaited."""
    return file.stage is Stage.COVER_LETTER and file.cover_letter is None


def waits_for_cover_letter(file: File) -> bool:
    """Whether a surat pengantar is still to be made for it. One on WhatsApp counts for more than paper to come."""
    return waits_for_chair(file) or (file.stage is Stage.COLLECTING and file.paper_letter_unread)


def cover_letter_approved(file: File, fact: CoverLetterApproved, letter: CoverLetter) -> Outcome:
    """The chair lets the letter be made; it has its number. The PDF follows."""
    file = replace(file, endorsement=fact.endorsement)
    return file.then(
        What.LETTER_APPROVED,
        fact.at,
        fact.approved_by,
        reason=file.rw_word,
        detail=letter.number,
        stage=Stage.COVER_LETTER,
        applicant=fact.applicant,
        cover_letter=letter,
        cover_letter_by=fact.approved_by,
    )


def cover_letter_declined(file: File, fact: CoverLetterDeclined) -> Outcome | None:
    """Where the resident holds one on paper, the clerk should know of it, and it goes on."""
    if not waits_for_cover_letter(file):
        return None
    if not waits_for_chair(file):
        return file.then(What.LETTER_DECLINED, fact.at, fact.declined_by, reason=fact.reason)
    return file.then(
        What.LETTER_DECLINED,
        fact.at,
        fact.declined_by,
        reason=fact.reason,
        stage=Stage.DECLINED,
        ended_because=fact.reason,
    )


def cover_letter_goes_to_paper(file: File, fact: CoverLetterGoesToPaper) -> Outcome | None:
    if not waits_for_chair(file):
        return None
    return file.then(
        What.LETTER_ON_PAPER,
        fact.at,
        fact.chair_name,
        stage=Stage.COLLECTING,
        cover_letter=UNREAD_PAPER_LETTER,
        cover_letter_by=fact.chair_name,
    )


def cover_letter_in_hand(file: File, fact: CoverLetterInHand) -> Outcome | None:
    """The resident has it on paper, and sends a photo of it."""
    if not waits_for_chair(file):
        return None
    return file.then(
        What.LETTER_IN_HAND, fact.at, file.asked_by, stage=Stage.COLLECTING, cover_letter=UNREAD_PAPER_LETTER
    )


def submitted(file: File, fact: ApplicationSubmitted) -> Outcome | None:
    """The clock begins to run, towards the date that the resident was told."""
    if file.stage not in _BEFORE_DOCUMENTS:
        return None
    return file.then(
        What.SUBMITTED,
        fact.at,
        file.asked_by,
        stage=Stage.SUBMITTED,
        applicant=fact.applicant,
        helped_by=fact.helped_by,
        details=fact.details,
        cover_letter=fact.cover_letter,
        documents=fact.documents,
        lacking=fact.lacking,
        submitted_at=fact.at,
        due_at=fact.due_at,
    )


def resubmitted(file: File, fact: DocumentsResubmitted, calendar: OfficeCalendar) -> Outcome | None:
    """What was returned has come back: the clock goes on, towards a date of the days that were left."""
    if file.stage in _BEFORE_DOCUMENTS:
        raise NotYet("documents of this file have not been submitted yet")
    lacking = {key: why for key, why in file.lacking.items() if key not in fact.documents} | dict(fact.lacking)
    documents = {key: pages for key, pages in file.documents.items() if key not in lacking} | dict(fact.documents)
    undecided = {"waived_because": None, "waived_by": None} if fact.lacking else {}
    return clock_goes_on(replace(file, lacking=lacking, **undecided), documents, calendar, fact.at)


def clock_goes_on(file: File, documents: Documents, calendar: OfficeCalendar, at: datetime) -> Outcome | None:
    """All that was returned is there again; None where the clock does not stand still."""
    if not file.is_paused or file.due_at is None:
        return None
    due_at = calendar.resumed_due_at(file.pauses[-1].since, file.due_at, at)
    deadline = file.word(DeadlineMoved, at, due_at=due_at, reason="resubmitted")
    return file.then(
        What.RESUBMITTED,
        at,
        file.asked_by,
        said=(deadline,),
        stage=Stage.SUBMITTED,
        documents=documents,
        returned={},
        due_at=due_at,
        pauses=file.pauses_ended(at),
    )


def confirmed(file: File, fact: DocumentsConfirmed) -> Outcome | None:
    if not _is_with_the_chair(file):
        return None
    return file.then(
        What.CONFIRMED,
        fact.at,
        fact.confirmed_by,
        reason=fact.reason,
        stage=Stage.CONFIRMED,
        confirmed_by=fact.confirmed_by,
        confirmed_because=None,
        doubts={},
        doubted_by=None,
    )


def disputed(file: File, fact: DocumentsDisputed) -> Outcome | None:
    if not _is_with_the_chair(file):
        return None
    return file.then(
        What.DISPUTED,
        fact.at,
        fact.disputed_by,
        reasons=fact.doubts,
        stage=Stage.DISPUTED,
        doubts=fact.doubts,
        doubted_by=fact.disputed_by,
    )


def neighbours_answered(file: File, fact: NeighboursAnswered) -> Outcome:
    """Who they are is kept with the file and erased with it; the history, which stays, counts them."""
    counts = Counter(neighbour.answer for neighbour in fact.answers)
    said = f"{counts['yes']} benar, {counts['no']} tidak, {counts['unknown']} tidak tahu"
    known = (*file.neighbours, *fact.answers)
    return file.then(What.NEIGHBOURS_ANSWERED, fact.at, fact.asked_by, detail=said, neighbours=known)


def nobody_to_ask(file: File, fact: NoChairToAsk) -> Outcome | None:
    if not _is_with_the_chair(file):
        return None
    return file.then(What.NO_CHAIR, fact.at, None, stage=Stage.NO_CHAIR)


def delivery_chosen(file: File, fact: DeliveryChosen) -> Outcome | None:
    if not _is_out(file):
        return None
    delivery = Delivery(fact.way, fact.address, fact.code)
    return file.then(What.DELIVERY_CHOSEN, fact.at, file.asked_by, detail=fact.way, delivery=delivery)


def rated(file: File, fact: ServiceRated) -> Outcome | None:
    if not _is_out(file) or file.stars == fact.stars:
        return None
    return file.then(What.RATED, fact.at, file.asked_by, detail=str(fact.stars), stars=fact.stars)


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
