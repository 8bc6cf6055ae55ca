"""What verification is asked for, and what it tells: the word of RT chairs."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal
from uuid import NAMESPACE_OID, UUID, uuid5

from pydantic import AwareDatetime, Field, StringConstraints

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
    neighbours: bool = Field(default=False, description="whether the chair is to have neighbours asked first")


def post_id(office: str, post: str) -> UUID:
    """The id of an RT's or RW's chair. `post` is as letters write it: `RT 005/RW 002`, `RW 002`."""
    return uuid5(NAMESPACE_OID, f"{office}/chair of {post}")


class InviteChair(Request):
    """Whoever writes the word UNDANGAN and this code is the chair of this post from then on.

    The code itself is known to the chair alone, and to who hands it to them. It takes the place of one given before.
    """

    subject: ClassVar[str] = "request.verification.invite_chair.v1"
    key_field: ClassVar[str] = "post_id"

    post_id: UUID
    post: str
    chair_name: str
    code_hash: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(
        description="SHA-256 of the code: capitals and digits, nothing between them"
    )
    expires_at: AwareDatetime


class UnbindChair(Request):
    """The office takes the chair of this post off WhatsApp; answered by `ChairUnbound` where one was on it."""

    subject: ClassVar[str] = "request.verification.unbind_chair.v1"
    key_field: ClassVar[str] = "post_id"

    post_id: UUID
    post: str


class ChairBound(Fact):
    """The chair of this post can be asked on WhatsApp."""

    subject: ClassVar[str] = "fact.verification.chair_bound.v1"
    key_field: ClassVar[str] = "post_id"

    post_id: UUID
    post: str
    chair_name: str
    by: Literal["phone", "invitation"] = Field(description="the number in the directory, or a code")


class ChairUnbound(Fact):
    """The chair of this post is not asked on WhatsApp any more, though they are still the chair."""

    subject: ClassVar[str] = "fact.verification.chair_unbound.v1"
    key_field: ClassVar[str] = "post_id"

    post_id: UUID
    post: str
    chair_name: str
    by: Literal["office", "chair"]


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
    reason: str | None = Field(
        default=None, description="why, where too few neighbours know the applicant or one says no; for the office"
    )


class DocumentsDisputed(Fact):
    """The chair doubts documents; `doubts` says what is wrong with each. The clerk settles it."""

    subject: ClassVar[str] = "fact.verification.documents_disputed.v1"

    application_id: ApplicationId
    disputed_by: str
    doubts: Mapping[DocumentKey, str]


NeighbourAnswer = Literal["yes", "no", "unknown"]


class NeighbourSaid(Value):
    """What one neighbour answered; `name` is the one their WhatsApp account shows."""

    name: str | None = None
    answer: NeighbourAnswer
    remark: str | None = None
    at: AwareDatetime | None = Field(default=None, description="when they answered")


class NeighboursAnswered(Fact):
    """Neighbours were asked whether the applicant lives there. For the office's file, never for the applicant."""

    subject: ClassVar[str] = "fact.verification.neighbours_answered.v1"

    application_id: ApplicationId
    asked_by: str = Field(description="name of the chair who wanted to know")
    needed: int
    answers: tuple[NeighbourSaid, ...]


class NoChairToAsk(Fact):
    """Nobody of this RT can be asked about the documents on WhatsApp: the clerk decides, with a reason."""

    subject: ClassVar[str] = "fact.verification.no_chair_to_ask.v1"

    application_id: ApplicationId
    rt: Rt
