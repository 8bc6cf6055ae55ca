"""Each service's own database: which store an address means, and how it is brought up to date.

`python -m shared.database revision SERVICE -m "What changes"` writes the next migration of a service.
"""

# ruff: noqa: PLC0415 - Alembic and PostgreSQL's driver take a second to load, and a start seldom needs them

import asyncio
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa

from shared.messaging.sqlite import SqliteStore
from shared.messaging.store import Store
from shared.messaging.tables import kit_tables

T = TypeVar("T")
_SQLITE = "sqlite:///"


class OutOfDate(Exception):
    """The database is not what this version of the service needs; what to do about it."""


def open_store(url: str) -> Store:
    """The store at `sqlite:///path` or `postgresql://…`. Raises ValueError for anything else."""
    if url.startswith(_SQLITE):
        return SqliteStore(Path(url.removeprefix(_SQLITE)))
    if url.startswith("postgresql://"):
        from shared.messaging.postgres import PostgresStore

        return PostgresStore(url)
    raise ValueError("A database address begins with sqlite:/// or postgresql://.")


async def create_tables(url: str, tables: sa.MetaData) -> None:
    """Make the kit's tables and these at once, without migrations: for tests and benchmarks."""

    def create(db: sa.Connection) -> None:
        for metadata in (kit_tables, tables):
            metadata.create_all(db)

    await _with_connection(url, create)


async def migrate(url: str, tables: sa.MetaData, migrations: Path) -> None:
    """Bring the database up to date. The caller holds the claim, so that nobody else does so at the same time.

    Raises `OutOfDate` when it is ahead of these migrations.
    """

    def upgrade(db: sa.Connection) -> None:
        from shared.migrating.migrations import upgrade

        upgrade(db, tables, migrations)

    has, wanted = await _with_connection(url, _version), newest(migrations)
    if has and has > (wanted or ""):
        raise OutOfDate("The database belongs to a newer version: start that one, or restore an older backup.")
    if has != wanted:
        await _with_connection(url, upgrade)


async def check(url: str, migrations: Path) -> None:
    """Raises `OutOfDate` when the database has not had all the migrations."""
    if await _with_connection(url, _version) != newest(migrations):
        raise OutOfDate("The database is out of date: start once with MIGRATE=true, after a backup.")


def newest(migrations: Path) -> str | None:
    """The number of the newest migration; None when there is none."""
    return max((path.name.split("_")[0] for path in migrations.glob("[0-9]*.py")), default=None)


def has_pending_changes(service: str) -> bool:
    """Whether a service's tables are ahead of its migrations."""
    from shared.migrating.migrations import pending_changes

    return bool(pending_changes(service))


def _version(db: sa.Connection) -> str | None:
    if not sa.inspect(db).has_table("alembic_version"):
        return None
    return db.scalar(sa.select(sa.column("version_num")).select_from(sa.table("alembic_version")))


async def _with_connection(url: str, do: Callable[[sa.Connection], T]) -> T:
    if url.startswith(_SQLITE):
        return await asyncio.to_thread(_with_sqlite, url, do)
    from shared.messaging.postgres import pages_engine

    engine = pages_engine(url)
    try:
        async with engine.begin() as db:
            return await db.run_sync(do)
    finally:
        await engine.dispose()


def _with_sqlite(url: str, do: Callable[[sa.Connection], T]) -> T:
    Path(url.removeprefix(_SQLITE)).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url)
    try:
        with engine.begin() as db:
            return do(db)
    finally:
        engine.dispose()


def main(arguments: Sequence[str]) -> None:
    """The command."""
    from shared.migrating.migrations import revision

    parser = ArgumentParser("python -m shared.database")
    parser.add_argument("what", choices=["revision"])
    parser.add_argument("service")
    parser.add_argument("-m", "--message", required=True)
    asked = parser.parse_args(arguments)
    print(revision(asked.service, asked.message) or "Nothing has changed.")  # noqa: T201 - a command answers


if __name__ == "__main__":
    main(sys.argv[1:])
