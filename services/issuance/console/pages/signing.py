"""The lurah's desk: the very page that will be signed, beside what it rests on."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from services.issuance import actions, issuing
from services.issuance import store as tables
from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.documents import SANDBOX
from services.issuance.console.pages.looking import record_look
from services.issuance.console.views.clock import deadline
from services.issuance.console.views.signing import grounds, next_number
from services.issuance.file import File
from services.issuance.history import HistoryEntry
from services.issuance.letters import CannotBePrinted, Wording, preview_aside
from services.issuance.register import Register
from services.issuance.signatory import who_would_sign
from services.issuance.stage import Action, Stage
from shared.contracts.vocabulary import ApplicationId
from shared.indonesian import honorific

pages = APIRouter()
HERE = "/tanda-tangan"


@pages.get(HERE)
async def signing(seat: TakenSeat) -> Response:
    """The first letter that waits."""
    return await _show(seat, None)


@pages.get(HERE + "/{application_id}")
async def sign_this(application_id: ApplicationId, seat: TakenSeat) -> Response:
    return await _show(seat, application_id)


@pages.get(HERE + "/{application_id}/surat.svg")
async def preview(application_id: ApplicationId, seat: TakenSeat) -> Response:
    """The letter as it will be printed, with gaps where the approval will write."""
    file = await seat.counter.find(File, application_id)
    if file is None or file.stage is not Stage.DRAFTED:
        raise HTTPException(404)
    await record_look(seat, application_id)
    svg = await preview_aside(_draft(seat, file), arms=await seat.counter.arms())
    return Response(svg, media_type="image/svg+xml", headers={"Content-Security-Policy": SANDBOX})


def _draft(seat: Seat, file: File) -> Wording:
    office, today = seat.in_force.catalogue.office, seat.in_force.today(seat.now)
    return issuing.the_wording(file, seat.in_force, who_would_sign(office, seat.staff, today))


async def _show(seat: Seat, chosen: UUID | None) -> Response:
    drafted = await seat.counter.read(File, tables.files.c.stage == Stage.DRAFTED.value, by=tables.files.c.due_at.asc())
    file = next((file for file in drafted if chosen in (None, file.application_id)), None)
    if chosen and file is None:
        raise HTTPException(404)
    allowed = actions.allowed_actions(file, seat.staff) if file else ()
    return await seat.show(
        "signing.html",
        HERE,
        letters=[(file, deadline(file, seat.in_force, seat.now)) for file in drafted],
        file=file,
        to_sign=await seat.counter.read(
            File, tables.files.c.stage == Stage.TO_SIGN.value, by=tables.files.c.since.asc()
        ),
        may_approve=Action.APPROVE in allowed,
        may_send_back=Action.SEND_BACK_DRAFT in allowed,
        **(await _about(seat, file) if file else {}),
    )


async def _about(seat: Seat, file: File) -> dict[str, Any]:
    """What the letter rests on, the number it will get, and whether it can be printed at all."""
    entries = await seat.counter.find_all(HistoryEntry, "application_id", file.application_id)
    register = await seat.counter.find(Register, file.letter.runs_in)
    try:
        await preview_aside(_draft(seat, file), arms=await seat.counter.arms())
        unprintable = None
    except CannotBePrinted as why:
        unprintable = str(why)
    return {
        "unprintable": unprintable,
        "grounds": grounds(file, entries, seat.now, seat.zone),
        "number": next_number(file, register, seat.in_force, seat.now),
        "called": f"{honorific(file.applicant.sex)} {file.applicant.name}",
    }
