"""The public page behind the QR code: is this letter real? Nobody signs in, nothing is remembered, no script runs."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from services.issuance import store as tables
from services.issuance.console.counter import Counter, OpenCounter
from services.issuance.console.looks import page
from services.issuance.console.views.verdict import UNKNOWN, verdict_on
from services.issuance.letter import Letter
from services.issuance.letters import is_well_formed, normalised
from services.issuance.register import Standing
from shared.indonesian import official_moment

pages = APIRouter()


@pages.get("/cek")
async def check_page(counter: OpenCounter, code: Annotated[str, Query(max_length=40)] = "") -> Response:
    """The form; with a code it leads on to the letter."""
    if not code.strip():
        return await _form(counter, code)
    if not is_well_formed(normalised(code)):
        trouble = "Kode ini belum lengkap atau ada huruf yang keliru. Periksa lagi di bawah gambar QR."
        return await _form(counter, code, trouble, 422)
    return RedirectResponse(f"/cek/{normalised(code)}", 303)


@pages.get("/cek/{code}")
async def check(request: Request, code: str, counter: OpenCounter) -> Response:
    address = request.client.host if request.client else ""
    if not counter.checks.left(address, counter.now()):
        return await _form(counter, code, "Terlalu banyak pemeriksaan. Tunggu satu menit, lalu coba lagi.", 429)
    counter.checks.count(address, counter.now())
    office = (await counter.in_force()).catalogue.office
    found = await counter.read(Letter, tables.letters.c.code == normalised(code)) if len(code) <= 40 else []
    verdict = verdict_on(found[0], office, counter.now(), await _successor(counter, found[0])) if found else UNKNOWN
    now = official_moment(counter.now(), office.time_zone)
    return page("check_verdict.html", 200 if found else 404, office=office, verdict=verdict, checked_at=now)


async def _successor(counter: Counter, letter: Letter) -> Letter | None:
    """The letter that has taken the place of one that was replaced, once it is out."""
    if letter.standing is not Standing.REPLACED:
        return None
    others = await counter.find_all(Letter, "application_id", letter.application_id)
    return next((other for other in others if other.takes_the_place_of(letter)), None)


async def _form(counter: Counter, typed: str, trouble: str | None = None, status: int = 200) -> Response:
    office = (await counter.in_force()).catalogue.office
    return page("check.html", status, office=office, typed=typed, trouble=trouble)
