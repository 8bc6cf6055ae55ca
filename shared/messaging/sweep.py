"""Forgets what the inbox does not need to remember any more."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import structlog

from shared.messaging.batch import Outcome
from shared.messaging.ledger import Ledger
from shared.messaging.store import Away, Drop, Work
from shared.messaging.tables import inbox

log: Any = structlog.get_logger()

MARGIN = timedelta(days=3)
PORTION = 500  # rows removed in one transaction, so that others are not kept waiting
EVERY = timedelta(hours=1)


async def sweep(ledger: Ledger, facts_days: int) -> None:
    """Remove what was dealt with so long ago that no stream holds it any more, for as long as the service lives.

    Facts are the longest to stay; WhatsApp repeats a webhook for a week. Books stay for good, but say nothing new.
    """
    while True:
        try:
            await remove_old(ledger, timedelta(days=facts_days) + MARGIN)
        except Away as error:
            log.warning("database_away", error=str(error))
        await asyncio.sleep(EVERY.total_seconds())


async def remove_old(ledger: Ledger, age: timedelta) -> int:
    """Remove rows of the inbox older than `age`; how many. Raises `Away`."""
    limit = (ledger.clock() - age).timestamp()
    removed = 0
    while ids := await ledger.store.fetch(sa.select(inbox.c.id).where(inbox.c.at < limit).limit(PORTION)):
        await ledger.commit(_forget([row[0] for row in ids]))
        removed += len(ids)
    return removed


def _forget(ids: Sequence[UUID]) -> Work[Outcome]:
    yield Drop(inbox, ids)
    return Outcome()
