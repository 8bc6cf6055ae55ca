"""Forgets messages that nobody quotes any more, and files that WhatsApp has forgotten."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from services.notifier.store import messages, uploads, wamids
from services.notifier.whatsapp.limits import UPLOAD_KEPT
from shared.messaging.now_and_then import now_and_then
from shared.messaging.store import Drop, Store, Work

EVERY = timedelta(hours=6)
PORTION = 200


async def forget_old(store: Store, clock: Callable[[], datetime], days: int) -> None:
    """Do so now and then, for as long as the service lives."""
    await now_and_then(EVERY, lambda: sweep(store, clock() - timedelta(days=days), clock() - UPLOAD_KEPT))


async def sweep(store: Store, messages_before: datetime, uploads_before: datetime) -> None:
    """Remove messages with their WhatsApp ids, and uploads, that are older than this. Raises `Away`."""
    of_messages, of_uploads = messages.table.c, uploads.table.c
    old = sa.select(of_messages.id).where(of_messages.at < messages_before.timestamp()).limit(PORTION)
    while ids := [row[0] for row in await store.fetch(old)]:
        theirs = sa.select(wamids.table.c.wamid).where(wamids.table.c.message_id.in_(ids))
        await store.run(_drop(ids, [row[0] for row in await store.fetch(theirs)]))
    stale = sa.select(of_uploads.sha256).where(of_uploads.at < uploads_before.timestamp())
    if digests := [row[0] for row in await store.fetch(stale)]:
        await store.run(_drop_uploads(digests))


def _drop(ids: Sequence[UUID], their_wamids: Sequence[str]) -> Work[None]:
    yield Drop(wamids.table, their_wamids)
    yield Drop(messages.table, ids)


def _drop_uploads(digests: Sequence[str]) -> Work[None]:
    yield Drop(uploads.table, digests)
