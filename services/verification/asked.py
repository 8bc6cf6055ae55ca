"""A chair who was asked about a case, as which, and how far the conversation has come."""

from dataclasses import dataclass, field, replace
from typing import Literal
from uuid import UUID

from pydantic import JsonValue

from services.verification.binding import ActingAs, Seated
from shared.contracts.vocabulary import ContactId
from shared.dialogue import Answers


@dataclass(frozen=True, slots=True)
class Asked:
    """`answers` are the chair's answers so far; `misunderstood` counts how often in a row the last was not one.

    `question_id` is the message that asked last.
    """

    contact_id: ContactId
    name: str
    honorific: Literal["Bapak", "Ibu"]
    acting_as: ActingAs
    post: str
    answers: Answers = field(default_factory=dict[str, JsonValue])
    misunderstood: int = 0
    question_id: UUID | None = None

    @classmethod
    def of(cls, chair: Seated) -> "Asked":
        seat = chair.seat
        return cls(chair.contact_id, seat.chair.name, seat.chair.honorific, seat.acting_as, seat.post)

    @property
    def called(self) -> str:
        """How the chair is spoken to, e.g. `Pak Rahmat` or `Bu Yuliana`."""
        return called(self.name, self.honorific)

    def said(self, answers: Answers, misunderstood: int) -> "Asked":
        return replace(self, answers=answers, misunderstood=misunderstood)


def called(name: str, honorific: Literal["Bapak", "Ibu"]) -> str:
    """Title and first name; what is shortened before it (`H.`, `Drs.`, `M.`) is left out."""
    words = [word for word in name.split() if not word.endswith(".")]
    return f"{'Pak' if honorific == 'Bapak' else 'Bu'} {words[0].rstrip(',') if words else name}"
