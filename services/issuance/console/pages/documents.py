"""The bytes behind the pages: documents and letters, for staff only, shown and never run."""

from mimetypes import guess_extension
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.looking import record_look
from services.issuance.console.pictures import NoPicture, picture_of
from services.issuance.console.views.documents import PDF, PICTURES
from services.issuance.conversation import Utterance
from services.issuance.file import File
from services.issuance.letter import Letter
from shared.attachments import AttachmentMissing
from shared.contracts.vocabulary import ApplicationId, Attachment, ContactId, DocumentKey

pages = APIRouter()
#: Nothing in a document may act: no script, no form, no further address.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; sandbox"


@pages.get("/berkas/{application_id}/dokumen/{key}/{place}")
async def document(application_id: ApplicationId, key: DocumentKey, place: int, seat: TakenSeat) -> Response:
    kept = await _document(seat, application_id, key, place)
    return await shown(seat, kept, f"{key}-{place + 1}")


@pages.get("/berkas/{application_id}/dokumen/{key}/{place}/gambar")
async def document_as_picture(application_id: ApplicationId, key: DocumentKey, place: int, seat: TakenSeat) -> Response:
    """A PDF as a picture, all its pages below each other."""
    kept = await _document(seat, application_id, key, place)
    try:
        png = await picture_of(await _bytes(seat, kept))
    except NoPicture:
        raise HTTPException(404) from None
    return _answer(png, "image/png", f"{key}-{place + 1}")


@pages.get("/percakapan/{contact_id}/lampiran/{utterance_id}/{place}")
async def said(contact_id: ContactId, utterance_id: UUID, place: int, seat: TakenSeat) -> Response:
    """What a resident has sent along in a conversation."""
    utterance = await seat.counter.find(Utterance, utterance_id)
    if utterance is None or utterance.contact_id != contact_id or not 0 <= place < len(utterance.pages):
        raise HTTPException(404)
    return await shown(seat, utterance.pages[place], f"lampiran-{place + 1}")


@pages.get("/surat/{letter_id}.pdf")
async def letter_pdf(letter_id: UUID, seat: TakenSeat) -> Response:
    letter = await seat.counter.find(Letter, letter_id)
    if letter is None or letter.document is None:
        raise HTTPException(404)
    await record_look(seat, letter.application_id)
    return await shown(seat, letter.document, letter.number.replace("/", "-"))


async def _document(seat: Seat, application_id: UUID, key: DocumentKey, place: int) -> Attachment:
    file = await seat.counter.find(File, application_id)
    kept = file.documents.get(key, ()) if file else ()
    if not 0 <= place < len(kept):
        raise HTTPException(404)
    await record_look(seat, application_id)
    return kept[place]


async def _bytes(seat: Seat, kept: Attachment) -> bytes:
    try:
        return await seat.counter.documents.get(kept)
    except AttachmentMissing:
        raise HTTPException(404) from None


async def shown(seat: Seat, kept: Attachment, name: str) -> Response:
    """The bytes, as safely as a browser can show them; 404 when they are gone."""
    return _answer(await _bytes(seat, kept), kept.media_type, name)


def _answer(data: bytes, media_type: str, name: str) -> Response:
    """What a browser shows safely is shown; anything else is kept as a file."""
    shown = media_type in PICTURES or media_type == PDF
    how = "inline" if shown else "attachment"
    name += guess_extension(media_type) or ""
    headers = {
        "Content-Disposition": f"{how}; filename*=UTF-8''{quote(name)}",
        "Content-Security-Policy": SANDBOX,
    }
    return Response(data, media_type=media_type if shown else "application/octet-stream", headers=headers)
