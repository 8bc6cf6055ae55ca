"""The file: one application at the office, and what staff do to it. Pure: state in; new state, and what to say, out.

`stage.py` holds the table of stages and actions, `progress.py` what the facts of other services do to a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, TypeVar
from uuid import UUID

from services.issuance.history import HistoryEntry, What
from services.issuance.staff import Role, Staff
from services.issuance.stage import ACTION_NAMES, ACTIONS, STAGE_NAMES, WITHDRAWABLE, Action, NotAllowed, Stage
from shared.contracts.catalogue import Service
from shared.contracts.issuance import (
    ApplicationReceived,
    ApplicationRefused,
    ApplicationWithdrawn,
    DocumentsReturned,
    HandedOver,
)
from shared.contracts.verification import AskChairAgain
from shared.contracts.vocabulary import Attachment, CoverLetter, DocumentKey, Person, ReasonKey
from shared.messaging.message import Message

M = TypeVar("M", bound=Message)
Documents = Mapping[DocumentKey, tuple[Attachment, ...]]

ROLE_NAMES: Mapping[Role, str] = {Role.CLERK: "petugas", Role.LURAH: "lurah", Role.ADMIN: "admin"}


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stood still, from a return of documents to their coming back; `until` is None while it still does."""

    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the resident wants the print."""

    way: Literal["pick_up", "courier", "none"]
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message about this file that did not arrive, with a sentence for the clerk."""

    message_id: UUID
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """One application at the office.

    `service` is that of the catalogue version the application began with. `since` is when the stage was entered.
    `due_at` is what the resident was last told; while `stage` is RETURNED the clock stands still.
    """

    application_id: UUID
    stage: Stage
    office: str
    contact_id: UUID
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

    @property
    def paper_letter_unread(self) -> bool:
        """The surat pengantar is on paper, and no clerk has entered its number and date yet."""
        letter = self.cover_letter
        return letter is not None and letter.on_paper and letter.number is None

    def name_of(self, document: DocumentKey) -> str:
        """What people call this document."""
        names = {known.key: known.name for known in self.service.documents}
        return names.get(document, "Surat pengantar RT")

    def accept_paper_letter(self, number: str, dated: date, by: Staff, at: datetime) -> "Outcome":
        """The clerk has read the paper surat pengantar and accepts it."""
        self._must_allow(Action.ACCEPT_PAPER_LETTER, by)
        letter = CoverLetter(number=_said(number, "Tulis nomor suratnya."), dated=dated, on_paper=True)
        return self.then(What.PAPER_LETTER_ACCEPTED, at, by.name, detail=letter.number, cover_letter=letter)

    def receive(self, agenda_number: str, by: Staff, at: datetime) -> "Outcome":
        """Day 1. `ApplicationReceived` follows from `archived`; a file received again keeps its agenda number."""
        self._must_allow(Action.RECEIVE, by)
        number = self.agenda_number or agenda_number
        return self.then(
            What.RECEIVED,
            at,
            by.name,
            detail=number,
            stage=Stage.RECEIVED,
            agenda_number=number,
            received_by=by.name,
            doubts={},
            doubted_by=None,
        )

    def archived(self, documents: Documents, at: datetime) -> "Outcome":
        """The received documents are in the archive: the RT chair can be asked about them."""
        fact = self._say(
            ApplicationReceived,
            at,
            agenda_number=self.agenda_number,
            applicant=self.applicant,
            documents=documents,
            document_names={key: self.name_of(key) for key in documents},
            received_by=self.received_by,
        )
        return self.then(What.ARCHIVED, at, None, said=(fact,), documents=documents)

    def return_documents(self, reasons: Mapping[DocumentKey, str], by: Staff, at: datetime) -> "Outcome":
        """Send documents back, each with what is wrong with it. The clock stops."""
        self._must_allow(Action.RETURN_DOCUMENTS, by)
        if not reasons or not reasons.keys() <= self.documents.keys():
            raise NotAllowed("Pilih dokumen yang dikembalikan.")
        reasons = {key: _said(reason) for key, reason in reasons.items()}
        fact = self._say(DocumentsReturned, at, reasons=reasons, returned_by=by.name)
        pauses = (*self.pauses, Pause(at))
        moved = self.then(What.RETURNED, at, by.name, reasons=reasons, said=(fact,), stage=Stage.RETURNED)
        return moved.but(returned=reasons, pauses=pauses, confirmed_by=None, sent_back_because=None)

    def ask_chair_again(self, remark: str, by: Staff, at: datetime) -> "Outcome":
        """Have the RT chair look at the documents once more."""
        self._must_allow(Action.ASK_CHAIR_AGAIN, by)
        remark = _said(remark, "Tulis apa yang perlu dilihat lagi oleh Ketua RT.")
        request = self._say(AskChairAgain, at, remark=remark)
        return self.then(
            What.CHAIR_ASKED_AGAIN, at, by.name, reason=remark, said=(request,), stage=Stage.RECEIVED, doubts={}
        )

    def confirm(self, reason: str, by: Staff, at: datetime) -> "Outcome":
        """Go on in spite of a doubt, or without a chair who could be asked."""
        self._must_allow(Action.CONFIRM, by)
        reason = _said(reason)
        moved = self.then(What.CONFIRMED_BY_OFFICE, at, by.name, reason=reason, stage=Stage.CONFIRMED)
        return moved.but(confirmed_by=by.name, confirmed_because=reason)

    def draft(self, by: Staff, at: datetime, corrected: Person | None = None) -> "Outcome":
        """Prepare the letter for the lurah; `corrected` replaces particulars that the documents show to be wrong."""
        self._must_allow(Action.DRAFT, by)
        applicant = corrected or self.applicant
        changed = [name for name, value in applicant if value != getattr(self.applicant, name)]
        return self.then(
            What.DRAFTED,
            at,
            by.name,
            detail=", ".join(changed) or None,
            stage=Stage.DRAFTED,
            applicant=applicant,
            drafted_by=by.name,
            sent_back_because=None,
        )

    def send_back_draft(self, reason: str, by: Staff, at: datetime) -> "Outcome":
        """The lurah wants something put right first."""
        self._must_allow(Action.SEND_BACK_DRAFT, by)
        reason = _said(reason, "Tulis apa yang perlu diperbaiki.")
        moved = self.then(What.SENT_BACK, at, by.name, reason=reason, stage=Stage.CONFIRMED)
        return moved.but(sent_back_because=reason)

    def approve(self, number: str, by: Staff, at: datetime) -> "Outcome":
        """The lurah approves: the letter has its number from here on, and nothing can be withdrawn any more."""
        self._must_allow(Action.APPROVE, by)
        moved = self.then(What.APPROVED, at, by.name, detail=number, stage=Stage.APPROVED)
        return moved.but(approved_by=by.name, letter_number=number)

    def hand_over(self, to: str, by: Staff, at: datetime) -> "Outcome":
        """The print has been picked up, or the courier has delivered it."""
        self._must_allow(Action.HAND_OVER, by)
        to = _said(to, "Tulis nama penerimanya.")
        fact = self._say(HandedOver, at, to=to)
        return self.then(What.HANDED_OVER, at, by.name, detail=to, said=(fact,), stage=Stage.HANDED_OVER, handed_to=to)

    def refuse(self, reason: str, by: Staff, at: datetime) -> "Outcome":
        """The office will not issue the letter."""
        self._must_allow(Action.REFUSE, by)
        reason = _said(reason)
        fact = self._say(ApplicationRefused, at, reason=reason, refused_by=by.name)
        moved = self.then(What.REFUSED, at, by.name, reason=reason, said=(fact,), stage=Stage.REFUSED)
        return moved.but(ended_because=reason)

    def withdraw(self, at: datetime) -> "Outcome":
        """The resident withdraws. Raises `NotAllowed` once the lurah has approved, or when it has ended already."""
        if self.stage not in WITHDRAWABLE:
            raise NotAllowed(f"Permohonan {self.reference} {STAGE_NAMES[self.stage]}, jadi tidak bisa ditarik lagi.")
        fact = self._say(ApplicationWithdrawn, at)
        return self.then(What.WITHDRAWN, at, self.helped_by or self.applicant.name, said=(fact,), stage=Stage.WITHDRAWN)

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
        return Outcome(replace(self, **changes), entry, said)

    def _say(self, contract: type[M], at: datetime, **words: object) -> M:
        return contract.model_validate(
            {"office": self.office, "at": at, "application_id": self.application_id, **words}
        )

    def _must_allow(self, action: Action, by: Staff) -> None:
        if action not in allowed_actions(self, by):
            raise NotAllowed(_why_not(self, action, by))


