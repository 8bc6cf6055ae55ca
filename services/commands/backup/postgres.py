"""A copy of a PostgreSQL database: its rows by `COPY`, table by table, from one view.

The tables themselves are made again by the migrations, so that nothing is needed that would have to fit the server's
version, as `pg_dump` has to.
"""

import contextlib
import importlib
import json
import time
import zipfile
from collections.abc import AsyncGenerator, Generator
from pathlib import Path
from typing import IO, Any

import asyncpg
from sqlalchemy.dialects import postgresql

from services.commands.backup.database import CannotCopy
from services.launcher.settings import migrations_of
from shared import database

HELD_WITHIN = 30.0  # seconds
#: Shorter than the second after which PostgreSQL looks for a deadlock: if two wait for each other, it is we who let go.
LOCKED_WITHIN = "300ms"
COLUMNS = "columns.json"
MIGRATIONS = "alembic_version"
_OURS = """
select table_name, array_agg(column_name::text order by ordinal_position) as columns
from information_schema.columns join information_schema.tables using (table_schema, table_name)
where table_schema = current_schema() and table_type = 'BASE TABLE' group by table_name order by table_name
"""
_WRONG = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)
_quote = postgresql.dialect().identifier_preparer.quote


class PostgresDatabase:
    """A `Database` on a server."""

    engine = "postgresql"

    def __init__(self, service: str, url: str) -> None:
        self._service, self._url = service, url
        self._hold: asyncpg.Connection | None = None
        self._view: asyncpg.Connection | None = None

    async def hold(self) -> None:
        with self._explained():
            db = self._hold = await self._connect()
            tables = await _tables(db)
            if not tables:
                raise CannotCopy(f"{self._service} has kept nothing in its database yet: start the system once.")
            await _lock(db, list(tables))

    async def look(self) -> str | None:
        with self._explained():
            db = self._view = await self._connect()
            await db.execute("begin isolation level repeatable read, read only")
            has_migrations = MIGRATIONS in await _tables(db)
            return await db.fetchval("select version_num from alembic_version") if has_migrations else None

    async def let_go(self) -> None:
        if self._hold:
            await self._hold.close()
            self._hold = None

    async def copy(self, to: Path) -> None:
        assert self._view  # noqa: S101 - `look` comes first
        with self._explained(), zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as file:
            tables = await _tables(self._view)
            tables.pop(MIGRATIONS, None)
            file.writestr(COLUMNS, json.dumps(tables))
            for table, columns in tables.items():
                with file.open(table, "w", force_zip64=True) as rows:
                    await self._view.copy_from_table(table, columns=columns, output=rows)

    async def is_empty(self) -> bool:
        async with self._connected() as db:
            return not await _tables(db)

    async def fill(self, source: IO[bytes]) -> None:
        with self._explained():
            await self._make_tables()
        async with self._connected() as db, db.transaction():
            with zipfile.ZipFile(source) as file:
                for table, columns in json.loads(file.read(COLUMNS)).items():
                    with file.open(table) as rows:
                        await db.copy_to_table(table, columns=columns, source=rows)

    async def clear(self) -> None:
        async with self._connected() as db:
            for table in await _tables(db):
                await db.execute(f"drop table {_quote(table)}")

    async def close(self) -> None:
        await self.let_go()
        if self._view:
            await self._view.close()

    async def _make_tables(self) -> None:
        tables = importlib.import_module(f"services.{self._service}.store").tables
        await database.migrate(self._url, tables, migrations_of(self._service))

    async def _connect(self) -> asyncpg.Connection:
        return await asyncpg.connect(self._url, timeout=10)

    @contextlib.asynccontextmanager
    async def _connected(self) -> AsyncGenerator[asyncpg.Connection]:
        with self._explained():
            db = await self._connect()
            try:
                yield db
            finally:
                await db.close()

    @contextlib.contextmanager
    def _explained(self) -> Generator[None]:
        """The address is not told: there is a password in it."""
        try:
            yield
        except _WRONG as why:
            raise CannotCopy(f"{self._service}'s database: {type(why).__name__}: {why}") from why


async def _tables(db: asyncpg.Connection) -> dict[str, list[str]]:
    """Every table with its columns."""
    rows: list[Any] = await db.fetch(_OURS)
    return {row["table_name"]: list(row["columns"]) for row in rows}


async def _lock(db: asyncpg.Connection, tables: list[str]) -> None:
    """Keep others from writing until the connection is closed."""
    deadline = time.monotonic() + HELD_WITHIN
    names = ", ".join(map(_quote, tables))
    while True:
        await db.execute("begin")
        try:
            await db.execute(f"set local lock_timeout = '{LOCKED_WITHIN}'")
            await db.execute(f"lock table {names} in share mode")
        except asyncpg.LockNotAvailableError:
            await db.execute("rollback")
            if time.monotonic() > deadline:
                raise
        else:
            return
