"""PostgreSQL: the same steps over asyncpg, rows in bulk as arrays, one database per service."""

import asyncio
import contextlib
import time
import zlib
from collections.abc import Generator, Sequence
from functools import cache
from typing import Any

import asyncpg
import sqlalchemy as sa
import sqlalchemy.exc
import structlog
from asyncpg.transaction import Transaction
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from shared.messaging.store import Add, Away, Claimed, Drop, Find, GiveWay, Put, Row, Step, T, Work

log: Any = structlog.get_logger()

#: Every writer of a database takes this advisory lock first.
CLAIM = zlib.crc32(b"pengantar: the one process that writes")
CLAIM_EVERY = 0.2  # seconds between two looks whether the other process is gone
OLD_SESSION_ENDS_WITHIN = 5.0  # seconds for which a broken connection of our own may still hold the claim
#: So that the server soon notices a process whose machine has vanished, and lets its claim go.
KEEPALIVE = {"tcp_keepalives_idle": "5", "tcp_keepalives_interval": "2", "tcp_keepalives_count": "3"}
AWAY = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.TransactionRollbackError,
    asyncpg.InsufficientResourcesError,
    asyncpg.OperatorInterventionError,
    asyncpg.CannotConnectNowError,
    asyncpg.InternalClientError,
)
#: The server is there and does not let us in: waiting would not help.
TURNED_AWAY = (
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.InsufficientPrivilegeError,
)
_DIALECT = postgresql.dialect()
# ruff: noqa: S608 - the names in these statements are those of our own tables


def _name(thing: str) -> str:
    return _DIALECT.identifier_preparer.quote(thing)


def _array(column: sa.Column[Any], number: int) -> str:
    return f"${number}::{column.type.compile(dialect=_DIALECT)}[]"


def _first(table: sa.Table) -> sa.Column[Any]:
    return next(iter(table.c))


@cache
def _find(table: sa.Table, column: str) -> str:
    columns = ", ".join(_name(each.name) for each in table.c)
    return f"select {columns} from {_name(table.name)} where {_name(column)} = any({_array(table.c[column], 1)})"


@cache
def _add(table: sa.Table) -> str:
    columns = ", ".join(_name(column.name) for column in table.c)
    arrays = ", ".join(_array(column, number) for number, column in enumerate(table.c, start=1))
    return f"insert into {_name(table.name)} ({columns}) select * from unnest({arrays})"


@cache
def _put(table: sa.Table) -> str:
    key = ", ".join(_name(column.name) for column in table.primary_key)
    others = [_name(column.name) for column in table.c if not column.primary_key]
    return f"{_add(table)} on conflict ({key}) do update set " + ", ".join(f"{it} = excluded.{it}" for it in others)


@cache
def _drop(table: sa.Table) -> str:
    key = _first(table)
    return f"delete from {_name(table.name)} where {_name(key.name)} = any({_array(key, 1)})"


def pages_engine(url: str) -> AsyncEngine:
    """What reads for pages, and migrates."""
    return create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://"), pool_pre_ping=True)


class PostgresStore:
    """A `Store` in PostgreSQL.

    Transactions run one after the other on one connection, which also holds the claim: whoever loses the connection
    can neither write nor keep others from it. A lock on rows would not do, since a row that is not there yet cannot
    be locked.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._pages = pages_engine(url)
        self._db: asyncpg.Connection | None = None
        self._turn = asyncio.Lock()

    async def claim(self) -> None:
        last = ""
        while True:
            try:
                self._db = await self._connect()
                return
            except TURNED_AWAY as why:
                raise ValueError(f"PostgreSQL turns us away: {why}. DATABASE_URL names user and password.") from why
            except (Claimed, *AWAY) as why:
                if last != (last := type(why).__name__):
                    log.warning("standing_by", why=last)
                await asyncio.sleep(CLAIM_EVERY)

    async def run(self, work: Work[T]) -> T:
        async with self._turn:
            with _away():
                if self._db is None or self._db.is_closed():
                    self._db = await self._connect(patience=OLD_SESSION_ENDS_WITHIN)
                transaction = self._db.transaction()
                await transaction.start()
            try:
                result = await _play(self._db, work)
            except BaseException:
                await _roll_back(self._db, transaction)
                raise
            with _away():
                await transaction.commit()
            return result

    async def fetch(self, query: sa.Executable) -> list[Row]:
        try:
            with _away():
                async with self._pages.connect() as db:
                    return [tuple(row) for row in await db.execute(query)]
        except sqlalchemy.exc.DBAPIError as error:
            if error.connection_invalidated or isinstance(error, sqlalchemy.exc.OperationalError):
                raise Away(str(error.orig)) from error
            raise

    async def glance(self, query: sa.SelectBase, **values: Any) -> list[Row]:
        filled: Any = query.params(**values)
        return await self.fetch(filled)

    async def close(self) -> None:
        await self._pages.dispose()
        if self._db:
            await self._db.close()

    async def _connect(self, patience: float = 0.0) -> asyncpg.Connection:
        """A connection that holds the claim. Raises `Claimed` when another still holds it after so many seconds."""
        db = await asyncpg.connect(self._url, timeout=10, command_timeout=60, server_settings=KEEPALIVE)
        deadline = time.monotonic() + patience
        while not await db.fetchval("select pg_try_advisory_lock($1)", CLAIM):
            if time.monotonic() > deadline:
                await db.close()
                raise Claimed("another process of this service writes to the database")
            await asyncio.sleep(CLAIM_EVERY)
        return db


@contextlib.contextmanager
def _away() -> Generator[None]:
    try:
        yield
    except AWAY as error:
        raise Away(str(error) or type(error).__name__) from error


async def _roll_back(db: asyncpg.Connection, transaction: Transaction) -> None:
    """Undo it; a connection that cannot even do that is given up, and with it the transaction."""
    try:
        await transaction.rollback()
    except Exception:
        db.terminate()


async def _play(db: asyncpg.Connection, work: Work[T]) -> T:
    try:
        step = next(work)
        while True:
            with _away():
                rows = await _do(db, step)
            step = work.send(rows)
    except StopIteration as end:
        return end.value


async def _do(db: asyncpg.Connection, step: Step) -> list[Row]:
    match step:
        case Find(table, column, keys):
            return [tuple(row) for row in await db.fetch(_find(table, column), list(keys))]
        case Add(table, rows) if rows:
            await db.execute(_add(table), *_columns(rows))
        case Put(table, rows) if rows:
            await db.execute(_put(table), *_columns(rows))
        case Drop(table, keys):
            await db.execute(_drop(table), list(keys))
        case GiveWay():
            await asyncio.sleep(0)
        case _:
            pass
    return []


def _columns(rows: Sequence[Row]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]
