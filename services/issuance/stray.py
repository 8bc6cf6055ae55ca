"""Messages that did not arrive, or of which nobody knows, and that are about no file: clerks settle them, too."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from shared.contracts.notifier import MessageFailed, SendAgain
from shared.contracts.vocabulary import ContactId
from shared.messaging.message import OfficeCode


@dataclass(frozen=True, slots=True)
class Stray:
    """One such message, with a sentence for the clerk."""

    message_id: UUID
    office: OfficeCode
    contact_id: ContactId
    at: datetime
    reason: str
    may_have_arrived: bool = False
    about: UUID | None = None

    @classmethod
    def of(cls, fact: MessageFailed) -> Self:
        return cls(
            fact.message_id, fact.office, fact.contact_id, fact.at, fact.reason, fact.outcome == "unknown", fact.about
        )

    def again(self, at: datetime) -> SendAgain:
        """Have it sent once more. If it fails again, it comes back."""
        return SendAgain(
            office=self.office, at=at, contact_id=self.contact_id, message_id=self.message_id, about=self.about
        )
