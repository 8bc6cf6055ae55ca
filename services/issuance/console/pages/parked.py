"""What no service could deal with: listed with the reason, replayed one by one or all. Never what was in it."""

import structlog
from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from services.issuance.console.auth import only
from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.views.parked import explained
from services.issuance.staff import Role
from shared.messaging.parked import NotReplayed, list_parked, replay_parked

HERE = "/parkir"
SERVICES = ("notifier", "intake", "verification", "issuance")
pages = APIRouter(prefix=HERE, dependencies=[only(Role.ADMIN)])
log = structlog.get_logger()


@pages.get("")
async def parked(seat: TakenSeat) -> Response:
    return await _show(seat)


@pages.post("/semua")
async def replay_all(seat: TakenSeat) -> Response:
    """Oldest first, each in its turn: a later one may need an earlier one."""
    items, _ = await list_parked(seat.counter.queue, SERVICES)
    failed = [item.place for item in items if await _replay(seat, item.service, item.place)]
    if failed:
        return await _show(seat, f"{len(items) - len(failed)} berhasil, {len(failed)} masih tertahan.", 409)
    return RedirectResponse(HERE, 303)


@pages.post("/{service}/{place}")
async def replay_one(service: str, place: str, seat: TakenSeat) -> Response:
    if why := await _replay(seat, service, place):
        return await _show(seat, f"Belum berhasil: {why}", 409)
    return RedirectResponse(HERE, 303)


async def _replay(seat: Seat, service: str, place: str) -> str | None:
    """Why it stays parked, None when it is dealt with."""
    if service not in SERVICES:
        return "layanan ini tidak ada"
    try:
        await replay_parked(seat.counter.queue, service, place)
    except NotReplayed as why:
        return str(why)
    log.info("replayed", owner=service, place=place, account=seat.staff.username)
    return None


async def _show(seat: Seat, trouble: str | None = None, status: int = 200) -> Response:
    items, silent = await list_parked(seat.counter.queue, SERVICES)
    rows = [explained(item, seat.now, seat.zone) for item in items]
    return await seat.show("parked.html", HERE, status, rows=rows, silent=silent, trouble=trouble)
