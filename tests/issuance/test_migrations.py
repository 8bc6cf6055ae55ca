"""Databases of earlier versions are brought up to date with all that is in them."""

import json
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from pydantic import TypeAdapter

from services.issuance import store
from services.issuance.history import HistoryEntry, What
from services.issuance.incoming import hear
from services.issuance.letter import Letter
from services.issuance.main import plan
from services.issuance.register import AGENDA, Entry, Status
from services.issuance.stage import Stage
from shared import database
from shared.messaging import uuid7
from tests.issuance.console.test_check import LETTER
from tests.issuance.files import APPLICATION, IN_FORCE, RAHMA, TUESDAY, a_file
from tests.issuance.office import A_PDF

MIGRATIONS = plan.migrations_folder
DRAFT = replace(LETTER, letter_id=uuid7(), number="470/0124/BKS/XI/2026", code="7K4MQ2XD9AHT3WNPC5RA", document=None)
RECEIVED = HistoryEntry(APPLICATION, TUESDAY - timedelta(days=1), What.RECEIVED, RAHMA.name, detail="0412/2026")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'issuance.db'}"
    return request.getfixturevalue("empty_postgres")


def insert(url: str, table: str, *rows: tuple[Any, ...]) -> None:
    """Rows as an earlier version wrote them."""
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as db:
        for row in rows:
            values = {f"c{place}": value for place, value in enumerate(row)}
            marks = ", ".join(f":{name}" for name in values)
            db.execute(sa.text(f"insert into {table} values ({marks})"), values)  # noqa: S608 - our own words
    engine.dispose()


def body(thing: object) -> str:
    return TypeAdapter(type(thing)).dump_json(thing).decode()


def an_old_entry(letter: Letter, number: int, standing: str = "genuine") -> tuple[Any, ...]:
    says = {
        "letter_id": f"{letter.letter_id}",
        "register": "470",
        "year": 2026,
        "number": number,
        "formatted": letter.number,
        "application_id": f"{APPLICATION}",
        "dated": "2026-11-24",
        "holder": "Siti Aminah",
        "standing": standing,
        "reason": "Alamat salah tulis" if standing == "void" else None,
    }
    return (letter.letter_id, "470", 2026, number, json.dumps(says))


async def kept(url: str) -> dict[str, Entry]:
    held = database.open_store(url)
    rows = await held.fetch(sa.select(store.entries))
    await held.close()
    entries = [hear.shelves[Entry].from_row(row) for row in rows]
    assert [hear.shelves[Entry].to_row(entry)[:-1] for entry in entries] == [row[:-1] for row in rows]
    return {entry.formatted: entry for entry in entries}


async def test_registers_of_the_first_version_say_more_and_lose_nothing(url: str, tmp_path: Path):
    first = tmp_path / "first"
    first.mkdir()
    shutil.copy(MIGRATIONS / "0001_what_issuance_keeps.py", first)
    await database.migrate(url, store.tables, first)
    file, issued = a_file(Stage.ISSUED), replace(LETTER, letter_id=uuid7(), document=A_PDF)
    void = replace(LETTER.void("Alamat salah tulis", date(2026, 11, 25)), letter_id=uuid7(), number="void", code="V")
    key, at = file.application_id, TUESDAY.timestamp()
    insert(url, "files", (key, file.contact_id, file.reference, "issued", None, at, body(file)))
    insert(url, "history", (RECEIVED.id, key, RECEIVED.at.timestamp(), body(RECEIVED)))
    insert(url, "in_force", (IN_FORCE.office, body(IN_FORCE)))
    insert(url, "letters", *((letter.letter_id, key, letter.code, body(letter)) for letter in (issued, DRAFT, void)))
    insert(
        url, "register_entries", an_old_entry(issued, 123), an_old_entry(DRAFT, 124), an_old_entry(void, 122, "void")
    )

    await database.migrate(url, store.tables, MIGRATIONS)

    entries = await kept(url)
    assert len(entries) == 4
    assert entries[issued.number] == Entry(
        entry_id=issued.letter_id,
        register="470",
        year=2026,
        number=123,
        formatted=issued.number,
        dated=date(2026, 11, 24),
        subject="Surat Pengantar KTP",
        holder="Siti Aminah",
        status=Status.ISSUED,
        application_id=APPLICATION,
        reference="BKS-7Q4K",
    )
    assert entries[DRAFT.number].status is Status.GIVEN
    assert (entries["void"].status, entries["void"].reason, entries["void"].voided_on) == (
        Status.VOID,
        "Alamat salah tulis",
        date(2026, 11, 25),
    )
    agenda = entries["0412/2026"]
    assert (agenda.register, agenda.number, agenda.dated) == (AGENDA, 412, date(2026, 11, 23))
    assert (agenda.subject, agenda.holder, agenda.entry_id) == ("Berkas KTP", "Siti Aminah", APPLICATION)


async def test_a_database_without_anything_in_it_is_brought_up_to_date_too(url: str):
    await database.migrate(url, store.tables, MIGRATIONS)
    await database.check(url, MIGRATIONS)
    assert await kept(url) == {}
