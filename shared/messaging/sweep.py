"""Forgets what the inbox does not need to remember any more."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from shared.messaging.batch import Outcome
from shared.messaging.ledger import Ledger
from shared.messaging.now_and_then import now_and_then
from shared.messaging.store import Drop, Work
from shared.messaging.tables import inbox

MARGIN = timedelta(days=3)
PORTION = 500  # rows removed in one transaction, so that others are not kept waiting
EVERY = timedelta(hours=1)


async def sweep(ledger: Ledger, facts_days: int) -> None:
    """Remove what was dealt with so long ago that no stream holds it any more, for as long as the service lives.

    Facts are the longest to stay; WhatsApp repeats a webhook for a week. Books stay for good, but say nothing new.
    """
    await now_and_then(EVERY, lambda: remove_old(ledger, timedelta(days=facts_days) + MARGIN))


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
