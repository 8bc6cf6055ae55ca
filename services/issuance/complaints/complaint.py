"""A complaint: open → answered → closed, and open again when it is not settled.

What is late, or open again, is the lurah's.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from services.issuance.staff import Role, Staff
from services.issuance.stage import NotAllowed
from shared.contracts.intake import ComplaintMade, ComplaintReopened, ComplaintSettled
from shared.contracts.issuance import ComplaintAnswered
from shared.contracts.vocabulary import ApplicationId, Attachment, CatalogueKey, ContactId

Kind = Literal["complaint", "suggestion", "breach"]
Stage = Literal["open", "answered", "closed"]
LONGEST = 800  # characters; more does not fit into the template that is used when the contact's window is closed


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said in it. `by` is a person of the office, None for whoever complains."""

    at: datetime
    text: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint or suggestion; a `breach` is the office's own, of a file that was not done in time.

    `owner` is the name of who sees to it. `escalated_at`: since then it is the lurah's.
    """

    complaint_id: UUID
    office: str
    reference: str
    kind: Kind
    made_at: datetime
    since: datetime
    contact_id: ContactId | None = None
    category: CatalogueKey | None = None
    name: str | None = None
    about: ApplicationId | None = None
    pages: tuple[Attachment, ...] = ()
    said: tuple[Said, ...] = ()
    due_at: datetime | None = None
    stage: Stage = "open"
    owner: str | None = None
    escalated_at: datetime | None = None

    @classmethod
    def made(cls, fact: ComplaintMade) -> Self:
        return cls(
            complaint_id=fact.complaint_id,
            office=fact.office,
            reference=fact.reference,
            kind=fact.kind,
            made_at=fact.at,
            contact_id=fact.contact_id,
            category=fact.category,
            name=fact.name,
            about=fact.about,
            pages=fact.pages,
            said=(Said(fact.at, fact.words),),
            due_at=fact.due_at,
            since=fact.at,
        )

    @property
    def is_answered_on_whatsapp(self) -> bool:
        return self.contact_id is not None and self.kind != "breach"

    def is_due(self, now: datetime) -> bool:
        return self.stage == "open" and self.due_at is not None and self.due_at <= now

    def reopened(self, fact: ComplaintReopened) -> "Complaint":
        """Not settled: it is the lurah's now. The same fact once more changes nothing."""
        if self.stage == "open":
            return self
        said = (*self.said, Said(fact.at, fact.words))
        after = replace(self, stage="open", since=fact.at, said=said, due_at=fact.due_at)
        return after.escalated(fact.at)

    def settled(self, fact: ComplaintSettled) -> "Complaint":
        return self if self.stage == "closed" else replace(self, stage="closed", since=fact.at)

    def escalated(self, at: datetime) -> "Complaint":
        return self if self.escalated_at else replace(self, escalated_at=at)

    def kept(self, pages: tuple[Attachment, ...]) -> "Complaint":
        """Its photos are in the archive."""
        return replace(self, pages=pages)


def take_on(complaint: Complaint, by: Staff) -> Complaint:
    """Somebody makes it theirs. Raises `NotAllowed`."""
    _must_be_open(complaint, by)
    return replace(complaint, owner=by.name)


def pass_to_lurah(complaint: Complaint, by: Staff, at: datetime) -> Complaint:
    """Raises `NotAllowed`."""
    _must_be_open(complaint, by)
    if complaint.escalated_at:
        raise NotAllowed("Keluhan ini sudah diteruskan ke lurah.")
    return complaint.escalated(at)


def answer(complaint: Complaint, text: str, by: Staff, at: datetime) -> tuple[Complaint, ComplaintAnswered | None]:
    """The answer, and what is said of it; what nobody waits for on WhatsApp is closed by it. Raises `NotAllowed`."""
    _must_be_open(complaint, by)
    text = text.strip()
    if not text:
        raise NotAllowed("Tulis jawabannya dulu.")
    if len(text) > LONGEST:
        raise NotAllowed(f"Jawabannya terlalu panjang: paling banyak {LONGEST} huruf.")
    if complaint.escalated_at and by.role is not Role.LURAH:
        raise NotAllowed("Keluhan ini sudah di lurah; lurah yang menjawab.")
    is_asked = complaint.is_answered_on_whatsapp and complaint.kind == "complaint"
    after = replace(
        complaint,
        stage="answered" if is_asked else "closed",
        since=at,
        owner=complaint.owner or by.name,
        said=(*complaint.said, Said(at, text, by.name)),
    )
    if not complaint.is_answered_on_whatsapp:
        return after, None
    fact = ComplaintAnswered(
        office=complaint.office, at=at, complaint_id=complaint.complaint_id, text=text, answered_by=by.name
    )
    return after, fact


def _must_be_open(complaint: Complaint, by: Staff) -> None:
    if by.role is Role.ADMIN:
        raise NotAllowed("Hanya petugas dan lurah yang bisa menangani keluhan.")
    if complaint.stage != "open":
        raise NotAllowed("Keluhan ini sudah dijawab.")
