"""Making the PDF of a letter: set, sealed, stored, and read back before anyone is told."""

from dataclasses import dataclass

from services.issuance.errands import RenderLetter
from services.issuance.letters import CannotBePrinted, Issue, render_aside
from services.issuance.signing import Seal
from shared.attachments import Attachments
from shared.contracts.vocabulary import Attachment


@dataclass(frozen=True)
class Printer:
    """The office's press with its seal. `public_url` is where check pages stand, `arms` what the letterhead bears."""

    attachments: Attachments
    seal: Seal
    public_url: str
    arms: str | None = None

    async def make(self, errand: RenderLetter) -> Attachment | CannotBePrinted:
        """The stored PDF, or why it can never be one. Anything raised is for another try."""
        letter = errand.letter
        issue = Issue(
            number=letter.number,
            dated=letter.dated,
            code=letter.code,
            public_url=self.public_url,
            approved_by=letter.signed_by,
            approved_at=letter.signed_at,
        )
        try:
            pdf = await render_aside(errand.wording.model_copy(update={"issue": issue}), arms=self.arms)
        except CannotBePrinted as reason:
            return reason
        sealed = await self.seal.seal_aside(pdf, reason=f"{letter.title} Nomor {letter.number}")
        stored = await self.attachments.put("letters", sealed, "application/pdf", letter.filename)
        await self.attachments.get(stored)
        return stored
