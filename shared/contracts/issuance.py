"""What issuance is asked for, and what it tells: the file, from the clerk's desk to the issued letter."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.contracts.catalogue import Catalogue, Directory
from shared.contracts.notifier import Reply
from shared.contracts.vocabulary import (
    ApplicationId,
    Attachment,
    Audience,
    CatalogueKey,
    ContactId,
    DocumentKey,
    LetterKind,
    Person,
    ReasonKey,
    ServiceKey,
    Signing,
)
from shared.messaging.message import Book, Fact, Request


class HearConversation(Reply):
    """What someone writes while a clerk speaks with them, or the word PETUGAS."""

    subject: ClassVar[str] = "request.issuance.hear_reply.v1"


class WithdrawApplication(Request):
    """The resident withdraws. Answered by `ApplicationWithdrawn` or `WithdrawalRefused`."""

    subject: ClassVar[str] = "request.issuance.withdraw_application.v1"

    application_id: ApplicationId


class ApplicationWithdrawn(Fact):
    """The application has ended at the resident's wish."""

    subject: ClassVar[str] = "fact.issuance.application_withdrawn.v1"

    application_id: ApplicationId


class WithdrawalRefused(Fact):
    """It is too late to withdraw: the letter is signed, or the application had already ended."""

    subject: ClassVar[str] = "fact.issuance.withdrawal_refused.v1"

    application_id: ApplicationId
    reason: str = Field(description="a sentence for the resident, in Indonesian")


class OpenedAtCounter(Fact):
    """A clerk has opened an application for somebody at the counter. Who has a contact is told of it on WhatsApp.

    The surat pengantar is asked for next where `asks_chair`; else there is one on paper, or none is needed.
    """

    subject: ClassVar[str] = "fact.issuance.opened_at_counter.v1"

    application_id: ApplicationId
    contact_id: ContactId | None = Field(default=None, description="of the applicant, or who applies for them")
    reference: str = Field(description="e.g. BKS-L7Q4K: the L tells it from what began on WhatsApp")
    service: ServiceKey
    reason: ReasonKey | None
    catalogue_version: int
    applicant: Person
    helped_by: str | None = None
    details: Mapping[CatalogueKey, str] = Field(default_factory=dict)
    asks_chair: bool
    rw_endorses: bool = False
    opened_by: str


class CompletedAtCounter(Fact):
    """All papers of an application that began at the counter are there: the three days begin, towards this date."""

    subject: ClassVar[str] = "fact.issuance.completed_at_counter.v1"

    application_id: ApplicationId
    due_at: AwareDatetime


class ApplicationReceived(Fact):
    """Day 1: a clerk has received and archived the documents under an agenda number. The chair is asked next."""

    subject: ClassVar[str] = "fact.issuance.application_received.v1"

    application_id: ApplicationId
    agenda_number: str
    applicant: Person
    documents: Mapping[DocumentKey, tuple[Attachment, ...]]
    document_names: Mapping[DocumentKey, str]
    lacking: Mapping[DocumentKey, str] = Field(
        default_factory=dict, description="documents the applicant does not have, each with why; named as the others"
    )
    received_by: str
    own_contact: ContactId | None = Field(
        default=None, description="the applicant's own, where nobody applies for them: nobody vouches for themselves"
    )


class DocumentsReturned(Fact):
    """The clerk sends documents back; `reasons` says for each what is wrong with it. The clock stops."""

    subject: ClassVar[str] = "fact.issuance.documents_returned.v1"

    application_id: ApplicationId
    reasons: Mapping[DocumentKey, str]
    returned_by: str


class DeadlineMoved(Fact):
    """There is a new date, and a reason that the resident can be told."""

    subject: ClassVar[str] = "fact.issuance.deadline_moved.v1"

    application_id: ApplicationId
    due_at: AwareDatetime
    reason: Literal["resubmitted", "office_closed"]
    because: str | None = Field(default=None, description="why the office closes, in the words of the office")


class ApplicationRefused(Fact):
    """The office will not issue the letter."""

    subject: ClassVar[str] = "fact.issuance.application_refused.v1"

    application_id: ApplicationId
    reason: str = Field(description="a sentence for the resident, in Indonesian")
    refused_by: str


