"""What an office consists of: where each part of it is kept."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import nats
import nats.errors
from nats.aio.client import Client

from services.commands.backup.database import CannotCopy, Database
from services.commands.backup.postgres import PostgresDatabase
from services.commands.backup.sqlite import SqliteDatabase
from services.launcher.parts import SERVICES
from services.launcher.settings import settings_of
from shared.messaging.topology import Keeping, streams

_SQLITE = "sqlite:///"
_ALL = tuple(stream.name or "" for stream in streams(Keeping()))
BUCKETS = tuple(name for name in _ALL if name.startswith("OBJ_"))
MESSAGES = tuple(name for name in _ALL if name not in BUCKETS)
#: The demo's secrets and certificate, in its data folder. A real office's are its operator's, and not in a backup.
DEMO = ("demo/secrets.json", "demo/certificate.p12")


@dataclass(frozen=True)
class Office:
    """Its data folder, the databases of its services by their names, its message queue, and copies of each stream."""

    data: Path
    databases: Mapping[str, Database]
    queue: Client
    replicas: int = 1


@asynccontextmanager
async def office(data: Path, nats_url: str) -> AsyncGenerator[Office]:
    """The office that the settings describe. Raises `CannotCopy`, and pydantic's ValidationError."""
    told = {name: settings_of(name, data) for name in SERVICES}
    databases = {name: database_of(name, settings.database) for name, settings in told.items()}
    queue = await _connected(nats_url)
    try:
        yield Office(data, databases, queue, told[SERVICES[0]].nats_replicas)
    finally:
        await queue.close()
        for database in databases.values():
            await database.close()


def database_of(service: str, url: str) -> Database:
    """The database at `sqlite:///path` or `postgresql://…`."""
    if url.startswith(_SQLITE):
        return SqliteDatabase(service, Path(url.removeprefix(_SQLITE)))
    return PostgresDatabase(service, url)


async def _connected(url: str) -> Client:
    try:
        return await nats.connect(url.split(","), connect_timeout=3, allow_reconnect=False)
    except (OSError, nats.errors.Error) as why:
        raise CannotCopy("The message queue does not answer. Is the system running, and NATS_URL right?") from why
