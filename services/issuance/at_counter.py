"""A file that a clerk opens for somebody at the counter, and the papers that are brought there. Pure rules.

intake holds the conversations with residents; at the counter the clerk holds it, and the file begins here.
"""

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from services.issuance import progress
from services.issuance.actions import must_allow
from services.issuance.edition import InForce
from services.issuance.file import Delivery, Documents, File, Outcome
from services.issuance.history import What
from services.issuance.staff import Staff
from services.issuance.stage import Action, NotAllowed, Stage
from shared.calendar import OfficeCalendar
from shared.contracts.catalogue import Service
from shared.contracts.details import Details
from shared.contracts.issuance import CompletedAtCounter, OpenedAtCounter
from shared.contracts.notifier import IntroduceContact
from shared.contracts.vocabulary import UNREAD_PAPER_LETTER, CoverLetter, DocumentKey, Person, ReasonKey
from shared.indonesian import listed
from shared.messaging import Fact
from shared.readable import ALPHABET

#: The scan of a surat pengantar on paper, among the documents.
COVER_LETTER: DocumentKey = "cover_letter"


@dataclass(frozen=True, slots=True)
class Visit:
    """What somebody has told at the counter.

    `phone` is E.164; `cover_letter` is the surat pengantar that was brought on paper.
    """

    application_id: UUID
    service: Service
    reason: ReasonKey | None
    applicant: Person
    helped_by: str | None = None
    details: Details = field(default_factory=dict[str, str])
    phone: str | None = None
    on_whatsapp: bool = False
    cover_letter: CoverLetter | None = None

    @property
    def asks_chair(self) -> bool:
        return self.service.cover_letter == "required" and self.cover_letter is None


def a_reference(office: str) -> str:
    """`BKS-L7Q4K`: one of 279,841. `office` is its short name.

    The L tells that it began at the counter (*loket*): intake's have none, so that no two applications have one number.
    """
    return f"{office}-L{''.join(secrets.choice(ALPHABET) for _ in range(4))}"


def opened(visit: Visit, reference: str, by: Staff, in_force: InForce, at: datetime) -> Outcome:
    """The file begins. Others hear of it once it is known which contact it is for, where there is one."""
    file = File(
        application_id=visit.application_id,
        stage=Stage.COVER_LETTER if visit.asks_chair else Stage.COLLECTING,
        office=in_force.office,
        contact_id=None,
        reference=reference,
        service=visit.service,
        reason=visit.reason,
        catalogue_version=in_force.catalogue.version,
        applicant=visit.applicant,
        helped_by=visit.helped_by,
        opened_at=at,
        since=at,
        details=visit.details,
        cover_letter=visit.cover_letter,
        delivery=None if visit.on_whatsapp else Delivery("pick_up"),
        opened_by=by.name,
        phone=visit.phone,
        on_whatsapp=visit.on_whatsapp,
    )
    if visit.on_whatsapp:
        said = IntroduceContact(
            office=file.office, at=at, asked_for=visit.application_id, phone=visit.phone or "", name=file.asked_by
        )
    else:
        said = _told_of(file, at)
    return file.then(What.OPENED_AT_COUNTER, at, by.name, said=(said,))


def introduced(file: File, contact_id: UUID, at: datetime) -> tuple[File, tuple[Fact, ...]]:
    """The contact is known: now the others hear of the file, and that its clock runs where it does already."""
    known = replace(file, contact_id=contact_id)
    running = (_completed(known, at),) if known.due_at else ()
    return known, (_told_of(known, at), *running)


def needed(file: File) -> tuple[DocumentKey, ...]:
    """The documents that must be there, in the order of the catalogue."""
    on_paper = file.cover_letter is not None and file.cover_letter.on_paper
    documents = [document.key for document in file.service.documents_for(file.reason)]
    return (*((COVER_LETTER,) if on_paper else ()), *documents)


def wanted(file: File) -> tuple[DocumentKey, ...]:
    """The documents that can be brought now: what was returned, else all that the service asks for.

    While the chair is asked, the surat pengantar may come on paper.
    """
    if file.stage is Stage.RETURNED:
        return tuple(file.returned)
    return (COVER_LETTER, *needed(file)) if progress.waits_for_chair(file) else needed(file)


def missing(file: File) -> tuple[DocumentKey, ...]:
    """What is still to be brought."""
    if file.stage is Stage.RETURNED:
        return tuple(file.returned)
    return tuple(key for key in needed(file) if key not in file.documents)


def brought(file: File, papers: Documents, by: Staff, at: datetime) -> Outcome:
    """Papers were scanned at the counter; they replace what was there of the same documents. Raises `NotAllowed`.

    With a surat pengantar on paper nobody waits for the chair any more; its number is read before the receipt.
    """
    must_allow(file, Action.BRING_PAPERS, by)
    if not papers or not papers.keys() <= set(wanted(file)):
        raise NotAllowed("Pilih berkas yang diunggah.")
    left = {key: why for key, why in file.returned.items() if key not in papers}
    names = listed([file.name_of(key) for key in papers])
    changes: dict[str, Any] = {"documents": {**file.documents, **papers}, "returned": left}
    if COVER_LETTER in papers and progress.waits_for_chair(file):
        changes |= {"stage": Stage.COLLECTING, "cover_letter": UNREAD_PAPER_LETTER}
    return file.then(What.PAPERS_BROUGHT, at, by.name, detail=names, **changes)


def complete(file: File, calendar: OfficeCalendar, at: datetime) -> Outcome | None:
    """Everything is there: the clock begins to run, or goes on. None while something is missing."""
    if file.opened_by is None or missing(file):
        return None
    match file.stage:
        case Stage.COLLECTING:
            due_at = calendar.due_at(at, file.service.working_days)
            begun = replace(file, due_at=due_at, submitted_at=at)
            said = (_completed(begun, at),) if begun.is_known else ()
            return begun.then(What.SUBMITTED, at, file.asked_by, said=said, stage=Stage.SUBMITTED)
        case Stage.RETURNED:
            return progress.clock_goes_on(file, file.documents, calendar, at)
        case _:
            return None


def _told_of(file: File, at: datetime) -> OpenedAtCounter:
    return file.word(
        OpenedAtCounter,
        at,
        contact_id=file.contact_id,
        reference=file.reference,
        service=file.service.key,
        reason=file.reason,
        catalogue_version=file.catalogue_version,
        applicant=file.applicant,
        helped_by=file.helped_by,
        details=file.details,
        asks_chair=file.stage is Stage.COVER_LETTER,
        rw_endorses=file.service.rw_endorses,
        opened_by=file.opened_by,
    )


def _completed(file: File, at: datetime) -> CompletedAtCounter:
    return file.word(CompletedAtCounter, at, due_at=file.due_at)
