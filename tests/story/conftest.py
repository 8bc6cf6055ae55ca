"""One town for all the stories; each has its own people."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from simulator.phone_client import Phones
from tests.story.console import Console
from tests.story.people import Neighbourhood, RtChair
from tests.story.town import Town, running

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A story waits for seven processes, which may share their processors with others."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.timeout(300))


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with running(Town(tmp_path_factory.mktemp("town")), LOG_LEVEL="DEBUG") as town:
        yield town


@pytest.fixture
async def phones(town: Town) -> AsyncIterator[Phones]:
    async with town.phones() as phones:
        yield phones


@pytest.fixture
def neighbourhood(town: Town, phones: Phones) -> Neighbourhood:
    return Neighbourhood(phones, town.residents)


@pytest.fixture
async def rahmat(neighbourhood: Neighbourhood) -> RtChair:
    """The chair of RT 005/RW 002."""
    return await neighbourhood.chair("Rahmat Hidayat", "0812-7100-2005")


@pytest.fixture
async def hasan(neighbourhood: Neighbourhood) -> RtChair:
    """The chair of RT 018/RW 005."""
    return await neighbourhood.chair("Hasan Basri", "0812-7100-5018")


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
