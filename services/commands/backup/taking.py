"""Taking a backup of an office at work."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime

from services.commands.backup.archive import DatabaseCopy, StreamCopy, Writer
from services.commands.backup.office import BUCKETS, FILES, MESSAGES, Office
from services.commands.backup.streams import copy_stream


async def take(office: Office, backup: Writer) -> float:
    """Copy everything; for how many seconds the services could not write. Raises `CannotCopy`.

    While nobody writes, the databases are looked at and the messages copied: those two have to fit each other exactly.
    The rest is copied afterwards, at leisure: a database from what was seen of it, and the attachments, which nobody
    ever changes and which are stored before anything names them.
    """
    databases: dict[str, DatabaseCopy] = {}
    streams: dict[str, StreamCopy] = {}
    async with _nobody_writes(office):
        began, taken_at = time.monotonic(), datetime.now(UTC)
        for name, database in office.databases.items():
            databases[name] = DatabaseCopy(engine=database.engine, migration=await database.look())
        for name in MESSAGES:
            streams[name] = await _copy_stream(office, backup, name)
        held = time.monotonic() - began
    await _add_databases(office, backup)
    for name in MESSAGES:
        await asyncio.to_thread(backup.add, f"streams/{name}", backup.part(name))
    for name in BUCKETS:
        streams[name] = await _copy_stream(office, backup, name)
        await asyncio.to_thread(backup.add, f"streams/{name}", backup.part(name))
    for name in FILES:
        if (office.data / name).exists():
            backup.add(f"files/{name}", office.data / name)
    backup.finish(taken_at, databases, streams)
    return held


@asynccontextmanager
async def _nobody_writes(office: Office) -> AsyncGenerator[None]:
    async with AsyncExitStack() as letting_go:
        for database in office.databases.values():
            letting_go.push_async_callback(database.let_go)
            await database.hold()
        yield


async def _add_databases(office: Office, backup: Writer) -> None:
    for service, database in office.databases.items():
        name = f"databases/{service}"
        await database.copy(backup.part(name))
        await asyncio.to_thread(backup.add, name, backup.part(name))


async def _copy_stream(office: Office, backup: Writer, name: str) -> StreamCopy:
    with await asyncio.to_thread(backup.part(name).open, "wb") as to:
        return await copy_stream(office.queue, name, to)
