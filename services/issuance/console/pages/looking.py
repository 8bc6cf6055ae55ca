"""Who looked at what: papers show more than they are asked for, so that looking at them is recorded."""

from collections.abc import Sequence
from uuid import UUID

from services.issuance import store as tables
from services.issuance.console.looks import Seat
from services.issuance.file import File
from services.issuance.history import HistoryEntry, What


async def record_look(seat: Seat, application_id: UUID) -> None:
    """This person has seen the papers of this file. It is written down once a day, not for every picture."""
    name, today = seat.staff.name, seat.in_force.today(seat.now)
    its, is_look = tables.history.c, f'%"what":"{What.DOCUMENTS_SHOWN.value}"%'
    looks = await seat.counter.read(HistoryEntry, its.application_id == application_id, its.body.like(is_look))
    if any(look.by == name and seat.in_force.today(look.at) == today for look in looks):
        return
    look = HistoryEntry(application_id, seat.now, What.DOCUMENTS_SHOWN, name)
    await seat.counter.door.run([], lambda desk: desk.keep(look))


async def record_draft_look(seat: Seat, file: File) -> None:
    """This person has seen the page of the letter as it stands: only then may it be approved among others."""
    if file.application_id in await drafts_seen(seat, [file]):
        return
    look = HistoryEntry(file.application_id, seat.now, What.DRAFT_SHOWN, seat.staff.name)
    await seat.counter.door.run([], lambda desk: desk.keep(look))


async def drafts_seen(seat: Seat, files: Sequence[File]) -> set[UUID]:
    """Of which of these letters this person has seen the page since it was drafted."""
    its, is_look = tables.history.c, f'%"what":"{What.DRAFT_SHOWN.value}"%'
    since = {file.application_id: file.since for file in files}
    looks = await seat.counter.read(HistoryEntry, its.application_id.in_(since), its.body.like(is_look))
    return {it.application_id for it in looks if it.by == seat.staff.name and it.at >= since[it.application_id]}
