"""One SQLite file. Transactions are played on the loop, since handing each step to a thread costs more than the step;
so are commits, unless the disk takes its time. SQL is compiled once per table."""

import asyncio
import contextlib
import fcntl
import sqlite3
import time
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import IO, Any
from uuid import UUID

import sqlalchemy as sa
import sqlalchemy.exc
import structlog
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.expression import ClauseElement

from shared.messaging.store import Add, Away, Claimed, Drop, Find, GiveWay, Put, Row, Step, T, Work

log: Any = structlog.get_logger()

sqlite3.register_adapter(UUID, lambda uuid: uuid.bytes)
sqlite3.register_converter("UUID", lambda raw: UUID(bytes=raw))

#: Every commit is on disk before it counts; the rest is speed.
PRAGMAS = (
    "journal_mode = wal",
    "synchronous = full",
    "busy_timeout = 10000",
    "cache_size = -20000",
    "temp_store = memory",
)
#: Look-ups are made with so many keys at a time, so that few statements need compiling.
SIZES = (1, 8, 64, 256)
LOCKED_FOR = 10.0  # seconds for which another program, such as one that looks into the file, may hold it
LOOK_EVERY = 0.02  # seconds between two looks whether it has let go
HELD_UP = 0.002  # seconds for which a commit may hold up the loop
CLAIM_EVERY = 0.2  # seconds between two looks whether the other process is gone
_AWAY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PROTOCOL,
}


def _sql(statement: ClauseElement) -> str:
    return str(statement.compile(dialect=sqlite.dialect(paramstyle="qmark")))


@cache
def _glance(query: ClauseElement) -> tuple[str, dict[str, Any]]:
    """The statement, and the values that the dialect has put into it itself."""
    dialect = sqlite.dialect(paramstyle="named")
    compiled = query.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    return str(compiled), dict(compiled.params or {})


@cache
def _find(table: sa.Table, column: str, size: int) -> str:
    keys = [sa.bindparam(f"key{number}") for number in range(size)]
    return _sql(sa.select(table).where(table.c[column].in_(keys)))


@cache
def _add(table: sa.Table) -> str:
    return _sql(sa.insert(table))


@cache
def _put(table: sa.Table) -> str:
    insert = sqlite.insert(table)
    others = {column.name: insert.excluded[column.name] for column in table.c if not column.primary_key}
    return _sql(insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=others))


@cache
def _drop(table: sa.Table) -> str:
    return _sql(sa.delete(table).where(next(iter(table.c)) == sa.bindparam("key")))


class SqliteStore:
    """A `Store` in a file. The claim is a lock on a file beside it, which the system lets go when the process dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._disk = ThreadPoolExecutor(1, thread_name_prefix="commits")
        self._pages = sa.create_engine("sqlite://", creator=self._connect, poolclass=sa.QueuePool)
        self._turn = asyncio.Lock()
        self._commit_takes = 0.0  # seconds, on average of late
        self._db: sqlite3.Connection | None = None
        self._eye: sqlite3.Connection | None = None
        self._claim: IO[str] | None = None

    async def claim(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._claim = self._path.with_suffix(".lock").open("w")
        is_first = True
        while not _lock(self._claim):
            if is_first:
                log.info("standing_by")
            is_first = False
            await asyncio.sleep(CLAIM_EVERY)
        self._db, self._eye = self._connect(), self._connect()
        self._db.execute("pragma busy_timeout = 0")  # the loop would wait with it

    async def run(self, work: Work[T]) -> T:
        async with self._turn:
            if not (db := self._db):
                raise Claimed("the database has not been claimed")
            with _away():
                try:
                    await _begin(db)
                    result = await _play(db, work)
                    await self._commit(db)
                except BaseException:
                    if db.in_transaction:
                        with contextlib.suppress(sqlite3.Error):
                            db.execute("rollback")
                    raise
            return result

    async def fetch(self, query: sa.Executable) -> list[Row]:
        return await asyncio.to_thread(self._read, query)

    async def glance(self, query: sa.SelectBase, **values: Any) -> list[Row]:
        """Without a thread: being handed over to one and back would cost ten times what the answer does."""
        if not self._eye:
            raise Claimed("the database has not been claimed")
        sql, own = _glance(query)
        with _away():
            return self._eye.execute(sql, own | values).fetchall()

    async def close(self) -> None:
        await asyncio.to_thread(self._disk.shutdown)
        self._pages.dispose()
        for db in (self._db, self._eye):
            if db:
                db.close()
        if self._claim:
            self._claim.close()

    async def _commit(self, db: sqlite3.Connection) -> None:
        """On a slow disk in a thread, so that the loop goes on; on a fast one the way there and back takes longer."""
        began = time.perf_counter()
        if self._commit_takes > HELD_UP:
            await asyncio.get_running_loop().run_in_executor(self._disk, db.execute, "commit")
        else:
            db.execute("commit")
        self._commit_takes += (time.perf_counter() - began - self._commit_takes) / 8

    def _read(self, query: sa.Executable) -> list[Row]:
        try:
            with self._pages.connect() as db:
                return [tuple(row) for row in db.execute(query)]
        except sqlalchemy.exc.DBAPIError as error:
            if _is_away(error.orig):
                raise Away(str(error.orig)) from error
            raise

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(
            self._path, isolation_level=None, check_same_thread=False, detect_types=sqlite3.PARSE_DECLTYPES
        )
        for pragma in PRAGMAS:
            db.execute(f"pragma {pragma}")
        return db


@contextlib.contextmanager
def _away() -> Generator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if _is_away(error):
            raise Away(str(error)) from error
        raise


def _is_away(error: BaseException | None) -> bool:
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF in _AWAY


def _lock(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


async def _begin(db: sqlite3.Connection) -> None:
    """Raises sqlite3.OperationalError when another program holds the file for too long."""
    deadline = time.monotonic() + LOCKED_FOR
    while True:
        try:
            db.execute("begin immediate")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        await asyncio.sleep(LOOK_EVERY)


async def _play(db: sqlite3.Connection, work: Work[T]) -> T:
    try:
        step = next(work)
        while True:
            if isinstance(step, GiveWay):
                await asyncio.sleep(0)
            step = work.send(_do(db, step))
    except StopIteration as end:
        return end.value


def _do(db: sqlite3.Connection, step: Step) -> list[Row]:
    match step:
        case Find(table, column, keys):
            return [row for some in _portions(keys) for row in db.execute(_find(table, column, len(some)), some)]
        case Add(table, rows):
            db.executemany(_add(table), rows)
        case Put(table, rows):
            db.executemany(_put(table), rows)
        case Drop(table, keys):
            db.executemany(_drop(table), [(key,) for key in keys])
        case GiveWay():
            pass
    return []


def _portions(keys: Sequence[Any]) -> list[list[Any]]:
    """The keys in portions of a few fixed sizes, the last one filled up with its last key."""
    portions: list[list[Any]] = []
    rest = list(keys)
    while rest:
        size = next((size for size in SIZES if size >= len(rest)), SIZES[-1])
        some, rest = rest[:size], rest[size:]
        portions.append([*some, *repeat(some[-1], size - len(some))])
    return portions
