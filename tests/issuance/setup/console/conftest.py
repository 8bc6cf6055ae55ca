"""The set-up is tried on the console of an office at work."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest_asyncio

from shared.messaging.server import NatsServer
from tests.issuance.console.conftest import kept
from tests.issuance.console.office import Office, an_office
from tests.issuance.setup.console.desk import Desk

__all__ = ["kept"]


@pytest_asyncio.fixture
async def office(nats_server: NatsServer, nats_url: str, database_url: str, kept: Path) -> AsyncGenerator[Office]:
    async with an_office(nats_url, database_url, kept) as office:
        yield office


@pytest_asyncio.fixture
async def admin(office: Office) -> Desk:
    """A browser with the admin in front of it."""
    return Desk(await office.signed_in("agus"))
