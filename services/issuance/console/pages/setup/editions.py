"""Every edition of the procedure: who made it and why, and what it changed."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path
from starlette.responses import Response

from services.issuance import store as tables
from services.issuance.changes import Change
from services.issuance.console.looks import TakenSeat
from services.issuance.console.pages.setup.sheets import show
from services.issuance.console.views.setup import lines
from services.issuance.edition import Edition
from services.issuance.procedure.comparison import differences

pages = APIRouter(prefix="/atur")
HERE = "/atur/edisi"
MOST_CHANGES = 2000
MOST_EDITIONS = 1_000_000


@pages.get("/edisi")
async def editions(seat: TakenSeat) -> Response:
    changes = await seat.counter.read(Change, by=tables.changes.c.id.desc(), most=MOST_CHANGES)
    new_editions = [change for change in changes if change.version]
    return await show(seat, "editions.html", HERE, changes=lines(new_editions, seat.now, seat.zone))


@pages.get("/edisi/{version}")
async def edition(version: Annotated[int, Path(le=MOST_EDITIONS)], seat: TakenSeat) -> Response:
    now, before = [await seat.counter.find(Edition, each) for each in (version, version - 1)]
    if now is None:
        raise HTTPException(404)
    changes = await seat.counter.read(Change, by=tables.changes.c.id.desc(), most=MOST_CHANGES)
    made = [change for change in changes if change.version == version]
    return await show(
        seat,
        "edition.html",
        HERE,
        version=version,
        is_first=before is None,
        differences=differences(before.catalogue, now.catalogue) if before else [],
        made=lines(made, seat.now, seat.zone),
    )
