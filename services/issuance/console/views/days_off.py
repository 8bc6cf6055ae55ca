"""The days of a year on which the office does otherwise than the week says."""

from datetime import date
from typing import NamedTuple

from services.issuance.console.words import Mark
from services.issuance.edition import InForce
from shared.calendar import WEEKDAYS, Holiday, public_holidays


class DayOff(NamedTuple):
    """One of them. `may` is what can still be done about it: `open`, `close` or nothing."""

    day: date
    name: str
    mark: Mark
    may: str = ""


def days_off(in_force: InForce, year: int, today: date) -> list[DayOff]:
    """Holidays, closures and exceptions, in order."""
    calendar, holidays = in_force.catalogue.calendar, public_holidays(year)
    days = {day for day in (*holidays, *calendar.closed_on, *calendar.open_on) if day.year == year}
    return [_day_off(in_force, day, holidays.get(day), today) for day in sorted(days)]


def _day_off(in_force: InForce, day: date, holiday: Holiday | None, today: date) -> DayOff:
    calendar = in_force.catalogue.calendar
    is_past, has_hours = day < today, WEEKDAYS[day.weekday()] in calendar.hours_on(day)
    name = holiday.name.removesuffix("(perkiraan)").strip() if holiday else ""
    if day in calendar.open_on:
        return DayOff(
            day, name or "Hari kerja tambahan", Mark("kantor buka", "fine", "check"), "" if is_past else "close"
        )
    if day in calendar.closed_on:
        return DayOff(day, calendar.closed_on[day], Mark("ditutup", "", "pause"), "" if is_past else "open")
    if not has_hours:
        return DayOff(day, name, Mark("memang tutup", "plain"))
    mark = Mark("perkiraan", "today", "ask") if holiday and holiday.estimated else Mark("libur", "plain")
    return DayOff(day, name, mark, "" if is_past else "open")
