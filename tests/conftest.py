"""What every test may ask for: a real message queue, and a database of its own."""

from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest
import pytest_asyncio

from shared.messaging.server import NatsServer
from shared.testing.broker import empty, natsd


@pytest.fixture(scope="session")
def nats_server() -> Generator[NatsServer]:
    """One nats-server for the whole run."""
    with natsd() as server:
        yield server


@pytest_asyncio.fixture
async def nats_url(nats_server: NatsServer) -> AsyncGenerator[str]:
    """The address of a message queue without any streams."""
    await empty(nats_server.url)
    yield nats_server.url
    await empty(nats_server.url)


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """The address of a database that is not there yet."""
    return f"sqlite:///{tmp_path / 'test.db'}"
