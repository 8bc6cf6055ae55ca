"""Making the PDF of a letter: set, sealed, stored, and read back before anyone is told."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from services.issuance.errands import RenderLetter
from services.issuance.letter import Letter
from services.issuance.letters import CannotBePrinted, Issue, Wording, bind_aside, render_aside
from services.issuance.signing import AnotherDocument, NoStamp, Paper, Signer
from shared.attachments import Attachments
from shared.contracts.vocabulary import Attachment


@dataclass(frozen=True)
class Printer:
    """The office's press with its seal.

    `public_url` is where check pages stand, `arms` gives what the letterhead bears.
    """

    attachments: Attachments
    seal: Signer
    public_url: str
    arms: Callable[[], Awaitable[str | None]]

    async def make(self, errand: RenderLetter) -> Attachment | CannotBePrinted | NoStamp:
        """The stored PDF, or why it can never be one, or not yet. Anything raised is for another try.

        What is still to be signed by hand bears no seal: only the print with ink on it is the letter. Nor does what a
        signing service is to sign.
        """
        letter = errand.letter
        try:
            pdf = await self._pdf(letter, errand.wording)
        except CannotBePrinted as reason:
            return reason
        if not (letter.awaits_ink or letter.ordered):
            try:
                return await self._sealed(letter, pdf)
            except NoStamp as why:
                return why
        stored = await self.attachments.put("letters", pdf, "application/pdf", letter.filename)
        await self.attachments.get(stored)
        return stored

    async def _sealed(self, letter: Letter, draft: bytes) -> Attachment:
        """Read back and looked at before anyone is told. Raises `AnotherDocument`."""
        signed = await self.seal.sign(Paper(draft, f"{letter.title} Nomor {letter.number}", letter.filename))
        stored = await self.attachments.put("letters", signed.pdf, "application/pdf", letter.filename)
        if not await asyncio.to_thread(self.seal.is_genuine, draft, await self.attachments.get(stored)):
            raise AnotherDocument("Surat yang disimpan bukan surat yang disegel.")
        return stored

    async def _pdf(self, letter: Letter, wording: Wording) -> bytes:
        if letter.ink and letter.ink.scan:
            pages = [await self.attachments.get(page) for page in letter.ink.scan]
            return await bind_aside(pages, title=f"{letter.title} {letter.number}", dated=letter.dated)
        issue = Issue(
            number=letter.number,
            dated=letter.dated,
            code=letter.code,
            public_url=self.public_url,
            approved_by=letter.signed_by,
            approved_at=letter.signed_at,
            signed_by_hand_on=letter.ink.on if letter.ink else None,
        )
        return await render_aside(wording.model_copy(update={"issue": issue}), arms=await self.arms())
