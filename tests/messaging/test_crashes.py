"""Real processes that are really killed: nothing is lost, nothing is done twice, and order is kept."""

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio
from nats.aio.client import Client

from shared.messaging import uuid7
from shared.messaging.server import NatsServer
from shared.testing.broker import connected, natsd
from tests.messaging.eventually import eventually
from tests.messaging.street import Cellar, opened, ring
from tests.messaging.toys import HallSettings, Rang, rang

ROOT = Path(__file__).parents[2]


class Street:
    """A queue and a database of its own, and the hall's processes."""

    def __init__(self, server: NatsServer, nc: Client, settings: HallSettings) -> None:
        self.server, self.nc, self._settings = server, nc, settings
        self.cellar = Cellar(settings.database)
        self._processes: list[Process] = []

    async def hall(self, dies_at: str = "") -> Process:
        """Start a process of the hall."""
        told = {"NATS_URL": self.server.url, "DATABASE_URL": self._settings.database, "DIES_AT": dies_at}
        command = (sys.executable, "-m", "tests.messaging.hall_process")
        process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=os.environ | told)
        self._processes.append(process)
        return process

    async def is_settled(self, rings: list[Rang]) -> bool:
        """Everything heard once, in its order, and answered once."""
        doors: dict[object, list[int]] = {}
        for each in rings:
            doors.setdefault(each.door_id, []).append(each.number)
        bells = await self.cellar.bells()
        if {door: list(bell.heard) for door, bell in bells.items()} != doors:
            return False
        return await opened(self.nc) == {door: len(numbers) for door, numbers in doors.items()}

    async def aclose(self) -> None:
        await self.cellar.aclose()
        for process in self._processes:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


@pytest_asyncio.fixture
async def street(database_url: str) -> AsyncGenerator[Street]:
    with natsd() as server:
        settings = HallSettings(nats_url=server.url, database_url=database_url)
        async with connected(server.url) as nc, contextlib.aclosing(Street(server, nc, settings)) as street:
            yield street


def rings(doors: int, each: int) -> list[Rang]:
    """Numbered rings at some doors, mixed as a street mixes them."""
    keys = [uuid7() for _ in range(doors)]
    return [rang(door, number) for number in range(each) for door in keys]


@pytest.mark.parametrize("point", ["commit", "publish", "acknowledge"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_death_at_the_worst_moment_loses_and_repeats_nothing(street: Street, point: str):
    all_rings = rings(doors=5, each=20)
    doomed = await street.hall(dies_at=point)
    feeding = asyncio.create_task(ring(street.nc, all_rings))

    async with asyncio.timeout(30):
        assert await doomed.wait() == -signal.SIGKILL
    survivor = await street.hall()
    await feeding

    await eventually(lambda: street.is_settled(all_rings))
    survivor.terminate()
    assert await survivor.wait() == 0
    assert (await street.cellar.counts())["outbox"] == 0


async def test_deaths_of_services_and_queue_under_load_lose_and_repeat_nothing(street: Street):
    all_rings = rings(doors=20, each=60)
    for death in range(4):
        some = all_rings[death * 300 : (death + 1) * 300]
        feeding = asyncio.create_task(ring(street.nc, some))
        process = await street.hall()
        await eventually(lambda death=death: heard_more_than(street, death * 300))
        process.kill()
        await process.wait()
        if death == 1:
            await asyncio.to_thread(street.server.kill)
            await asyncio.to_thread(street.server.start)
        await feeding
    await street.hall()

    await eventually(lambda: street.is_settled(all_rings), within=60)


async def test_the_one_that_stands_by_takes_over_when_the_other_dies(street: Street):
    all_rings = rings(doors=10, each=30)
    first = await street.hall()
    second = await street.hall()
    feeding = asyncio.create_task(ring(street.nc, all_rings))
    await eventually(lambda: heard_more_than(street, 50))

    first.kill()
    await feeding

    await eventually(lambda: street.is_settled(all_rings))
    second.terminate()
    assert await second.wait() == 0


async def heard_more_than(street: Street, number: int) -> bool:
    return await street.cellar.heard() > number
