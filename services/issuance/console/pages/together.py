"""Several letters at once with one pass phrase: approved, or signed again where the service has not signed them."""

from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import SecretStr
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from services.issuance.console.carrying_out import TooLate, carry_out, held
from services.issuance.console.forms import Approve, SignAgain
from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.looking import drafts_seen
from services.issuance.console.pages.signing import HERE, show_signing
from services.issuance.file import File
from services.issuance.stage import Amiss, NotAllowed

pages = APIRouter(prefix=HERE)
MOST = 100  # letters in one form
Doing = Coroutine[Any, Any, None]


class Chosen(NamedTuple):
    """A letter that was ticked: its file, and when that entered its stage as the person saw it."""

    application_id: UUID
    seen: datetime


@pages.post("/setujui")
async def approve_together(request: Request, seat: TakenSeat) -> Response:
    """Each in a transaction of its own: one that cannot be approved holds up no other.

    Only what this person has looked at as a page is approved.
    """
    sent = await request.form()
    chosen, passphrase = _chosen(sent), _passphrase(sent)
    files = [it for each in chosen if (it := await seat.counter.find(File, each.application_id))]
    seen = await drafts_seen(seat, files)
    by_service = seat.counter.passphrases is not None

    async def approve(each: Chosen) -> None:
        if each.application_id not in seen:
            raise NotAllowed("Lihat dulu suratnya, baru setujui.")
        form = Approve(seen=each.seen, passphrase=passphrase).signed_by_service(by_service)
        await carry_out(form, each.application_id, seat)

    return await _together(seat, chosen, files, passphrase, approve)


@pages.post("/lagi")
async def sign_again(request: Request, seat: TakenSeat) -> Response:
    """The pass phrase once more, for letters that have their numbers: the same drafts are signed."""
    sent = await request.form()
    chosen, passphrase = _chosen(sent), _passphrase(sent)
    files = [it for each in chosen if (it := await seat.counter.find(File, each.application_id))]
    by_service = seat.counter.passphrases is not None

    async def again(each: Chosen) -> None:
        form = SignAgain(seen=each.seen, passphrase=passphrase).signed_by_service(by_service)
        await carry_out(form, each.application_id, seat)

    return await _together(seat, chosen, files, passphrase, again)


def _chosen(sent: FormData) -> list[Chosen]:
    """What was ticked, as `id@when`. What cannot be read was not made by our page, and is left out."""
    found: list[Chosen] = []
    for ticked in sent.getlist("letter")[:MOST]:
        application_id, _, seen = f"{ticked}".partition("@")
        try:
            found.append(Chosen(UUID(application_id), datetime.fromisoformat(seen)))
        except ValueError:
            continue
    return found


def _passphrase(sent: FormData) -> SecretStr:
    return SecretStr(f"{sent.get('passphrase') or ''}")


async def _together(
    seat: Seat, chosen: Sequence[Chosen], files: Sequence[File], passphrase: SecretStr, do: Callable[[Chosen], Doing]
) -> Response:
    """Do it to each; what could not be done is told beside the letters that are left."""
    names = {file.application_id: f"{file.reference}, {file.applicant.name}" for file in files}
    problems = [] if chosen else ["Pilih dulu suratnya."]
    try:
        with held(seat, [each.application_id for each in chosen], passphrase):
            for each in chosen:
                if why := await _tried(do(each)):
                    problems.append(f"{names.get(each.application_id, 'Berkas')}: {why}")
                    _forget(seat, each.application_id)
    except Amiss as why:
        problems = [str(why)]
    return await show_signing(seat, None, problems, status=422) if problems else RedirectResponse(HERE, 303)


async def _tried(doing: Doing) -> str | None:
    """Why it was not done."""
    try:
        await doing
    except TooLate:
        return "Berkas ini berubah sejak Anda melihatnya."
    except NotAllowed as why:
        return str(why)
    return None


def _forget(seat: Seat, application_id: UUID) -> None:
    if seat.counter.passphrases:
        seat.counter.passphrases.forget(application_id)
