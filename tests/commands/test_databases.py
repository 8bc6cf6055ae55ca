"""One service's database, copied while others would like to write to it."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from services.commands.backup.database import CannotCopy, Database
from services.commands.backup.office import database_of
from services.intake.store import tables
from services.launcher.settings import migrations_of
from shared import database
from shared.database import newest
from shared.messaging import uuid7
from shared.messaging.batch import Outcome
from shared.messaging.store import Add, Work
from shared.messaging.tables import ErrandRow, Saying, errands, inbox, outbox
from tests.commands.places import an_empty_postgres
from tests.commands.relay_race import rows

AWKWARD = b"\x00\xff\\ \n\t\\N"


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Addresses of databases with nothing in them."""
    if request.param == "postgresql":
        postgres: str = request.getfixturevalue("postgres")
        return lambda: an_empty_postgres(postgres)
    return lambda: f"sqlite:///{tmp_path / uuid7().hex}.db"


@asynccontextmanager
async def intakes(url: str) -> AsyncGenerator[Database]:
    """Its database, as a backup sees it."""
    it = database_of("intake", url)
    try:
        yield it
    finally:
        await it.close()


async def copied(url: str, to: Path) -> str | None:
    """Copy it; the number of its newest migration."""
    async with intakes(url) as it:
        await it.hold()
        migration = await it.look()
        await it.let_go()
        await it.copy(to)
    return migration


async def bring_back(database: Database, source: Path) -> None:
    with await asyncio.to_thread(source.open, "rb") as file:
        await database.fill(file)


async def intake_writes(url: str, rows: Add) -> None:
    """One transaction of the service."""
    store = database.open_store(url)
    await store.claim()
    try:
        await store.run(_work(rows))
    finally:
        await store.close()


def _work(rows: Add) -> Work[Outcome]:
    yield rows
    return Outcome()


def an_errand() -> ErrandRow:
    place, key, reason = "remind:\\\t1", uuid7(), "it's\n\\N"
    return ErrandRow(place, key, "remind", "lane", AWKWARD, key, key, 1.1, 2e-300, 3, started=True, reason=reason)


def a_saying() -> Saying:
    return Saying(uuid7(), "FACTS", "fact.intake.x", AWKWARD, uuid7(), uuid7())


async def test_everything_that_was_kept_comes_back(new_url: Callable[[], str], tmp_path: Path):
    here, there, file = new_url(), new_url(), tmp_path / "copy"
    await database.migrate(here, tables, migrations_of("intake"))
    await intake_writes(here, Add(errands, [an_errand()]))
    await intake_writes(here, Add(outbox, [a_saying() for _ in range(3)]))

    migration = await copied(here, file)
    brought_back = database_of("intake", there)
    assert await brought_back.is_empty()
    await bring_back(brought_back, file)

    assert migration == newest(migrations_of("intake"))
    assert not await brought_back.is_empty()
    for table in (errands, outbox):
        assert await rows(there, table) == await rows(here, table)
    await database.check(there, migrations_of("intake"))
    await brought_back.clear()
    assert await brought_back.is_empty()


async def test_who_wants_to_write_waits_and_is_not_in_the_copy(new_url: Callable[[], str], tmp_path: Path):
    here, there, file = new_url(), new_url(), tmp_path / "copy"
    await database.migrate(here, tables, migrations_of("intake"))
    before, later = (uuid7(), 1.0), (uuid7(), 2.0)
    await intake_writes(here, Add(inbox, [before]))
    async with intakes(here) as it:
        await it.hold()
        await it.look()
        writing = asyncio.create_task(intake_writes(here, Add(inbox, [later])))
        done, _ = await asyncio.wait([writing], timeout=0.3)
        assert not done

        await it.let_go()
        await writing
        await it.copy(file)

    await bring_back(database_of("intake", there), file)
    assert await rows(there, inbox) == [before]
    assert await rows(here, inbox) == [before, later]


async def test_a_database_that_is_not_there_is_not_made(new_url: Callable[[], str]):
    nowhere = database_of("intake", new_url())

    with pytest.raises(CannotCopy, match="start the system once"):
        await nowhere.hold()

    assert await nowhere.is_empty()


async def test_a_damaged_file_is_not_taken_for_a_copy(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'intake.db'}"
    await database.migrate(url, tables, migrations_of("intake"))
    file = tmp_path / "intake.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + bytes(4096) + whole[12288:])

    with pytest.raises(CannotCopy, match=r"intake's database .*intake.db"):
        await copied(url, tmp_path / "copy")
