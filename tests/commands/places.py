"""Where the toys of these tests run, and a backup of them."""

import uuid
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from nats.aio.client import Client

from services.commands.backup import archive
from services.commands.backup.database import Database
from services.commands.backup.office import Office
from services.commands.backup.postgres import PostgresDatabase
from services.commands.backup.restoring import bring_back
from services.commands.backup.sqlite import SqliteDatabase
from services.commands.backup.taking import take
from shared import database
from shared.testing.broker import connected, natsd
from tests.commands.relay_race import tables


class ToyPostgres(PostgresDatabase):
    """The toys have no migrations."""

    async def _make_tables(self) -> None:
        await database.create_tables(self._url, tables)


@dataclass(frozen=True)
class Place:
    """Where a race is run."""

    data: Path
    queue: Client
    nats_url: str
    urls: Mapping[str, str]

    @asynccontextmanager
    async def office(self) -> AsyncGenerator[Office]:
        databases = {name: _database(name, url) for name, url in self.urls.items()}
        try:
            yield Office(self.data, databases, self.queue)
        finally:
            for each in databases.values():
                await each.close()


def _database(name: str, url: str) -> Database:
    if url.startswith("sqlite"):
        return SqliteDatabase(name, Path(url.removeprefix("sqlite:///")))
    return ToyPostgres(name, url)


@asynccontextmanager
async def place(data: Path, urls: Mapping[str, str]) -> AsyncGenerator[Place]:
    with natsd() as server:
        async with connected(server.url) as queue:
            yield Place(data, queue, server.url, urls)


async def take_a_backup(office: Office, to: Path) -> None:
    with archive.written(to) as writer:
        await take(office, writer)


async def bring_it_back(there: Place, backup: Path) -> None:
    with archive.read(backup) as reader:
        async with there.office() as office:
            await bring_back(office, reader, told=lambda _: None)


def an_empty_postgres(postgres: str) -> str:
    """The address of a new database of this server."""
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(postgres.format("postgres"), autocommit=True) as db:
        db.execute(f"create database {name}".encode())
    return postgres.format(name)
