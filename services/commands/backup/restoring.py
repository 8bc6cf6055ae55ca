"""Bringing an office back on an empty machine."""

from collections.abc import Callable
from contextlib import AsyncExitStack

import nats.js.errors

from services.commands.backup.archive import Manifest, Reader
from services.commands.backup.database import CannotCopy
from services.commands.backup.office import BUCKETS, FILES, MESSAGES, Office
from services.commands.backup.streams import bring_back_stream
from services.launcher.settings import migrations_of
from shared.database import newest


async def bring_back(office: Office, backup: Reader, told: Callable[[str], None]) -> None:
    """Bring back everything, or nothing: raises `CannotCopy`. `told` hears what is being brought back."""
    must_fit(office, backup.manifest)
    await must_be_empty(office)
    async with AsyncExitStack() as undoing:
        for name in (*MESSAGES, *BUCKETS):
            told(name)
            undoing.push_async_callback(_remove_stream, office, name)
            await _bring_back_stream(office, backup, name)
        for name, database in office.databases.items():
            told(name)
            undoing.push_async_callback(database.clear)
            with backup.open(f"databases/{name}") as source:
                await database.fill(source)
        for name in FILES:
            undoing.callback((office.data / name).unlink, missing_ok=True)
            if backup.has(f"files/{name}"):
                _bring_back_file(office, backup, name)
        undoing.pop_all()


def must_fit(office: Office, manifest: Manifest) -> None:
    """Raises `CannotCopy` when this version cannot go on where that one was."""
    if missing := office.databases.keys() - manifest.databases.keys():
        raise CannotCopy(f"The backup holds nothing of {', '.join(sorted(missing))}.")
    for name, database in office.databases.items():
        copy, ours = manifest.databases[name], newest(migrations_of(name))
        if copy.engine != database.engine:
            raise CannotCopy(f"{name} was kept in {copy.engine}; here its database address names {database.engine}.")
        if (copy.migration or "") > (ours or ""):
            raise CannotCopy("The backup is of a newer version of the system: install that one first.")
        if copy.engine == "postgresql" and copy.migration != ours:
            raise CannotCopy("The backup is of an older version of the system: restore it with that one, then upgrade.")


async def must_be_empty(office: Office) -> None:
    """Raises `CannotCopy` naming what is there already. Streams in which nothing has ever been are no obstacle."""
    for name, database in office.databases.items():
        if not await database.is_empty():
            raise CannotCopy(f"{name} has a database here already: a backup is brought back on an empty machine only.")
    for name in (*MESSAGES, *BUCKETS):
        if await _is_in_use(office, name):
            raise CannotCopy(f"{name} has messages here already: a backup is brought back on an empty machine only.")
    for name in FILES:
        if (office.data / name).exists():
            raise CannotCopy(f"{office.data / name} is there already: name an empty folder by --data.")


async def _is_in_use(office: Office, name: str) -> bool:
    try:
        return (await office.queue.jetstream().stream_info(name)).state.last_seq > 0
    except nats.js.errors.NotFoundError:
        return False


async def _remove_stream(office: Office, name: str) -> None:
    try:
        await office.queue.jetstream().delete_stream(name)
    except nats.js.errors.NotFoundError:
        return


async def _bring_back_stream(office: Office, backup: Reader, name: str) -> None:
    await _remove_stream(office, name)
    with backup.open(f"streams/{name}") as source:
        await bring_back_stream(office.queue, name, backup.manifest.streams[name], source, office.replicas)


def _bring_back_file(office: Office, backup: Reader, name: str) -> None:
    """For its owner alone."""
    target = office.data / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.touch(mode=0o600)
    with backup.open(f"files/{name}") as source:
        target.write_bytes(source.read())
