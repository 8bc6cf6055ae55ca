"""The letters the office has made, as people who hold the paper ask for them: is it real?"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.issuance.letters.models import Letter as Wording
from services.issuance.register import Standing
from shared.contracts.issuance import LetterVerdict
from shared.contracts.vocabulary import Attachment, LetterKind, Signing


@dataclass(frozen=True, slots=True)
class Ink:
    """The letter was signed by hand: by whom, on which day, and who noted it here. `scan` has a picture per page."""

    by: str
    on: date
    noted_by: str
    scan: tuple[Attachment, ...] = ()


class Signature(StrEnum):
    """How far a letter has come on its way through a signing service."""

    APPROVED = "approved"  # nothing has been sent to the service yet: it waits for the pass phrase
    SIGNING = "signing"
    SIGNED = "signed"
    FAILED = "failed"  # the service has not signed, and says why
    UNKNOWN = "unknown"  # the service may have signed; what it sent did not arrive


@dataclass(frozen=True, slots=True)
class Ordered:
    """A letter that a signing service signs for `signer`, the account that has approved it.

    `draft` is the very PDF that is signed, however often, until one has come back; `because` says why none has.
    `document_id` is what the service calls the document.
    """

    signer: str
    state: Signature = Signature.APPROVED
    draft: Attachment | None = None
    because: str | None = None
    document_id: str | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with its number; `document` is None until the PDF is made. `code` is what its QR code leads to.

    `holder` is masked to initials: it is shown on the public page. One that is signed in ink is first a PDF for
    printing, and when the `ink` is on it the PDF that the resident gets; until then its `wording` is kept.
    One that is `ordered` of a signing service has its `document` once that has signed it.
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
    ordered: Ordered | None = None

    @property
    def is_out(self) -> bool:
        """It is signed or sealed, stored and read back: until then nobody has it, and its check page says so."""
        return self.document is not None and not self.awaits_ink

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

    def drafted(self, draft: Attachment) -> "Letter":
        """The PDF is there that the signing service is to sign; the service is asked next."""
        return self._ordered(draft=draft, state=Signature.SIGNING, because=None)

    def asked_again(self) -> "Letter":
        """The pass phrase has been typed once more."""
        return self._ordered(state=Signature.SIGNING if self.draft else Signature.APPROVED, because=None)

    def unsigned(self, state: Signature, because: str) -> "Letter":
        """The service was asked in vain. What is unknown stays so until it is signed or refused."""
        was_unknown = self.ordered is not None and self.ordered.state is Signature.UNKNOWN
        stays = state is Signature.APPROVED and was_unknown
        return self._ordered(state=Signature.UNKNOWN if stays else state, because=because)

    def signed_elsewhere(self, document: Attachment, document_id: str | None) -> "Letter":
        """What the service has signed is stored and read back."""
        kept = self._ordered(state=Signature.SIGNED, draft=None, because=None, document_id=document_id)
        return replace(kept, document=document)

    @property
    def draft(self) -> Attachment | None:
        """The PDF that waits for the signing service."""
        return self.ordered.draft if self.ordered else None

    def _ordered(self, **changes: Any) -> "Letter":
        if self.ordered is None:
            raise ValueError(f"letter {self.letter_id} is not signed by a service")
        return replace(self, ordered=replace(self.ordered, **changes))

    def inked(self, ink: Ink) -> "Letter":
        """It is signed by hand."""
        return replace(self, ink=ink, signed_by=ink.by)

    @property
    def counts(self) -> bool:
        return self.standing is Standing.GENUINE

    def stands(self, today: date) -> LetterVerdict:
        """What whoever holds it is told."""
        if not self.counts:
            return "replaced" if self.standing is Standing.REPLACED else "void"
        if not self.is_out:
            return "unsigned"
        return "expired" if self.valid_until and self.valid_until < today else "genuine"

    def void(self, reason: str, on: date, *, replaced: bool = False) -> "Letter":
        """It does not count any more, and perhaps another will in its place; the check page says so."""
        standing = Standing.REPLACED if replaced else Standing.VOID
        return replace(self, standing=standing, standing_because=reason, standing_since=on)

    def takes_the_place_of(self, other: "Letter") -> bool:
        """Whether it is out, and counts where the other did."""
        same = (self.application_id, self.kind) == (other.application_id, other.kind)
        return same and self.counts and self.is_out


def masked(name: str) -> str:
    """Initials with dots in place of the rest: `Siti Aminah` is `S••• A•••••`."""
    return " ".join(word[0] + "•" * (len(word) - 1) for word in name.split())
