"""The data that a service asks for beside the particulars of a person."""

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.setup.block_forms import KINDS, read_block, shown_block
from services.issuance.console.pages.setup.rows import EMPTY_ROWS, row_count
from services.issuance.console.pages.setup.services import HERE, the_service
from services.issuance.console.pages.setup.sheets import ReasonedForm, Sheet, Shown, saved, show, tried
from services.issuance.edits import the_set_up
from services.issuance.procedure import edits
from services.issuance.procedure.conditions import circumstances_of
from shared.contracts.catalogue import Service
from shared.contracts.details import Block
from shared.contracts.vocabulary import ServiceKey

pages = APIRouter(prefix="/atur")
BLOCKS = "/layanan/{key}/data"


@pages.get(BLOCKS + "/{place}")
async def block(key: ServiceKey, place: int, seat: TakenSeat, tersimpan: bool = False) -> Response:
    return await _show(seat, the_service(seat, key), place, kept=tersimpan)


@pages.post(BLOCKS + "/{place}")
async def save_block(key: ServiceKey, place: int, request: Request, seat: TakenSeat) -> Response:
    before = the_service(seat, key)

    async def save(typed: Shown) -> None:
        edit, code = ReasonedForm.read(typed).edit(seat), seat.counter.office
        kept = read_block(typed, before, _at(before, place))
        blocks = (*before.blocks[:place], kept, *before.blocks[place + 1 :])
        after = before.model_copy(update={"blocks": blocks})
        await seat.counter.door.run(the_set_up(code), lambda desk: edits.change_service(desk, code, after, edit))

    sheet = await tried(await request.form(), save)
    return await _show(seat, before, place, sheet) if sheet else saved(f"{HERE}/{key}/data/{place}")


@pages.post(BLOCKS + "/{place}/hapus")
async def remove_block(key: ServiceKey, place: int, request: Request, seat: TakenSeat) -> Response:
    before = the_service(seat, key)
    if not 0 <= place < len(before.blocks):
        raise HTTPException(404)

    async def remove(typed: Shown) -> None:
        edit, code = ReasonedForm.read(typed).edit(seat), seat.counter.office
        left = tuple(it for at, it in enumerate(before.blocks) if at != place)
        after = before.model_copy(update={"blocks": left})
        await seat.counter.door.run(the_set_up(code), lambda desk: edits.change_service(desk, code, after, edit))

    sheet = await tried(await request.form(), remove)
    return await _show(seat, before, place, removing=sheet) if sheet else saved(f"{HERE}/{key}")


def _at(service: Service, place: int) -> Block | None:
    """None one past the last. Raises HTTPException beyond."""
    if not 0 <= place <= len(service.blocks):
        raise HTTPException(404)
    return service.blocks[place] if place < len(service.blocks) else None


async def _show(
    seat: Seat,
    service: Service,
    place: int,
    sheet: Sheet | None = None,
    removing: Sheet | None = None,
    *,
    kept: bool = False,
) -> Response:
    shown, seen = _at(service, place), {"seen": f"{seat.in_force.catalogue.version}", "why": ""}
    sheet = sheet or Sheet(shown_block(shown, service) | seen)
    return await show(
        seat,
        "service_block.html",
        HERE,
        422 if sheet.faults or removing else 200,
        service=service,
        block=shown,
        place=place,
        sheet=sheet,
        removing=removing or Sheet(seen),
        rows=row_count(sheet.values, "fields") + EMPTY_ROWS,
        kinds=KINDS,
        circumstances=circumstances_of(service),
        saved=kept,
    )
