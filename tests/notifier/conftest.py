"""What the tests of the notifier may ask for."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest_asyncio

from tests.notifier.bridge import Bridge, Person, a_bridge


@pytest_asyncio.fixture
async def bridge(tmp_path: Path) -> AsyncGenerator[Bridge]:
    async with a_bridge(tmp_path) as bridge:
        yield bridge


@pytest_asyncio.fixture
async def siti(bridge: Bridge) -> Person:
    """A resident who has just written."""
    return await Person(bridge, "6281271000001", "Siti").says_hello()
