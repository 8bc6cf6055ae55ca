"""What tests see of the street: messages they publish, facts the hall says, and its database."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa
from nats.aio.client import Client
from nats.js.errors import NotFoundError

from shared import database
from shared.messaging import Message
from shared.messaging.relay import publish
from shared.messaging.store import Row
from shared.messaging.tables import inbox, outbox, parked, waiting
from tests.messaging.toys import Bell, Opened, bell_shelf, bells


async def ring(nc: Client, messages: Iterable[Message]) -> None:
    """Publish messages in their order, however long the queue is away meanwhile."""
    for message in messages:
        while True:
            try:
                await publish(nc, [message])
                break
            except Exception:  # noqa: S112 - the queue is being restarted
                continue


async def opened(nc: Client) -> Counter[UUID]:
    """How many facts the hall has said about each door."""
    try:
        info = await nc.jetstream().stream_info("FACTS", subjects_filter=f"{Opened.subject}.>")
    except NotFoundError:
        return Counter()
    return Counter(
        {UUID(hex=subject.rsplit(".", 1)[1]): count for subject, count in (info.state.subjects or {}).items()}
    )


class Cellar:
    """The hall's database, read beside the hall."""

    def __init__(self, url: str) -> None:
        self._store = database.open_store(url)

    async def bells(self) -> dict[UUID, Bell]:
        return {row[0]: bell_shelf.from_row(row) for row in await self.rows(bells)}

    async def heard(self) -> int:
        return sum(len(bell.heard) for bell in (await self.bells()).values())

    async def counts(self) -> dict[str, int]:
        """Rows of the kit's tables."""
        return {table.name: len(await self.rows(table)) for table in (inbox, outbox, waiting, parked)}

    async def rows(self, table: sa.Table) -> list[Row]:
        return await self._store.fetch(sa.select(table))

    async def aclose(self) -> None:
        await self._store.close()