class Outcome(NamedTuple):
    """What an action leads to: the file as it is now, a line of its history, what others are told."""

    file: File
    entry: HistoryEntry
    said: tuple[Message, ...] = ()

    def but(self, **changes: Any) -> "Outcome":
        """The same, with more about the file changed."""
        return self._replace(file=replace(self.file, **changes))


def allowed_actions(file: File, staff: Staff) -> tuple[Action, ...]:
    """What this person may do to this file now, in the order of the table in `stage.py`."""
    here = ACTIONS.get(file.stage, {})
    return tuple(action for action, roles in here.items() if staff.role in roles and _fits(action, file))


def _fits(action: Action, file: File) -> bool:
    """A surat pengantar on paper is accepted before the documents are received, and only then."""
    match action:
        case Action.ACCEPT_PAPER_LETTER:
            return file.paper_letter_unread
        case Action.RECEIVE:
            return not file.paper_letter_unread
        case _:
            return True


def _why_not(file: File, action: Action, by: Staff) -> str:
    roles = ACTIONS.get(file.stage, {}).get(action)
    if roles is None:
        return f"Berkas {file.reference} {STAGE_NAMES[file.stage]}: tidak bisa {ACTION_NAMES[action]}."
    if by.role not in roles:
        who = " atau ".join(sorted(ROLE_NAMES[role] for role in roles))
        return f"Hanya {who} yang bisa {ACTION_NAMES[action]}."
    if action is Action.RECEIVE:
        return "Catat dulu nomor dan tanggal surat pengantar kertasnya."
    return "Surat pengantar kertas sudah dicatat, atau memang tidak ada."


def _said(text: str, otherwise: str = "Tulis alasannya.") -> str:
    """The text without its margins. Raises `NotAllowed` when there is none."""
    if text := text.strip():
        return text
    raise NotAllowed(otherwise)
