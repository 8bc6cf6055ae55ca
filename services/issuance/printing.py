"""Making the PDF of a letter: set, sealed, stored, and read back before anyone is told."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from services.issuance.errands import RenderLetter
from services.issuance.letter import Letter
from services.issuance.letters import CannotBePrinted, Issue, Wording, bind_aside, render_aside
from services.issuance.seals import Seals
from shared.attachments import Attachments
from shared.contracts.vocabulary import Attachment


@dataclass(frozen=True)
class Printer:
    """The office's press with its seals.

    `public_url` is where check pages stand, `arms` gives what the letterhead bears.
    """

    attachments: Attachments
    seals: Seals
    public_url: str
    arms: Callable[[], Awaitable[str | None]]

    async def make(self, errand: RenderLetter) -> Attachment | CannotBePrinted:
        """The stored PDF, or why it can never be one. Anything raised is for another try.

        What is still to be signed by hand bears no seal: only the print with ink on it is the letter.
        """
        letter = errand.letter
        try:
            pdf = await self._pdf(letter, errand.wording)
        except CannotBePrinted as reason:
            return reason
        if not letter.awaits_ink:
            pdf = await self.seals.current.seal_aside(pdf, reason=f"{letter.title} Nomor {letter.number}")
        stored = await self.attachments.put("letters", pdf, "application/pdf", letter.filename)
        await self.attachments.get(stored)
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
