"""Whoever sends the office a PDF of its own hears whether it is genuine and unchanged."""

import re
from dataclasses import dataclass
from typing import ClassVar, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from services.issuance.edition import InForce
from services.issuance.letter import Letter
from services.issuance.store import LETTERS, letters
from shared.attachments import AttachmentMissing, Attachments
from shared.contracts.issuance import LetterChecked
from shared.contracts.vocabulary import Attachment, ContactId
from shared.messaging import Desk, Errand
from shared.messaging.message import OfficeCode
from shared.messaging.store import Store

#: Where the link of the QR code leads, as it stands in every PDF that we set.
CODE = re.compile(rb"/cek/([0-9A-HJKMNP-TV-Z]{20})")


class LookIntoPdf(Errand):
    """Find the letter whose code stands in a PDF that somebody has sent; its result is a `Found`."""

    name: ClassVar[str] = "look_into_pdf"
    key_field: ClassVar[str] = "request_id"

    request_id: UUID
    contact_id: ContactId
    office: OfficeCode
    document: Attachment


class Found(NamedTuple):
    """The letter, if it is one of ours, and whether the PDF is the very one that was issued."""

    letter: Letter | None = None
    is_whole: bool = False


@dataclass(frozen=True)
class Proof:
    """Reads what was sent; nothing of it is kept."""

    attachments: Attachments
    store: Store

    async def look(self, errand: LookIntoPdf) -> Found:
        """Raises `Away`."""
        try:
            content = await self.attachments.get(errand.document)
        except AttachmentMissing:
            return Found()
        return await letter_in(self.store, content, errand.document.sha256)


async def letter_in(store: Store, content: bytes, sha256: str) -> Found:
    """By the code in its link or, where a scan has none, by what the whole file comes to. Raises `Away`."""
    codes = {match.decode() for match in CODE.findall(content)}
    is_it = letters.c.code.in_(codes) if codes else letters.c.body.contains(sha256)
    found = [LETTERS.from_row(row) for row in await store.fetch(sa.select(letters).where(is_it).limit(len(codes) + 10))]
    whole = next((it for it in found if it.document and it.document.sha256 == sha256), None)
    return Found(whole, is_whole=True) if whole else Found(found[0] if found else None)


def checked(errand: LookIntoPdf, found: Found, desk: Desk) -> LetterChecked:
    """What is to be told about it. It never tells more than the paper does."""
    letter = found.letter
    told = LetterChecked(office=errand.office, at=desk.now, contact_id=errand.contact_id, verdict="unknown")
    if letter is None:
        return told
    stands = letter.stands(desk.get(InForce, errand.office).today(desk.now)) if found.is_whole else "changed"
    as_printed = {"title": letter.title, "number": letter.number, "holder": letter.holder, "dated": letter.dated}
    more = {"verdict": stands, "signed_by": letter.signed_by, "because": letter.standing_because}
    return told.model_copy(update=as_printed | more)
