"""What intake is asked for, and what it tells: everything the resident starts."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from shared.contracts.notifier import Reply
from shared.contracts.vocabulary import (
    ApplicationId,
    Attachment,
    CatalogueKey,
    ContactId,
    CoverLetter,
    DocumentKey,
    Person,
    ReasonKey,
    Rt,
    ServiceKey,
)
from shared.messaging.message import Fact


class HearReply(Reply):
    """A resident's or helper's reply, or anything that nobody else waits for."""

    subject: ClassVar[str] = "request.intake.hear_reply.v1"


class CoverLetterRequested(Fact):
    """A resident asks the RT chair for the surat pengantar; an application begins."""

    subject: ClassVar[str] = "fact.intake.cover_letter_requested.v1"

    application_id: ApplicationId
    contact_id: ContactId
    reference: str = Field(description="what the resident asks with, e.g. BKS-7Q4K")
    service: ServiceKey
    reason: ReasonKey | None
    catalogue_version: int
    applicant: Person
    helped_by: str | None = Field(default=None, description="name of the person who applies for the applicant")
    details: Mapping[CatalogueKey, str] = Field(default_factory=dict, description="what else the service asks for")
    rw_endorses: bool = Field(default=False, description="whether the RW chair signs the surat pengantar too")


class CoverLetterInHand(Fact):
    """The resident holds a surat pengantar on paper: no chair needs to be asked for it any more."""

    subject: ClassVar[str] = "fact.intake.cover_letter_in_hand.v1"

    application_id: ApplicationId


class ApplicationSubmitted(Fact):
    """The documents are complete and handed in: the three days begin. `due_at` is what the resident was told."""

    subject: ClassVar[str] = "fact.intake.application_submitted.v1"

    application_id: ApplicationId
    contact_id: ContactId
    reference: str
    service: ServiceKey
    reason: ReasonKey | None
    catalogue_version: int
    applicant: Person
    helped_by: str | None = None
    details: Mapping[CatalogueKey, str] = Field(default_factory=dict)
    cover_letter: CoverLetter | None
    documents: Mapping[DocumentKey, tuple[Attachment, ...]]
    lacking: Mapping[DocumentKey, str] = Field(
        default_factory=dict, description="documents that the resident does not have, each with why"
    )
    due_at: AwareDatetime


class DocumentsResubmitted(Fact):
    """The documents that were returned have been sent again; only those. `lacking`: not had, each with why."""

    subject: ClassVar[str] = "fact.intake.documents_resubmitted.v1"

    application_id: ApplicationId
    documents: Mapping[DocumentKey, tuple[Attachment, ...]]
    lacking: Mapping[DocumentKey, str] = Field(default_factory=dict)


class DeliveryChosen(Fact):
    """How the resident wants the printed letter."""

    subject: ClassVar[str] = "fact.intake.delivery_chosen.v1"

    application_id: ApplicationId
    way: Literal["pick_up", "courier", "none"]
    address: str | None = Field(default=None, description="where the courier goes")
    code: Annotated[str, StringConstraints(pattern=r"^\d{6}$")] | None = Field(
        default=None, description="which whoever picks it up tells; known to the resident alone"
    )


class ServiceRated(Fact):
    """What the resident thought of it: 1 (buruk) to 5 (sangat baik)."""

    subject: ClassVar[str] = "fact.intake.service_rated.v1"

    application_id: ApplicationId
    stars: int = Field(ge=1, le=5)


class ComplaintMade(Fact):
    """Somebody complains (KELUHAN) or suggests something (SARAN). `due_at` is what they were told."""

    subject: ClassVar[str] = "fact.intake.complaint_made.v1"
    key_field: ClassVar[str] = "complaint_id"

    complaint_id: UUID
    contact_id: ContactId
    kind: Literal["complaint", "suggestion"]
    reference: str = Field(description="what is asked with, e.g. BKS-K7Q4K")
    category: CatalogueKey | None = Field(default=None, description="a key of the catalogue's; None of a suggestion")
    name: str | None = Field(default=None, description="their profile name; a complaint asks for no other")
    words: Annotated[str, StringConstraints(max_length=4096)]
    pages: tuple[Attachment, ...] = ()
    about: ApplicationId | None = Field(default=None, description="their only application, if there is one")
    due_at: AwareDatetime | None = None


class ComplaintSettled(Fact):
    """Whoever complained says that it is settled, or has said nothing for a week after the answer."""

    subject: ClassVar[str] = "fact.intake.complaint_settled.v1"
    key_field: ClassVar[str] = "complaint_id"

    complaint_id: UUID


class ComplaintReopened(Fact):
    """Whoever complained says, within a week of the answer, that it is not settled, and why. There is a new date."""

    subject: ClassVar[str] = "fact.intake.complaint_reopened.v1"
    key_field: ClassVar[str] = "complaint_id"

    complaint_id: UUID
    words: Annotated[str, StringConstraints(max_length=4096)]
    due_at: AwareDatetime


class AnnouncementsWanted(Fact):
    """A contact agrees to be told what the office announces to those who live in this RT; the newest one counts."""

    subject: ClassVar[str] = "fact.intake.announcements_wanted.v1"
    key_field: ClassVar[str] = "contact_id"

    contact_id: ContactId
    rt: Rt


class AnnouncementsUnwanted(Fact):
    """A contact wants no announcements any more, under this id or one that they were `formerly` known by."""

    subject: ClassVar[str] = "fact.intake.announcements_unwanted.v1"
    key_field: ClassVar[str] = "contact_id"

    contact_id: ContactId
    formerly: tuple[ContactId, ...] = ()


class DataErased(Fact):
    """A contact had what is kept about them erased (HAPUS DATA). Whoever hears it erases what no law has them keep."""

    subject: ClassVar[str] = "fact.intake.data_erased.v1"
    key_field: ClassVar[str] = "contact_id"

    contact_id: ContactId
