"""How the console words times, dates due and what must not be read at a glance. Pure; `now` is an argument."""

from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_date

from services.issuance.register import AGENDA, rt_of
from shared.indonesian import clock

DOT = "•"


class Mark(NamedTuple):
    """A state as the look asks for it: icon, words and colour (`late`, `today`, `fine`, `plain`, `` for a pause)."""

    words: str
    tone: str = "plain"
    icon: str | None = None
    note: str | None = None


def short_day(day: date) -> str:
    """`Sen 23 Nov`"""
    return format_date(day, "EEE d MMM", locale="id")


def near_day(day: date, today: date) -> str:
    """`hari ini`, `kemarin`, `besok`, else `Sen 23 Nov`."""
    return {0: "hari ini", -1: "kemarin", 1: "besok"}.get((day - today).days) or short_day(day)


def bare_day(day: date, today: date) -> str:
    """`hari ini`, `kemarin`, `besok`, else `Sen 23`: where there is little room and the month is clear."""
    near = near_day(day, today)
    return near.rsplit(" ", 1)[0] if near == short_day(day) else near


def near_time(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """`hari ini 07.50` or `Sen 23 Nov 13.55`"""
    local = at.astimezone(zone)
    return f"{near_day(local.date(), now.astimezone(zone).date())} {clock(local.time())}"


def span(length: timedelta) -> str:
    """A length of time as people say it: `4 jam`, `25 menit`, `3 hari`; never zero."""
    minutes = max(int(length.total_seconds() // 60), 1)
    if minutes < 60:
        return f"{minutes} menit"
    return f"{minutes // 60} jam" if minutes < 48 * 60 else f"{minutes // (24 * 60)} hari"


def due(due_at: datetime, now: datetime, zone: ZoneInfo) -> Mark:
    """When something falls due, the nearer the louder."""
    local, today = due_at.astimezone(zone), now.astimezone(zone).date()
    hour, days = clock(local.time()), (local.date() - today).days
    if due_at < now:
        late = f"{-days} hari" if days < 0 else span(now - due_at)
        return Mark(f"terlambat {late}", "late", "alert", f"sejak {short_day(local.date())} {hour}")
    if days == 0:
        return Mark(f"jatuh tempo hari ini {hour}", "today", "clock", f"{span(due_at - now)} lagi")
    if days == 1:
        return Mark(f"besok {hour}", note=short_day(local.date()))
    if days < 7:
        return Mark(f"{format_date(local, 'EEEE', locale='id')} {hour}", note=format_date(local, "d MMM", locale="id"))
    return Mark(f"{short_day(local.date())} {hour}")


def masked(nik: str) -> str:
    """`1671 •••• •••• 0003`: enough to tell two people apart, too little to misuse."""
    return f"{nik[:4]} {DOT * 4} {DOT * 4} {nik[-4:]}"


def in_fours(nik: str) -> str:
    """`1671 0745 0890 0003`"""
    return " ".join(nik[start : start + 4] for start in range(0, len(nik), 4))


def register_name(key: str) -> str:
    """What people call the register with this key: `rt:005/002` is `RT 005/RW 002`, `470` is `Klasifikasi 470`."""
    if rt := rt_of(key):
        return str(rt)
    if key == AGENDA:
        return "Agenda surat masuk"
    return f"Klasifikasi {key}" if key[:1].isdecimal() else f"Register {key}"