class LetterIssued(Fact):
    """A letter has its number and stands in the register; `document` is the PDF.

    Of one that is signed in ink it is the scan, or a copy that says so; the signed original waits at the office.
    """

    subject: ClassVar[str] = "fact.issuance.letter_issued.v1"

    application_id: ApplicationId
    letter_id: UUID
    kind: LetterKind
    number: str
    dated: date
    document: Attachment
    signed_by: str
    signed: Signing = "electronically"


class LetterVoided(Fact):
    """A letter that the resident holds does not count any more. Its number stays in the register, as void."""

    subject: ClassVar[str] = "fact.issuance.letter_voided.v1"

    application_id: ApplicationId
    letter_id: UUID
    kind: LetterKind
    number: str
    reason: str = Field(description="for the resident, in Indonesian")
    voided_by: str
    replaced: bool = Field(description="whether the office makes another in its place")


#: How a letter of the office stands; `changed` where the file is not the one that was issued, `unknown` for no letter.
LetterVerdict = Literal["genuine", "expired", "unsigned", "void", "replaced", "changed", "unknown"]


class CheckLetter(Request):
    """Somebody wants to know whether a PDF is a letter of the office's. Answered by `LetterChecked`."""

    subject: ClassVar[str] = "request.issuance.check_letter.v1"
    key_field: ClassVar[str] = "contact_id"

    contact_id: ContactId
    document: Attachment


class LetterChecked(Fact):
    """How the letter stands whose PDF was sent. The particulars are those that the paper shows; none of an unknown."""

    subject: ClassVar[str] = "fact.issuance.letter_checked.v1"
    key_field: ClassVar[str] = "contact_id"

    contact_id: ContactId
    verdict: LetterVerdict
    title: str = ""
    number: str = ""
    holder: str = Field(default="", description="the name, masked")
    dated: date | None = None
    signed_by: str = ""
    because: str | None = Field(default=None, description="why it is void")


class PrintSentOut(Fact):
    """A courier is on the way with the printed letter."""

    subject: ClassVar[str] = "fact.issuance.print_sent_out.v1"

    application_id: ApplicationId
    courier: str = Field(description="their name")


class PrintCameBack(Fact):
    """The courier could not deliver the printed letter: it is at the office again."""

    subject: ClassVar[str] = "fact.issuance.print_came_back.v1"

    application_id: ApplicationId
    reason: str


class HandedOver(Fact):
    """The printed letter has been picked up, or delivered by the courier."""

    subject: ClassVar[str] = "fact.issuance.handed_over.v1"

    application_id: ApplicationId
    to: str = Field(description="name of who took it")


class ComplaintAnswered(Fact):
    """The office answers a complaint or a suggestion."""

    subject: ClassVar[str] = "fact.issuance.complaint_answered.v1"
    key_field: ClassVar[str] = "complaint_id"

    complaint_id: UUID
    text: str
    answered_by: str


class ComplaintOpenedByOffice(Fact):
    """A file was not done in time: the office complains of itself, so that the lurah sees to it by this date."""

    subject: ClassVar[str] = "fact.issuance.complaint_opened_by_office.v1"
    key_field: ClassVar[str] = "complaint_id"

    complaint_id: UUID
    reference: str
    application_id: ApplicationId
    contact_id: ContactId | None
    due_at: AwareDatetime


class AnnouncementMade(Fact):
    """The office announces something. Who agreed is told by messages of their own; others may ask for it."""

    subject: ClassVar[str] = "fact.issuance.announcement_made.v1"
    key_field: ClassVar[str] = "announcement_id"

    announcement_id: UUID
    text: str = Field(description="one line, for residents, in Indonesian")
    audience: Audience


class CataloguePublished(Book):
    """The services, documents, days and texts now in force. A running application keeps its version."""

    subject: ClassVar[str] = "book.issuance.catalogue_published.v1"
    key_field: ClassVar[str] = "office_id"

    office_id: UUID
    catalogue: Catalogue


class DirectoryPublished(Book):
    """Who chairs which RT and RW now."""

    subject: ClassVar[str] = "book.issuance.directory_published.v1"
    key_field: ClassVar[str] = "office_id"

    office_id: UUID
    directory: Directory
