"""What a resident asks for, as the summary shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.intake.dialogue.details import in_words
from services.intake.dialogue.words import lowered, masked, purpose
from shared.contracts.catalogue import Letter, Reason, Service
from shared.contracts.details import circumstances
from shared.contracts.vocabulary import CatalogueKey, Person
from shared.indonesian import honorific, long_date, sex_in_words


@dataclass(frozen=True, slots=True)
class Wish:
    """What a resident asks for, and has said is right. `details` is what the service asks for beside the rest.

    `letter_in_hand`: the surat pengantar is there already, on paper.
    """

    service: Service
    reason: Reason | None
    applicant: Person
    helped_by: str | None
    details: Mapping[CatalogueKey, str] = field(default_factory=dict[CatalogueKey, str])
    letter_in_hand: bool = False

    @property
    def asks_by_link(self) -> bool:
        """Whether what is still to be told and sent goes by a page, not by the chat."""
        return self.service.ask_by == "link"

    @property
    def letter(self) -> Letter:
        """The letter it ends in."""
        reason = self.reason.key if self.reason else None
        return self.service.letter_for(circumstances(reason, self.applicant, self.details))


def summary(wish: Wish, *, hides: bool = False) -> str:
    """The particulars as they will stand in the letter, for the resident to check; `hides` numbers of persons."""
    hides = hides or wish.asks_by_link
    person = wish.applicant
    whom = f"{honorific(person.sex)} {person.name}"
    opening = f"Mohon diperiksa, {whom}:" if wish.helped_by is None else f"Mohon diperiksa, data *{whom}*:"
    born = f"Lahir di {person.birth_place}, {long_date(person.birth_date)}, {sex_in_words(person.sex)}"
    lines = [
        opening,
        f"NIK {masked(person.nik) if hides else person.nik}",
        born,
        f"{person.religion}, {person.marital_status.lower()}, {lowered(person.occupation)}",
        f"{person.address}, {person.rt}",
        f"Untuk {purpose(wish.service, wish.reason)}",
        *in_words(wish.service, wish.details, hides=hides),
    ]
    return "\n".join([*lines, f"Pendamping: {wish.helped_by}"] if wish.helped_by else lines)
