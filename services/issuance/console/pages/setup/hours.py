"""When the office is open: the usual week, and seasons with hours of their own."""

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Self

from fastapi import APIRouter, Request
from pydantic import BeforeValidator, ValidationInfo, field_validator, model_validator
from starlette.responses import Response

from services.issuance import calendar_edits
from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.setup.sheets import ReasonedForm, SeenForm, Sheet, Shown, saved, show, tried
from services.issuance.edits import the_set_up
from services.issuance.typed import a_day, a_line, an_hour
from shared.calendar import WEEKDAYS
from shared.contracts.catalogue import Hours, Season, Weekday

pages = APIRouter(prefix="/atur")
HERE = "/atur/jam"
DAY_NAMES: Mapping[Weekday, str] = {
    "mon": "Senin",
    "tue": "Selasa",
    "wed": "Rabu",
    "thu": "Kamis",
    "fri": "Jumat",
    "sat": "Sabtu",
    "sun": "Minggu",
}
Hour = Annotated[time | None, BeforeValidator(an_hour)]


class WeekForm(ReasonedForm):
    """The hours of a week; a day without any is closed."""

    mon_opens: Hour
    mon_closes: Hour
    tue_opens: Hour
    tue_closes: Hour
    wed_opens: Hour
    wed_closes: Hour
    thu_opens: Hour
    thu_closes: Hour
    fri_opens: Hour
    fri_closes: Hour
    sat_opens: Hour
    sat_closes: Hour
    sun_opens: Hour
    sun_closes: Hour

    @field_validator(*(f"{day}_closes" for day in WEEKDAYS))
    @classmethod
    def _closes_after_it_opens(cls, closes: time | None, others: ValidationInfo) -> time | None:
        name = f"{others.field_name}".replace("closes", "opens")
        if name in others.data:
            opens: time | None = others.data[name]
            if (opens is None) is not (closes is None):
                raise ValueError("Isi jam buka dan jam tutup, atau kosongkan keduanya.")
            if opens and closes and closes <= opens:
                raise ValueError("Jam tutup harus setelah jam buka.")
        return closes

    @model_validator(mode="after")
    def _opens_at_all(self) -> Self:
        if not self.week:
            raise ValueError("Isi jam buka paling sedikit satu hari.")
        return self

    @property
    def week(self) -> dict[Weekday, Hours]:
        """The days on which it is open, in their order."""
        week: dict[Weekday, Hours] = {}
        for day in WEEKDAYS:
            opens, closes = getattr(self, f"{day}_opens"), getattr(self, f"{day}_closes")
            if opens and closes:
                week[day] = Hours(opens=opens, closes=closes)
        return week


class UsualForm(WeekForm):
    cut_off: Hour

    @field_validator("cut_off")
    @classmethod
    def _there_is_one(cls, cut_off: time | None) -> time:
        if cut_off is None:
            raise ValueError("Batas jam pengajuan belum diisi.")
        return cut_off

    @property
    def last_call(self) -> time:
        return self.cut_off or time(12)


class SeasonForm(WeekForm):
    name: Annotated[str, BeforeValidator(a_line("Nama", 40))]
    first: Annotated[date, BeforeValidator(a_day("Hari pertama"))]
    last: Annotated[date, BeforeValidator(a_day("Hari terakhir"))]

    @field_validator("last")
    @classmethod
    def _in_order(cls, last: date, others: ValidationInfo) -> date:
        if (first := others.data.get("first")) and last < first:
            raise ValueError("Hari terakhir lebih awal daripada hari pertama.")
        return last

    @property
    def season(self) -> Season:
        return Season(name=self.name, first=self.first, last=self.last, hours=self.week)


class RemovalForm(SeenForm):
    first: Annotated[date, BeforeValidator(a_day("Hari pertama"))]


@pages.get("/jam")
async def hours(seat: TakenSeat, tersimpan: bool = False) -> Response:
    return await _show(seat, kept=tersimpan)


@pages.post("/jam")
async def save_hours(request: Request, seat: TakenSeat) -> Response:
    async def save(typed: Shown) -> None:
        form = UsualForm.read(typed)
        code, edit = seat.counter.office, form.edit(seat)
        await seat.counter.door.run(
            the_set_up(code), lambda desk: calendar_edits.change_hours(desk, code, form.week, form.last_call, edit)
        )

    sheet = await tried(await request.form(), save)
    return await _show(seat, usual=sheet) if sheet else saved(HERE)


@pages.post("/jam/khusus")
async def add_season(request: Request, seat: TakenSeat) -> Response:
    async def add(typed: Shown) -> None:
        form = SeasonForm.read(typed)
        code, edit, season = seat.counter.office, form.edit(seat), form.season
        await seat.counter.door.run(the_set_up(code), lambda desk: calendar_edits.add_season(desk, code, season, edit))

    sheet = await tried(await request.form(), add)
    return await _show(seat, season=sheet) if sheet else saved(HERE)


@pages.post("/jam/khusus/hapus")
async def remove_season(request: Request, seat: TakenSeat) -> Response:
    async def remove(typed: Shown) -> None:
        form = RemovalForm.read(typed)
        code, edit, first = seat.counter.office, form.edit(seat), form.first
        await seat.counter.door.run(
            the_set_up(code), lambda desk: calendar_edits.remove_season(desk, code, first, edit)
        )

    sheet = await tried(await request.form(), remove)
    return await _show(seat, season=Sheet({}, sheet.faults)) if sheet else saved(HERE)


async def _show(seat: Seat, *, usual: Sheet | None = None, season: Sheet | None = None, kept: bool = False) -> Response:
    catalogue = seat.in_force.catalogue
    calendar, seen = catalogue.calendar, {"why": "", "seen": str(catalogue.version)}
    week = _as_typed(calendar.hours)
    nothing = {"name": "", "first": "", "last": ""}
    return await show(
        seat,
        "hours.html",
        HERE,
        422 if usual or season else 200,
        usual=usual or Sheet({**week, "cut_off": f"{calendar.cut_off:%H.%M}", **seen}),
        season=Sheet({**week, **nothing, **seen, **(season.values if season else {})}, season.faults if season else {}),
        seasons=calendar.seasons,
        version=catalogue.version,
        today=seat.in_force.today(seat.now),
        days=DAY_NAMES,
        saved=kept,
    )


def _as_typed(week: Mapping[Weekday, Hours]) -> dict[str, str]:
    hours = {day: week.get(day) for day in WEEKDAYS}
    opens = {f"{day}_opens": f"{span.opens:%H.%M}" if span else "" for day, span in hours.items()}
    return opens | {f"{day}_closes": f"{span.closes:%H.%M}" if span else "" for day, span in hours.items()}
