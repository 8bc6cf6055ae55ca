"""One application as its RT chair knows it: is this our resident, and are these papers theirs. Pure rules.

with_chair → (with_rw) → approved → awaiting_documents → documents_with_chair → confirmed | disputed
           ↘ declined | on_paper                                             ↘ with_clerk
Facts never fail: they apply, were applied already, or come too early (`NotYet`). People are refused by `NotAllowed`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from services.verification.asked import Asked
from services.verification.binding import rw_post
from services.verification.stage import ABOUT_DOCUMENTS, ABOUT_THE_LETTER, WAITING, Stage
from services.verification.standing import how_it_stands
from shared.contracts.intake import CoverLetterRequested
from shared.contracts.issuance import ApplicationReceived, OpenedAtCounter
from shared.contracts.verification import CoverLetterAsked
from shared.contracts.vocabulary import ApplicationId, Attachment, ContactId, DocumentKey, Person, Rt
from shared.messaging import Message, NotYet

M = TypeVar("M", bound=Message)
Documents = Mapping[DocumentKey, tuple[Attachment, ...]]


class NotAllowed(Exception):
    """A chair may not do this (any more). Its text is a sentence for the chair, in Indonesian."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of the application, who was asked, since when, and who answered.

    `requested_by` is who writes about it, perhaps a helper; `own_contact` is the applicant's own contact when
    they apply for themselves: nobody vouches for themselves.
    `unreachable` are chairs whose question could not be delivered since then.
    `lacking` is what the applicant does not have, with why.
    `neighbours_vouch`: None while no neighbours were asked about the documents in this round, else whether enough
    know the applicant and nobody says no; without them a chair who confirms says why.
    `round` counts how often a chair's word was needed, so that an answer to an earlier question settles nothing.
    `rw_endorses`: the surat pengantar needs the word of the RW chair beside that of the RT chair, who `answered_by` is.
    """

    application_id: ApplicationId
    office: str
    applicant: Person
    stage: Stage
    round: int = 1
    purpose: str = ""
    more: tuple[str, ...] = ()
    reference: str | None = None
    helped_by: str | None = None
    rw_endorses: bool = False
    own_contact: ContactId | None = None
    requested_by: ContactId | None = None
    asked: tuple[Asked, ...] = ()
    asked_at: datetime | None = None
    unreachable: tuple[ContactId, ...] = ()
    answered_by: Asked | None = None
    answered_at: datetime | None = None
    endorsed_by: Asked | None = None
    documents: Documents = field(default_factory=dict[DocumentKey, tuple[Attachment, ...]])
    document_names: Mapping[DocumentKey, str] = field(default_factory=dict[DocumentKey, str])
    remark: str | None = None
    lacking: Mapping[DocumentKey, str] = field(default_factory=dict[DocumentKey, str])
    neighbours_vouch: bool | None = None

    @property
    def rt(self) -> Rt:
        return self.applicant.rt

    @property
    def waits(self) -> bool:
        return self.stage in WAITING

    @property
    def vouched(self) -> tuple[Asked, ...]:
        """Whose word the surat pengantar carries, each contact once."""
        rt, rw = self.answered_by, self.endorsed_by
        is_one = rt is not None and rw is not None and rt.contact_id == rw.contact_id
        return tuple(chair for chair in (rt, None if is_one else rw) if chair)

    @property
    def waits_in(self) -> str | None:
        """The RT whose chair's word is awaited, None while nobody's is."""
        return str(self.rt) if self.waits else None

    @property
    def waits_in_rw(self) -> str | None:
        """The RW whose chair may be asked in the RT chair's place."""
        return rw_post(self.rt.rw) if self.waits else None

    # What others tell.

    @classmethod
    def requested(
        cls,
        request: CoverLetterRequested | OpenedAtCounter,
        purpose: str,
        before: "Case | None" = None,
        more: tuple[str, ...] = (),
    ) -> "Case":
        """A resident wants the surat pengantar, `purpose` says what for; after a decline they may ask again.

        `more` is what the chair may know beside the particulars. Who came to the counter without WhatsApp has no
        contact.
        """
        if before and before.stage is not Stage.DECLINED:
            return before
        return cls(
            application_id=request.application_id,
            office=request.office,
            applicant=request.applicant,
            stage=Stage.WITH_CHAIR,
            round=before.round + 1 if before else 1,
            purpose=purpose,
            more=more,
            reference=request.reference,
            helped_by=request.helped_by,
            rw_endorses=request.rw_endorses,
            requested_by=request.contact_id,
            own_contact=None if request.helped_by else request.contact_id,
        )

    def letter_issued(self) -> "Case":
        """The surat pengantar has its number; next the resident sends the documents."""
        return replace(self, stage=Stage.AWAITING_DOCUMENTS) if self.stage is Stage.APPROVED else self

    @classmethod
    def received(cls, fact: ApplicationReceived, before: "Case | None") -> "Case":
        """The documents have come. Without a case before, the service needs no surat pengantar."""
        case = before or cls(
            fact.application_id, fact.office, fact.applicant, Stage.AWAITING_DOCUMENTS, own_contact=fact.own_contact
        )
        if case.stage is Stage.CLOSED:
            return case
        names = {key: fact.document_names.get(key, key) for key in (*fact.documents, *fact.lacking)}
        papers = replace(
            case,
            applicant=fact.applicant,
            documents=fact.documents,
            document_names=names,
            lacking=fact.lacking,
        )
        return papers._turn_to_documents(remark=None)

    def look_again(self, remark: str) -> "Case":
        """The clerk wants the chair to look once more. Raises `NotYet` before any documents have come."""
        if self.stage is Stage.CLOSED:
            return self
        if not self.document_names:
            raise NotYet("there are no documents to look at yet")
        return self._turn_to_documents(remark[:300])

    def letter_in_hand(self) -> "Case":
        """The resident holds the surat pengantar on paper: nobody needs to be asked for it any more."""
        return replace(self, stage=Stage.ON_PAPER, asked=()) if self.stage in ABOUT_THE_LETTER else self

    def erased(self) -> "Case":
        """The applicant had their data erased: of a case that is closed, their contact and papers go."""
        if self.stage is not Stage.CLOSED:
            return self
        return replace(
            self, own_contact=None, requested_by=None, documents={}, document_names={}, lacking={}, more=(), remark=None
        )

    def documents_returned(self) -> "Case":
        """The clerk has sent documents back: whatever the chair was asked about them is moot."""
        is_about_documents = self.stage in ABOUT_DOCUMENTS
        return replace(self, stage=Stage.AWAITING_DOCUMENTS, asked=()) if is_about_documents else self

    def ended(self) -> "Case":
        """Withdrawn, refused or issued: nobody waits for a chair any more."""
        return replace(self, stage=Stage.CLOSED, asked=())

    # Who is asked.

    def ask(self, *chairs: Asked, at: datetime) -> "Case":
        """These chairs are asked now, and nobody else; the wait begins."""
        return replace(self, asked=chairs, asked_at=at, unreachable=())

    def ask_too(self, chair: Asked) -> "Case":
        """This chair is asked as well; whoever answers first, answers for both."""
        return replace(self, asked=(*self.asked, chair))

    def asked_for_the_letter(self, chair: Asked, at: datetime) -> CoverLetterAsked:
        """The resident can be told whom it waits for."""
        words = {"chair_name": chair.name, "honorific": chair.honorific, "acting_as": chair.acting_as}
        return self.word(CoverLetterAsked, at, rt=self.rt, **words)

    def cannot_reach(self, question_id: UUID) -> "Case":
        """The message with the question will not arrive: the chair it went to cannot be asked."""
        gone = [chair for chair in self.asked if chair.question_id == question_id]
        return replace(
            self,
            asked=tuple(chair for chair in self.asked if chair not in gone),
            unreachable=(*self.unreachable, *(chair.contact_id for chair in gone)),
        )

    def known_as(self, contact_id: ContactId, instead_of: ContactId) -> "Case":
        """Two contacts turned out to be one person."""

        def now(known: ContactId) -> ContactId:
            return contact_id if known == instead_of else known

        def chair(known: Asked) -> Asked:
            return replace(known, contact_id=now(known.contact_id))

        return replace(
            self,
            own_contact=self.own_contact and now(self.own_contact),
            asked=tuple(map(chair, self.asked)),
            unreachable=tuple(map(now, self.unreachable)),
            answered_by=self.answered_by and chair(self.answered_by),
            endorsed_by=self.endorsed_by and chair(self.endorsed_by),
        )

    def is_answer_of(self, contact_id: ContactId) -> bool:
        """Whether it was this contact who answered last."""
        return self.answered_by is not None and self.answered_by.contact_id == contact_id

    def was_asked(self, contact_id: ContactId) -> Asked | None:
        return next((chair for chair in self.asked if chair.contact_id == contact_id), None)

    def heard(self, chair: Asked) -> "Case":
        """The chair has come further in the conversation."""
        return replace(self, asked=tuple(chair if it.contact_id == chair.contact_id else it for it in self.asked))

    # What the chair says.

    def listens_to(self, contact_id: ContactId, in_round: int) -> Asked:
        """The chair whose answer to the question of this round is awaited. Raises `NotAllowed`."""
        chair = self.was_asked(contact_id)
        if not self.waits or self.round != in_round or chair is None:
            raise NotAllowed(self.told_to(contact_id))
        return chair

    def told_to(self, contact_id: ContactId) -> str:
        """How it stands, for a chair who answers too late or was not asked."""
        return how_it_stands(self, contact_id)

    def word(self, contract: type[M], at: datetime, **words: object) -> M:
        """Something to be said about this case."""
        about = {"application_id": self.application_id, "office": self.office, "at": at}
        return contract.model_validate({**about, **words})

    def _turn_to_documents(self, remark: str | None) -> "Case":
        return replace(
            self,
            stage=Stage.DOCUMENTS_WITH_CHAIR,
            round=self.round + 1,
            asked=(),
            asked_at=None,
            remark=remark,
            neighbours_vouch=None,
        )
