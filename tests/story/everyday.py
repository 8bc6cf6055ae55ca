"""What happens at the office every day, as most stories need it: one step each."""

import io
import re

import pypdfium2

from simulator.phone_client import Bubble
from tests.story.console import Console, Page
from tests.story.people import Resident, RtChair


async def the_clerk_receives(clerk: Console, reference: str) -> Page:
    page = await clerk.opens_file(reference, until="/terima")

    received = await clerk.sends(page, "/terima")

    assert re.search(r"agenda \d{4}/\d{4}", received.text)
    return received


async def the_clerk_drafts_the_letter(clerk: Console, reference: str) -> None:
    page = await clerk.opens_file(reference, until="/konsep")

    drafted = await clerk.sends(page, "/konsep")

    assert "Menunggu tanda tangan lurah" in drafted.text


async def the_lurah_approves(lurah: Console, reference: str) -> None:
    page = await lurah.opens("/tanda-tangan")
    assert reference in page.text
    page = await lurah.opens_file(reference)
    signing = await lurah.opens(f"/tanda-tangan/{page.address.rsplit('/', 1)[1]}")

    await lurah.sends(signing, "/setujui")


async def the_documents_are_received(resident: Resident, chair: RtChair, clerk: Console) -> str:
    """From the first word until the clerk has the documents; the number of the application."""
    reference = await resident.asks_for_a_ktp()
    await chair.approves(resident)
    await resident.hands_in()
    await the_clerk_receives(clerk, reference)
    return reference


async def text_of(letter: Bubble) -> str:
    """What the pages of a PDF say."""
    document = pypdfium2.PdfDocument(io.BytesIO(await letter.document_bytes()))
    return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "\n")
