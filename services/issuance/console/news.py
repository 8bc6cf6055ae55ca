"""How a page knows that it has grown old: a mark that changes with every change, and what changed since one."""

from functools import cache
from typing import Annotated, Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import StringConstraints

from services.issuance import store as tables
from services.issuance.console.counter import Counter
from services.issuance.history import What

#: The newest line of history, and when a conversation or a complaint last moved. Empty while there is neither.
Mark = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{32})?(-\d+)?$")]
MOST = 50  # files told of at once


async def newest_mark(counter: Counter) -> str:
    """The mark of this moment."""
    [(line, talked, complained)] = await counter.store.glance(_newest())
    at = max(talked or 0, complained or 0)
    return (_id(line).hex if line else "") + (f"-{int(at * 1000)}" if at else "")


@cache  # every page asks, and each open one every second
def _newest() -> sa.SelectBase:
    line = sa.select(tables.history.c.id).order_by(tables.history.c.id.desc()).limit(1).scalar_subquery()
    talked = sa.select(sa.func.max(tables.conversations.c.last_at)).scalar_subquery()
    complained = sa.select(sa.func.max(tables.complaints.c.since)).scalar_subquery()
    wanted: list[Any] = [line, talked, complained]
    return sa.select(*wanted)


async def changed_files(counter: Counter, mark: str) -> list[str]:
    """The files with news since this mark. That somebody looked at a NIK is no news."""
    line = mark.partition("-")[0]
    table = tables.history.c
    wanted: list[Any] = [table.application_id]
    query = sa.select(*wanted).where(table.body.not_like(f'%"what":"{What.NIK_SHOWN.value}"%'))
    if line:
        query = query.where(table.id > UUID(line))
    rows = await counter.store.fetch(query.order_by(table.id.desc()).limit(MOST))
    return list(dict.fromkeys(str(_id(row[0])) for row in rows))


def _id(raw: UUID | bytes) -> UUID:
    """SQLite does not tell the type of what a sub-query selects."""
    return raw if isinstance(raw, UUID) else UUID(bytes=raw)
