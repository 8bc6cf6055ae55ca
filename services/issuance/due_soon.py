"""Before a promise is broken, whoever must act is warned: on every page of the console, and on the file for good."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple
from uuid import UUID, uuid5

import sqlalchemy as sa

from services.issuance.edition import InForce
from services.issuance.file import File
from services.issuance.history import HistoryEntry, What
from services.issuance.staff import Role
from services.issuance.stage import ENDED, WAITS_FOR, Awaited
from services.issuance.store import FILES, files, history
from shared.messaging import Desk, Want
from shared.messaging.door import Door
from shared.messaging.now_and_then import now_and_then
from shared.messaging.store import Store

#: So many hours of the office's before it is due, it is urgent.
HOURS_BEFORE = 4
LOOKS = timedelta(minutes=1)
WHO: dict[Awaited, str] = {
    "chair": "Ketua RT",
    "clerk": "petugas",
    "lurah": "lurah",
    "office": "kelurahan",
}
#: Longer ahead than any four hours of an office, over holidays, too.
_AHEAD = timedelta(days=14)
_WARNINGS = UUID("0f3a3bb4-51d5-4d2c-9a3e-5741524e4544")


class Urgent(NamedTuple):
    """How many files wait for somebody and must be done soon, and how many are late."""

    soon: int
    late: int


async def watch(door: Door, store: Store, clock: Callable[[], datetime], office: str) -> None:
    """Write down what has become urgent now and then, for as long as the service lives."""
    await now_and_then(LOOKS, lambda: warn(door, store, clock(), office))


async def warn(door: Door, store: Store, now: datetime, office: str) -> int:
    """One line in the history of every file that has become urgent, once for each promise. Raises `Away`."""
    in_force = await door.run([Want(InForce, office)], lambda desk: desk.find(InForce, office))
    if in_force is None:
        return 0
    urgent = [file for file in await _due_between(store, now, now + _AHEAD) if is_urgent(file, in_force, now)]
    for file in await _not_warned(store, urgent):
        await door.run([Want(File, file.application_id)], lambda desk, file=file: _warn(desk, file, in_force))
    return len(urgent)


def is_urgent(file: File, in_force: InForce, now: datetime) -> bool:
    """Whether it is due within `HOURS_BEFORE` hours of the office's, and its clock runs."""
    if file.due_at is None or file.is_paused or file.stage in ENDED or WAITS_FOR.get(file.stage) not in WHO:
        return False
    return now < file.due_at <= in_force.calendar.after_working_hours(now, HOURS_BEFORE)


async def urgent_for(store: Store, role: Role, in_force: InForce, now: datetime) -> Urgent:
    """What waits for this role. Raises `Away`."""
    stages = [stage for stage, awaited in WAITS_FOR.items() if awaited == role.value]
    if not stages:
        return Urgent(0, 0)
    until = in_force.calendar.after_working_hours(now, HOURS_BEFORE)
    [(soon, late)] = await store.glance(_count(role), now=now.timestamp(), until=until.timestamp())
    return Urgent(soon or 0, late or 0)


@cache  # every page asks, and always the same
def _count(role: Role) -> sa.SelectBase:
    its, now = files.c, sa.bindparam("now", type_=sa.Float)
    is_late = its.due_at < now
    awaits_them = sa.or_(*(its.stage == stage.value for stage, whom in WAITS_FOR.items() if whom == role.value))
    soon, late = sa.case((is_late, 0), else_=1), sa.case((is_late, 1), else_=0)
    return sa.select(sa.func.sum(soon), sa.func.sum(late)).where(
        awaits_them, its.due_at <= sa.bindparam("until", type_=sa.Float)
    )


async def _due_between(store: Store, first: datetime, last: datetime) -> list[File]:
    its = files.c
    stages = [stage.value for stage in WAITS_FOR]
    query = sa.select(files).where(its.due_at > first.timestamp(), its.due_at <= last.timestamp())
    return [FILES.from_row(row) for row in await store.fetch(query.where(its.stage.in_(stages)))]


async def _not_warned(store: Store, urgent: list[File]) -> list[File]:
    if not urgent:
        return []
    keys = {_warning_of(file): file for file in urgent}
    known = await store.fetch(sa.select(history.c.id).where(history.c.id.in_(list(keys))))
    return [file for key, file in keys.items() if key not in {row[0] for row in known}]


def _warn(desk: Desk, seen: File, in_force: InForce) -> None:
    file = desk.get(File, seen.application_id)
    if file.due_at != seen.due_at or not is_urgent(file, in_force, desk.now):
        return
    who = WHO[WAITS_FOR[file.stage]]
    desk.keep(HistoryEntry(file.application_id, desk.now, What.WARNED, detail=who, id=_warning_of(file)))


def _warning_of(file: File) -> UUID:
    """The id of the line about this promise: each is warned of once."""
    return uuid5(_WARNINGS, f"{file.application_id.hex}.{file.due_at.isoformat() if file.due_at else ''}")
