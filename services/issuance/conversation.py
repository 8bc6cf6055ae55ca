"""A person talks to a person: what a resident and a clerk write to each other."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.contracts.vocabulary import Attachment


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the office and one contact have to say to each other; open while a person answers instead of the system."""

    contact_id: UUID
    open_since: datetime | None = None
    unread: int = 0
    last_at: datetime | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Utterance:
    """One message of a conversation. `written_by` is the clerk's name, None when the resident wrote it.

    The id of a clerk's message is that of the `SendMessage`; `failed` says why it did not arrive.
    """

    id: UUID
    contact_id: UUID
    at: datetime
    text: str
    written_by: str | None = None
    pages: tuple[Attachment, ...] = ()
    failed: str | None = None
