"""The lurah's desk: the very page that will be signed, beside what it rests on."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fastapi import APIRouter, HTTPException
from starlette.responses import RedirectResponse, Response

from services.issuance import actions, issuing
from services.issuance import store as tables
from services.issuance.console.carrying_out import carry_out, held
from services.issuance.console.forms import SigningForm
from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.documents import SANDBOX
from services.issuance.console.pages.looking import drafts_seen, record_draft_look, record_look
from services.issuance.console.views.clock import deadline
from services.issuance.console.views.signing import Waiting, grounds, next_number, unsigned
from services.issuance.file import File
from services.issuance.history import HistoryEntry
from services.issuance.letter import Letter
from services.issuance.letters import CannotBePrinted, Wording, preview_aside
from services.issuance.register import Register
from services.issuance.signatory import who_would_sign
from services.issuance.stage import Action, Amiss, Stage
from shared.contracts.vocabulary import ApplicationId
from shared.indonesian import honorific

pages = APIRouter()
HERE = "/tanda-tangan"


@pages.get(HERE)
async def signing(seat: TakenSeat) -> Response:
    """The first letter that waits."""
    return await show_signing(seat)


@pages.get(HERE + "/{application_id}")
async def sign_this(application_id: ApplicationId, seat: TakenSeat) -> Response:
    return await show_signing(seat, application_id)


@pages.get(HERE + "/{application_id}/surat.svg")
async def preview(application_id: ApplicationId, seat: TakenSeat) -> Response:
    """The letter as it will be printed, with gaps where the approval will write."""
    file = await seat.counter.find(File, application_id)
    if file is None or file.stage is not Stage.DRAFTED:
        raise HTTPException(404)
    await record_look(seat, application_id)
    await record_draft_look(seat, file)
    svg = await preview_aside(_draft(seat, file), arms=await seat.counter.arms())
    return Response(svg, media_type="image/svg+xml", headers={"Content-Security-Policy": SANDBOX})


async def sign(form: SigningForm, application_id: UUID, seat: Seat) -> Response:
    """Approve one letter, or have it signed again. Raises what `carry_out` raises."""
    form = form.signed_by_service(seat.counter.passphrases is not None)
    try:
        with held(seat, [application_id], form.passphrase):
            await carry_out(form, application_id, seat)
    except Amiss as why:
        return await show_signing(seat, application_id, (str(why),), status=422)
    return RedirectResponse(HERE, 303)


def _draft(seat: Seat, file: File) -> Wording:
    office, today = seat.in_force.catalogue.office, seat.in_force.today(seat.now)
    return issuing.the_wording(file, seat.in_force, who_would_sign(office, seat.staff, today))


async def show_signing(
    seat: Seat, chosen: UUID | None = None, problems: Sequence[str] = (), status: int = 200
) -> Response:
    """The desk with this letter on it, by default the one that is due next."""
    drafted = await _in_stage(seat, Stage.DRAFTED, tables.files.c.due_at.asc())
    file = next((file for file in drafted if chosen in (None, file.application_id)), None)
    if chosen and file is None and not problems:
        raise HTTPException(404)
    allowed = actions.allowed_actions(file, seat.staff) if file else ()
    return await seat.show(
        "signing.html",
        HERE,
        status,
        letters=[(file, deadline(file, seat.in_force, seat.now)) for file in drafted],
        file=file,
        to_sign=await _in_stage(seat, Stage.TO_SIGN, tables.files.c.since.asc()),
        unsigned=await _unsigned(seat),
        seen=await _seen(seat, drafted) if Action.APPROVE in allowed else [],
        by_service=seat.counter.passphrases is not None,
        problems=problems,
        may_approve=Action.APPROVE in allowed,
        may_send_back=Action.SEND_BACK_DRAFT in allowed,
        **(await _about(seat, file) if file else {}),
    )


async def _in_stage(seat: Seat, stage: Stage, by: Any) -> list[File]:
    return await seat.counter.read(File, tables.files.c.stage == stage.value, by=by)


async def _seen(seat: Seat, drafted: Sequence[File]) -> list[File]:
    """The letters whose page this person has looked at since it was drafted: these can be approved at once."""
    seen = await drafts_seen(seat, drafted)
    return [file for file in drafted if file.application_id in seen]


async def _unsigned(seat: Seat) -> list[Waiting]:
    """The letters that have their number and that the signing service has not signed."""
    waiting = await _in_stage(seat, Stage.UNSIGNED, tables.files.c.since.asc())
    letters = [await seat.counter.find_all(Letter, "application_id", file.application_id) for file in waiting]
    return [it for file, its in zip(waiting, letters, strict=True) if (it := unsigned(file, its, seat.staff))]


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
