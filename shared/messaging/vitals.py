"""How a service is: ready or not, and how much lies where."""

import asyncio
from typing import Any

import sqlalchemy as sa

from shared.messaging.store import Away, Store
from shared.messaging.tables import errands, outbox, parked, waiting

ANSWER_WITHIN = 2.0  # seconds for the database to show that it is there


async def answers(store: Store) -> bool:
    """Whether the database answers now."""
    try:
        async with asyncio.timeout(ANSWER_WITHIN):
            await store.fetch(sa.select(sa.literal(1)))
    except (Away, TimeoutError):
        return False
    return True


async def backlog(store: Store) -> dict[str, float]:
    """How many rows wait, are parked, are errands to be run, or are still to be said."""
    tables = (waiting, parked, errands, outbox)
    counts: list[Any] = [sa.select(sa.func.count()).select_from(table).scalar_subquery() for table in tables]
    ((*values,),) = await store.fetch(sa.select(*counts))
    return dict(zip((table.name for table in tables), values, strict=True))
