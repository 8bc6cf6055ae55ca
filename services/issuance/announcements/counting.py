"""What the database knows of announcements: who has agreed, and how many messages did not arrive."""

from collections.abc import Iterable, Mapping
from uuid import UUID

import sqlalchemy as sa

from services.issuance.store import missed, readers
from shared.contracts.vocabulary import Audience, Rt
from shared.messaging.store import Store


async def who_agreed(store: Store, audience: Audience) -> list[UUID]:
    """The readers of this audience, oldest first."""
    where: list[sa.ColumnElement[bool]] = [readers.c.rw == audience.rw] if audience.rw else []
    if audience.rw and audience.rt:
        where = [readers.c.rt == str(Rt(rt=audience.rt, rw=audience.rw))]
    rows = await store.fetch(sa.select(readers.c.reader_id).where(*where).order_by(readers.c.reader_id))
    return [row[0] for row in rows]


async def how_many_agreed(store: Store) -> Mapping[tuple[int, str], int]:
    """By RW, and the RT as it is written."""
    counted = sa.select(readers.c.rw, readers.c.rt, sa.func.count()).group_by(readers.c.rw, readers.c.rt)
    return {(row[0], row[1]): row[2] for row in await store.fetch(counted)}


async def not_arrived(store: Store, announcements: Iterable[UUID]) -> Mapping[UUID, int]:
    """How many messages of each did not arrive, or may not have."""
    its_own = missed.c.announcement_id
    counted = sa.select(its_own, sa.func.count()).where(its_own.in_(list(announcements))).group_by(its_own)
    return {row[0]: row[1] for row in await store.fetch(counted)}
