"""What both databases promise alike."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Generator
from pathlib import Path

import asyncpg
import pytest
import sqlalchemy as sa

from shared import database
from shared.messaging import uuid7
from shared.messaging.store import Add, Away, Claimed, Drop, Find, GiveWay, Put, Row, Step, Store, Work
from shared.messaging.tables import inbox
from tests.messaging.kit import Kit, emptied_database
from tests.messaging.toys import bells, tables


def steps(*each: Step) -> Work[list[Row]]:
    """Work that takes these steps and returns the rows of the last."""
    rows: list[Row] = []
    for step in each:
        rows = yield step
    return rows


def failing(*each: Step) -> Generator[Step, list[Row], None]:
    yield from steps(*each)
    raise ArithmeticError("at the end")


async def count(store: Store) -> int:
    return len(await store.fetch(sa.select(inbox)))


async def test_rows_are_added_replaced_found_and_dropped(kit: Kit):
    one, two = uuid7(), uuid7()
    rows = [(one, "red", "{}"), (two, "blue", "{}")]

    await kit.store.run(steps(Add(bells, rows), Put(bells, [(one, "green", "{}")])))

    assert await kit.store.run(steps(Find(bells, "door_id", [one]))) == [(one, "green", "{}")]
    assert await kit.store.run(steps(Find(bells, "colour", ["blue", "red"]))) == [(two, "blue", "{}")]
    await kit.store.run(steps(Drop(bells, [one, uuid7()])))
    assert await kit.store.fetch(sa.select(bells.c.door_id)) == [(two,)]


async def test_work_without_a_step_and_steps_without_rows_do_nothing(kit: Kit):
    assert await kit.store.run(steps()) == []
    assert await kit.store.run(steps(Add(bells, []), Put(bells, []), Drop(bells, []), Find(bells, "colour", []))) == []


async def test_many_keys_are_found_at_once(kit: Kit):
    ids = [uuid7() for _ in range(1500)]
    await kit.store.run(steps(Add(inbox, [(each, 1.0) for each in ids])))

    found = await kit.store.run(steps(Find(inbox, "id", ids)))

    assert sorted(row[0] for row in found) == ids


async def test_work_that_fails_leaves_nothing(kit: Kit):
    with pytest.raises(ArithmeticError):
        await kit.store.run(failing(Add(inbox, [(uuid7(), 1.0)])))

    assert await count(kit.store) == 0
    await kit.store.run(steps(Add(inbox, [(uuid7(), 1.0)])))
    assert await count(kit.store) == 1


async def test_what_the_database_refuses_is_not_taken_for_its_being_away(kit: Kit):
    with pytest.raises(Exception, match=r"(?i)check") as refused:
        await kit.store.run(steps(Add(bells, [(uuid7(), "invisible", "{}")])))

    assert not isinstance(refused.value, Away)


async def test_transactions_run_one_after_the_other(kit: Kit):
    """Each adds what it found and one more: were two of them to overlap, one would be lost."""
    door = uuid7()
    await kit.store.run(steps(Add(bells, [(door, "0", "{}")])))

    def add_one() -> Work[None]:
        ((_, number, _),) = yield Find(bells, "door_id", [door])
        yield Put(bells, [(door, str(int(number) + 1), "{}")])

    await asyncio.gather(*(kit.store.run(add_one()) for _ in range(20)))

    assert await kit.store.fetch(sa.select(bells.c.colour)) == [("20",)]


async def test_one_process_at_a_time_holds_the_claim(kit: Kit, database_url: str):
    second = database.open_store(database_url)
    claiming = asyncio.create_task(second.claim())
    done, _ = await asyncio.wait([claiming], timeout=0.5)
    assert not done

    await kit.store.close()

    async with asyncio.timeout(10):
        await claiming
    await second.run(steps(Add(inbox, [(uuid7(), 1.0)])))
    await second.close()


async def test_an_error_of_the_work_is_never_taken_for_an_absent_database(kit: Kit):
    def breaks() -> Work[None]:
        yield Find(inbox, "id", [])
        raise TimeoutError("of the work's own")

    with pytest.raises(TimeoutError):
        await kit.store.run(breaks())


async def test_postgresql_that_drops_its_connections_is_away_and_then_back(postgres: str):
    url = await emptied_database(postgres)
    store = database.open_store(url)
    await store.claim()
    await break_the_connection_that_holds_the_claim(url)

    await store_in_the_end(store)

    assert await count(store) == 1
    await store.close()


async def test_postgresql_that_turns_us_away_is_not_waited_for(postgres: str):
    store = database.open_store(postgres.format("no_such_database"))

    with pytest.raises(ValueError, match='turns us away: database "no_such_database" does not exist'):
        await store.claim()

    await store.close()


async def test_one_that_lost_its_connection_and_its_claim_may_not_write_any_more(
    postgres: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("shared.messaging.postgres.OLD_SESSION_ENDS_WITHIN", 0.5)
    url = await emptied_database(postgres)
    first, second = database.open_store(url), database.open_store(url)
    await first.claim()
    claiming = asyncio.create_task(second.claim())
    await break_the_connection_that_holds_the_claim(url)
    async with asyncio.timeout(10):
        await claiming

    with pytest.raises(Claimed):
        await store_in_the_end(first)

    assert await count(second) == 0
    for store in (first, second):
        await store.close()


async def store_in_the_end(store: Store) -> None:
    """Try again, as the kit does, while the database is away."""
    async with asyncio.timeout(20):
        while True:
            with contextlib.suppress(Away):
                await store.run(steps(Add(inbox, [(uuid7(), 1.0)])))
                return


async def break_the_connection_that_holds_the_claim(url: str) -> None:
    """End it from the server's side, as a restart of the server does."""
    db = await asyncpg.connect(url)
    try:
        await db.execute(
            "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
            " and database = (select oid from pg_database where datname = current_database())"
        )
    finally:
        await db.close()


