"""The office's calendar: when it works, and when a promise falls due. Pure; times come and go as aware datetimes.

Working days come from the catalogue's hours (in a season, those of the season), less the public holidays and the joint
leave days (cuti bersama) of Indonesia that the `holidays` library knows, corrected by `closed_on` and `open_on`.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import holidays

from shared.contracts.catalogue import Calendar, Hours, Weekday

WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Holiday(NamedTuple):
    """A day off by its Indonesian name; the date of an estimated one is not yet decided by the government."""

    name: str
    estimated: bool


@cache
def public_holidays(year: int) -> dict[date, Holiday]:
    """Public holidays and joint leave days of one year, as far as they are known."""
    plain = holidays.country_holidays("ID", years=year, language="id", categories=("public", "government"))
    return {day: Holiday(name, estimated="(perkiraan)" in name) for day, name in plain.items()}


class OfficeCalendar:
    """Working days, opening hours and due dates of one office.

    Raises ValueError where it is given no opening hours, or a time without a zone. Times are returned in UTC.
    """

    def __init__(self, calendar: Calendar, time_zone: str) -> None:
        if not calendar.hours or not all(season.hours for season in calendar.seasons):
            raise ValueError("an office that never opens has no calendar")
        self._calendar = calendar
        self._zone = ZoneInfo(time_zone)

    def is_working_day(self, day: date) -> bool:
        return self.hours(day) is not None

    def hours(self, day: date) -> Hours | None:
        """Opening hours of this date, None when the office is closed.

        A date opened by exception on a weekday without hours gets those of the first weekday that has some.
        """
        week = self._calendar.hours_on(day)
        usual = week.get(WEEKDAYS[day.weekday()])
        if day in self._calendar.open_on:
            return usual or next(iter(week.values()))
        return None if self.why_closed(day) else usual

    def why_closed(self, day: date) -> str | None:
        """The holiday or closure that keeps the office shut; None on ordinary days, weekends among them."""
        if day in self._calendar.open_on:
            return None
        if (closure := self._calendar.closed_on.get(day)) is not None:
            return closure
        holiday = public_holidays(day.year).get(day)
        return holiday.name if holiday else None

    def is_open(self, at: datetime) -> bool:
        return self.next_opening(at) == at

    def next_opening(self, at: datetime) -> datetime:
        """`at` itself while the office is open, else the moment at which it opens again."""
        today = self.day_of(at)
        opens = next(opens for opens, closes in self._open_spans(today) if at < closes)
        return max(at, opens).astimezone(UTC)

    def after_working_hours(self, at: datetime, hours: float) -> datetime:
        """The moment at which the office has been open for this many hours since `at`."""
        left = timedelta(hours=hours)
        for opens, closes in self._open_spans(self.day_of(at)):
            start = max(at, opens)
            if start + left <= closes:
                return (start + left).astimezone(UTC)
            left -= max(closes - start, timedelta(0))
        raise AssertionError("days do not end")

    def day_one(self, submitted_at: datetime) -> date:
        """The working day that counts as the first: today up to the cut-off, the next one after it."""
        local = self._local(submitted_at)
        counts_today = self.is_working_day(local.date()) and local.time() < self._calendar.cut_off
        return local.date() if counts_today else next(self._working_days(local.date() + timedelta(days=1)))

    def due_at(self, submitted_at: datetime, working_days: int) -> datetime:
        """Closing time of the last of so many working days, the first of which is `day_one`."""
        return self._closing_of_day(working_days, first=self.day_one(submitted_at))

    def resumed_due_at(self, paused_at: datetime, due_at: datetime, resumed_at: datetime) -> datetime:
        """The new due time after a pause: the days that were left are counted again from the day it resumed.

        A day counts from its cut-off as for a submission, both where the clock stops and where it goes on. At least
        one working day is left, and a pause never brings the date forward.
        """
        left = self.working_days_between(self.day_one(paused_at), self.day_of(due_at))
        return max(due_at, self._closing_of_day(max(left, 1), first=self.day_one(resumed_at)))

    def moved_due_at(self, due_at: datetime, now: datetime, before: "OfficeCalendar") -> datetime:
        """The due time after a closure: as many working days from today as the calendar `before` had left.

        What is already late stays as it is, and no date is brought forward.
        """
        today = self.day_of(now)
        left = before.working_days_between(today, self.day_of(due_at))
        return max(due_at, self._closing_of_day(left, first=today)) if left else due_at

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days there are from `first` to `last`, both counted; 0 when `last` is earlier."""
        days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
        return sum(self.is_working_day(day) for day in days)

    def day_of(self, at: datetime) -> date:
        """The date at the office."""
        return self._local(at).date()

    def _closing_of_day(self, number: int, first: date) -> datetime:
        """Closing time of the n-th working day from `first` on."""
        spans = self._open_spans(first)
        return [next(spans) for _ in range(number)][-1][1]

    def _open_spans(self, first: date) -> Iterator[tuple[datetime, datetime]]:
        for day in self._working_days(first):
            hours = self.hours(day)
            if hours:
                opens, closes = (datetime.combine(day, time, self._zone) for time in (hours.opens, hours.closes))
                yield opens.astimezone(UTC), closes.astimezone(UTC)

    def _working_days(self, first: date) -> Iterator[date]:
        day = first
        while True:
            if self.is_working_day(day):
                yield day
            day += timedelta(days=1)

    def _local(self, at: datetime) -> datetime:
        if at.tzinfo is None:
            raise ValueError(f"{at} has no time zone")
        return at.astimezone(self._zone)
