"""What happened to a case: who, what, when. By ids alone, and only ever added to."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from shared.contracts.vocabulary import ApplicationId, ContactId
from shared.messaging import uuid7


class What(StrEnum):
    """What happened."""

    CHAIR_ASKED = "chair_asked"
    CHAIR_REMINDED = "chair_reminded"
    DOCUMENTS_SHOWN = "documents_shown"
    PARTICULARS_SHOWN = "particulars_shown"
    APPROVED = "approved"
    ENDORSED = "endorsed"
    DECLINED = "declined"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    NEIGHBOURS_ASKED = "neighbours_asked"
    NEIGHBOURS_ANSWERED = "neighbours_answered"
    LETTER_IN_HAND = "letter_in_hand"
    NOBODY_ANSWERS = "nobody_answers"
    LETTER_ISSUED = "letter_issued"
    RETURNED = "returned"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of a case's history. `contact_id` is the chair it was about, None where there was none."""

    application_id: ApplicationId
    at: datetime
    what: What
    contact_id: ContactId | None = None
    id: UUID = field(default_factory=uuid7)
