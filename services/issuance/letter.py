"""The letters the office has made, as people who hold the paper ask for them: is it real?"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.issuance.register import Standing
from shared.contracts.vocabulary import Attachment, LetterKind


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with its number; `document` is None until the PDF is made. `code` is what its QR code leads to.

    `holder` is masked to initials: it is shown on the public page.
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
        """The PDF is stored."""
        return replace(self, document=document)

    def void(self, reason: str, on: date) -> "Letter":
        """It does not count any more; the check page says so."""
        return replace(self, standing=Standing.VOID, standing_because=reason, standing_since=on)


def masked(name: str) -> str:
    """Initials with dots in place of the rest: `Siti Aminah` is `S••• A•••••`."""
    return " ".join(word[0] + "•" * (len(word) - 1) for word in name.split())
