"""Who looked at what: papers show more than they are asked for, so that looking at them is recorded."""

from uuid import UUID

from services.issuance import store as tables
from services.issuance.console.looks import Seat
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
