"""A copy of a SQLite file by SQLite's own backup, from a view that stays as it was while others write on."""

import asyncio
import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from typing import IO, TypeVar

from services.commands.backup.database import CannotCopy

T = TypeVar("T")

#: A transaction of a service takes milliseconds; who writes meanwhile waits ten seconds, then tries again by itself.
HELD_WITHIN = 30.0  # seconds
_NEW = ".new"  # while it is being brought back


class SqliteDatabase:
    """A `Database` in a file."""

    engine = "sqlite"

    def __init__(self, service: str, path: Path) -> None:
        self._service, self._path = service, path
        self._hold: sqlite3.Connection | None = None
        self._view: sqlite3.Connection | None = None

    async def hold(self) -> None:
        self._hold = await self._in_thread(self._begin_immediate)

    async def look(self) -> str | None:
        self._view, migration = await self._in_thread(self._open_view)
        return migration

    async def let_go(self) -> None:
        if self._hold:
            self._hold.close()
            self._hold = None

    async def copy(self, to: Path) -> None:
        await self._in_thread(lambda: self._copy(to))

    async def is_empty(self) -> bool:
        return await self._in_thread(self._has_no_tables)

    async def fill(self, source: IO[bytes]) -> None:
        await self._in_thread(lambda: self._bring_back(source))

    async def clear(self) -> None:
        with self._explained():
            for end in ("", "-wal", "-shm", _NEW):
                self._path.with_name(self._path.name + end).unlink(missing_ok=True)

    async def close(self) -> None:
        await self.let_go()
        if self._view:
            self._view.close()

    def _begin_immediate(self) -> sqlite3.Connection:
        db = self._connect()
        db.execute("begin immediate")
        return db

    def _open_view(self) -> tuple[sqlite3.Connection, str | None]:
        db = self._connect()
        db.execute("begin")
        return db, _migration(db)

    def _copy(self, to: Path) -> None:
        assert self._view  # noqa: S101 - `look` comes first
        with closing(sqlite3.connect(to, isolation_level=None)) as copy:
            self._view.backup(copy)
            copy.execute("pragma journal_mode = delete")  # one file, with nothing beside it
            (said,) = copy.execute("pragma quick_check").fetchone()
        if said != "ok":
            raise CannotCopy(f"{self._service}'s database {self._path} is damaged: {said}")

    def _has_no_tables(self) -> bool:
        if not self._path.exists():
            return True
        with closing(self._connect()) as db:
            return db.execute("select count(*) from sqlite_master").fetchone() == (0,)

    def _bring_back(self, source: IO[bytes]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        new = self._path.with_name(self._path.name + _NEW)
        new.touch(mode=0o600)
        with new.open("wb") as file:
            shutil.copyfileobj(source, file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._path)

    def _connect(self) -> sqlite3.Connection:
        """Raises `CannotCopy` where there is no file, instead of making one."""
        if not self._path.exists():
            raise CannotCopy(f"{self._service} has no database at {self._path} yet: start the system once.")
        address = f"{self._path.resolve().as_uri()}?mode=rw"
        return sqlite3.connect(address, uri=True, isolation_level=None, timeout=HELD_WITHIN, check_same_thread=False)

    async def _in_thread(self, do: Callable[[], T]) -> T:
        with self._explained():
            return await asyncio.to_thread(do)

    @contextlib.contextmanager
    def _explained(self) -> Generator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as why:
            raise CannotCopy(f"{self._service}'s database {self._path}: {why}") from why


def _migration(db: sqlite3.Connection) -> str | None:
    """It also makes the view: SQLite looks when it first has to."""
    if not db.execute("select 1 from sqlite_master where name = 'alembic_version'").fetchone():
        return None
    row = db.execute("select version_num from alembic_version").fetchone()
    return row[0] if row else None
