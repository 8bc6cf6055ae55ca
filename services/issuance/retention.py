"""Deletes what people have sent once it has been kept long enough. The file, its history and the registers stay.

Only their names go from the rows here; the bytes go with the next sweeps of the archive, as nobody names them any more.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import structlog

from services.issuance.complaints.complaint import Complaint
from services.issuance.edition import InForce
from services.issuance.file import File
from services.issuance.history import What
from services.issuance.stage import ENDED
from services.issuance.store import complaints, files
from shared.messaging import Desk, Want
from shared.messaging.door import Door
from shared.messaging.now_and_then import now_and_then
from shared.messaging.store import Store

log: Any = structlog.get_logger()
EVERY = timedelta(hours=6)
PORTION = 100


async def forget_old(door: Door, store: Store, clock: Callable[[], datetime], office: str) -> None:
    """Do so now and then, for as long as the service lives."""
    await now_and_then(EVERY, lambda: delete_documents(door, store, clock(), office))


async def delete_documents(door: Door, store: Store, now: datetime, office: str) -> int:
    """From every file and complaint that ended longer ago than the catalogue keeps them; how many. Raises `Away`."""
    in_force = await door.run([Want(InForce, office)], lambda desk: desk.find(InForce, office))
    if in_force is None:
        return 0
    before = (now - timedelta(days=in_force.catalogue.documents_kept_days)).timestamp()
    deleted = 0
    while ids := await _ended(store, before):
        for file_id in ids:
            await door.run([Want(File, file_id)], lambda desk, file_id=file_id: _without_documents(desk, file_id))
        deleted += len(ids)
    for key in await _closed(store, before):
        await door.run([Want(Complaint, key)], lambda desk, key=key: _without_photos(desk, key))
    if deleted:
        log.info("documents_deleted", files=deleted)
    return deleted


async def _ended(store: Store, before: float) -> list[UUID]:
    has_documents = files.c.body.not_like('%"documents":{}%')
    stages = [stage.value for stage in ENDED]
    query = sa.select(files.c.application_id).where(files.c.stage.in_(stages), files.c.since < before, has_documents)
    return [row[0] for row in await store.fetch(query.limit(PORTION))]


async def _closed(store: Store, before: float) -> list[UUID]:
    has_photos = complaints.c.body.not_like('%"pages":[]%')
    its = complaints.c
    query = sa.select(its.complaint_id).where(its.stage == "closed", its.since < before, has_photos)
    return [row[0] for row in await store.fetch(query.limit(PORTION))]


def _without_documents(desk: Desk, file_id: UUID) -> None:
    file = desk.get(File, file_id)
    if file.stage in ENDED:
        file.then(What.DOCUMENTS_DELETED, desk.now, None, documents={}, lacking={}, neighbours=()).onto(desk)


def _without_photos(desk: Desk, complaint_id: UUID) -> None:
    desk.keep(replace(desk.get(Complaint, complaint_id), pages=()))
