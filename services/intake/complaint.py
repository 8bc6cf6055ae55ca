"""A complaint or suggestion as the resident knows it: open → answered → closed."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from shared.contracts.vocabulary import ContactId

Kind = Literal["complaint", "suggestion"]
#: So long after the answer it can be said that it is not settled; then it counts as settled.
REOPENS_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One of a contact's. `due_at` is what they were told; a suggestion is answered when there is something to say."""

    complaint_id: UUID
    contact_id: ContactId
    office: str
    reference: str
    kind: Kind
    working_days: int = 0
    due_at: datetime | None = None
    stage: Literal["open", "answered", "closed"] = "open"
    answered_at: datetime | None = None

    def answered(self, at: datetime) -> "Complaint":
        return replace(self, stage="answered" if self.kind == "complaint" else "closed", answered_at=at)

    def may_be_reopened(self, now: datetime) -> bool:
        return self.stage == "answered" and self.answered_at is not None and now - self.answered_at < REOPENS_WITHIN

    def reopened(self, due_at: datetime) -> "Complaint":
        return replace(self, stage="open", due_at=due_at)

    def closed(self) -> "Complaint":
        return replace(self, stage="closed")
