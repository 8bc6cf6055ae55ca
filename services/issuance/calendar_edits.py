"""Days on which the office closes or opens against the rule, seasons with other hours, and the usual hours."""

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta

from services.issuance import deadlines
from services.issuance.changes import Area
from services.issuance.edition import InForce
from services.issuance.edits import Edit, edit_catalogue
from services.issuance.stage import Amiss
from shared.calendar import OfficeCalendar
from shared.contracts.catalogue import Calendar, Hours, Season, Weekday
from shared.indonesian import full_date
from shared.messaging import Desk, Want
from shared.messaging.message import OfficeCode

MOST_DAYS = 31  # closed at once: more is a slip of the finger
YEARS_AHEAD = 2  # that the calendar is kept for


def change_hours(desk: Desk, code: OfficeCode, hours: Mapping[Weekday, Hours], cut_off: time, edit: Edit) -> None:
    """Other usual hours. No date moves."""
    calendar = _calendar(desk, code).model_copy(update={"hours": hours, "cut_off": cut_off})
    edit_catalogue(desk, code, edit, Area.CALENDAR, "Jam kerja biasa diubah", calendar=calendar)


def add_season(desk: Desk, code: OfficeCode, season: Season, edit: Edit) -> None:
    """Other hours for some days. No date moves. Raises `Amiss`."""
    today = desk.get(InForce, code).today(desk.now)
    if season.last < today:
        raise Amiss("last", "Hari-hari itu sudah lewat.")
    _must_be_near("last", season.last, today)
    seasons = _calendar(desk, code).seasons
    if other := next((it for it in seasons if it.first <= season.last and season.first <= it.last), None):
        raise Amiss("first", f"Bertumpuk dengan {other.name}, {span(other.first, other.last)}.")
    what = f"Jam kerja {season.name} ditambah, {span(season.first, season.last)}"
    _keep_seasons(desk, code, (*seasons, season), what, edit)


def remove_season(desk: Desk, code: OfficeCode, first: date, edit: Edit) -> None:
    """The season that begins on this day goes. Raises `Amiss`."""
    seasons = _calendar(desk, code).seasons
    if (season := next((it for it in seasons if it.first == first), None)) is None:
        raise Amiss("", "Jam kerja khusus ini sudah tidak ada.")
    what = f"Jam kerja {season.name} dihapus, {span(season.first, season.last)}"
    _keep_seasons(desk, code, tuple(it for it in seasons if it.first != first), what, edit)


def what_a_closure_needs(code: OfficeCode) -> Iterator[Want]:
    """What `close` looks for."""
    yield Want(InForce, code)
    yield from deadlines.open_files()


def close(desk: Desk, code: OfficeCode, first: date, last: date, edit: Edit, *, sure: int) -> None:
    """The office stays shut on these days: open dates move, and residents are told why.

    Raises `Amiss`, also where not as many files move as the person is `sure` of: then they should look again.
    """
    before = desk.get(InForce, code)
    why = edit.why or "hari libur"
    calendar = with_closed(before, first, last, why, before.today(desk.now))
    edit_catalogue(desk, code, edit, Area.CALENDAR, f"Kantor tutup {span(first, last)}", calendar=calendar)
    count = deadlines.move(desk, before.calendar, desk.get(InForce, code).calendar, why, edit.by.name)
    if count != sure:
        raise Amiss("", f"Jumlah berkas yang mundur berubah menjadi {count}. Periksa sekali lagi.")


def with_closed(in_force: InForce, first: date, last: date, why: str, today: date) -> Calendar:
    """The calendar with the office shut on these days. Raises `Amiss` where that says nothing or too much."""
    if first < today:
        raise Amiss("first", "Hari yang sudah lewat tidak bisa ditutup.")
    if last < first:
        raise Amiss("last", "Hari terakhir lebih awal daripada hari pertama.")
    if (last - first).days >= MOST_DAYS:
        raise Amiss("last", f"Paling banyak {MOST_DAYS} hari sekaligus.")
    _must_be_near("last" if last > first else "first", last, today)
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    shut = [day for day in days if in_force.calendar.is_working_day(day)]
    if not shut:
        raise Amiss("first", f"Kantor memang tutup pada {span(first, last)}.")
    calendar = in_force.catalogue.calendar
    as_a_rule = calendar.model_copy(update={"open_on": tuple(day for day in calendar.open_on if day not in shut)})
    left = [day for day in shut if OfficeCalendar(as_a_rule, in_force.zone).is_working_day(day)]
    closed_on = {**calendar.closed_on, **dict.fromkeys(left, why)}
    return as_a_rule.model_copy(update={"closed_on": dict(sorted(closed_on.items()))})


def reopen(desk: Desk, code: OfficeCode, day: date, edit: Edit) -> None:
    """The office works on a day on which it would be shut. No date is brought forward. Raises `Amiss`."""
    in_force = desk.get(InForce, code)
    calendar = in_force.catalogue.calendar
    if day < in_force.today(desk.now):
        raise Amiss("day", "Hari yang sudah lewat tidak bisa diubah.")
    _must_be_near("day", day, in_force.today(desk.now))
    if in_force.calendar.is_working_day(day):
        raise Amiss("day", f"Kantor memang buka pada {full_date(day)}.")
    if day in calendar.closed_on:
        closed_on = {closed: why for closed, why in calendar.closed_on.items() if closed != day}
        changed, what = calendar.model_copy(update={"closed_on": closed_on}), "Penutupan dibatalkan"
    else:
        changed = calendar.model_copy(update={"open_on": tuple(sorted((*calendar.open_on, day)))})
        what = "Kantor buka pada hari libur"
    edit_catalogue(desk, code, edit, Area.CALENDAR, f"{what}: {full_date(day)}", calendar=changed)


def span(first: date, last: date) -> str:
    """`Senin, 8 Februari 2027 sampai Selasa, 9 Maret 2027`, a single day once."""
    return full_date(first) if first == last else f"{full_date(first)} sampai {full_date(last)}"


def _must_be_near(field: str, day: date, today: date) -> None:
    if day.year > (latest := today.year + YEARS_AHEAD):
        raise Amiss(field, f"Tahun {day.year} masih terlalu jauh. Kalender dipakai sampai akhir {latest}.")


def _calendar(desk: Desk, code: OfficeCode) -> Calendar:
    return desk.get(InForce, code).catalogue.calendar


def _keep_seasons(desk: Desk, code: OfficeCode, seasons: tuple[Season, ...], what: str, edit: Edit) -> None:
    in_order = tuple(sorted(seasons, key=lambda season: season.first))
    calendar = _calendar(desk, code).model_copy(update={"seasons": in_order})
    edit_catalogue(desk, code, edit, Area.CALENDAR, what, calendar=calendar)
