"""What a restore refuses, and that it then leaves everything as it was."""

import tarfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from nats.aio.client import Client

from services.commands.backup import archive
from services.commands.backup.archive import DatabaseCopy, Manifest
from services.commands.backup.database import CannotCopy, Database
from services.commands.backup.office import FILES, Office
from services.commands.backup.postgres import PostgresDatabase
from services.commands.backup.restoring import must_fit
from services.commands.backup.sqlite import SqliteDatabase
from shared import database
from shared.messaging.topology import provision
from tests.commands.places import Place, bring_it_back, place, take_a_backup
from tests.commands.relay_race import LEGS, runners, start, tables

SECRETS, *_ = FILES


@asynccontextmanager
async def a_place(data: Path) -> AsyncGenerator[Place]:
    async with place(data, {name: f"sqlite:///{data / name}.db" for name in LEGS}) as here:
        yield here


async def an_office(here: Place, backup: Path) -> None:
    """It has been started, some have run, and a backup has been taken."""
    for url in here.urls.values():
        await database.create_tables(url, tables)
    await provision(here.queue, [])
    await start(here.queue, runners(3))
    async with here.office() as office:
        await take_a_backup(office, backup)


@pytest.fixture
async def backup(tmp_path: Path) -> Path:
    """A backup of a demo."""
    path = tmp_path / "office.tar"
    secrets = tmp_path / "here" / SECRETS
    secrets.parent.mkdir(parents=True)
    secrets.write_text("{}")
    async with a_place(tmp_path / "here") as here:
        await an_office(here, path)
    return path


def test_only_its_owner_can_read_a_backup(backup: Path):
    assert backup.stat().st_mode & 0o077 == 0


def test_a_backup_does_not_write_over_another(backup: Path):
    before = backup.read_bytes()

    with pytest.raises(CannotCopy, match="is there already"), archive.written(backup):
        raise AssertionError("begun")

    assert backup.read_bytes() == before


def test_a_backup_that_fails_leaves_no_file(tmp_path: Path):
    with pytest.raises(LookupError), archive.written(tmp_path / "office.tar"):
        raise LookupError

    assert not list(tmp_path.iterdir())


async def test_the_secrets_of_a_demo_come_back_for_its_owner_alone(backup: Path, tmp_path: Path):
    async with a_place(tmp_path / "there") as there:
        await bring_it_back(there, backup)

    kept = tmp_path / "there" / SECRETS
    assert kept.read_text() == "{}"
    assert kept.stat().st_mode & 0o077 == 0


async def test_a_message_queue_in_which_nothing_has_ever_been_is_empty(backup: Path, tmp_path: Path):
    async with a_place(tmp_path / "there") as there:
        await provision(there.queue, [])

        await bring_it_back(there, backup)

        assert (await there.queue.jetstream().stream_info("FACTS")).state.messages == 3


async def test_nothing_is_brought_back_where_there_are_messages(backup: Path, tmp_path: Path):
    async with a_place(tmp_path / "there") as there:
        await provision(there.queue, [])
        await start(there.queue, runners(1))

        with pytest.raises(CannotCopy, match="FACTS has messages here already"):
            await bring_it_back(there, backup)

        assert (await there.queue.jetstream().stream_info("FACTS")).state.messages == 1


async def test_nothing_is_brought_back_where_there_is_a_database(backup: Path, tmp_path: Path):
    async with a_place(tmp_path / "there") as there:
        await database.create_tables(there.urls["second"], tables)

        with pytest.raises(CannotCopy, match="second has a database here already"):
            await bring_it_back(there, backup)

        assert not await there.queue.jetstream().streams_info()


async def test_nothing_is_brought_back_where_there_is_a_demo(backup: Path, tmp_path: Path):
    there_already = tmp_path / "there" / SECRETS
    there_already.parent.mkdir(parents=True)
    there_already.write_text("others")

    async with a_place(tmp_path / "there") as there:
        with pytest.raises(CannotCopy, match=r"secrets.json is there already"):
            await bring_it_back(there, backup)

    assert there_already.read_text() == "others"


async def test_a_restore_that_fails_on_the_way_takes_back_what_it_brought(backup: Path, tmp_path: Path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    async with a_place(tmp_path / "there") as whole:
        there = replace(whole, urls={**whole.urls, "third": f"sqlite:///{in_the_way}/third.db"})

        with pytest.raises(CannotCopy, match="third's database"):
            await bring_it_back(there, backup)

        assert not await there.queue.jetstream().streams_info()
        assert not list((tmp_path / "there").glob("*.db*"))


async def test_what_is_no_backup_is_told(tmp_path: Path):
    other = tmp_path / "other.tar"
    with tarfile.open(other, "w") as tar:
        tar.addfile(tarfile.TarInfo("letter.txt"))
    (tmp_path / "text.tar").write_text("not a tar file")

    for file, why in (
        (other, "is not a backup"),
        (tmp_path / "text.tar", "is not a backup"),
        (tmp_path / "no", "cannot"),
    ):
        with pytest.raises(CannotCopy, match=why), archive.read(file):
            raise AssertionError("read")


def test_a_damaged_backup_is_found_out_before_anything_is_done(backup: Path, tmp_path: Path):
    whole = backup.read_bytes()
    place_of_facts = whole.index(b"streams/FACTS") + 512
    damaged = tmp_path / "damaged.tar"
    damaged.write_bytes(whole[:place_of_facts] + b"x" + whole[place_of_facts + 1 :])
    shortened = tmp_path / "shortened.tar"
    shortened.write_bytes(whole[: len(whole) // 2])

    for file in (damaged, shortened):
        with pytest.raises(CannotCopy, match=r"damaged|not a backup"), archive.read(file):
            raise AssertionError("read")


NO_QUEUE = Client()


def an_empty_office(issuance: Database) -> Office:
    return Office(Path("data"), {"issuance": issuance}, NO_QUEUE)


def a_manifest(engine: str, migration: str) -> Manifest:
    """Of a backup of issuance alone."""
    copy = DatabaseCopy(engine=engine, migration=migration)
    return Manifest(taken_at=datetime.now(UTC), databases={"issuance": copy}, streams={}, digests={})


def test_a_backup_of_a_newer_version_is_refused():
    office = an_empty_office(SqliteDatabase("issuance", Path("issuance.db")))

    with pytest.raises(CannotCopy, match="newer version"):
        must_fit(office, a_manifest("sqlite", "9999"))


def test_an_older_sqlite_file_is_brought_up_to_date_at_the_start():
    must_fit(an_empty_office(SqliteDatabase("issuance", Path("issuance.db"))), a_manifest("sqlite", "0000"))


def test_rows_of_an_older_postgresql_database_have_no_tables_here():
    office = an_empty_office(PostgresDatabase("issuance", "postgresql:///issuance"))

    with pytest.raises(CannotCopy, match="older version"):
        must_fit(office, a_manifest("postgresql", "0000"))


def test_a_backup_of_sqlite_is_not_for_postgresql():
    office = an_empty_office(PostgresDatabase("issuance", "postgresql:///issuance"))

    with pytest.raises(CannotCopy, match="issuance was kept in sqlite"):
        must_fit(office, a_manifest("sqlite", "0001"))
