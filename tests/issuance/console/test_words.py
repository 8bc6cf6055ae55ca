"""How the console words times, and what it does not show."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.issuance.console.words import bare_day, due, in_fours, masked, near_day, near_time, register_name, span

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)  # Tuesday, 11.00
CLOSING = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due_at", "words", "tone", "note"),
    [
        (CLOSING - timedelta(days=1), "terlambat 1 hari", "late", "sejak Sen 23 Nov 15.30"),
        (NOW - timedelta(minutes=90), "terlambat 1 jam", "late", "sejak Sel 24 Nov 09.30"),
        (CLOSING, "jatuh tempo hari ini 15.30", "today", "4 jam lagi"),
        (CLOSING + timedelta(days=1), "besok 15.30", "plain", "Rab 25 Nov"),
        (CLOSING + timedelta(days=2), "Kamis 15.30", "plain", "26 Nov"),
        (CLOSING + timedelta(days=10), "Jum 4 Des 15.30", "plain", None),
    ],
)
def test_a_due_date_is_louder_the_nearer_it_is(due_at: datetime, words: str, tone: str, note: str | None):
    mark = due(due_at, NOW, ZONE)
    assert (mark.words, mark.tone, mark.note) == (words, tone, note)


def test_days_near_have_names():
    today = date(2026, 11, 24)
    assert [near_day(today + timedelta(days=by), today) for by in (-1, 0, 1, 2)] == [
        "kemarin",
        "hari ini",
        "besok",
        "Kam 26 Nov",
    ]
    assert bare_day(date(2026, 11, 19), today) == "Kam 19"
    assert bare_day(today, today) == "hari ini"


def test_the_day_is_that_of_the_office():
    assert near_time(datetime(2026, 11, 23, 23, 50, tzinfo=UTC), NOW, ZONE) == "hari ini 06.50"


def test_a_span_is_never_zero():
    assert [span(timedelta(seconds=seconds)) for seconds in (5, 1500, 7200, 180000)] == [
        "1 menit",
        "25 menit",
        "2 jam",
        "2 hari",
    ]


def test_a_nik_is_masked_or_in_fours():
    assert masked("1671074508900003") == "1671 •••• •••• 0003"
    assert in_fours("1671074508900003") == "1671 0745 0890 0003"


def test_registers_have_names():
    assert [register_name(key) for key in ("470", "rt:005/002")] == ["Klasifikasi 470", "RT 005/RW 002"]
