"""A file that is not done in time: the office opens a complaint against itself, linked to it, and the lurah has it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid5

import sqlalchemy as sa

from services.issuance.complaints.complaint import Complaint, Said
from services.issuance.edition import InForce
from services.issuance.file import File
from services.issuance.stage import ENDED
from services.issuance.store import FILES, complaints
from shared.contracts.issuance import ComplaintOpenedByOffice
from shared.messaging import Desk, Want
from shared.messaging.door import Door
from shared.messaging.now_and_then import now_and_then
from shared.messaging.store import Store
from shared.readable import spelt

LOOKS = timedelta(minutes=1)
PORTION = 100
#: So many working days for the lurah to see to it.
WORKING_DAYS = 1
#: Complaints about a file's promise are named in this space by the file and the promise: each is opened once.
_BREACHES = UUID("5b8ae1a2-6f0f-4cde-9a54-62726561636b")


async def watch(door: Door, store: Store, clock: Callable[[], datetime]) -> None:
    """Look for such files now and then, for as long as the service lives."""
    await now_and_then(LOOKS, lambda: open_complaints(door, store, clock()))


async def open_complaints(door: Door, store: Store, now: datetime) -> int:
    """One for every promise that was broken and has none yet; how many. Raises `Away`."""
    opened = 0
    for file in await _late(store, now):
        key = complaint_of(file)
        wants = [Want(File, file.application_id), Want(InForce, file.office), Want(Complaint, key)]
        opened += await door.run(wants, lambda desk, file=file: _open(desk, file.application_id))
    return opened


def complaint_of(file: File) -> UUID:
    """The id of the complaint that this promise, once broken, leads to."""
    return uuid5(_BREACHES, f"{file.application_id.hex}.{file.due_at.isoformat() if file.due_at else ''}")


async def _late(store: Store, now: datetime) -> list[File]:
    table, late = FILES.table.c, list[File]()
    ended = [stage.value for stage in ENDED]
    query = sa.select(FILES.table).where(table.due_at < now.timestamp(), table.stage.not_in(ended))
    query, start = query.order_by(table.due_at.desc(), table.application_id).limit(PORTION), 0
    while files := [FILES.from_row(row) for row in await store.fetch(query.offset(start))]:
        late += await _without_complaint(store, files)
        start += PORTION
    return late


async def _without_complaint(store: Store, files: list[File]) -> list[File]:
    keys = [complaint_of(file) for file in files]
    query = sa.select(complaints.c.complaint_id).where(complaints.c.complaint_id.in_(keys))
    known = {row[0] for row in await store.fetch(query)}
    return [file for file, key in zip(files, keys, strict=True) if not file.is_paused and key not in known]


def _open(desk: Desk, application_id: UUID) -> bool:
    file = desk.get(File, application_id)
    if file.due_at is None or file.due_at >= desk.now or file.is_paused or file.stage in ENDED:
        return False
    key = complaint_of(file)
    if desk.find(Complaint, key):
        return False
    in_force = desk.get(InForce, file.office)
    due_at = in_force.calendar.due_at(desk.now, WORKING_DAYS)
    complaint = Complaint(
        complaint_id=key,
        office=file.office,
        reference=reference(key, in_force.catalogue.office.short),
        kind="breach",
        made_at=desk.now,
        contact_id=file.contact_id,
        about=file.application_id,
        name=file.asked_by,
        said=(Said(desk.now, f"Berkas {file.reference} belum selesai pada waktunya."),),
        due_at=due_at,
        since=desk.now,
        escalated_at=desk.now,
    )
    desk.keep(complaint).say(
        ComplaintOpenedByOffice(
            office=file.office,
            at=desk.now,
            complaint_id=complaint.complaint_id,
            reference=complaint.reference,
            application_id=file.application_id,
            contact_id=file.contact_id,
            due_at=due_at,
        )
    )
    return True


def reference(complaint_id: UUID, office: str) -> str:
    """`BKS-T7Q4K`: the T tells that the office has opened it."""
    return f"{office}-T{spelt(complaint_id.bytes[:4])}"
