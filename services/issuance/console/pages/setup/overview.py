"""The set-up at a glance: what needs a look, each part in a line or two, and what was changed last."""

from typing import Literal

from fastapi import APIRouter
from starlette.responses import Response

from services.issuance import file_edits, seed
from services.issuance import store as tables
from services.issuance.changes import Change
from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.setup.sheets import saved, show
from services.issuance.console.views.setup import cards, lines
from services.issuance.edits import Edit
from services.issuance.publishing import what_is_in_force
from services.issuance.seed import PART_NAMES, Part, Seed
from services.issuance.staff import Staff

pages = APIRouter(prefix="/atur")
HERE = "/atur"
MOST_CHANGES = 30


@pages.get("")
async def overview(seat: TakenSeat, tersimpan: bool = False) -> Response:
    changes = await seat.counter.read(Change, by=tables.changes.c.id.desc(), most=MOST_CHANGES)
    return await show(
        seat,
        "overview.html",
        HERE,
        set_aside=[(part, PART_NAMES[part]) for part in await _set_aside(seat)],
        version=seat.in_force.catalogue.version,
        cards=cards(seat.in_force, seat.counter.seals.current, await seat.counter.read(Staff), seat.now),
        changes=lines(changes, seat.now, seat.zone),
        saved=tersimpan,
    )


@pages.post("/berkas/{part}/{choice}")
async def settle(part: Part, choice: Literal["pakai", "abaikan"], seat: TakenSeat) -> Response:
    """Whose word counts where the file and the console have both changed something."""
    config, edit = seat.counter.config, Edit(seat.staff, seat.in_force.catalogue.version)
    deed = file_edits.take_the_files if choice == "pakai" else file_edits.keep_the_consoles
    if part in await _set_aside(seat):
        await seat.counter.door.run(what_is_in_force(config), lambda desk: deed(desk, config, part, edit))
    return saved(HERE)


async def _set_aside(seat: Seat) -> tuple[Part, ...]:
    """The parts of the file that wait for a decision."""
    known = await seat.counter.find(Seed, seat.counter.office)
    now = seed.as_config(seat.in_force.catalogue, seat.in_force.directory)
    return seed.set_aside_of(seat.counter.config, known.config, now) if known else ()
