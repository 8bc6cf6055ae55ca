"""One round: some people of a town get their letters, several at once; what has been said and spent is counted."""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Self

from bench.application.counts import chatted, come_to_rest, said
from bench.application.office import Browser, Clerk, signs
from bench.application.people import GLANCE, Resident, applies, vouches
from bench.town import Town
from simulator.phone_client import PersonsPhone, Phones

PATIENCE = 300.0  # seconds


@dataclass(frozen=True)
class Count:
    """What has been said and spent so far. CPU time in seconds, by process."""

    at: float
    to_residents: int
    from_residents: int
    to_chairs: int
    from_chairs: int
    said: dict[str, int]
    cpu: dict[str, float]

    @classmethod
    async def now(cls, town: Town, residents: Sequence[PersonsPhone], chairs: Sequence[PersonsPhone]) -> Self:
        chats = (*await chatted(residents), *await chatted(chairs))
        return cls(time.monotonic(), *chats, said=await said(town), cpu=town.cpu())


@dataclass(frozen=True)
class Round:
    """Some applications, from before the first word until all is quiet."""

    applications: int
    before: Count
    after: Count

    def each(self, of: Callable[[Count], float]) -> float:
        """For one application."""
        return (of(self.after) - of(self.before)) / self.applications


@dataclass(frozen=True)
class Workday:
    """Clerk and lurah are at the console."""

    town: Town
    phones: Phones
    clerk: Clerk

    async def round(self, numbers: range, at_once: int, *, is_blurred: bool) -> Round:
        """The residents with these numbers apply; `numbers` go on where the last round's ended."""
        self.clerk.returns = is_blurred
        residents = [Resident(number) for number in numbers]
        theirs = [await self.phones.add(resident.phone, resident.name) for resident in residents]
        chairs = [await self.phones.add(resident.chair.phone, resident.chair.name) for resident in residents]
        before = await Count.now(self.town, theirs, chairs)
        turns = asyncio.Semaphore(at_once)
        async with asyncio.TaskGroup() as group:
            for resident, phone, chair in zip(residents, theirs, chairs, strict=True):
                group.create_task(_in_turn(turns, applies(resident, phone, is_blurred=is_blurred), vouches(chair)))
        await come_to_rest(self.town, self.phones, numbers.stop, PATIENCE)
        return Round(len(residents), before, await Count.now(self.town, theirs, chairs))


@asynccontextmanager
async def workday(town: Town) -> AsyncGenerator[Workday]:
    """Clerk and lurah work until the end of the block."""
    async with (
        Phones(town.url("simulator"), patience=PATIENCE, glance=GLANCE) as phones,
        Browser(town.url("issuance")) as clerks,
        Browser(town.url("issuance")) as lurahs,
    ):
        await clerks.signs_in("petugas", "petugas-demo")
        await lurahs.signs_in("lurah", "lurah-demo")
        clerk = Clerk(clerks)
        async with _beside(clerk.works()), _beside(signs(lurahs)):
            yield Workday(town, phones, clerk)


async def _in_turn(turns: asyncio.Semaphore, work: Awaitable[None], beside: Coroutine[Any, Any, None]) -> None:
    async with turns, _beside(beside):
        await work


@asynccontextmanager
async def _beside(work: Coroutine[Any, Any, None]) -> AsyncGenerator[None]:
    """It goes on until the end of the block; if it fails, so does the block."""
    async with asyncio.TaskGroup() as group:
        task = group.create_task(work)
        yield
        task.cancel()
