"""When the office closes on a day that was promised, open dates move and everyone concerned is told why."""

from collections.abc import Generator, Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from services.issuance.file import File
from services.issuance.history import What
from services.issuance.stage import ENDED, Stage
from shared.calendar import OfficeCalendar
from shared.contracts.catalogue import Calendar
from shared.contracts.issuance import DeadlineMoved
from shared.indonesian import full_date
from shared.messaging import Desk, Want

OPEN = tuple(stage for stage in Stage if stage not in ENDED)


class Moved(NamedTuple):
    """A file whose date moves, and when it will be due."""

    file: File
    due_at: datetime


def newly_closed(before: Calendar, after: Calendar) -> Mapping[date, str]:
    """The days that were open by the one calendar and are closed by the other's exceptions, and why."""
    closed = {day: why for day, why in after.closed_on.items() if day not in before.closed_on}
    shut_again = {day: "hari libur" for day in before.open_on if day not in after.open_on}
    return shut_again | closed


def open_files() -> Generator[Want, Any, None]:
    """What `move` looks for."""
    for stage in OPEN:
        yield Want(File, stage.value, by="stage")


def moved(files: Iterable[File], before: OfficeCalendar, after: OfficeCalendar, now: datetime) -> list[Moved]:
    """The files whose dates move, the nearest first: as many working days are left as before."""
    dated = [(file, file.due_at) for file in files if file.stage not in ENDED and file.due_at]
    found = [Moved(file, _due(file, due_at, before, after, now)) for file, due_at in dated]
    return sorted((each for each in found if each.due_at != each.file.due_at), key=lambda each: each.due_at)


def move(desk: Desk, before: OfficeCalendar, after: OfficeCalendar, because: str, by: str | None) -> int:
    """Move the open dates; returns how many. Whose clock stands still hears the new date when it goes on."""
    files = [file for stage in OPEN for file in desk.find_all(File, "stage", stage.value)]
    moving = moved(files, before, after, desk.now)
    for file, due_at in moving:
        word = file.word(DeadlineMoved, desk.now, due_at=due_at, reason="office_closed", because=because)
        said = () if file.is_paused else (word,)
        day = full_date(after.day_of(due_at))
        file.then(What.DEADLINE_MOVED, desk.now, by, reason=because, detail=day, said=said, due_at=due_at).onto(desk)
    return len(moving)


def _due(file: File, due_at: datetime, before: OfficeCalendar, after: OfficeCalendar, now: datetime) -> datetime:
    if file.is_paused:  # the days that were left when the clock stopped are counted again when it goes on
        return after.moved_due_at(due_at, file.pauses[-1].since, before)
    return after.moved_due_at(due_at, now, before) if due_at > now else due_at
