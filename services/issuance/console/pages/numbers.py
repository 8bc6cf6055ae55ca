"""One number of a register, and what is entered into the registers by hand."""

from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from services.issuance import bookkeeping
from services.issuance.bookkeeping import MAY, MOST, Deed, OnPaper, PaperBook
from services.issuance.books import book
from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.attempts import NO_ATTEMPT, Attempt, day, number, words
from services.issuance.console.pages.register import HERE, Wanted, show_register
from services.issuance.console.views.register import state
from services.issuance.file import File
from services.issuance.letter import Letter
from services.issuance.making import is_out
from services.issuance.register import AGENDA, Entry, Status
from services.issuance.stage import Amiss
from shared.messaging import Desk

pages = APIRouter()
KeyField = Annotated[str, Form(max_length=40)]
YearField = Annotated[int, Form(ge=1900, le=9999)]


@pages.get(HERE + "/nomor/{entry_id}")
async def entry(entry_id: UUID, seat: TakenSeat) -> Response:
    return await _show_entry(seat, entry_id)


@pages.post(HERE + "/nomor/{entry_id}/batal")
async def make_void(entry_id: UUID, request: Request, seat: TakenSeat) -> Response:
    """The number counts no more; its letter's check page says so, and who holds the letter is told."""
    sent, office = await request.form(), seat.counter.office
    found = await _found(seat, entry_id)
    try:
        reason = words(sent, "reason", "alasan pembatalannya", most=300)
        replaced = sent.get("replaced")
        if replaced not in ("yes", "no") and await _can_be_replaced(seat, found):
            raise Amiss("replaced", "Pilih apakah akan dibuat surat pengganti.")

        def change(desk: Desk) -> None:
            bookkeeping.void(desk, office, entry_id, reason, seat.staff, replaced=replaced == "yes")

        await seat.counter.door.run(bookkeeping.the_entry(entry_id, office), change)
    except Amiss as why:
        return await _show_entry(seat, entry_id, Attempt.at("batal", sent, why), 422)
    return RedirectResponse(f"{HERE}/nomor/{entry_id}", 303)


@pages.post(HERE + "/kertas")
async def enter(request: Request, seat: TakenSeat, key: KeyField, year: YearField) -> Response:
    """A letter that was given on paper takes the number next in line."""
    sent, office = await request.form(), seat.counter.office
    try:
        used = book(key, seat.in_force)
        kinds = used.kinds if used else ()
        letter = OnPaper(
            key=key,
            number=number(sent, "number", "nomor urut", least=1, most=MOST),
            dated=day(sent, "dated", "tanggal suratnya"),
            holder=words(sent, "holder", "nama pemegang surat"),
            subject=words(sent, "subject", "perihal surat"),
            kind=number(sent, "kind", "jenis surat", least=0, most=len(kinds) - 1) if len(kinds) > 1 else 0,
        )
        await seat.counter.door.run(
            bookkeeping.the_register(key, office), lambda desk: bookkeeping.enter(desk, office, letter, seat.staff)
        )
    except Amiss as why:
        return await show_register(seat, Wanted(year, key), attempt=Attempt.at("kertas", sent, why), status=422)
    return _to_register(key, letter.dated.year)


@pages.post(HERE + "/terakhir")
async def begin(request: Request, seat: TakenSeat, key: KeyField, year: YearField) -> Response:
    """The register goes on behind the last number of its paper book."""
    sent, office = await request.form(), seat.counter.office
    try:
        paper = PaperBook(key, year, number(sent, "last", "nomor terakhir", least=0, most=MOST))
        await seat.counter.door.run(
            bookkeeping.the_register(key, office), lambda desk: bookkeeping.begin_after(desk, office, paper, seat.staff)
        )
    except Amiss as why:
        return await show_register(seat, Wanted(year, key), attempt=Attempt.at("terakhir", sent, why), status=422)
    return _to_register(key, year)


async def _show_entry(seat: Seat, entry_id: UUID, attempt: Attempt = NO_ATTEMPT, status: int = 200) -> Response:
    found = await _found(seat, entry_id)
    letter = await seat.counter.find(Letter, entry_id)
    return await seat.show(
        "number.html",
        HERE,
        status,
        entry=found,
        state=state(found),
        letter=letter,
        may_void=seat.staff.role in MAY[Deed.VOID] and found.status is not Status.VOID and found.register != AGENDA,
        can_be_replaced=await _can_be_replaced(seat, found),
        attempt=attempt,
    )


async def _found(seat: Seat, entry_id: UUID) -> Entry:
    if (found := await seat.counter.find(Entry, entry_id)) is None:
        raise HTTPException(404)
    return found


async def _can_be_replaced(seat: Seat, entry: Entry) -> bool:
    """Whether another letter may be made in its place: the resident has this one."""
    letter = await seat.counter.find(Letter, entry.entry_id)
    file = await seat.counter.find(File, letter.application_id) if letter else None
    return bool(letter and file and is_out(file, letter))


def _to_register(key: str, year: int) -> Response:
    return RedirectResponse(f"{HERE}?{urlencode({'key': key, 'year': year})}", 303)
