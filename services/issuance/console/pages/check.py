"""The public page behind the QR code: is this letter real? Nobody signs in, nothing is remembered, no script runs."""

from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from services.issuance import store as tables
from services.issuance.console.counter import Counter, OpenCounter
from services.issuance.console.looks import page
from services.issuance.console.views.verdict import NOT_OURS, UNKNOWN, Verdict, verdict_on, verdict_on_file
from services.issuance.letter import Letter
from services.issuance.letters import is_well_formed, normalised
from services.issuance.proof import letter_in
from services.issuance.register import Standing
from shared.indonesian import official_moment

pages = APIRouter()
MOST_BYTES = 10_000_000  # of a PDF: letters have a tenth of a megabyte, scans of signed ones a few
_WAIT = "Terlalu banyak pemeriksaan. Tunggu satu menit, lalu coba lagi."


@pages.get("/cek")
async def check_page(counter: OpenCounter, code: Annotated[str, Query(max_length=40)] = "") -> Response:
    """The form; with a code it leads on to the letter."""
    if not code.strip():
        return await _form(counter, code)
    if not is_well_formed(normalised(code)):
        trouble = "Kode ini belum lengkap atau ada huruf yang keliru. Periksa lagi di bawah gambar QR."
        return await _form(counter, code, trouble, 422)
    return RedirectResponse(f"/cek/{normalised(code)}", 303)


@pages.post("/cek")
async def check_file(request: Request, counter: OpenCounter) -> Response:
    """A PDF is compared with the one that was issued, byte by byte. It is not opened, and not kept."""
    if not _may_check(request, counter):
        return await _form(counter, "", _WAIT, 429)
    file = (await request.form()).get("file")
    content = await file.read(MOST_BYTES + 1) if isinstance(file, UploadFile) else b""
    if not content.startswith(b"%PDF-") or len(content) > MOST_BYTES:
        return await _form(counter, "", "Pilih berkas PDF suratnya, paling besar 10 MB.", 422)
    digest = sha256(content).hexdigest()
    letter = (await letter_in(counter.store, content, digest)).letter
    said = verdict_on_file(await _said_of(counter, letter), letter, digest) if letter else NOT_OURS
    return await _told(counter, said, 200)


@pages.get("/cek/{code}")
async def check(request: Request, code: str, counter: OpenCounter) -> Response:
    if not _may_check(request, counter):
        return await _form(counter, code, _WAIT, 429)
    found = await counter.read(Letter, tables.letters.c.code == normalised(code)) if len(code) <= 40 else []
    if not found:
        return await _told(counter, UNKNOWN, 404)
    return await _told(counter, await _said_of(counter, found[0]), 200)


def _may_check(request: Request, counter: Counter) -> bool:
    """Whether this address has not asked too often; then this is one time more."""
    address = request.client.host if request.client else ""
    if not counter.checks.left(address, counter.now()):
        return False
    counter.checks.count(address, counter.now())
    return True


async def _said_of(counter: Counter, letter: Letter) -> Verdict:
    office = (await counter.in_force()).catalogue.office
    return verdict_on(letter, office, counter.now(), await _successor(counter, letter))


async def _told(counter: Counter, verdict: Verdict, status: int) -> Response:
    office = (await counter.in_force()).catalogue.office
    now = official_moment(counter.now(), office.time_zone)
    return page("check_verdict.html", status, office=office, verdict=verdict, checked_at=now)


async def _successor(counter: Counter, letter: Letter) -> Letter | None:
    """The letter that has taken the place of one that was replaced, once it is out."""
    if letter.standing is not Standing.REPLACED:
        return None
    others = await counter.find_all(Letter, "application_id", letter.application_id)
    return next((other for other in others if other.takes_the_place_of(letter)), None)


async def _form(counter: Counter, typed: str, trouble: str | None = None, status: int = 200) -> Response:
    office = (await counter.in_force()).catalogue.office
    return page("check.html", status, office=office, typed=typed, trouble=trouble)
