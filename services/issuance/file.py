"""The file: one application at the office, as it stands.

`stage.py` names its stages, `actions.py` says what people do to it, `progress.py` what the facts of other services do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, NamedTuple, TypeVar
from uuid import UUID

from services.issuance.details import purpose
from services.issuance.history import HistoryEntry, What
from services.issuance.stage import Stage
from shared.contracts.catalogue import Letter, Service
from shared.contracts.details import Circumstances, Details, circumstances
from shared.contracts.verification import Endorsement, NeighbourSaid
from shared.contracts.vocabulary import Attachment, CatalogueKey, CoverLetter, DocumentKey, Person, ReasonKey
from shared.messaging import Desk, Message

M = TypeVar("M", bound=Message)
Documents = Mapping[DocumentKey, tuple[Attachment, ...]]


#: What somebody at the office has to tell those who are not on WhatsApp.
TO_TELL_BY_HAND = frozenset(
    {
        What.LETTER_DECLINED,
        What.LETTER_ON_PAPER,
        What.LETTER_MADE,
        What.SUBMITTED,
        What.RETURNED,
        What.RESUBMITTED,
        What.DEADLINE_MOVED,
        What.ISSUED,
        What.LETTER_VOID,
        What.REFUSED,
    }
)
#: The same for who came to the counter, and should have read it on WhatsApp.
TO_TELL_AT_COUNTER = frozenset({What.UNDELIVERED})


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stood still, from a return of documents to their coming back; `until` is None while it still does."""

    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the resident wants the print: with the `code` that they tell, or by a courier, who may be on the way."""

    way: Literal["pick_up", "courier", "none"]
    address: str | None = None
    code: str | None = None
    out_with: str | None = None


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message about this file that did not arrive, or nobody can tell, with a sentence for the clerk."""

    message_id: UUID
    at: datetime
    reason: str
    contact_id: UUID | None = None
    may_have_arrived: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """One application at the office.

    `service` is that of the catalogue version the application began with. `since` is when the stage was entered.
    `due_at` is what the resident was last told; while `stage` is RETURNED the clock stands still, and what a
    closure adds is told when it goes on. `details` is what the service asks for beside the particulars.

    `neighbours` is what neighbours said of where the applicant lives; it is for staff alone.

    `lacking` is what the resident does not have, with why; `waived_because` is why the office goes on without it.

    `opened_by` is the clerk who opened it at the counter, None where it began on WhatsApp; `phone` (E.164) is how those
    who came there can be reached, and `to_tell` the lines of history that somebody has to tell them.
    """

    application_id: UUID
    stage: Stage
    office: str
    contact_id: UUID | None
    reference: str
    service: Service
    reason: ReasonKey | None
    catalogue_version: int
    applicant: Person
    helped_by: str | None
    opened_at: datetime
    since: datetime
    submitted_at: datetime | None = None
    due_at: datetime | None = None
    pauses: tuple[Pause, ...] = ()
    cover_letter: CoverLetter | None = None
    cover_letter_by: str | None = None
    documents: Documents = field(default_factory=dict[DocumentKey, tuple[Attachment, ...]])
    agenda_number: str | None = None
    received_by: str | None = None
    returned: Mapping[DocumentKey, str] = field(default_factory=dict[DocumentKey, str])
    doubts: Mapping[DocumentKey, str] = field(default_factory=dict[DocumentKey, str])
    doubted_by: str | None = None
    confirmed_by: str | None = None
    confirmed_because: str | None = None
    drafted_by: str | None = None
    sent_back_because: str | None = None
    approved_by: str | None = None
    letter_number: str | None = None
    ended_because: str | None = None
    delivery: Delivery | None = None
    handed_to: str | None = None
    stars: int | None = None
    undelivered: tuple[Undelivered, ...] = ()
    details: Details = field(default_factory=dict[str, str])
    endorsement: Endorsement | None = None
    opened_by: str | None = None
    phone: str | None = None
    on_whatsapp: bool = True
    to_tell: tuple[UUID, ...] = ()
    lacking: Mapping[DocumentKey, str] = field(default_factory=dict[DocumentKey, str])
    waived_because: str | None = None
    waived_by: str | None = None
    neighbours: tuple[NeighbourSaid, ...] = ()

    @property
    def pick_up_code(self) -> str | None:
        """What whoever picks up the print can tell; clerks compare it and never read it."""
        return self.delivery.code if self.delivery and self.delivery.way == "pick_up" else None

    @property
    def is_out_with_courier(self) -> bool | None:
        """None where no courier is wanted."""
        if self.delivery is None or self.delivery.way != "courier":
            return None
        return self.delivery.out_with is not None

    @property
    def lacks_undecided(self) -> bool:
        """The resident does not have a document, and nobody has decided yet whether it goes on without."""
        return bool(self.lacking) and self.waived_because is None

    @property
    def circumstances(self) -> Circumstances:
        """What the letter and its data depend on."""
        return circumstances(self.reason, self.applicant, self.details)

    @property
    def letter(self) -> Letter:
        """The letter it ends in, as the catalogue describes it."""
        return self.service.letter_for(self.circumstances)

    @property
    def paper_letter_unread(self) -> bool:
        """The surat pengantar is on paper, and no clerk has entered its number and date yet."""
        letter = self.cover_letter
        return letter is not None and letter.on_paper and letter.number is None

    @property
    def rw_word(self) -> str | None:
        """What the RW chair said to the surat pengantar, as a sentence carries it; None where nobody asks for it."""
        if (word := self.endorsement) is None:
            return None
        who = f"Ketua RW {word.rw:03}"
        return f"diketahui {who}, {word.by}" if word.by else f"{who} belum bisa dihubungi: tanda tangan basah"

    @property
    def is_told_by_hand(self) -> bool:
        """Whoever it is for came to the counter and is not on WhatsApp: what happens is theirs to hear from us."""
        return self.opened_by is not None and not self.on_whatsapp

    @property
    def is_known(self) -> bool:
        """Whether the others have heard of it: who is on WhatsApp is introduced first."""
        return self.contact_id is not None or not self.on_whatsapp

    @property
    def is_paused(self) -> bool:
        """The clock stands still while documents are with the resident."""
        return self.stage is Stage.RETURNED

    @property
    def asked_by(self) -> str:
        """Who writes to the office about it: the applicant, or who applies for them."""
        return self.helped_by or self.applicant.name

    @property
    def purpose(self) -> str:
        """What the letter is for, as a sentence carries it: `pengurusan KTP elektronik (hilang)`."""
        reason = self.service.reason(self.reason)
        label = f" ({reason.label[:1].lower()}{reason.label[1:]})" if reason else ""
        return purpose(self.service, self.letter, self.details) + label

    def pauses_ended(self, at: datetime) -> tuple[Pause, ...]:
        """Its pauses, the last of which ends now."""
        *before, last = self.pauses
        return (*before, replace(last, until=at))

    def called(self, detail: CatalogueKey) -> str:
        """What people call this detail: `NIK ayah`."""
        names = {block.detail(field): block.called(field) for block in self.service.blocks for field in block.fields}
        return names.get(detail, detail)

    def name_of(self, document: DocumentKey) -> str:
        """What people call this document."""
        names = {known.key: known.name for known in self.service.documents}
        return names.get(document, "Surat pengantar RT")

    def then(
        self,
        what: What,
        at: datetime,
        by: str | None,
        *,
        reason: str | None = None,
        detail: str | None = None,
        reasons: Mapping[str, str] | None = None,
        said: tuple[Message, ...] = (),
        **changes: Any,
    ) -> "Outcome":
        """The file after something happened to it: its changes, a line of history, what is to be said."""
        if "stage" in changes:
            changes["since"] = at
        entry = HistoryEntry(self.application_id, at, what, by, reason, detail, reasons or {})
        if what in (TO_TELL_BY_HAND if self.is_told_by_hand else TO_TELL_AT_COUNTER if self.opened_by else ()):
            changes["to_tell"] = (*self.to_tell, entry.id)
        return Outcome(replace(self, **changes), entry, said)

    def word(self, contract: type[M], at: datetime, **words: object) -> M:
        """Something to be said about this file."""
        return contract.model_validate(
            {"office": self.office, "at": at, "application_id": self.application_id, **words}
        )


class Outcome(NamedTuple):
    """What something leads to: the file as it is now, a line of its history, what others are told."""

    file: File
    entry: HistoryEntry
    said: tuple[Message, ...] = ()

    def onto(self, desk: Desk) -> None:
        """Keep the file and the line, say the words."""
        desk.keep(self.file, self.entry).say(*self.said)
