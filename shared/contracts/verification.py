"""What verification is asked for, and what it tells: the word of RT chairs."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import AwareDatetime, Field

from shared.contracts.notifier import Reply
from shared.contracts.vocabulary import ApplicationId, DocumentKey, Person, Rt, Value
from shared.messaging.message import Fact, Request


class HearChairReply(Reply):
    """A reply of an RT or RW chair."""

    subject: ClassVar[str] = "request.verification.hear_reply.v1"


class AskChairAgain(Request):
    """The clerk wants the RT chair to look at the documents once more."""

    subject: ClassVar[str] = "request.verification.ask_chair_again.v1"

    application_id: ApplicationId
    remark: str = Field(description="what the clerk wants the chair to look at")


class Endorsement(Value):
    """What the RW chair says to an RT chair's letter, where the service asks for it.

    Without a name nobody of the RW could be asked on WhatsApp: the letter leaves room for a signature in ink.
    """

    rw: int = Field(ge=1, le=999)
    by: str | None = Field(default=None, description="name of the RW chair")
    at: AwareDatetime | None = None


class CoverLetterAsked(Fact):
    """The request for the surat pengantar is with a chair: the RT's, or the RW's where the RT's cannot be asked."""

    subject: ClassVar[str] = "fact.verification.cover_letter_asked.v1"

    application_id: ApplicationId
    rt: Rt
    chair_name: str
    honorific: Literal["Bapak", "Ibu"]
    acting_as: Literal["rt_chair", "rw_chair"] = "rt_chair"


class CoverLetterApproved(Fact):
    """The RT chair (or the RW chair in their place) lets the surat pengantar be made. Issuance numbers and seals it."""

    subject: ClassVar[str] = "fact.verification.cover_letter_approved.v1"

    application_id: ApplicationId
    rt: Rt
    applicant: Person
    approved_by: str = Field(description="name of the chair")
    acting_as: Literal["rt_chair", "rw_chair"] = "rt_chair"
    endorsement: Endorsement | None = Field(default=None, description="None where nobody asks for one")


class CoverLetterDeclined(Fact):
    """The chair will not make the surat pengantar, with the reason in the chair's words."""

    subject: ClassVar[str] = "fact.verification.cover_letter_declined.v1"

    application_id: ApplicationId
    rt: Rt
    declined_by: str
    reason: str
    acting_as: Literal["rt_chair", "rw_chair"] = "rt_chair"


class CoverLetterGoesToPaper(Fact):
    """No chair of this RT can be reached on WhatsApp: the letter is written on paper, a photo of it is accepted."""

    subject: ClassVar[str] = "fact.verification.cover_letter_goes_to_paper.v1"

    application_id: ApplicationId
    rt: Rt
    chair_name: str | None


class DocumentsConfirmed(Fact):
    """The chair vouches for every document."""

    subject: ClassVar[str] = "fact.verification.documents_confirmed.v1"

    application_id: ApplicationId
    confirmed_by: str


class DocumentsDisputed(Fact):
    """The chair doubts documents; `doubts` says what is wrong with each. The clerk settles it."""

    subject: ClassVar[str] = "fact.verification.documents_disputed.v1"

    application_id: ApplicationId
    disputed_by: str
    doubts: Mapping[DocumentKey, str]


class NoChairToAsk(Fact):
    """Nobody of this RT can be asked about the documents on WhatsApp: the clerk decides, with a reason."""

    subject: ClassVar[str] = "fact.verification.no_chair_to_ask.v1"

    application_id: ApplicationId
    rt: Rt
