"""What people complain of: the list, and each with its answer."""

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, HTTPException, Request
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from services.issuance import store as tables
from services.issuance.complaints import complaint as rules
from services.issuance.complaints.complaint import Complaint
from services.issuance.console.errors import trouble, typed_in
from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.documents import shown
from services.issuance.console.views import complaints as views
from services.issuance.file import File
from services.issuance.stage import NotAllowed
from shared.messaging import Desk, Want

HERE = "/pengaduan"
MOST_CLOSED = 50
pages = APIRouter(prefix=HERE)


class Answer(BaseModel):
    """What the office writes."""

    text: str = Field(default="", max_length=4000)


@pages.get("")
async def complaints(seat: TakenSeat) -> Response:
    stage, newest = tables.complaints.c.stage, tables.complaints.c.since.desc()
    found = [
        *await seat.counter.read(Complaint, stage != "closed", by=newest),
        *await seat.counter.read(Complaint, stage == "closed", by=newest, most=MOST_CLOSED),
    ]
    catalogue, role = seat.in_force.catalogue, seat.staff.role
    return await seat.show("complaints.html", HERE, groups=views.groups(found, catalogue, role, seat.now, seat.zone))


@pages.get("/{complaint_id}")
async def complaint(complaint_id: UUID, seat: TakenSeat) -> Response:
    found = await _found(seat, complaint_id)
    file = await seat.counter.find(File, found.about) if found.about else None
    shown_as = views.whole(found, seat.in_force.catalogue, seat.staff.role, seat.now, seat.zone)
    return await seat.show("complaint.html", HERE, complaint=shown_as, file=file)


@pages.get("/{complaint_id}/foto/{place}")
async def photo(complaint_id: UUID, place: int, seat: TakenSeat) -> Response:
    found = await _found(seat, complaint_id)
    if not 0 <= place < len(found.pages):
        raise HTTPException(404)
    return await shown(seat, found.pages[place], f"{found.reference}-{place + 1}")


@pages.post("/{complaint_id}/ambil")
async def take_on(complaint_id: UUID, seat: TakenSeat, request: Request) -> Response:
    def take(desk: Desk) -> None:
        desk.keep(rules.take_on(desk.get(Complaint, complaint_id), seat.staff))

    return await _do(seat, complaint_id, request, take)


@pages.post("/{complaint_id}/teruskan")
async def pass_on(complaint_id: UUID, seat: TakenSeat, request: Request) -> Response:
    def escalate(desk: Desk) -> None:
        desk.keep(rules.pass_to_lurah(desk.get(Complaint, complaint_id), seat.staff, desk.now))

    return await _do(seat, complaint_id, request, escalate)


@pages.post("/{complaint_id}/jawab")
async def answer(complaint_id: UUID, seat: TakenSeat, request: Request, form: Annotated[Answer, Form()]) -> Response:
    def say(desk: Desk) -> None:
        after, fact = rules.answer(desk.get(Complaint, complaint_id), form.text, seat.staff, desk.now)
        desk.keep(after)
        if fact:
            desk.say(fact)

    return await _do(seat, complaint_id, request, say)


async def _do(seat: Seat, complaint_id: UUID, request: Request, deed: Callable[[Desk], None]) -> Response:
    await _found(seat, complaint_id)
    back = f"{HERE}/{complaint_id}"
    try:
        await seat.counter.door.run([Want(Complaint, complaint_id)], deed)
    except NotAllowed as why:
        return trouble(
            409, "Belum bisa", str(why), typed=await typed_in(request), back=back, back_words="Kembali ke keluhan"
        )
    return RedirectResponse(back, 303)


async def _found(seat: Seat, complaint_id: UUID) -> Complaint:
    if found := await seat.counter.find(Complaint, complaint_id):
        return found
    raise HTTPException(404)
