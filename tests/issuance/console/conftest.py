"""The console of an office at work: the real house, with its queue, its database and its letters."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from shared.messaging.server import NatsServer
from tests.issuance.console.office import Office, an_office


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What does not change between tests: the certificate that seals the letters."""
    return tmp_path_factory.mktemp("kept")


@pytest_asyncio.fixture
async def office(nats_server: NatsServer, nats_url: str, database_url: str, kept: Path) -> AsyncGenerator[Office]:
    async with an_office(nats_url, database_url, kept) as office:
        yield office
