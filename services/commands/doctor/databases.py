"""The services' databases: there, whole, of this version, and what lies about in them. Nothing is written or made."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa
import sqlalchemy.exc
from sqlalchemy.ext.asyncio import create_async_engine

from services.commands.doctor.finding import Finding, error, fine, warning
from services.commands.doctor.surroundings import Surroundings
from services.launcher.parts import SERVICES
from services.launcher.settings import migrations_of, settings_of
from shared.database import newest
from shared.messaging.tables import errands, outbox, parked, waiting

T = TypeVar("T")

AREA = "databases"
LATE = 600.0  # seconds
LONG_WAITING = 600.0  # seconds; by then what failed is parked, and only *not yet* still waits
MANY_TO_SAY = 1000
_SQLITE = "sqlite:///"
UNREACHABLE = (OSError, TimeoutError, sqlalchemy.exc.SQLAlchemyError)


class Seen(NamedTuple):
    """What is in one database: its newest migration, whether it is whole, and counts by what they count."""

    migration: str | None
    damage: str
    counts: Mapping[str, int]


async def look(around: Surroundings) -> AsyncIterator[Finding]:
    for service in SERVICES:
        url = settings_of(service, around.house.data).database
        if _is_missing(url):
            yield _not_there(service, url, around)
            continue
        try:
            seen = await _with_database(url, _see)
        except UNREACHABLE as why:
            todo = f"Set DATABASE_URL (or {service.upper()}_DATABASE_URL), and see whether the database runs."
            yield error(AREA, f"{service}'s database cannot be read ({_kind(why)}).", todo)
            continue
        for finding in _about(service, seen, around):
            yield finding


def _is_missing(url: str) -> bool:
    return url.startswith(_SQLITE) and not Path(url.removeprefix(_SQLITE)).exists()


def _not_there(service: str, url: str, around: Surroundings) -> Finding:
    if service in around.answers:
        said = f"{service} runs, but there is no database at {url.removeprefix(_SQLITE)}."
        return error(AREA, said, "Name the data folder in which it runs by --data or DATA_DIR.")
    return fine(AREA, f"{service} makes its database at the first start.")


def _about(service: str, seen: Seen, around: Surroundings) -> Iterator[Finding]:
    if seen.damage:
        yield error(AREA, f"{service}'s database is damaged: {seen.damage}.", "Stop the system and restore a backup.")
        return
    yield _migrations(service, seen, is_running=service in around.answers)
    counts = seen.counts
    if counts["parked"]:
        todo = "See them by `pengantar parked list`, remove the cause, then `pengantar parked replay`."
        yield warning(AREA, f"{service} has parked {counts['parked']} messages or errands.", todo)
    if counts["waiting"]:
        said = f"{service} has {counts['waiting']} messages that have waited for more than 10 minutes."
        yield warning(AREA, said, "They come back by themselves for a day, then they are parked. See the log for why.")
    if service in around.answers and counts["late"]:
        said = f"{service} has {counts['late']} errands that are more than 10 minutes late."
        yield warning(AREA, said, "See the log of the service for what keeps it from running them.")
    if counts["outbox"] > MANY_TO_SAY:
        said = f"{service} has {counts['outbox']:,} messages that the message queue has not taken."
        yield error(AREA, said, "See whether the message queue runs and has room.")


def _migrations(service: str, seen: Seen, *, is_running: bool) -> Finding:
    wanted = newest(migrations_of(service)) or ""
    has = seen.migration or ""
    if has == wanted:
        return fine(AREA, f"{service}'s database is whole and up to date ({wanted}).")
    said = f"{service}'s database is at {has or 'nothing'}, this version is at {wanted}."
    if has > wanted:
        return error(AREA, said, "Start the newer version, or restore a backup from before the upgrade.")
    todo = "Make a backup, then start the service (with MIGRATE=true)."
    return error(AREA, said, todo) if is_running else warning(AREA, said, todo)


def _see(db: sa.Connection) -> Seen:
    """Raises sqlalchemy's errors."""
    damage = _damage(db) if db.dialect.name == "sqlite" else ""
    if damage or not sa.inspect(db).has_table("alembic_version"):
        return Seen(None, damage, dict.fromkeys(("parked", "waiting", "late", "outbox"), 0))
    migration = db.scalar(sa.select(sa.column("version_num")).select_from(sa.table("alembic_version")))
    now = time.time()
    counted: dict[str, Any] = {
        "parked": sa.select(sa.func.count()).select_from(parked),
        "waiting": sa.select(sa.func.count()).select_from(waiting).where(waiting.c.since < now - LONG_WAITING),
        "late": sa.select(sa.func.count()).select_from(errands).where(errands.c.next_try < now - LATE),
        "outbox": sa.select(sa.func.count()).select_from(outbox),
    }
    return Seen(migration, "", {name: db.scalar(query) or 0 for name, query in counted.items()})


def _damage(db: sa.Connection) -> str:
    said = db.scalar(sa.text("pragma quick_check(1)"))
    return "" if said == "ok" else str(said)


async def _with_database(url: str, do: Callable[[sa.Connection], T]) -> T:
    if url.startswith(_SQLITE):
        return await asyncio.to_thread(_with_file, Path(url.removeprefix(_SQLITE)), do)
    engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://"), connect_args={"timeout": 5})
    try:
        async with engine.connect() as db:
            return await db.run_sync(do)
    finally:
        await engine.dispose()


def _with_file(path: Path, do: Callable[[sa.Connection], T]) -> T:
    engine = sa.create_engine(f"sqlite:///file:{path.resolve()}?mode=ro&uri=true")
    try:
        with engine.connect() as db:
            return do(db)
    finally:
        engine.dispose()


def _kind(why: BaseException) -> str:
    """What went wrong, without the address, in which a password may stand."""
    cause = getattr(why, "orig", None) or why
    return type(getattr(cause, "__cause__", None) or cause).__name__
