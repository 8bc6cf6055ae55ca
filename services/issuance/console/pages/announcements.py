"""What the office tells many at once: written, counted, sent, and what has become of it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from services.issuance import store as tables
from services.issuance.announcements import telling
from services.issuance.announcements.announcement import (
    LONGEST,
    MAY_ANNOUNCE,
    SHORTEST,
    Announcement,
    Draft,
    announce,
    worded,
)
from services.issuance.announcements.counting import how_many_agreed, not_arrived, who_agreed
from services.issuance.console.auth import only
from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.views import announcements as views
from services.issuance.stage import NotAllowed
from shared.messaging import Desk, Want, uuid7

HERE = "/pengumuman"
MOST_SHOWN = 50
pages = APIRouter(prefix=HERE)


class Written(BaseModel):
    """What somebody wants to announce, and the key of the place it is for."""

    text: str = Field(default="", max_length=4000)
    audience: str = Field(default="", max_length=20)


class Decided(Written):
    """The same once it was looked at: sent once, however often the form is."""

    announcement_id: UUID


@pages.get("")
async def announcements(seat: TakenSeat) -> Response:
    return await _show(seat, Written())


@pages.post("/periksa", dependencies=[only(*MAY_ANNOUNCE)])
async def look_at(seat: TakenSeat, form: Annotated[Written, Form()]) -> Response:
    draft = await _draft(seat, form)
    readers = await who_agreed(seat.counter.store, draft.audience)
    return await _show(seat, form, views.plan(uuid7(), draft, len(readers), seat.counter.announcement_price))


@pages.post("", dependencies=[only(*MAY_ANNOUNCE)])
async def send(seat: TakenSeat, form: Annotated[Decided, Form()]) -> Response:
    draft = await _draft(seat, form)
    readers = await who_agreed(seat.counter.store, draft.audience)

    def begin(desk: Desk) -> None:
        if not desk.find(Announcement, form.announcement_id):
            made = announce(form.announcement_id, draft, len(readers), seat.staff, desk.now)
            telling.begin(desk, made, readers)

    await seat.counter.door.run([Want(Announcement, form.announcement_id)], begin)
    return RedirectResponse(HERE, 303)


async def _show(seat: Seat, written: Written, plan: views.Plan | None = None) -> Response:
    newest = tables.announcements.c.at.desc()
    made = await seat.counter.read(Announcement, by=newest, most=MOST_SHOWN)
    missed = await not_arrived(seat.counter.store, [it.announcement_id for it in made])
    return await seat.show(
        "announcements.html",
        HERE,
        places=await _places(seat),
        written=written,
        plan=plan,
        may_write=seat.staff.role in MAY_ANNOUNCE,
        shortest=SHORTEST,
        longest=LONGEST,
        rows=views.rows(made, missed, seat.now, seat.zone),
    )


async def _draft(seat: Seat, form: Written) -> Draft:
    """Raises `NotAllowed`."""
    place = next((it for it in await _places(seat) if it.key == form.audience), None)
    if place is None:
        raise NotAllowed("Pilih dulu untuk siapa pengumumannya.")
    return Draft(seat.in_force.office, worded(form.text), place.audience)


async def _places(seat: Seat) -> tuple[views.Place, ...]:
    return views.places(seat.in_force.directory, await how_many_agreed(seat.counter.store))
