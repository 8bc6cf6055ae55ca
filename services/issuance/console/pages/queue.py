"""The queue: the room where a clerk begins the day."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.issuance import store as tables
from services.issuance.console.counter import Counter
from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.views.queue import Filter, When, figures, groups, waits_for
from services.issuance.console.views.waiting import waits_for_hand_over
from services.issuance.file import File
from services.issuance.stage import ENDED, Stage
from shared.indonesian import clock, full_moment

pages = APIRouter()
MOST_ENDED = 30
MOST_ISSUED = 300
MOST_UNTOLD = 100
#: In the row of a file about which somebody has to be told something.
UNTOLD = '%"to_tell":["%'


@pages.get("/")
async def queue(
    seat: TakenSeat,
    q: Annotated[str, Query(max_length=80)] = "",
    service: Annotated[str, Query(max_length=40)] = "",
    when: When = "",
    mine: Literal["", "true"] = "",
) -> Response:
    wanted = Filter(q.strip(), service, when, bool(mine))
    files = await _files(seat.counter, wanted.q)
    role = seat.staff.role
    return await seat.show(
        "queue.html",
        here="/",
        groups=groups(files, wanted, role, seat.in_force, seat.now),
        figures=figures(files, seat.in_force, seat.now),
        waiting=sum(waits_for(file, role) for file in files),
        prints=sum(waits_for_hand_over(file) for file in files),
        untold=sum(bool(file.to_tell) for file in files),
        wanted=wanted,
        services=seat.in_force.catalogue.services,
        today=full_moment(seat.now, seat.in_force.zone),
        hours=_hours(seat),
    )


async def _files(counter: Counter, q: str) -> list[File]:
    """Every open file, those whose print or news somebody waits for, the last that ended; or a search in all."""
    stage, newest_first = tables.files.c.stage, tables.files.c.since.desc()
    if q:
        words = [tables.files.c.body.icontains(word, autoescape=True) for word in q.split()]
        return await counter.read(File, *words, by=newest_first)
    ended = [each.value for each in ENDED]
    others = [each.value for each in ENDED - {Stage.ISSUED}]
    is_untold = tables.files.c.body.like(UNTOLD)
    found = [
        *await counter.read(File, stage.not_in(ended)),
        *await counter.read(File, stage == Stage.ISSUED.value, by=newest_first, most=MOST_ISSUED),
        *await counter.read(File, stage.in_(others), by=newest_first, most=MOST_ENDED),
        *await counter.read(File, stage.in_(others), is_untold, by=newest_first, most=MOST_UNTOLD),
    ]
    return list({file.application_id: file for file in found}.values())


def _hours(seat: Seat) -> str:
    """Until when the office is open, or since when it is not."""
    hours = seat.in_force.calendar.hours(seat.in_force.today(seat.now))
    if hours is None:
        return "kantor tutup hari ini"
    now = seat.now.astimezone(seat.zone).time()
    if now < hours.opens:
        return f"kantor buka {clock(hours.opens)}"
    return f"kantor tutup {clock(hours.closes)}" if now < hours.closes else "kantor sudah tutup"
