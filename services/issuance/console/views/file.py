"""One file on the screen: the three days with every pause explained, and the facts."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from services.issuance.console.views.clock import DAYS, day_of, days_left
from services.issuance.console.words import bare_day, near_time
from services.issuance.edition import InForce
from services.issuance.file import File, Pause
from services.issuance.history import HistoryEntry, What
from services.issuance.stage import Stage
from shared.indonesian import clock, near_date


class Step(NamedTuple):
    """A bar of the way: `done`, `now`, `held` or nothing."""

    title: str
    what: str
    when: str
    tone: str


def steps(file: File, entries: Sequence[HistoryEntry], in_force: InForce, now: datetime) -> tuple[Step, ...]:
    """The three days, with the pauses between them; nothing before the clock runs."""
    if file.submitted_at is None:
        return ()
    today, zone = in_force.today(now), ZoneInfo(in_force.zone)
    over = file.stage in (Stage.ISSUED, Stage.HANDED_OVER)
    day = 4 if over else day_of(file)
    received = [entry.at for entry in entries if entry.what is What.RECEIVED]
    found: list[Step] = []
    for number, what in enumerate(DAYS, start=1):
        found += [
            _pause(pause, today, zone) for pause in file.pauses if number == min(_before(pause, received), max(day, 1))
        ]
        tone = "done" if number < day else "now" if number == day and not file.is_paused else ""
        day_itself = _date(number, file, entries, in_force)
        found.append(Step(f"Hari {number}", what, bare_day(day_itself, today) if day_itself else "", tone))
    return tuple(found)


def _before(pause: Pause, received: Sequence[datetime]) -> int:
    """The day before which it lies: documents come back from the first day, or once received, from the second."""
    return 3 if any(at < pause.since for at in received) else 2


def _pause(pause: Pause, today: date, zone: ZoneInfo) -> Step:
    since = bare_day(pause.since.astimezone(zone).date(), today)
    until = bare_day(pause.until.astimezone(zone).date(), today) if pause.until else "masih"
    return Step("Jeda", since, until, "held")


def _date(number: int, file: File, entries: Sequence[HistoryEntry], in_force: InForce) -> date | None:
    """The first day counts from the submission, the second from the receipt, the third is the one promised.

    What came after hours counts from the next day, unless it was received at once.
    """
    received = next((in_force.today(entry.at) for entry in entries if entry.what is What.RECEIVED), None)
    if number == 1:
        counted = in_force.calendar.day_one(file.submitted_at) if file.submitted_at else None
        return min(counted, received) if counted and received else counted
    if number == 2:
        return received
    if file.stage in (Stage.ISSUED, Stage.HANDED_OVER):
        return in_force.today(next((entry.at for entry in entries if entry.what is What.ISSUED), file.since))
    return in_force.today(file.due_at) if file.due_at and not file.is_paused else None


def why_paused(file: File, entries: Sequence[HistoryEntry], in_force: InForce, now: datetime) -> str | None:
    """Why the clock stood still the last time, since when, and what became of the date."""
    returned = next((entry for entry in reversed(entries) if entry.what is What.RETURNED), None)
    if not returned:
        return None
    zone = ZoneInfo(in_force.zone)
    reasons = "; ".join(f"{file.name_of(key)}: {reason}" for key, reason in returned.reasons.items())
    begun = f"{reasons}. Dikembalikan {returned.by} {near_time(returned.at, now, zone)}."
    if file.is_paused:
        return f"{begun} Begitu dikirim ulang, hitungan lanjut dengan sisa {days_left(file, in_force)} hari kerja."
    back = next((entry for entry in entries if entry.what is What.RESUBMITTED and entry.at > returned.at), None)
    if not back or not file.due_at:
        return begun
    due = file.due_at.astimezone(zone)
    again = f"Yang baru datang {near_time(back.at, now, zone)}, hitungan lanjut."
    return (
        f"{begun} {again} Tenggatnya kini {near_date(due.date())} pukul {clock(due.time())}; pemohon sudah diberi tahu."
    )


def warnings(entries: Sequence[HistoryEntry]) -> tuple[str, ...]:
    """What somebody should look at: a letter that could not be made."""
    last = next((entry for entry in reversed(entries) if entry.what is not What.NIK_SHOWN), None)
    return (last.reason,) if last and last.what is What.STUCK and last.reason else ()
