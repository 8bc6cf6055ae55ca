"""What happened to a file: who, what, when, why. It is the office's audit and is only ever added to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from shared.messaging.message import uuid7


class What(StrEnum):
    """What happened, as the history page words it in Indonesian."""

    OPENED = "opened"
    OPENED_AT_COUNTER = "opened_at_counter"
    PAPERS_BROUGHT = "papers_brought"
    TOLD = "told"
    LETTER_APPROVED = "letter_approved"
    LETTER_DECLINED = "letter_declined"
    LETTER_ON_PAPER = "letter_on_paper"
    LETTER_IN_HAND = "letter_in_hand"
    LETTER_MADE = "letter_made"
    SUBMITTED = "submitted"
    PAPER_LETTER_ACCEPTED = "paper_letter_accepted"
    ACCEPTED_WITHOUT = "accepted_without"
    RECEIVED = "received"
    ARCHIVED = "archived"
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
    DEADLINE_MOVED = "deadline_moved"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    NEIGHBOURS_WANTED = "neighbours_wanted"
    NEIGHBOURS_ANSWERED = "neighbours_answered"
    NO_CHAIR = "no_chair"
    CHAIR_ASKED_AGAIN = "chair_asked_again"
    CONFIRMED_BY_OFFICE = "confirmed_by_office"
    DRAFTED = "drafted"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    APPROVED_FOR_INK = "approved_for_ink"
    UNSIGNED = "unsigned"
    SIGNED_AGAIN = "signed_again"
    TO_SIGN = "to_sign"
    SIGNED_IN_INK = "signed_in_ink"
    ISSUED = "issued"
    LETTER_VOID = "letter_void"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    WITHDRAWN_AT_COUNTER = "withdrawn_at_counter"
    DELIVERY_CHOSEN = "delivery_chosen"
    SENT_OUT = "sent_out"
    CAME_BACK = "came_back"
    HANDED_OVER = "handed_over"
    RATED = "rated"
    UNDELIVERED = "undelivered"
    ARRIVED = "arrived"
    SENT_AGAIN = "sent_again"
    TOLD_OTHERWISE = "told_otherwise"
    NIK_SHOWN = "nik_shown"
    DOCUMENTS_SHOWN = "documents_shown"
    DRAFT_SHOWN = "draft_shown"
    FILE_PRINTED = "file_printed"
    DOCUMENTS_DELETED = "documents_deleted"
    DATA_ERASED = "data_erased"
    WARNED = "warned"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of a file's history. `by` is a person's name, None for the office's own machinery.

    `detail` is the number or date it is about; `reasons` says per document what was wrong with it.
    """

    application_id: UUID
    at: datetime
    what: What
    by: str | None = None
    reason: str | None = None
    detail: str | None = None
    reasons: Mapping[str, str] = field(default_factory=dict[str, str])
    id: UUID = field(default_factory=uuid7)
