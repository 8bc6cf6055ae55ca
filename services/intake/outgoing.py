"""What intake may say, and how an utterance of a script becomes a message."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from services.intake.application import Application
from services.intake.complaint import Complaint
from shared.contracts.intake import (
    AnnouncementsUnwanted,
    AnnouncementsWanted,
    ApplicationSubmitted,
    ComplaintMade,
    ComplaintReopened,
    ComplaintSettled,
    CoverLetterInHand,
    CoverLetterRequested,
    DataErased,
    DeliveryChosen,
    DocumentsResubmitted,
    ServiceRated,
)
from shared.contracts.issuance import CheckLetter, WithdrawApplication
from shared.contracts.notifier import SendMessage
from shared.contracts.vocabulary import Attachment, ContactId, Template
from shared.dialogue import Utterance
from shared.messaging import Message
from shared.messaging.message import OfficeCode

SAYS: tuple[type[Message], ...] = (
    SendMessage,
    WithdrawApplication,
    CheckLetter,
    CoverLetterRequested,
    CoverLetterInHand,
    ApplicationSubmitted,
    DocumentsResubmitted,
    DeliveryChosen,
    ServiceRated,
    ComplaintMade,
    ComplaintReopened,
    ComplaintSettled,
    AnnouncementsWanted,
    AnnouncementsUnwanted,
    DataErased,
)


class Address(NamedTuple):
    """Where an answer belongs: an application, a complaint, or the contact for an aside; and the question."""

    about: UUID
    question: str

    def __str__(self) -> str:
        return f"{self.about.hex}.{self.question}"

    @classmethod
    def read(cls, written: str | None) -> "Address | None":
        """None for what is no address of ours."""
        about, dot, question = (written or "").partition(".")
        try:
            return cls(UUID(hex=about), question) if dot else None
        except ValueError:
            return None


class Dress(NamedTuple):
    """What goes with words that nobody has asked for: the letter, and the template for a closed window."""

    template: Template | None = None
    document: Attachment | None = None


PLAIN = Dress()
#: Templates that have no buttons: a question sent by one of them is answered in words.
WITHOUT_BUTTONS = {"kabar_permohonan", "dokumen_dikembalikan", "surat_pengantar_jadi"}


def about(application: Application, said: Utterance, at: datetime, dress: Dress = PLAIN) -> SendMessage:
    """A message to whoever applies, about their application."""
    return SendMessage(
        office=application.office,
        at=at,
        contact_id=application.contact_id,
        speaker="intake",
        text=said.text,
        choices=said.choices,
        list_button=said.list_button,
        document=dress.document or said.document,
        image=said.image,
        question=str(Address(application.application_id, said.question)) if said.question else None,
        awaits_text=said.awaits_text,
        template=dress.template,
        about=application.application_id,
    )


def to_contact(
    contact_id: ContactId,
    office: OfficeCode,
    said: Utterance,
    at: datetime,
    *,
    asks_about: UUID | None = None,
    template: Template | None = None,
    despite_stop: bool = False,
) -> SendMessage:
    """A message that is about no single application; its question is about the contact unless it says otherwise."""
    return SendMessage(
        office=office,
        at=at,
        contact_id=contact_id,
        speaker="intake",
        text=said.text,
        choices=said.choices,
        list_button=said.list_button,
        question=str(Address(asks_about or contact_id, said.question)) if said.question else None,
        awaits_text=said.awaits_text,
        template=template,
        despite_stop=despite_stop,
    )


def about_complaint(complaint: Complaint, said: Utterance, at: datetime) -> SendMessage:
    """A message about a complaint; outside of the window by the template for news."""
    news = " ".join(said.text.split())
    template = Template(name="kabar_permohonan", parameters=("Bapak/Ibu", complaint.reference, news))
    key = complaint.complaint_id
    return to_contact(complaint.contact_id, complaint.office, said, at, asks_about=key, template=template)
