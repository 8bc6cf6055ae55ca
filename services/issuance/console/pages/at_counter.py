"""Somebody has come to the counter: a clerk opens a file for them, and later tells them what they cannot read."""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, HTTPException, Query, Request
from starlette.responses import RedirectResponse, Response

from services.issuance import actions, deeds
from services.issuance import store as tables
from services.issuance.at_counter import Visit, a_reference
from services.issuance.console.auth import NotForYou, only
from services.issuance.console.details import boxes, read_details, usual
from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.setup.sheets import Sheet, Shown, tried
from services.issuance.console.views.telling import WAYS
from services.issuance.file import File
from services.issuance.particulars import any_nik
from services.issuance.staff import Role
from services.issuance.stage import ENDED, Amiss
from services.issuance.typed import Faults
from services.issuance.typed_visit import TypedVisit
from shared.contracts.catalogue import Reason, RtPost, Service
from shared.contracts.details import circumstances
from shared.contracts.vocabulary import ApplicationId
from shared.messaging import Desk, Want, uuid7
from shared.particulars import MARITAL_STATUSES, OCCUPATIONS, RELIGIONS, sex

pages = APIRouter()
HERE = "/berkas/baru"
REFERENCES = 3  # of them one is free


@pages.get(HERE, dependencies=[only(Role.CLERK)])
async def new_file(
    seat: TakenSeat,
    service: Annotated[str, Query(max_length=40)] = "",
    reason: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """What they need is chosen first: the questions depend on it."""
    chosen = _chosen(seat, service, reason)
    if chosen is None:
        return await seat.show("open.html", "/", services=seat.in_force.catalogue.services, chosen=None)
    return await _show(seat, *chosen, Sheet({"application_id": str(uuid7()), "letter": "ask"}))


@pages.post(HERE, dependencies=[only(Role.CLERK)])
async def open_file(request: Request, seat: TakenSeat) -> Response:
    sent = await request.form()
    chosen = _chosen(seat, f"{sent.get('service') or ''}", f"{sent.get('reason') or ''}")
    if chosen is None:
        return RedirectResponse(HERE, 303)
    service, reason = chosen

    async def open_it(typed: Shown) -> UUID:
        form = TypedVisit.read(typed)
        visit = _visit(seat, service, reason, form, typed)
        if not form.again:
            await _must_be_the_only_one(seat, visit)
        await _open(seat, visit)
        return form.application_id

    done = await tried(sent, open_it)
    if isinstance(done, Sheet):
        return await _show(seat, service, reason, done)
    return RedirectResponse(f"/berkas/{done}", 303)


@pages.post("/berkas/{application_id}/beri-tahu")
async def told(
    application_id: ApplicationId, seat: TakenSeat, news: Annotated[UUID, Form()], how: Annotated[str, Form()] = ""
) -> Response:
    """Somebody has told them; ticked off twice is told once."""
    if seat.staff.role is Role.ADMIN:
        raise NotForYou
    way = WAYS.get(how, WAYS["counter"])

    def tick_off(desk: Desk) -> None:
        if (file := desk.find(File, application_id)) is None:
            raise HTTPException(404)
        if done := actions.told(file, news, way, seat.staff, desk.now):
            done.onto(desk)

    await seat.counter.door.run([Want(File, application_id)], tick_off)
    return RedirectResponse(f"/berkas/{application_id}", 303)


def _chosen(seat: Seat, service: str, reason: str) -> tuple[Service, Reason | None] | None:
    """None while it is not clear what they need, or why."""
    found = next((it for it in seat.in_force.catalogue.services if it.key == service), None)
    if found is None:
        return None
    why = found.reason(reason)
    return None if found.reasons and why is None else (found, why)


def _visit(seat: Seat, service: Service, reason: Reason | None, form: TypedVisit, typed: Shown) -> Visit:
    """Raises `Faults` and `Amiss`."""
    today = seat.in_force.today(seat.now)
    if seat.in_force.directory.post(form.rt) is None:
        raise Faults({"rt": f"{form.rt} tidak ada di kelurahan ini. Pilih dari daftar."})
    person, why = form.person(today), reason.key if reason else None
    known = circumstances(why, person, {})
    details = read_details(service, known, usual(service), typed)
    return Visit(
        application_id=form.application_id,
        service=service,
        reason=why,
        applicant=person,
        helped_by=form.helped_by,
        details=details,
        phone=form.phone,
        on_whatsapp=form.on_whatsapp,
        cover_letter=form.paper_letter(today) if service.cover_letter == "required" else None,
    )


async def _must_be_the_only_one(seat: Seat, visit: Visit) -> None:
    """A second one is possible, but worth a question. Raises `Amiss`."""
    files, service, nik = tables.files.c, visit.service, visit.applicant.nik
    same = await seat.counter.read(
        File, files.stage.not_in([stage.value for stage in ENDED]), files.body.like(f'%"nik":"{nik}"%')
    )
    running = [
        it.reference
        for it in same
        if (it.applicant.nik, it.service.key) == (nik, service.key) and it.application_id != visit.application_id
    ]
    if running:
        raise Amiss("again", f"Untuk NIK ini sudah ada permohonan {service.short} yang berjalan: {', '.join(running)}.")


async def _open(seat: Seat, visit: Visit) -> None:
    office, short = seat.counter.office, seat.in_force.catalogue.office.short
    references = [a_reference(short) for _ in range(REFERENCES)]
    await seat.counter.door.run(
        deeds.somebody_new(visit.application_id, office, references),
        lambda desk: deeds.open_at_counter(desk, visit, references, seat.staff, office),
    )


async def _show(seat: Seat, service: Service, reason: Reason | None, sheet: Sheet) -> Response:
    typed = sheet.values
    known = {"reason": reason.key if reason else "", "sex": _sex_told_by(typed.get("nik", ""))}
    return await seat.show(
        "open.html",
        "/",
        422 if sheet.faults else 200,
        chosen=service,
        kept_days=seat.in_force.catalogue.documents_kept_days,
        reason=reason,
        sheet=sheet,
        boxes=boxes(service, known, usual(service), typed),
        rts=_by_rw(seat.in_force.directory.rts),
        religions=[(each, each) for each in RELIGIONS],
        marital_statuses=[(each, each) for each in MARITAL_STATUSES],
        occupations=OCCUPATIONS,
        today=seat.in_force.today(seat.now),
    )


def _sex_told_by(nik: str) -> str:
    """As far as it can be told: some questions depend on it."""
    try:
        return sex(any_nik(nik))
    except ValueError:
        return ""


def _by_rw(posts: Iterable[RtPost]) -> list[tuple[int, list[RtPost]]]:
    """The RTs in order, RW by RW."""
    found: dict[int, list[RtPost]] = {}
    for post in sorted(posts, key=lambda post: (post.rt.rw, post.rt.rt)):
        found.setdefault(post.rt.rw, []).append(post)
    return list(found.items())
