"""The number registers, as the office's own book shows them: every number, also the void ones."""

from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import APIRouter, Query
from starlette.responses import Response

from services.issuance import store as tables
from services.issuance.console.looks import TakenSeat
from services.issuance.register import Entry

pages = APIRouter()
HERE = "/register"
MOST = 500


@pages.get(HERE)
async def register(
    seat: TakenSeat,
    key: Annotated[str, Query(max_length=40)] = "",
    year: Annotated[int, Query(ge=0, le=9999)] = 0,
) -> Response:
    """The numbers of one year, newest first; of all registers, or of one."""
    table = tables.entries.c
    kept: list[Any] = [table.register, table.year]
    books = await seat.counter.store.fetch(sa.select(*kept).distinct().order_by(*kept))
    year = year or seat.in_force.today(seat.now).year
    where = [table.year == year, *([table.register == key] if key else [])]
    return await seat.show(
        "register.html",
        HERE,
        entries=await seat.counter.read(Entry, *where, by=table.entry_id.desc(), most=MOST),
        keys=sorted({register for register, _ in books}),
        years=sorted({year, *(of_year for _, of_year in books)}, reverse=True),
        key=key,
        year=year,
        most=MOST,
    )
