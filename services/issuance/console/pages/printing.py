"""Everything in a file as one PDF, for the paper folder."""

import asyncio
from collections.abc import Iterator

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pictures import ONE_AT_A_TIME
from services.issuance.console.views.bundle import cover
from services.issuance.console.views.documents import PDF, documents
from services.issuance.file import File
from services.issuance.history import HistoryEntry, What
from services.issuance.letter import Letter
from services.issuance.letters.bundle import Sheet, bundle_aside
from shared.attachments import AttachmentMissing
from shared.contracts.vocabulary import ApplicationId, Attachment
from shared.inspection import pictures_of
from shared.unfit import Unfit

pages = APIRouter()
LONGEST_SIDE = 2000  # pixels: A4 at 170 dpi
Part = tuple[str, Attachment]


@pages.get("/berkas/{application_id}/cetak.pdf")
async def whole_file(application_id: ApplicationId, seat: TakenSeat) -> Response:
    """A cover sheet, the documents, the letters. Who printed it is recorded."""
    if (file := await seat.counter.find(File, application_id)) is None:
        raise HTTPException(404)
    letters = await seat.counter.find_all(Letter, "application_id", application_id)
    sheets = [sheet for part in _parts(file, letters) for sheet in await _sheets(seat, *part)]
    address = f"{seat.counter.public_url.rstrip('/')}/berkas/{application_id}"
    first = cover(file, seat.in_force.catalogue.office, address, seat.staff, seat.now)
    pdf = await bundle_aside(first, sheets)
    printed = HistoryEntry(application_id, seat.now, What.FILE_PRINTED, seat.staff.name)
    await seat.counter.door.run([], lambda desk: desk.keep(printed))
    headers = {"Content-Disposition": f'inline; filename="{file.reference}.pdf"'}
    return Response(pdf, media_type=PDF, headers=headers)


def _parts(file: File, letters: list[Letter]) -> Iterator[Part]:
    """Every attachment of the file with its name, in the order of its page."""
    for document in documents(file):
        for page in file.documents.get(document.key, ()):
            yield document.name, page
    for letter in letters:
        if letter.document:
            yield f"{letter.title} {letter.number}", letter.document


async def _sheets(seat: Seat, name: str, kept: Attachment) -> list[Sheet]:
    """The pages of an attachment, upright; one that cannot be had leaves a sheet that says so."""
    try:
        data = await seat.counter.documents.get(kept)
        async with ONE_AT_A_TIME:
            pictures = await asyncio.to_thread(lambda: list(pictures_of(data, longest=LONGEST_SIDE)))
    except (AttachmentMissing, Unfit):
        return [Sheet(name, None)]
    if len(pictures) == 1:
        return [Sheet(name, pictures[0])]
    return [Sheet(f"{name}, lembar {number}", picture) for number, picture in enumerate(pictures, 1)]
