"""The year's days off: holidays as they are known, days on which the office closes, days on which it stays open."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BeforeValidator
from starlette.responses import Response

from services.issuance import calendar_edits, deadlines
from services.issuance import store as tables
from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.setup.sheets import ReasonedForm, SeenForm, Sheet, Shown, saved, show, tried
from services.issuance.console.views.days_off import days_off
from services.issuance.console.words import near_time
from services.issuance.edits import the_set_up
from services.issuance.file import File
from services.issuance.typed import a_day, a_line
from shared.calendar import OfficeCalendar
from shared.contracts.catalogue import Calendar

pages = APIRouter(prefix="/atur")
HERE = "/atur/libur"
MOST_SHOWN = 50


class ClosingForm(ReasonedForm):
    """Without a last day it is one day. `sure` is how many files will move, as the person was told."""

    first: Annotated[date, BeforeValidator(a_day("Tanggal"))]
    last: Annotated[date | None, BeforeValidator(lambda typed: a_day("Sampai tanggal")(typed) if typed else None)]
    why: Annotated[str, BeforeValidator(a_line("Alasan penutupan", 80))]
    sure: Annotated[int, BeforeValidator(lambda typed: int(typed) if typed.isdecimal() else 0)]

    @property
    def until(self) -> date:
        return self.last or self.first


class OpeningForm(SeenForm):
    day: Annotated[date, BeforeValidator(a_day("Tanggal"))]


@pages.get("/libur")
async def days(
    seat: TakenSeat, tahun: Annotated[int, Query(ge=2000, le=2200)] = 0, tersimpan: bool = False
) -> Response:
    return await _show(seat, year=tahun, kept=tersimpan)


@pages.post("/libur/tutup")
async def ask_whether_to_close(request: Request, seat: TakenSeat) -> Response:
    """Nothing is changed yet: first the person sees which files would move."""

    async def read(typed: Shown) -> ClosingForm:
        form = ClosingForm.read(typed)
        _shut(seat, form)
        return form

    asked = await tried(await request.form(), read)
    return await _show(seat, closing=asked) if isinstance(asked, Sheet) else await _ask(seat, asked)


@pages.post("/libur/tutup/ya")
async def close(request: Request, seat: TakenSeat) -> Response:
    async def shut(typed: Shown) -> None:
        form = ClosingForm.read(typed)
        code, edit = seat.counter.office, form.edit(seat)
        await seat.counter.door.run(
            calendar_edits.what_a_closure_needs(code),
            lambda desk: calendar_edits.close(desk, code, form.first, form.until, edit, sure=form.sure),
        )

    sheet = await tried(await request.form(), shut)
    return await _show(seat, closing=sheet) if sheet else saved(HERE)


@pages.post("/libur/buka")
async def reopen(request: Request, seat: TakenSeat) -> Response:
    async def open_up(typed: Shown) -> None:
        form = OpeningForm.read(typed)
        code, edit = seat.counter.office, form.edit(seat)
        await seat.counter.door.run(the_set_up(code), lambda desk: calendar_edits.reopen(desk, code, form.day, edit))

    sheet = await tried(await request.form(), open_up)
    return await _show(seat, opening=sheet) if sheet else saved(HERE)


def _shut(seat: Seat, form: ClosingForm) -> Calendar:
    """Raises `Amiss` where the office cannot be closed on these days."""
    in_force = seat.in_force
    return calendar_edits.with_closed(in_force, form.first, form.until, form.why, in_force.today(seat.now))


async def _ask(seat: Seat, form: ClosingForm) -> Response:
    after = OfficeCalendar(_shut(seat, form), seat.in_force.zone)
    stages = tables.files.c.stage.in_([stage.value for stage in deadlines.OPEN])
    files = await seat.counter.read(File, stages, most=100_000)
    moving = deadlines.moved(files, seat.in_force.calendar, after, seat.now)
    typed = {"first": f"{form.first}", "last": f"{form.until}", "why": form.why, "seen": f"{form.seen}"}
    return await show(
        seat,
        "closing.html",
        HERE,
        sheet=Sheet(typed | {"sure": str(len(moving))}),
        span=calendar_edits.span(form.first, form.until),
        told=sum(not each.file.is_paused for each in moving),
        moving=[(each.file, near_time(each.due_at, seat.now, seat.zone)) for each in moving[:MOST_SHOWN]],
        count=len(moving),
    )


async def _show(
    seat: Seat, *, year: int = 0, closing: Sheet | None = None, opening: Sheet | None = None, kept: bool = False
) -> Response:
    today, seen = seat.in_force.today(seat.now), {"seen": str(seat.in_force.catalogue.version)}
    year = year or today.year
    return await show(
        seat,
        "days.html",
        HERE,
        422 if closing or opening else 200,
        year=year,
        years=range(today.year - 1, today.year + calendar_edits.YEARS_AHEAD + 1),
        rows=days_off(seat.in_force, year, today),
        version=seat.in_force.catalogue.version,
        closing=closing or Sheet({"first": "", "last": "", "why": "", **seen}),
        opening_sheet=opening or Sheet({"day": "", **seen}),
        today=today,
        saved=kept,
    )
