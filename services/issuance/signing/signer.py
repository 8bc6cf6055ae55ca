"""Whoever signs letters: the office's own seal, or a signing service that holds the key of a person."""

from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from services.issuance.signing.passphrases import Held


class NotSigned(Exception):
    """There is no signed letter; `sentence` is for whoever signs."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class PassphraseRefused(NotSigned):
    """The pass phrase is not theirs. Nothing was signed."""


class SigningRefused(NotSigned):
    """The service will not sign, and would not at another try. Nothing was signed."""


class OutcomeUnknown(NotSigned):
    """It may be signed or not: the service did not answer, or broke down. The same draft may be signed again."""


class AnotherDocument(NotSigned):
    """What came back is not the draft with a valid signature behind it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter to be signed. PDF readers show `reason`; `by` is who signs, where it is not the office's own seal."""

    draft: bytes
    reason: str
    filename: str
    by: Held | None = field(default=None, repr=False)


class SignedPaper(NamedTuple):
    """What came back, not looked at yet. `document_id` is what a service calls the document."""

    pdf: bytes
    document_id: str | None = None


class Signer(Protocol):
    """Puts a signature behind a draft and leaves the draft as it is: PAdES, as an incremental update."""

    async def sign(self, paper: Paper) -> SignedPaper:
        """The signed PDF. Raises the `NotSigned` that says why there is none."""
        ...

    def is_genuine(self, draft: bytes, pdf: bytes) -> bool:
        """Whether `pdf` is the draft with a valid signature of this signer, and nothing else is in it."""
        ...
