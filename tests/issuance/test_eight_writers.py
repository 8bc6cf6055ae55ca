"""Eight processes at one register: no number twice, none left out."""

import asyncio
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from services.issuance import deeds, store
from services.issuance.incoming import hear
from services.issuance.register import Entry
from services.issuance.stage import Stage
from shared import database
from shared.messaging import Desk, uuid7
from shared.messaging.sitting import Sitting, Turn
from shared.messaging.store import Store, Work
from tests.issuance.files import EDITION, IN_FORCE, NURHAYATI, TUESDAY, a_file

WRITERS = 8
LETTERS_EACH = 6
AT_A_TIME = 2  # letters between taking the database over and letting it go


class Stumble(Exception):
    """What a writer falls over after it has taken a number."""


def write(url: str, files: list[UUID]) -> None:
    """One process: the lurah approves these letters, some at a time, and falls over the first of each time once."""
    asyncio.run(_write(url, files))


async def _write(url: str, files: list[UUID]) -> None:
    for start in range(0, len(files), AT_A_TIME):
        database_held = database.open_store(url)
        await database_held.claim()
        try:
            some = files[start : start + AT_A_TIME]
            with pytest.raises(Stumble):
                await _approve(database_held, some[0], stumbles=True)
            await asyncio.gather(*(_approve(database_held, file) for file in some))
        finally:
            await database_held.close()


async def _approve(held: Store, file: UUID, *, stumbles: bool = False) -> None:
    def deed(desk: Desk) -> None:
        deeds.approve(desk, file, NURHAYATI)
        if stumbles:
            raise Stumble

    sitting = Sitting(hear, TUESDAY)
    await held.run(_transaction(sitting, Turn(lambda: deeds.the_file(file), deed, uuid7(), uuid7())))


def _transaction(sitting: Sitting, turn: Turn) -> Work[None]:
    yield from sitting.prepare([turn])
    sitting.take(turn)
    yield from sitting.write()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'issuance.db'}"
    return request.getfixturevalue("empty_postgres")


@pytest.fixture(scope="module")
def processes() -> Iterator[ProcessPoolExecutor]:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with ProcessPoolExecutor(WRITERS, context) as processes:
        yield processes


async def test_eight_writers_at_once_leave_no_gap_and_no_number_twice(url: str, processes: ProcessPoolExecutor):
    files = [a_file(Stage.DRAFTED, application_id=uuid7()) for _ in range(WRITERS * LETTERS_EACH)]
    await database.create_tables(url, store.tables)
    await _keep(url, EDITION, IN_FORCE, *files)

    ids = [file.application_id for file in files]
    writing: list[Future[None]] = [processes.submit(write, url, ids[number::WRITERS]) for number in range(WRITERS)]
    await asyncio.gather(*map(asyncio.wrap_future, writing))

    entries = await _entries(url)
    assert sorted(entry.number for entry in entries) == list(range(1, len(files) + 1))
    assert len({entry.formatted for entry in entries}) == len(files)
    assert {entry.application_id for entry in entries} == set(ids)


async def _keep(url: str, *objects: object) -> None:
    held = database.open_store(url)
    await held.claim()
    sitting = Sitting(hear, TUESDAY)
    await held.run(_transaction(sitting, Turn(lambda: (), lambda desk: desk.keep(*objects), uuid7(), uuid7())))
    await held.close()


async def _entries(url: str) -> list[Entry]:
    held = database.open_store(url)
    rows = await held.fetch(sa.select(store.entries))
    await held.close()
    return [hear.shelves[Entry].from_row(row) for row in rows]
