"""The services' databases, as the doctor finds them."""

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from services.commands.doctor.databases import look
from services.intake.store import tables
from services.launcher.settings import migrations_of
from shared import database
from shared.messaging import uuid7
from shared.messaging.tables import errands, outbox, parked, waiting
from tests.commands.doctor.scene import Scene, the_one_wrong, wrong

SECRET = "not-to-be-read-by-anybody"


@pytest.fixture
async def url(tmp_path: Path) -> str:
    """Intake's database, up to date."""
    url = f"sqlite:///{tmp_path / 'intake.db'}"
    await database.migrate(url, tables, migrations_of("intake"))
    return url


def keep(url: str, table: sa.Table, *rows: dict[str, Any]) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as db:
        db.execute(sa.insert(table), list(rows))
    engine.dispose()


async def test_databases_that_are_not_there_yet_are_made_at_the_first_start(scene: Scene, tmp_path: Path):
    assert await wrong(look, scene.around(answers={})) == []
    assert not await asyncio.to_thread(lambda: list(tmp_path.iterdir()))


async def test_a_service_that_runs_with_another_folder_is_told(scene: Scene, tmp_path: Path):
    said = await wrong(look, scene.around())

    assert said[0] == f"error: intake runs, but there is no database at {tmp_path}/intake.db."


async def test_a_database_with_nothing_left_over_is_well(scene: Scene, url: str):
    assert await wrong(look, scene.around(answers={})) == []


async def test_what_lies_about_is_counted_and_not_read(scene: Scene, url: str):
    some, long_ago = {"thread": uuid7(), "reason": SECRET}, time.time() - 3600
    letter = {"subject": "fact.x", "body": SECRET.encode(), **some}
    in_line = {"stream": "FACTS", "key": uuid7(), "tries": 0, "looks": 3, "due": 1.0, **letter}
    keep(url, parked, {"place": "FACTS:1", "kind": "message", "at": long_ago, **letter})
    keep(url, waiting, {"place": "FACTS:2", "since": long_ago, **in_line})
    keep(url, waiting, {"place": "FACTS:3", "since": time.time(), **in_line})

    said = await wrong(look, scene.around(answers={}))

    assert said == [
        "warning: intake has parked 1 messages or errands.",
        "warning: intake has 1 messages that have waited for more than 10 minutes.",
    ]
    assert SECRET not in str(said)


async def test_late_errands_and_a_full_outbox_are_told_while_the_service_runs(scene: Scene, url: str):
    ids = {name: uuid7() for name in ("id", "thread", "cause")}
    due = {"due": 1.0, "next_try": 1.0, "tries": 0, "started": False, "reason": ""}
    keep(url, errands, {"place": "remind:1", "name": "remind", "lane": "1", "body": b"", **due, **ids})
    saying = {"stream": "FACTS", "subject": "fact.x", "body": b"", **ids}
    keep(url, outbox, *({**saying, "id": uuid7()} for _ in range(1001)))

    said = [each for each in await wrong(look, scene.around()) if "intake" in each]

    assert said == [
        "warning: intake has 1 errands that are more than 10 minutes late.",
        "error: intake has 1,001 messages that the message queue has not taken.",
    ]


@pytest.mark.parametrize(("version", "level"), [("0000", "warning"), ("9999", "error")])
async def test_a_database_of_another_version_is_told(scene: Scene, url: str, tmp_path: Path, version: str, level: str):
    with closing(sqlite3.connect(tmp_path / "intake.db")) as db:
        db.execute("update alembic_version set version_num = ?", (version,))
        db.commit()

    said = await the_one_wrong(look, scene.around(answers={}))

    assert said.startswith(f"{level}: intake's database is at {version}, this version is at ")


async def test_a_damaged_database_is_found_out(scene: Scene, url: str, tmp_path: Path):
    file = tmp_path / "intake.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + bytes(4096) + whole[12288:])

    said = await the_one_wrong(look, scene.around(answers={}))

    assert said.startswith("error: intake's database ")


async def test_a_server_that_does_not_answer_is_told_without_its_password(scene: Scene, told: pytest.MonkeyPatch):
    told.setenv("INTAKE_DATABASE_URL", f"postgresql://intake:{SECRET}@127.0.0.1:1/intake")

    said = await the_one_wrong(look, scene.around(answers={}))

    assert said == "error: intake's database cannot be read (ConnectionRefusedError)."


async def test_a_postgresql_database_that_is_up_to_date_is_well(
    scene: Scene, told: pytest.MonkeyPatch, empty_postgres: str
):
    await database.migrate(empty_postgres, tables, migrations_of("intake"))
    told.setenv("INTAKE_DATABASE_URL", empty_postgres)

    assert await wrong(look, scene.around(answers={})) == []
