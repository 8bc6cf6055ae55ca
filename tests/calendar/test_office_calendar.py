"""The clock of the procedure: when the office works and when a promise falls due (November 2026, Palembang)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.calendar import OfficeCalendar
from shared.contracts.catalogue import Calendar, Hours, Season, Weekday

JAKARTA = ZoneInfo("Asia/Jakarta")
USUAL: dict[Weekday, Hours] = {
    "mon": Hours(opens=time(7, 30), closes=time(15, 30)),
    "tue": Hours(opens=time(7, 30), closes=time(15, 30)),
    "wed": Hours(opens=time(7, 30), closes=time(15, 30)),
    "thu": Hours(opens=time(7, 30), closes=time(15, 30)),
    "fri": Hours(opens=time(7, 30), closes=time(15, 30)),
}


def office(closed_on: dict[date, str] | None = None, open_on: tuple[date, ...] = ()) -> OfficeCalendar:
    return OfficeCalendar(Calendar(hours=USUAL, closed_on=closed_on or {}, open_on=open_on), "Asia/Jakarta")


def november(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=JAKARTA)


moments = st.floats(0, 1000).map(lambda days: datetime(2025, 12, 1, tzinfo=UTC) + timedelta(days=days))
days = st.integers(1, 10)


def test_a_submission_before_the_cut_off_counts_the_same_day():
    wednesday = november(25, 11, 59)
    assert office().day_one(wednesday) == date(2026, 11, 25)
    assert office().due_at(wednesday, 3) == november(27, 15, 30)


def test_a_submission_at_the_cut_off_counts_the_next_working_day():
    friday_noon = november(27, 12, 0)
    assert office().day_one(friday_noon) == date(2026, 11, 30)


def test_what_is_submitted_on_a_sunday_starts_on_monday():
    assert office().day_one(november(29)) == date(2026, 11, 30)


def test_a_submission_before_dawn_belongs_to_the_day_of_the_offices_zone():
    just_after_midnight = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)
    assert office().day_one(just_after_midnight) == date(2026, 11, 25)


def test_public_holidays_and_joint_leave_days_are_no_working_days():
    assert not office().is_working_day(date(2026, 8, 17))
    assert not office().is_working_day(date(2026, 12, 24))
    assert office().why_closed(date(2026, 12, 25)) == "Hari Raya Natal"


def test_the_office_adds_and_removes_days():
    corrected = office(closed_on={date(2026, 11, 26): "Banjir"}, open_on=(date(2026, 11, 28), date(2026, 12, 24)))
    assert corrected.why_closed(date(2026, 11, 26)) == "Banjir"
    assert corrected.is_working_day(date(2026, 11, 28))
    assert corrected.is_working_day(date(2026, 12, 24))
    assert corrected.due_at(november(25), 3) == november(28, 15, 30)


def test_the_office_opens_again_on_monday():
    assert office().next_opening(november(27, 16)) == november(30, 7, 30)
    assert office().next_opening(november(27, 10)) == november(27, 10)
    assert not office().is_open(november(27, 15, 30))


def test_four_working_hours_run_over_the_weekend():
    assert office().after_working_hours(november(27, 14, 30), 4) == november(30, 10, 30)


def test_returned_documents_stop_the_clock():
    submitted, paused, resumed = november(25), november(26, 10), november(27, 10)
    due = office().due_at(submitted, 3)
    assert office().resumed_due_at(paused, due, resumed) == november(30, 15, 30)


def test_at_least_one_working_day_is_left_after_a_pause():
    due = november(27, 15, 30)
    assert office().resumed_due_at(november(27, 15), due, november(30, 13)) == datetime(
        2026, 12, 1, 15, 30, tzinfo=JAKARTA
    )


def test_a_closure_moves_an_open_date():
    closed = office(closed_on={date(2026, 11, 26): "Banjir"})
    assert closed.moved_due_at(november(27, 15, 30), november(25), before=office()) == november(30, 15, 30)


def test_a_closure_after_the_due_date_moves_nothing():
    closed = office(closed_on={date(2026, 11, 30): "Banjir"})
    assert closed.moved_due_at(november(27, 15, 30), november(25), before=office()) == november(27, 15, 30)


def test_what_is_already_late_is_not_made_younger():
    closed = office(closed_on={date(2026, 11, 26): "Banjir"})
    assert closed.moved_due_at(november(24, 15, 30), november(25), before=office()) == november(24, 15, 30)


def test_an_office_that_never_opens_is_refused():
    with pytest.raises(ValueError, match="never opens"):
        OfficeCalendar(Calendar(hours={}), "Asia/Jakarta")


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        office().day_one(datetime(2026, 11, 25))  # noqa: DTZ001 - this is what must not be accepted


@given(moments, days)
def test_a_due_date_is_closing_time_of_a_working_day_that_many_days_on(at: datetime, working_days: int):
    due = office().due_at(at, working_days).astimezone(JAKARTA)
    assert due.time() == time(15, 30)
    assert office().working_days_between(office().day_one(at), due.date()) == working_days
    assert due > at


@given(moments, st.timedeltas(timedelta(0), timedelta(days=30)), days)
def test_a_later_submission_is_never_due_earlier(at: datetime, later: timedelta, working_days: int):
    assert office().due_at(at, working_days) <= office().due_at(at + later, working_days)


@given(moments, st.timedeltas(timedelta(0), timedelta(days=9)), st.timedeltas(timedelta(0), timedelta(days=30)), days)
def test_a_pause_never_brings_the_date_forward_and_leaves_a_day(
    at: datetime, worked: timedelta, pause: timedelta, working_days: int
):
    due, paused, resumed = office().due_at(at, working_days), at + worked, at + worked + pause
    new = office().resumed_due_at(paused, due, resumed)
    assert new >= due
    assert new >= office().due_at(resumed, 1)


@given(moments)
def test_a_pause_of_no_length_changes_nothing(at: datetime):
    due = office().due_at(at, 3)
    assert office().resumed_due_at(at, due, at) == due


@given(moments, st.floats(0, 80))
def test_working_hours_end_while_the_office_is_open(at: datetime, hours: float):
    end = office().after_working_hours(at, hours)
    assert end >= at
    assert office().is_open(end - timedelta(microseconds=1)) or end == office().next_opening(at)


@given(moments)
def test_the_next_opening_is_open(at: datetime):
    assert office().is_open(office().next_opening(at))


RAMADAN = Season(
    name="Ramadan",
    first=date(2026, 11, 23),
    last=date(2026, 11, 26),
    hours={day: Hours(opens=time(8), closes=time(14)) for day in ("mon", "tue", "wed", "thu")},
)


def test_a_season_has_hours_of_its_own_on_its_days_and_only_on_them():
    calendar = OfficeCalendar(Calendar(hours=USUAL, seasons=(RAMADAN,)), "Asia/Jakarta")

    assert calendar.due_at(november(24), 3) == november(26, 14)
    assert calendar.due_at(november(24), 4) == november(27, 15, 30)
    assert not calendar.is_open(november(24, 14, 30))
    assert calendar.is_open(november(20, 14, 30))


def test_a_weekday_that_a_season_does_not_name_is_closed():
    friday_too = RAMADAN.model_copy(update={"last": date(2026, 11, 27)})
    calendar = OfficeCalendar(Calendar(hours=USUAL, seasons=(friday_too,)), "Asia/Jakarta")

    assert not calendar.is_working_day(date(2026, 11, 27))
    opened = OfficeCalendar(Calendar(hours=USUAL, seasons=(friday_too,), open_on=(date(2026, 11, 27),)), "Asia/Jakarta")
    assert opened.hours(date(2026, 11, 27)) == Hours(opens=time(8), closes=time(14))


def test_a_season_without_any_hours_is_refused():
    with pytest.raises(ValueError, match="never opens"):
        OfficeCalendar(Calendar(hours=USUAL, seasons=(RAMADAN.model_copy(update={"hours": {}}),)), "Asia/Jakarta")
