"""The hour in the pictures: nine in the morning, whenever they are made, so that the office is open."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

NINE = 9


def zone_where_it_is(hour: int, now: datetime) -> str:
    """A time zone by its distance from Greenwich; these count the other way round."""
    ahead = hour - now.astimezone(UTC).hour
    return f"Etc/GMT{-ahead:+}" if ahead >= -12 else f"Etc/GMT{-(ahead + 24):+}"


ZONE = zone_where_it_is(NINE, datetime.now(UTC))


def today() -> date:
    return datetime.now(ZoneInfo(ZONE)).date()


def a_working_day_ahead() -> date:
    """At least two days from now."""
    day = today() + timedelta(days=2)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day
