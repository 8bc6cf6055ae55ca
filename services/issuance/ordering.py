"""Having a signing service sign a letter: nobody is told before what came back is stored, read back and looked at."""

import asyncio
from dataclasses import dataclass

import structlog

from services.issuance.errands import SignedLetter, SignLetter, Unsigned
from services.issuance.letter import Letter, Signature
from services.issuance.signing.passphrases import Passphrases
from services.issuance.signing.signer import (
    AnotherDocument,
    NotSigned,
    OutcomeUnknown,
    Paper,
    PassphraseRefused,
    SignedPaper,
    Signer,
)
from shared.attachments import Attachments

log = structlog.get_logger()
_TYPE_AGAIN = "Ketik kata sandi tanda tangan."


@dataclass(frozen=True)
class Ordering:
    """Letters go to `service` with the pass phrase that whoever signs has typed a moment ago."""

    attachments: Attachments
    service: Signer
    passphrases: Passphrases

    async def sign(self, errand: SignLetter) -> SignedLetter | Unsigned:
        """What came of it. Raises only where storing or reading fails: then the same draft is signed once more."""
        letter = errand.letter
        held = self.passphrases.of(letter.application_id)
        if held is None:
            return Unsigned(Signature.APPROVED, _TYPE_AGAIN)
        if held.refused:
            return self._in_vain(letter, PassphraseRefused("Kata sandi tanda tangan belum benar."))
        if letter.draft is None:
            raise ValueError(f"letter {letter.letter_id} has no draft to sign")
        draft = await self.attachments.get(letter.draft)
        paper = Paper(draft, f"{letter.title} Nomor {letter.number}", letter.filename, held)
        try:
            signed = await self.service.sign(paper)
            await self._must_be_genuine(draft, signed.pdf)
        except PassphraseRefused as why:
            held.refused = True
            return self._in_vain(letter, why)
        except NotSigned as why:
            return self._in_vain(letter, why)
        return await self._kept(letter, draft, signed)

    async def _kept(self, letter: Letter, draft: bytes, signed: SignedPaper) -> SignedLetter:
        stored = await self.attachments.put("letters", signed.pdf, "application/pdf", letter.filename)
        await self._must_be_genuine(draft, await self.attachments.get(stored))
        self.passphrases.forget(letter.application_id)
        return SignedLetter(stored, signed.document_id)

    async def _must_be_genuine(self, draft: bytes, pdf: bytes) -> None:
        if not await asyncio.to_thread(self.service.is_genuine, draft, pdf):
            raise AnotherDocument(
                "Layanan tanda tangan mengirim berkas yang bukan surat ini, atau belum ditandatangani."
            )

    def _in_vain(self, letter: Letter, why: NotSigned) -> Unsigned:
        log.warning("letter_not_signed", letter=str(letter.letter_id), why=type(why).__name__)
        if isinstance(why, OutcomeUnknown):
            return Unsigned(Signature.UNKNOWN, why.sentence, again=True)
        self.passphrases.forget(letter.application_id)
        return Unsigned(Signature.FAILED, why.sentence)
