"""What neighbours are asked about an applicant, and what they answer. Pure rules."""

import secrets
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from shared.contracts.verification import NeighbourAnswer, NeighbourSaid
from shared.contracts.vocabulary import ApplicationId, ContactId
from shared.messaging import Errand
from shared.readable import ALPHABET, DIGITS

#: Whoever got the code may pass it on: with so many answers it has gone too far.
MOST_ANSWERS = 10


class WaitForNeighbours(Errand):
    """A timer: the code of this hash can be used until then."""

    name: ClassVar[str] = "wait_for_neighbours"
    key_field: ClassVar[str] = "application_id"

    application_id: ApplicationId
    code_hash: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Who answered what; `contact_id` keeps them from answering twice."""

    contact_id: ContactId
    said: NeighbourSaid


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One for each application: until `expires_at` neighbours who know the code may answer, each once.

    `round` is that of the case; `asked_by` names the chair who wants to know.
    """

    application_id: ApplicationId
    round: int
    code_hash: str
    asked_by: str
    needed: int
    expires_at: datetime
    answers: tuple[Neighbour, ...] = ()
    is_over: bool = False

    def takes_answers(self, now: datetime, *, has_begun: bool) -> bool:
        """Who has begun to answer in time may say why until it is over."""
        return not self.is_over and (has_begun or now < self.expires_at)

    def answered_by(self, *contact_ids: ContactId) -> bool:
        return any(neighbour.contact_id in contact_ids for neighbour in self.answers)

    def answered(self, contact_id: ContactId, name: str | None, answer: NeighbourAnswer, at: datetime) -> "Inquiry":
        said = NeighbourSaid(name=name, answer=answer, at=at)
        return replace(self, answers=(*self.answers, Neighbour(contact_id, said)))

    def remarked(self, contact_id: ContactId, remark: str) -> "Inquiry":
        """Why the neighbour said no."""

        def more(it: Neighbour) -> Neighbour:
            return replace(it, said=it.said.model_copy(update={"remark": remark[:300]}))

        return replace(self, answers=tuple(more(it) if it.contact_id == contact_id else it for it in self.answers))

    @property
    def counts(self) -> Counter[NeighbourAnswer]:
        return Counter(neighbour.said.answer for neighbour in self.answers)

    @property
    def is_decided(self) -> bool:
        """Enough neighbours know the applicant, or one says no, or too many have the code."""
        return self.counts["no"] > 0 or self.counts["yes"] >= self.needed or len(self.answers) >= MOST_ANSWERS

    @property
    def vouches(self) -> bool:
        """Enough neighbours know the applicant, and nobody says no."""
        return self.counts["yes"] >= self.needed and not self.counts["no"]


def new_code() -> str:
    """`7K4M-Q2X9`: 36 bits, for some hours; it has a digit, so that no word is taken for one."""
    letters = [secrets.choice(ALPHABET) for _ in range(7)]
    letters.insert(secrets.randbelow(8), secrets.choice(DIGITS))
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"
