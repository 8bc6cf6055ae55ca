"""One town for all the stories; each has its own people."""

from collections.abc import AsyncIterator, Iterator

import pytest

from simulator.phone_client import Phones
from tests.story.console import Console
from tests.story.town import Town, running_town


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with running_town(tmp_path_factory.mktemp("town")) as town:
        yield town


@pytest.fixture
async def phones(town: Town) -> AsyncIterator[Phones]:
    async with town.phones() as phones:
        yield phones


@pytest.fixture
async def clerk(town: Town) -> AsyncIterator[Console]:
    async with town.console() as console:
        await console.signs_in("petugas", "petugas-demo")
        yield console


@pytest.fixture
async def lurah(town: Town) -> AsyncIterator[Console]:
    async with town.console() as console:
        await console.signs_in("lurah", "lurah-demo")
        yield console
