"""A backup taken in the middle of everything: what comes of it loses nothing and does nothing twice."""

import asyncio
import itertools
import uuid
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
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
from tests.commands.relay_race import LEGS, race, run_so_far, runners, start, started, still_to_be_said, tables
from tests.messaging.eventually import eventually

NewUrls = Callable[[], dict[str, str]]


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


@pytest.fixture(params=["sqlite", "postgresql"])
def new_urls(request: pytest.FixtureRequest, tmp_path: Path) -> NewUrls:
    """Addresses of three databases with nothing in them, as often as it is called."""
    if request.param == "postgresql":
        postgres: str = request.getfixturevalue("postgres")
        return lambda: {name: _empty_postgres(postgres) for name in LEGS}
    folders = (tmp_path / str(number) for number in itertools.count())
    return lambda: _files_in(next(folders))


def _files_in(folder: Path) -> dict[str, str]:
    return {name: f"sqlite:///{folder / name}.db" for name in LEGS}


def _empty_postgres(postgres: str) -> str:
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(postgres.format("postgres"), autocommit=True) as db:
        db.execute(f"create database {name}".encode())
    return postgres.format(name)


async def test_every_runner_finishes_once_whenever_the_backup_was_taken(new_urls: NewUrls, tmp_path: Path):
    backups = [tmp_path / f"{number}.tar" for number in range(3)]
    async with place(tmp_path / "here", new_urls()) as here:
        for url in here.urls.values():
            await database.create_tables(url, tables)
        async with race(here.nats_url, here.urls), here.office() as office:
            starting = asyncio.create_task(start(here.queue, runners(400)))
            for number, backup in enumerate(backups):
                await eventually(lambda number=number: has_started_more_than(here.queue, 20 + 100 * number))
                await take_a_backup(office, backup)
            starting.cancel()

    on_the_way: set[UUID] = set()
    for backup in backups:
        async with place(tmp_path / "there" / backup.stem, new_urls()) as there:
            await bring_it_back(there, backup)
            before = await run_so_far(there.urls)
            on_the_way |= before["first"].keys() - before["third"].keys()
            async with race(there.nats_url, there.urls):
                expected = await started(there.queue)
                await eventually(lambda there=there, expected=expected: have_all_arrived(there, expected))
            after = await run_so_far(there.urls)

        assert after == {leg: dict.fromkeys(expected, 1) for leg in LEGS}
    assert on_the_way


async def has_started_more_than(queue: Client, number: int) -> bool:
    return len(await started(queue)) > number


async def take_a_backup(office: Office, to: Path) -> None:
    with archive.written(to) as writer:
        await take(office, writer)


async def bring_it_back(there: Place, backup: Path) -> None:
    with archive.read(backup) as reader:
        async with there.office() as office:
            await bring_back(office, reader, told=lambda _: None)


async def have_all_arrived(there: Place, expected: set[UUID]) -> bool:
    """Everybody is there, and nothing more is on its way."""
    third = (await run_so_far(there.urls))["third"]
    under_way = (await there.queue.jetstream().stream_info("REQUESTS")).state.messages
    return third.keys() >= expected and not under_way and not await still_to_be_said(there.urls)
