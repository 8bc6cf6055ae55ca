"""One file: everything about it on one page, and what may be done with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from fastapi import APIRouter, HTTPException, Request
from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from services.issuance import actions
from services.issuance.at_counter import missing, wanted
from services.issuance.complaints.complaint import Complaint
from services.issuance.console.carrying_out import Incomplete, TooLate, carry_out, found
from services.issuance.console.details import boxes
from services.issuance.console.errors import trouble, typed_in
from services.issuance.console.forms import FORMS, SigningForm, advice
from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.conversations import its_talk
from services.issuance.console.pages.looking import record_look
from services.issuance.console.pages.signing import sign
from services.issuance.console.views.clock import deadline
from services.issuance.console.views.complaints import rows
from services.issuance.console.views.details import parts
from services.issuance.console.views.documents import cover_letter, documents, letter_card
from services.issuance.console.views.doing import BY_SLUG, READY_REASONS, doings
from services.issuance.console.views.file import steps, warnings, why_paused
from services.issuance.console.views.neighbours import answers
from services.issuance.console.views.past import past
from services.issuance.console.views.telling import WAYS, news
from services.issuance.console.views.waiting import awaits
from services.issuance.file import File
from services.issuance.history import HistoryEntry
from services.issuance.letter import Letter
from services.issuance.stage import Action, Amiss
from shared.contracts.vocabulary import ApplicationId, DocumentKey
from shared.messaging import Desk, Want

pages = APIRouter()


@dataclass(frozen=True, slots=True)
class Attempt:
    """An action that did not succeed: what was typed stays, the reason stands beside it."""

    action: Action | None = None
    problem: str = ""
    typed: Mapping[str, Any] = field(default_factory=dict[str, Any])
    ticked: tuple[str, ...] = ()
    where: str = ""

    @classmethod
    def at(cls, action: Action, sent: FormData, problem: str, where: str = "") -> "Attempt":
        return cls(action, problem, dict(sent), tuple(f"{key}" for key in sent.getlist("document")), where)


@pages.get("/berkas/{application_id}")
async def file_page(application_id: ApplicationId, seat: TakenSeat) -> Response:
    return await _show(seat, application_id)


@pages.post("/berkas/{application_id}/nik")
async def show_nik(application_id: ApplicationId, seat: TakenSeat) -> Response:
    """The whole NIK, once; that it was looked at goes into the history."""

    def record(desk: Desk) -> None:
        actions.nik_shown(found(desk, application_id), seat.staff, desk.now).onto(desk)

    await seat.counter.door.run([Want(File, application_id)], record)
    return await _show(seat, application_id, nik_shown=True)


@pages.post("/berkas/{application_id}/{slug}")
async def act(application_id: ApplicationId, slug: str, request: Request, seat: TakenSeat) -> Response:
    if (action := BY_SLUG.get(slug)) is None:
        raise HTTPException(404)
    sent = await request.form()
    try:
        form = await FORMS[action].read(sent).prepared(sent, seat.counter.documents)
        if isinstance(form, SigningForm):
            return await sign(form, application_id, seat)
        await carry_out(form, application_id, seat)
    except (ValidationError, Incomplete, Amiss) as error:
        problem = advice(error) if isinstance(error, ValidationError) else str(error)
        where = error.field if isinstance(error, Amiss) else ""
        return await _show(seat, application_id, Attempt.at(action, sent, problem, where), status=422)
    except TooLate:
        return await _told_kindly(seat, application_id, await typed_in(request))
    return RedirectResponse("/tanda-tangan" if action is Action.SEND_BACK_DRAFT else f"/berkas/{application_id}", 303)


async def _told_kindly(seat: Seat, application_id: UUID, typed: list[tuple[str, str]]) -> Response:
    """Somebody was faster: what they did, and what was typed in vain."""
    if (file := await seat.counter.find(File, application_id)) is None:
        raise HTTPException(404)
    entries = await seat.counter.find_all(HistoryEntry, "application_id", application_id)
    lines = [line for line in past(entries, file, seat.now, seat.zone) if line.at == file.since]
    happened = f" Yang terjadi {lines[0].when}: {lines[0].words}." if lines else ""
    words = f"Berkas ini berubah sejak Anda membukanya, jadi tindakan Anda belum dijalankan.{happened}"
    back = f"/berkas/{application_id}"
    return trouble(409, "Berkas sudah berubah", words, typed=typed, back=back, back_words="Lihat berkasnya")


async def _show(
    seat: Seat,
    application_id: UUID,
    attempt: Attempt | None = None,
    *,
    nik_shown: bool = False,
    status: int = 200,
) -> Response:
    if (file := await seat.counter.find(File, application_id)) is None:
        raise HTTPException(404)
    now, in_force, attempt = seat.now, seat.in_force, attempt or Attempt()
    if file.documents:
        await record_look(seat, application_id)
    entries = await seat.counter.find_all(HistoryEntry, "application_id", application_id)
    letters = await seat.counter.find_all(Letter, "application_id", application_id)
    complaints = await seat.counter.find_all(Complaint, "about", application_id)
    return await seat.show(
        "file.html",
        "/",
        status,
        file=file,
        reason=file.service.reason(file.reason),
        due=deadline(file, in_force, now),
        awaits=awaits(file, now, seat.zone),
        steps=steps(file, entries, in_force, now),
        why_paused=why_paused(file, entries, in_force, now),
        warnings=warnings(entries),
        complaints=rows(complaints, in_force.catalogue, now, seat.zone),
        documents=documents(file),
        cover_letter=cover_letter(file, letters),
        letter_card=letter_card(file, letters),
        neighbours=answers(file, now, seat.zone),
        past=past(entries, file, now, seat.zone),
        details=parts(file, nik_shown=nik_shown),
        boxes=boxes(file.service, file.circumstances, file.details, attempt.typed),
        doings=doings(actions.allowed_actions(file, seat.staff)),
        ready_reasons=READY_REASONS,
        attempt=attempt,
        nik_shown=nik_shown,
        talk=await its_talk(seat, file.contact_id, file.asked_by) if file.contact_id else None,
        wanted=_papers_wanted(file),
        to_tell=news(file, entries, seat.zone),
        ways=WAYS,
        today=in_force.today(now),
    )


def _papers_wanted(file: File) -> list[tuple[DocumentKey, str, bool]]:
    """What can be brought to the counter: what it is called, and whether it is still missing."""
    absent = missing(file) if file.opened_by else ()
    return [(key, file.name_of(key), key in absent) for key in wanted(file)] if file.opened_by else []
