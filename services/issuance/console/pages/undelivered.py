"""A message did not arrive: a clerk has it sent again, or says that it was told otherwise."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import RedirectResponse, Response

from services.issuance import undelivered
from services.issuance.console.auth import NotForYou
from services.issuance.console.looks import TakenSeat
from services.issuance.file import File
from services.issuance.staff import Role
from services.issuance.stray import Stray
from shared.contracts.vocabulary import ApplicationId
from shared.messaging import Desk, Want

pages = APIRouter()


@pages.post("/percakapan/pesan")
async def settle_stray(
    seat: TakenSeat,
    message: Annotated[UUID, Form()],
    what: Annotated[Literal["again", "told"], Form()],
) -> Response:
    """The same for one that is about no file."""
    if seat.staff.role is Role.ADMIN:
        raise NotForYou

    def apply(desk: Desk) -> None:
        if stray := desk.find(Stray, message):
            desk.remove(Stray, message)
            desk.say(*([stray.again(desk.now)] if what == "again" else ()))

    await seat.counter.door.run([Want(Stray, message)], apply)
    return RedirectResponse("/percakapan", 303)


@pages.post("/berkas/{application_id}/pesan")
async def settle(
    application_id: ApplicationId,
    seat: TakenSeat,
    message: Annotated[UUID, Form()],
    what: Annotated[Literal["again", "told"], Form()],
) -> Response:
    """Settled twice is settled once."""
    if seat.staff.role is Role.ADMIN:
        raise NotForYou
    rule = undelivered.sent_again if what == "again" else undelivered.told_otherwise

    def apply(desk: Desk) -> None:
        if (file := desk.find(File, application_id)) is None:
            raise HTTPException(404)
        if done := rule(file, message, seat.staff, desk.now):
            done.onto(desk)

    await seat.counter.door.run([Want(File, application_id)], apply)
    return RedirectResponse(f"/berkas/{application_id}", 303)