async def test_a_sqlite_file_that_another_program_holds_for_a_moment_is_waited_for(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'test.db'}"
    await database.create_tables(url, tables)
    store = database.open_store(url)
    await store.claim()
    with contextlib.closing(sqlite3.connect(tmp_path / "test.db", isolation_level=None)) as other:
        other.execute("begin immediate")
        writing = asyncio.create_task(store.run(steps(Add(inbox, [(uuid7(), 1.0)]))))
        await asyncio.sleep(0)  # the loop goes on meanwhile
        assert not writing.done()
        other.execute("rollback")

    await writing

    assert await count(store) == 1
    await store.close()


async def test_on_a_slow_disk_the_loop_goes_on_during_a_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("shared.messaging.sqlite.HELD_UP", -1.0)  # every disk is slow
    url = f"sqlite:///{tmp_path / 'test.db'}"
    await database.create_tables(url, tables)
    store = database.open_store(url)
    await store.claim()

    await asyncio.gather(*(store.run(steps(Add(inbox, [(uuid7(), 1.0)]))) for _ in range(20)))

    assert await count(store) == 20
    await store.close()


async def test_long_work_gives_way_to_others_in_its_midst(kit: Kit):
    came = list[str]()

    def long() -> Work[None]:
        came.append("begun")
        yield GiveWay()
        came.append("done")

    async def another() -> None:
        came.append("another")

    await asyncio.gather(kit.store.run(long()), another())

    assert came.index("another") < came.index("done")


async def test_a_sqlite_file_locked_by_another_program_is_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("shared.messaging.sqlite.LOCKED_FOR", 0.05)
    url = f"sqlite:///{tmp_path / 'test.db'}"
    await database.create_tables(url, tables)
    store = database.open_store(url)
    await store.claim()
    with contextlib.closing(sqlite3.connect(tmp_path / "test.db", isolation_level=None)) as other:
        other.execute("begin exclusive")
        with pytest.raises(Away):
            await store.run(steps(Add(inbox, [(uuid7(), 1.0)])))
        other.execute("rollback")

    await store.run(steps(Add(inbox, [(uuid7(), 1.0)])))

    assert await count(store) == 1
    await store.close()
