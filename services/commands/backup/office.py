"""What an office consists of: where each part of it is kept."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from nats.aio.client import Client

from services.commands.backup.database import Database
from services.commands.backup.postgres import PostgresDatabase
from services.commands.backup.sqlite import SqliteDatabase
from services.launcher.parts import SERVICES
from services.launcher.queue import queue
from services.launcher.settings import settings_of
from shared.messaging.topology import Keeping, streams

_SQLITE = "sqlite:///"
_ALL = tuple(stream.name or "" for stream in streams(Keeping()))
BUCKETS = tuple(name for name in _ALL if name.startswith("OBJ_"))
MESSAGES = tuple(name for name in _ALL if name not in BUCKETS)
#: Files of the data folder: the demo's secrets and certificate, and the certificate that was uploaded on the console,
#: which is locked with the pass phrase of the settings. The settings themselves are the operator's, not a backup's.
FILES = ("demo/secrets.json", "demo/certificate.p12", "issuance/certificate.p12")


@dataclass(frozen=True)
class Office:
    """Its data folder, the databases of its services by their names, its message queue, and copies of each stream."""

    data: Path
    databases: Mapping[str, Database]
    queue: Client
    replicas: int = 1


@asynccontextmanager
async def office(data: Path, nats_url: str) -> AsyncGenerator[Office]:
    """The office that the settings describe. Raises `NoQueue`, and pydantic's ValidationError."""
    told = {name: settings_of(name, data) for name in SERVICES}
    databases = {name: database_of(name, settings.database) for name, settings in told.items()}
    async with queue(nats_url) as nc:
        try:
            yield Office(data, databases, nc, told[SERVICES[0]].nats_replicas)
        finally:
            for database in databases.values():
                await database.close()


def database_of(service: str, url: str) -> Database:
    """The database at `sqlite:///path` or `postgresql://…`."""
    if url.startswith(_SQLITE):
        return SqliteDatabase(service, Path(url.removeprefix(_SQLITE)))
    return PostgresDatabase(service, url)
