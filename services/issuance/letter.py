"""The letters the office has made, as people who hold the paper ask for them: is it real?"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.issuance.letters.models import Letter as Wording
from services.issuance.register import Standing
from shared.contracts.vocabulary import Attachment, LetterKind, Signing


@dataclass(frozen=True, slots=True)
class Ink:
    """The letter was signed by hand: by whom, on which day, and who noted it here. `scan` has a picture per page."""

    by: str
    on: date
    noted_by: str
    scan: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with its number; `document` is None until the PDF is made. `code` is what its QR code leads to.

    `holder` is masked to initials: it is shown on the public page. One that is signed in ink is first a PDF for
    printing, and when the `ink` is on it the PDF that the resident gets; until then its `wording` is kept.
    """

    letter_id: UUID
    application_id: UUID
    code: str
    kind: LetterKind
    title: str
    number: str
    dated: date
    signed_by: str
    signed_at: datetime
    holder: str
    valid_until: date | None = None
    standing: Standing = Standing.GENUINE
    standing_since: date | None = None
    standing_because: str | None = None
    document: Attachment | None = None
    signed: Signing = "electronically"
    ink: Ink | None = None
    wording: Wording | None = None

    @property
    def awaits_ink(self) -> bool:
        """It may be printed, and counts only once it is signed by hand."""
        return self.signed == "in_ink" and self.ink is None

    @property
    def filename(self) -> str:
        """As the resident's phone shows it: `Surat Pengantar KTP No. 470-0123-BKS-XI-2026.pdf`."""
        return f"{self.title} No. {self.number.replace('/', '-')}.pdf"

    @property
    def kept_document(self) -> Attachment:
        """The PDF. Raises ValueError before it is made."""
        if self.document is None:
            raise ValueError(f"letter {self.letter_id} has not been made yet")
        return self.document

    def made(self, document: Attachment) -> "Letter":
        """The PDF is stored: the one to print and sign or, when it is signed, the one that the resident gets.

        What was only needed to make it is not kept.
        """
        if self.awaits_ink:
            return replace(self, document=document)
        ink = self.ink and replace(self.ink, scan=())
        return replace(self, document=document, ink=ink, wording=None)

    def inked(self, ink: Ink) -> "Letter":
        """It is signed by hand."""
        return replace(self, ink=ink, signed_by=ink.by)

    @property
    def counts(self) -> bool:
        return self.standing is Standing.GENUINE

    def void(self, reason: str, on: date, *, replaced: bool = False) -> "Letter":
        """It does not count any more, and perhaps another will in its place; the check page says so."""
        standing = Standing.REPLACED if replaced else Standing.VOID
        return replace(self, standing=standing, standing_because=reason, standing_since=on)

    def takes_the_place_of(self, other: "Letter") -> bool:
        """Whether it is out, and counts where the other did."""
        same = (self.application_id, self.kind) == (other.application_id, other.kind)
        return same and self.counts and not self.awaits_ink and self.document is not None


def masked(name: str) -> str:
    """Initials with dots in place of the rest: `Siti Aminah` is `S••• A•••••`."""
    return " ".join(word[0] + "•" * (len(word) - 1) for word in name.split())
