"""Both kinds of database, empty but for the toy's tables, and the kit upon them."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from shared import database
from tests.messaging.kit import Kit, emptied_database
from tests.messaging.toys import tables


@pytest_asyncio.fixture(params=["sqlite", "postgresql"])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new database of each kind, with the kit's tables and the toy's."""
    if request.param == "postgresql":
        return await emptied_database(request.getfixturevalue("postgres"))
    url = f"sqlite:///{tmp_path / 'test.db'}"
    await database.create_tables(url, tables)
    return url


@pytest_asyncio.fixture
async def kit(database_url: str) -> AsyncGenerator[Kit]:
    """The kit over such a database, without a message queue: what it would publish is in `kit.said`."""
    async with Kit.over(database_url) as kit:
        yield kit
