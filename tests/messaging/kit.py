"""The kit without a message queue: bring it messages, turn its clock, look into its database."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import sqlalchemy as sa
from nats.aio.client import Client

from shared import database
from shared.messaging import Hear, Message
from shared.messaging.answering import Answering
from shared.messaging.door import Door
from shared.messaging.ledger import Ledger
from shared.messaging.line import Patience
from shared.messaging.metrics import Metrics
from shared.messaging.parked import Wall
from shared.messaging.relay import Relay
from shared.messaging.runner import Runner
from shared.messaging.store import Row, Store
from shared.messaging.tables import (
    Arrival,
    ErrandRow,
    Parked,
    Saying,
    Waiting,
    errands,
    kit_tables,
    outbox,
    parked,
    waiting,
)
from shared.messaging.waiting_room import WaitingRoom
from tests.messaging.toys import Bell, bell_shelf, bells, hall, tables

PATIENCE = Patience(tries=3, first_delay=10, longest_delay=60, first_look=1, longest_look=60, not_yet=3600)


class Clock:
    """A clock that stands still until it is turned."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


class Kit:
    """The parts of a service that need no queue."""

    def __init__(self, store: Store, hear: Hear) -> None:
        self.hear, self.store, self.clock = hear, store, Clock()
        self.stopping = asyncio.Event()
        self.relay = Relay(Client())
        self.metrics = Metrics(hear.service)
        self.ledger = Ledger(store, self.relay, self.metrics, self.clock)
        self.answering = Answering(hear, self.ledger, PATIENCE, self.stopping)
        self.waiting_room = WaitingRoom(self.ledger, self.answering, self.stopping)
        self.runner = Runner(hear, self.ledger, PATIENCE, self.stopping)
        self.door, self.wall = Door(hear, self.ledger), Wall(hear, self.ledger)
        self._numbers: dict[str, int] = {}

    @classmethod
    @asynccontextmanager
    async def over(cls, url: str, hear: Hear | None = None) -> "AsyncGenerator[Kit]":
        store = database.open_store(url)
        await store.claim()
        try:
            yield cls(store, hear or hall())
        finally:
            await store.close()

    def arrival(self, message: Message | bytes, subject: str = "", number: int | None = None) -> Arrival:
        """The message as the queue brings it, with the next number of its stream."""
        stream = "FACTS" if isinstance(message, bytes) else message.stream
        if number is None:
            number = self._numbers[stream] = self._numbers.get(stream, 0) + 1
        if isinstance(message, bytes):
            return Arrival.numbered(stream, number, subject, message, None)
        return Arrival.numbered(stream, number, message.wire_subject, message.model_dump_json().encode(), None)

    async def brings(self, *messages: Message) -> list[Arrival]:
        """Bring messages in one batch."""
        arrivals = [self.arrival(message) for message in messages]
        await self.answering.answer(arrivals)
        return arrivals

    async def call_those_waiting(self) -> None:
        """What the waiting room does when somebody's time has come."""
        await self.waiting_room.call()

    async def bells(self) -> dict[Any, Bell]:
        return {row[0]: bell_shelf.from_row(row) for row in await self.rows(bells)}

    async def said(self) -> list[Saying]:
        return [Saying(*row) for row in await self.rows(outbox)]

    async def waiting(self) -> list[Waiting]:
        return [Waiting(*row) for row in await self.rows(waiting)]

    async def parked(self) -> list[Parked]:
        return [Parked(*row) for row in await self.rows(parked)]

    async def errands(self) -> list[ErrandRow]:
        return [ErrandRow(*row) for row in await self.rows(errands)]

    async def rows(self, table: sa.Table) -> list[Row]:
        return await self.store.fetch(sa.select(table).order_by(next(iter(table.c))))


async def emptied_database(postgres: str) -> str:
    """The toy's database of that server, made once and emptied; nobody is connected to it."""
    url = postgres.format("toys")
    db = await asyncpg.connect(postgres.format("postgres"))
    try:
        if not await db.fetchval("select count(*) from pg_database where datname = 'toys'"):
            await db.execute("create database toys")
            await database.create_tables(url, tables)
        await db.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'toys'")
    finally:
        await db.close()
    toys = await asyncpg.connect(url)
    try:
        names = ", ".join(table.name for table in (*kit_tables.sorted_tables, *tables.sorted_tables))
        await toys.execute(f"truncate {names}")
    finally:
        await toys.close()
    return url
