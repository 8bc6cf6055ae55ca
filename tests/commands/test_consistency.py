"""A backup taken in the middle of everything: what comes of it loses nothing and does nothing twice."""

import asyncio
import itertools
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from nats.aio.client import Client

from shared import database
from tests.commands.places import Place, an_empty_postgres, bring_it_back, place, take_a_backup
from tests.commands.relay_race import LEGS, race, run_so_far, runners, start, started, still_to_be_said, tables
from tests.messaging.eventually import eventually

NewUrls = Callable[[], dict[str, str]]


@pytest.fixture(params=["sqlite", "postgresql"])
def new_urls(request: pytest.FixtureRequest, tmp_path: Path) -> NewUrls:
    """Addresses of three databases with nothing in them, as often as it is called."""
    if request.param == "postgresql":
        postgres: str = request.getfixturevalue("postgres")
        return lambda: {name: an_empty_postgres(postgres) for name in LEGS}
    folders = (tmp_path / str(number) for number in itertools.count())
    return lambda: _files_in(next(folders))


def _files_in(folder: Path) -> dict[str, str]:
    return {name: f"sqlite:///{folder / name}.db" for name in LEGS}


async def test_every_runner_finishes_once_whenever_the_backup_was_taken(new_urls: NewUrls, tmp_path: Path):
    backups = [tmp_path / f"{number}.tar" for number in range(2)]
    async with place(tmp_path / "here", new_urls()) as here:
        for url in here.urls.values():
            await database.create_tables(url, tables)
        async with race(here.nats_url, here.urls), here.office() as office:
            starting = asyncio.create_task(start(here.queue, runners(300)))
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


async def have_all_arrived(there: Place, expected: set[UUID]) -> bool:
    """Everybody is there, and nothing more is on its way."""
    third = (await run_so_far(there.urls))["third"]
    under_way = (await there.queue.jetstream().stream_info("REQUESTS")).state.messages
    return third.keys() >= expected and not under_way and not await still_to_be_said(there.urls)
