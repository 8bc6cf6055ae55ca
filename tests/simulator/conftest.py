"""What the tests of the simulator may ask for. One simulator serves them all; each test finds it as if new."""

from collections.abc import AsyncGenerator, Generator

import pytest
import pytest_asyncio

from simulator.phone_client import PersonsPhone, Phones
from tests.simulator.stage import RAHMAT, SITI, Graph, Office, graph_of, serving, simulator

Running = tuple[str, Office]


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Generator[Running]:
    """A simulator whose webhook is the office's, without limits to how fast the office may write."""
    office = Office()
    unlimited = {"pair_burst": 100_000, "throughput": 100_000}
    with serving(office.app) as address:
        data = tmp_path_factory.mktemp("data")
        with simulator(data, f"{address}/whatsapp/webhook", **unlimited) as url:
            yield url, office


@pytest.fixture
def url(running: Running) -> str:
    return running[0]


@pytest_asyncio.fixture
async def phones(url: str, office: Office) -> AsyncGenerator[Phones]:
    async with Phones(url, patience=5) as phones:
        yield phones


@pytest_asyncio.fixture
async def office(running: Running) -> AsyncGenerator[Office]:
    """The office with nothing in hand, beside empty phones; what it hears in the test must be as Meta says it."""
    url, office = running
    office.forget()
    async with Phones(url) as phones:
        await phones.reset()
        await phones.quiet()
    office.forget()
    office.complaints.clear()
    yield office
    assert office.complaints == []


@pytest_asyncio.fixture
async def graph(url: str, office: Office) -> AsyncGenerator[Graph]:
    async with graph_of(url) as graph:
        yield graph


@pytest_asyncio.fixture
async def siti(phones: Phones, office: Office) -> PersonsPhone:
    """A resident who has just written: her window is open, and the office has nothing in hand yet."""
    siti = phones.phone(SITI)
    await siti.writes("halo")
    await phones.quiet()
    office.forget()
    return siti


@pytest.fixture
def rahmat(phones: Phones) -> PersonsPhone:
    """An RT chair whose window is closed."""
    return phones.phone(RAHMAT)
