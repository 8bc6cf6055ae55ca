"""The three days on a screen: bars, due dates, and what is left while the clock stands still."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from services.issuance.console.words import Mark, due, short_day
from services.issuance.edition import InForce
from services.issuance.file import File
from services.issuance.stage import ENDED, STAGE_NAMES, Stage

DAYS = ("terima", "verifikasi", "terbit")
#: Which of the three days a stage belongs to; those before the clock and after it belong to none.
DAY_OF: Mapping[Stage, int] = {
    Stage.SUBMITTED: 1,
    Stage.RECEIVED: 2,
    Stage.DISPUTED: 2,
    Stage.NO_CHAIR: 2,
    Stage.CONFIRMED: 3,
    Stage.DRAFTED: 3,
    Stage.APPROVED: 3,
    Stage.UNSIGNED: 3,
    Stage.TO_SIGN: 3,
    Stage.SIGNED: 3,
}
_LEFT_EARLY = frozenset({Stage.DECLINED, Stage.VOID, Stage.REFUSED, Stage.WITHDRAWN})


class Bars(NamedTuple):
    """Three bars: `done`, `now` or nothing each; the whole is `held`, `over` or neither."""

    bars: tuple[str, str, str]
    words: str
    tone: str = ""


def day_of(file: File) -> int:
    """1 to 3, or 0 where no clock runs. What was returned stands where it will be looked at again."""
    if file.is_paused:
        return 2 if file.agenda_number else 1
    return DAY_OF.get(file.stage, 0)


def bars(file: File, now: datetime) -> Bars:
    """The three days of this file, small."""
    if file.stage in (Stage.ISSUED, Stage.HANDED_OVER):
        return Bars(("done", "done", "done"), "Selesai")
    if not (day := day_of(file)):
        return Bars(("", "", ""), "Selesai tanpa surat" if file.stage in _LEFT_EARLY else "Belum dihitung")
    if file.is_paused:
        return Bars(_up_to(day), f"Jeda pada hari {day}", "held")
    if file.due_at and file.due_at < now:
        return Bars(_up_to(day), "Lewat tiga hari", "over")
    return Bars(_up_to(day), f"Hari {day} dari 3")


def _up_to(day: int) -> tuple[str, str, str]:
    first, second, third = ("done" if number < day else "now" if number == day else "" for number in (1, 2, 3))
    return first, second, third


def deadline(file: File, in_force: InForce, now: datetime) -> Mark:
    """When it must be done, or why nothing is due."""
    zone = ZoneInfo(in_force.zone)
    if file.stage in ENDED:
        ended = short_day(file.since.astimezone(zone).date())
        if file.stage in _LEFT_EARLY:
            return Mark(STAGE_NAMES[file.stage], "plain", note=ended)
        return Mark("selesai", "fine", "check", ended)
    if file.is_paused:
        return Mark("jeda", "pause", "pause", f"sisa {days_left(file, in_force)} hari kerja")
    if file.due_at is None:
        return Mark("belum dihitung", note="menunggu dokumen")
    return due(file.due_at, now, zone)


def days_left(file: File, in_force: InForce) -> int:
    """Working days that will be left when the clock goes on; at least one."""
    calendar, zone = in_force.calendar, ZoneInfo(in_force.zone)
    if not file.pauses or file.due_at is None:
        return 1
    stopped = calendar.day_one(file.pauses[-1].since)
    return max(calendar.working_days_between(stopped, file.due_at.astimezone(zone).date()), 1)
