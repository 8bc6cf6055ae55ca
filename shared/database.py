"""Each service's own database: which store an address means, and how it is brought up to date.

`python -m shared.database revision SERVICE -m "What changes"` writes the next migration of a service.
"""

import asyncio
import importlib
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.autogenerate.api import AutogenContext
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from shared.messaging.shelf import Id
from shared.messaging.sqlite import SqliteStore
from shared.messaging.store import Store
from shared.messaging.tables import kit_tables

ENVIRONMENT = Path(__file__).parent / "migrating"
_SQLITE = "sqlite:///"


class OutOfDate(Exception):
    """The database is not what this version of the service needs; what to do about it."""


def open_store(url: str) -> Store:
    """The store at `sqlite:///path` or `postgresql://…`. Raises ValueError for anything else."""
    if url.startswith(_SQLITE):
        return SqliteStore(Path(url.removeprefix(_SQLITE)))
    if url.startswith("postgresql://"):
        from shared.messaging.postgres import PostgresStore  # noqa: PLC0415 - a second to load, and seldom needed

        return PostgresStore(url)
    raise ValueError("A database address begins with sqlite:/// or postgresql://.")


async def create_tables(url: str, tables: sa.MetaData) -> None:
    """Make the kit's tables and these at once, without migrations: for tests and benchmarks."""

    def create(db: sa.Connection) -> None:
        for metadata in (kit_tables, tables):
            metadata.create_all(db)

    await _with_connection(url, create)


async def migrate(url: str, tables: sa.MetaData, migrations: Path) -> None:
    """Bring the database up to date. The caller holds the claim, so that nobody else does so at the same time."""

    def upgrade(db: sa.Connection) -> None:
        command.upgrade(_config(db, tables, migrations), "head")

    await _with_connection(url, upgrade)


async def check(url: str, migrations: Path) -> None:
    """Raises `OutOfDate` when the database has not had all the migrations."""

    def heads(db: sa.Connection) -> set[str]:
        return set(MigrationContext.configure(db).get_current_heads())

    wanted = set(_scripts(migrations).get_heads())
    if await _with_connection(url, heads) != wanted:
        raise OutOfDate("The database is out of date: start once with MIGRATE=true, after a backup.")


def revision(service: str, message: str) -> Path | None:
    """Write the migration from the newest one to the tables as they are now; None when nothing has changed."""
    tables, migrations = _tables_of(service), _migrations_of(service)
    if not pending_changes(service):
        return None
    migrations.mkdir(exist_ok=True)
    number = len(list(migrations.glob("[0-9]*.py"))) + 1
    with tempfile.TemporaryDirectory() as folder, sa.create_engine(f"{_SQLITE}{folder}/new.db").connect() as db:
        config = _config(db, tables, migrations)
        command.upgrade(config, "head")
        script: Any = command.revision(config, message, autogenerate=True, rev_id=f"{number:04}")
    return Path(script.path)


def pending_changes(service: str) -> list[str]:
    """What the tables of a service have that its migrations do not make, one operation each."""
    tables, migrations = _tables_of(service), _migrations_of(service)
    with tempfile.TemporaryDirectory() as folder, sa.create_engine(f"{_SQLITE}{folder}/new.db").connect() as db:
        command.upgrade(_config(db, tables, migrations), "head")
        both: Any = [kit_tables, tables]  # Alembic takes several, its types say one
        context = MigrationContext.configure(db, opts={"compare_type": compare_type, "target_metadata": both})
        return [str(change) for change in compare_metadata(context, both)]


def has_pending_changes(service: str) -> bool:
    """Whether a service's tables are ahead of its migrations."""
    return bool(pending_changes(service))


def compare_type(_: Any, __: Any, ___: Any, inspected: Any, metadata: Any) -> bool | None:
    """SQLite does not know our `Id` by name; for the rest Alembic's own comparison counts."""
    return False if isinstance(metadata, Id) else None


def render_item(kind: str, obj: Any, context: AutogenContext) -> str | Literal[False]:
    """How `Id` is written in a migration."""
    if kind == "type" and isinstance(obj, Id):
        context.imports.add("from shared.messaging import Id\n")
        return "Id()"
    return False


def _config(db: sa.Connection, tables: sa.MetaData, migrations: Path) -> Config:
    config = Config(attributes={"connection": db, "tables": [kit_tables, tables]})
    config.set_main_option("script_location", str(ENVIRONMENT))
    config.set_main_option("version_locations", str(migrations))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def _scripts(migrations: Path) -> ScriptDirectory:
    return ScriptDirectory(str(ENVIRONMENT), version_locations=[str(migrations)])


def _tables_of(service: str) -> sa.MetaData:
    return importlib.import_module(f"services.{service}.store").tables


def _migrations_of(service: str) -> Path:
    package = importlib.import_module(f"services.{service}").__file__
    return Path(package or "").parent / "migrations"


async def _with_connection(url: str, do: Any) -> Any:
    if url.startswith(_SQLITE):
        return await asyncio.to_thread(_with_sqlite, url, do)
    from shared.messaging.postgres import pages_engine  # noqa: PLC0415 - as above

    engine = pages_engine(url)
    try:
        async with engine.begin() as db:
            return await db.run_sync(do)
    finally:
        await engine.dispose()


def _with_sqlite(url: str, do: Any) -> Any:
    Path(url.removeprefix(_SQLITE)).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url)
    try:
        with engine.begin() as db:
            return do(db)
    finally:
        engine.dispose()


def main(arguments: Sequence[str]) -> None:
    """The command."""
    parser = ArgumentParser("python -m shared.database")
    parser.add_argument("what", choices=["revision"])
    parser.add_argument("service")
    parser.add_argument("-m", "--message", required=True)
    asked = parser.parse_args(arguments)
    written = revision(asked.service, asked.message)
    print(written or "Nothing has changed.")  # noqa: T201 - a command answers


if __name__ == "__main__":
    main(sys.argv[1:])
