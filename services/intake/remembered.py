"""What people let us remember of themselves, so that the next time it need not be written again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from services.intake.dialogue.wish import Wish
from shared.contracts.details import Block
from shared.contracts.vocabulary import CatalogueKey, ContactId, Nik, Person


@dataclass(frozen=True, slots=True)
class Remembered:
    """One person, as they applied for themselves from one contact; `nik_digest` says who.

    Without consent there is nothing more than that they were asked. `details` are those that last (`lasts`).
    """

    contact_id: ContactId
    nik_digest: str
    consented_at: datetime | None = None
    confirmed_at: datetime | None = None
    person: Person | None = None
    details: Mapping[CatalogueKey, str] = field(default_factory=dict[CatalogueKey, str])

    @property
    def remembered_key(self) -> str:
        return f"{self.contact_id}.{self.nik_digest}"


@dataclass(frozen=True, slots=True)
class Memory:
    """Everybody who applied for themselves from one contact, and was asked whether they want to be remembered."""

    everybody: tuple[Remembered, ...] = ()

    @property
    def latest(self) -> Person | None:
        """Who was confirmed last."""
        known = [(it.confirmed_at, it.person) for it in self.everybody if it.confirmed_at and it.person]
        return max(known, key=lambda it: it[0])[1] if known else None

    @property
    def niks(self) -> set[Nik]:
        return {it.person.nik for it in self.everybody if it.person}

    def was_asked(self, nik: Nik) -> bool:
        """Whether this person has said yes or no."""
        return self._of(nik) is not None

    def details(self, nik: Nik) -> Mapping[CatalogueKey, str]:
        known = self._of(nik)
        return known.details if known else {}

    def learn(self, contact_id: ContactId, wish: Wish, agreed: bool | None, at: datetime) -> Remembered | None:
        """What is to be kept after this was confirmed: of who applies for themselves, what they agree to.

        `agreed` is what they said when they were asked, None where they were not.
        """
        person = wish.applicant
        before = self._of(person.nik)
        if wish.helped_by or (before is None and agreed is None):
            return None
        known = before or Remembered(contact_id, digest_of(person.nik), at if agreed else None)
        if known.consented_at is None:
            return known
        return replace(known, confirmed_at=at, person=person, details={**known.details, **_lasting(wish)})

    def _of(self, nik: Nik) -> Remembered | None:
        return next((it for it in self.everybody if it.nik_digest == digest_of(nik)), None)


def lasts(block: Block) -> bool:
    """Whether what it asks for may be so the next time: more than a word, and not about the reason."""
    return len(block.fields) > 1 and "reason" not in block.when


def the_newer(some: Iterable[Remembered]) -> Remembered:
    """Of what two contacts that are one knew of one person: what was confirmed last, else that they were asked."""
    return max(some, key=lambda it: it.confirmed_at.timestamp() if it.confirmed_at else 0)


def digest_of(nik: Nik) -> str:
    return sha256(nik.encode()).hexdigest()


def _lasting(wish: Wish) -> dict[CatalogueKey, str]:
    keys = {block.detail(field) for block in wish.service.blocks if lasts(block) for field in block.fields}
    return {key: value for key, value in wish.details.items() if key in keys}
