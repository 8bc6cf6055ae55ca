"""People talk to people: conversations with residents, also with those who have no file."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, HTTPException, Request
from pydantic import BaseModel, BeforeValidator, Field
from starlette.responses import RedirectResponse, Response

from services.issuance import conversation as rules
from services.issuance import store as tables
from services.issuance.console.errors import trouble, typed_in
from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.views.talk import Talk, talk
from services.issuance.console.words import near_time
from services.issuance.conversation import Conversation, Correspondent, Utterance
from services.issuance.file import File
from services.issuance.staff import Role
from services.issuance.stage import NotAllowed
from services.issuance.stray import Stray
from shared.contracts.vocabulary import ApplicationId, ContactId
from shared.indonesian import honorific
from shared.messaging import Desk, Want

pages = APIRouter()
HERE = "/percakapan"
MOST_UTTERANCES = 200
MOST_STRAYS = 50


class Message(BaseModel):
    """What a clerk writes; `about` is the file it is about, `back` the page it was written on."""

    text: str = Field(default="", max_length=4000)
    about: Annotated[ApplicationId | None, BeforeValidator(lambda sent: sent or None)] = None
    back: str = Field(default=HERE, pattern=r"^/(berkas|percakapan)(/[0-9a-f-]{36})?$")


@pages.get(HERE)
async def conversations(seat: TakenSeat) -> Response:
    return await _show(seat, None)


@pages.get(HERE + "/{contact_id}")
async def conversation(contact_id: ContactId, seat: TakenSeat) -> Response:
    return await _show(seat, contact_id)


@pages.post(HERE + "/{contact_id}/tulis")
async def write(contact_id: ContactId, seat: TakenSeat, request: Request, form: Annotated[Message, Form()]) -> Response:
    def say(desk: Desk) -> None:
        before = desk.find(Conversation, contact_id) or Conversation(contact_id)
        to = _correspondent(desk, seat, contact_id, form.about)
        rules.write(before, form.text, seat.staff, to, desk.now).onto(desk)

    await _must_be_known(seat, contact_id)
    try:
        await seat.counter.door.run(_wanted(contact_id, form.about), say)
    except NotAllowed as why:
        return trouble(
            409, "Pesan belum terkirim", str(why), typed=await typed_in(request), back=form.back, back_words="Kembali"
        )
    return RedirectResponse(f"{form.back}#percakapan", 303)


@pages.post(HERE + "/{contact_id}/selesai")
async def hand_back(contact_id: ContactId, seat: TakenSeat, form: Annotated[Message, Form()]) -> Response:
    """The system answers again, and the resident is told."""

    def give(desk: Desk) -> None:
        if not (before := desk.find(Conversation, contact_id)):
            raise HTTPException(404)
        to = _correspondent(desk, seat, contact_id, form.about)
        rules.hand_back(before, seat.staff, to, desk.now).onto(desk)

    await seat.counter.door.run(_wanted(contact_id, form.about), give)
    return RedirectResponse(form.back if form.about else HERE, 303)


async def its_talk(seat: Seat, contact_id: UUID, name: str | None) -> Talk:
    """The conversation with this contact, to be shown; that a clerk has seen it is kept."""
    counter = seat.counter
    found = await counter.find(Conversation, contact_id)
    newest = tables.utterances.c.at.desc()
    written = await counter.read(
        Utterance, tables.utterances.c.contact_id == contact_id, by=newest, most=MOST_UTTERANCES
    )
    if found and found.unread and seat.staff.role is not Role.ADMIN:
        await counter.door.run([Want(Conversation, contact_id)], lambda desk: _mark_seen(desk, contact_id))
    name = name or (found.name if found else None) or "Bapak/Ibu"
    return talk(found, contact_id, reversed(written), name=name, now=seat.now, zone=seat.zone)


def _mark_seen(desk: Desk, contact_id: UUID) -> None:
    if found := desk.find(Conversation, contact_id):
        desk.keep(rules.seen(found))


async def _must_be_known(seat: Seat, contact_id: UUID) -> None:
    """Nobody is written to who has neither a file nor a conversation."""
    if await seat.counter.find(Conversation, contact_id) or await seat.counter.find_all(File, "contact_id", contact_id):
        return
    raise HTTPException(404)


def _wanted(contact_id: UUID, about: UUID | None) -> list[Want]:
    return [Want(Conversation, contact_id), *([Want(File, about)] if about else [])]


def _correspondent(desk: Desk, seat: Seat, contact_id: UUID, about: UUID | None) -> Correspondent:
    """Whom the message goes to. Raises `NotAllowed` for a file of somebody else."""
    office = seat.counter.office
    if about is None:
        return Correspondent(office)
    file = desk.find(File, about)
    if file is None or file.contact_id != contact_id:
        raise NotAllowed("Berkas ini bukan milik orang yang Anda tulisi. Buka lagi berkasnya.")
    called = (
        f"Bapak/Ibu {file.helped_by}" if file.helped_by else f"{honorific(file.applicant.sex)} {file.applicant.name}"
    )
    return Correspondent(office, called, about)


async def _show(seat: Seat, contact_id: UUID | None) -> Response:
    is_open = tables.conversations.c.open_since.is_not(None)
    open_ones = await seat.counter.read(Conversation, is_open, by=tables.conversations.c.last_at.desc())
    people = {each.contact_id for each in open_ones} | ({contact_id} if contact_id else set[UUID]())
    files = await seat.counter.read(File, tables.files.c.contact_id.in_(people))
    names = {file.contact_id: file.asked_by for file in files}
    if contact_id and not (contact_id in names or await seat.counter.find(Conversation, contact_id)):
        raise HTTPException(404)
    items = [
        {
            "contact_id": each.contact_id,
            "name": names.get(each.contact_id) or each.name or "Belum dikenal",
            "unread": each.unread,
            "last": near_time(each.last_at, seat.now, seat.zone) if each.last_at else "",
            "references": [file.reference for file in files if file.contact_id == each.contact_id],
        }
        for each in open_ones
    ]
    return await seat.show(
        "conversations.html",
        HERE,
        items=items,
        chosen=contact_id,
        talk=await its_talk(seat, contact_id, names.get(contact_id)) if contact_id else None,
        files=[file for file in files if file.contact_id == contact_id],
        strays=[(near_time(it.at, seat.now, seat.zone), it) for it in await seat.counter.read(Stray, most=MOST_STRAYS)],
    )
