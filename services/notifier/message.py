"""What became of a message to a person: queued → sent → delivered → read, or failed, or nobody knows."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Literal, NamedTuple, Self
from uuid import UUID

from services.notifier.floor import Address, Asked
from services.notifier.whatsapp.errors import WhatsAppError, WordsForgotten
from services.notifier.whatsapp.parts import Part, file_of, parts_of
from shared.contracts.notifier import MessageArrived, MessageFailed, SendAgain, SendMessage
from shared.contracts.vocabulary import ContactId
from shared.messaging import uuid7

#: What is refused for now is tried this often; the pauses grow from seconds to 23 minutes in all.
TRIES = 6


class Stage(StrEnum):
    """`sending`: the call is to be made or repeated, or its outcome is awaited."""

    QUEUED = "queued"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


_FORWARD = (Stage.QUEUED, Stage.SENDING, Stage.UNKNOWN, Stage.SENT, Stage.DELIVERED, Stage.READ)


class Price(NamedTuple):
    """What a status says of a message's price: Meta's category, e.g. `utility`; nothing where none said."""

    category: str = ""
    billed: bool | None = None


@dataclass(frozen=True, slots=True)
class Wamid:
    """WhatsApp's id of a message, by which quotes and statuses find it."""

    wamid: str
    message_id: UUID
    attempt: int


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One WhatsApp message. `request` is what it has to say; it is forgotten once that is known to have arrived.

    When a request takes several messages, those that go before the last one are the `beginning_of` it and say just
    their `piece`. A message that is sent once more is at its next `attempt`; refusals of an earlier one do not count.
    A later page of choices leaves out those `skipped`. Delivered and `counted` are these attempts.
    """

    id: UUID
    to: Address
    contact_id: ContactId
    about: UUID | None
    office: str
    at: datetime
    request: SendMessage | None
    piece: Part | None = None
    beginning_of: UUID | None = None
    beginning_in_doubt: bool = False
    stage: Stage = Stage.QUEUED
    attempt: int = 0
    refused: int = 0
    code: int = 0
    skipped: int = 0
    price: Price | None = None
    counted: tuple[int, ...] = ()

    @classmethod
    def of(cls, request: SendMessage, at: datetime, skipped: int = 0) -> Self:
        return cls(
            id=request.id,
            to=Address(request.speaker, request.question),
            contact_id=request.contact_id,
            about=request.about,
            office=request.office,
            at=at,
            request=request,
            skipped=skipped,
        )

    @property
    def whole(self) -> UUID:
        """The id by which the speaker knows the message."""
        return self.beginning_of or self.id

    @property
    def takes_the_floor(self) -> bool:
        return self.request is not None and self.request.awaits_text

    @property
    def offers_buttons(self) -> bool:
        """A question that is answered by a tap."""
        return self.is_question and self.request is not None and bool(self.request.choices)

    @property
    def has_file(self) -> bool:
        """Whether a document or an image goes with it, or is all there is."""
        if self.piece:
            return file_of(self.piece) is not None
        return self.request is not None and bool(self.request.document or self.request.image)

    @property
    def is_sent_despite_stop(self) -> bool:
        return self.request is not None and self.request.despite_stop

    @property
    def tells_delivery(self) -> bool:
        """Whether the speaker still waits to hear that it was delivered; then its words are forgotten."""
        return self.request is not None and self.request.tells_delivery and self.stage is not Stage.FAILED

    @property
    def is_question(self) -> bool:
        return self.to.question is not None and self.beginning_of is None

    def asked(self, at: datetime) -> Asked:
        return Asked(self.id, self.to, at, lasts=self.request is not None and self.request.keeps_listening)

    def can_be_said(self, window_is_open: bool) -> tuple[Part, ...]:
        """In how many messages it can be said now; in none when the window is closed and there is no template."""
        if self.piece and window_is_open:
            return (self.piece,)
        return parts_of(self.request, window_is_open, self.skipped) if self.request else ()

    def in_pieces(self, parts: tuple[Part, ...]) -> list["Outgoing"]:
        """One message for each part. The last one is this one: it carries the question."""
        *before, last = parts
        if not before:
            return [self]
        beginnings = [
            replace(self, id=uuid7(), request=None, piece=piece, beginning_of=self.id, stage=Stage.QUEUED)
            for piece in before
        ]
        return [*beginnings, replace(self, piece=last)]

    def leaves(self) -> "Outgoing":
        return replace(self, stage=Stage.SENDING)

    def reported(self, stage: Stage) -> "Outgoing":
        """It has come so far. It never goes back, and *read* implies *delivered*."""
        if self.stage is Stage.FAILED or _FORWARD.index(stage) <= _FORWARD.index(self.stage):
            return self
        after = replace(self, stage=stage)
        return after if stage is Stage.SENT else after._without_words()

    def once_more(self, code: int) -> "Outgoing":
        """It was refused for now, or in this way: it will be tried again."""
        return replace(self, stage=Stage.QUEUED, attempt=self.attempt + 1, refused=self.refused + 1, code=code)

    def again(self) -> "Outgoing":
        """A clerk has decided that it is sent once more, all of it."""
        return replace(self, stage=Stage.QUEUED, attempt=self.attempt + 1, refused=0, code=0, piece=None)

    def failed(self, code: int) -> "Outgoing":
        """What it says is kept: a clerk may have it sent again."""
        return replace(self, stage=Stage.FAILED, code=code, piece=None)

    def nobody_knows(self) -> "Outgoing":
        """What it says is kept, as above."""
        return replace(self, stage=Stage.UNKNOWN, piece=None)

    def has_arrived(self, at: datetime, *, delivered: bool) -> MessageArrived:
        """The fact for whoever was told that nobody knows, or wants to be told that it was delivered."""
        return MessageArrived(
            office=self.office,
            at=at,
            contact_id=self.contact_id,
            message_id=self.whole,
            about=self.about,
            delivered=delivered,
        )

    def tells(self, outcome: Literal["failed", "unknown"], error: WhatsAppError, at: datetime) -> MessageFailed:
        """The fact for whoever wrote it, with a sentence for a clerk."""
        code = f" (kode {error.code})" if error.code else ""
        return MessageFailed(
            office=self.office,
            at=at,
            contact_id=self.contact_id,
            message_id=self.whole,
            speaker=self.to.speaker,
            about=self.about,
            outcome=outcome,
            reason=f"{error.sentence}{code}",
        )

    def _without_words(self) -> "Outgoing":
        return replace(self, request=None, piece=None)


def forgotten(request: SendAgain, at: datetime) -> MessageFailed:
    """It cannot be sent again: it was so long ago that nothing is known of it."""
    return MessageFailed.because_of(
        request,
        at,
        contact_id=request.contact_id,
        message_id=request.message_id,
        speaker="issuance",
        about=request.about,
        outcome="failed",
        reason=WordsForgotten.sentence,
    )


def tracker(message_id: UUID, attempt: int) -> str:
    """What WhatsApp brings back with every status of this attempt."""
    return f"{message_id.hex}.{attempt}"


def tracked(text: str | None) -> tuple[UUID, int] | None:
    """The message and the attempt that a tracker of ours names; None for anything else."""
    message_id, _, attempt = (text or "").partition(".")
    if len(message_id) != 32 or not attempt.isascii() or not attempt.isdigit():
        return None
    try:
        return UUID(hex=message_id), int(attempt)
    except ValueError:
        return None
