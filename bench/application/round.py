"""One round: some people of a town get their letters, several at once; what has been said and spent is counted."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Self

from bench.application.counts import chatted, come_to_rest, said
from bench.application.office import Browser, Clerk, signs
from bench.application.people import CHAIRS, Resident, applies, vouches
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
    """RT chairs are at their phones, clerk and lurah at the console."""

    town: Town
    phones: Phones
    clerk: Clerk

    async def round(self, numbers: range, at_once: int, *, is_blurred: bool) -> Round:
        """The residents with these numbers apply; `numbers` go on where the last round's ended."""
        self.clerk.returns = is_blurred
        residents = [Resident(number) for number in numbers]
        theirs = [await self.phones.add(resident.phone, resident.name) for resident in residents]
        chairs = [self.phones.phone(chair) for chair in CHAIRS.values()]
        before = await Count.now(self.town, theirs, chairs)
        pairs = zip(residents, theirs, strict=True)
        await _in_turns(at_once, [applies(resident, phone, is_blurred=is_blurred) for resident, phone in pairs])
        await come_to_rest(self.town, self.phones, numbers.stop, PATIENCE)
        return Round(len(residents), before, await Count.now(self.town, theirs, chairs))


@asynccontextmanager
async def workday(town: Town) -> AsyncGenerator[Workday]:
    """Everybody works until the end of the block."""
    async with (
        Phones(town.url("simulator"), patience=PATIENCE) as phones,
        Browser(town.url("issuance")) as clerks,
        Browser(town.url("issuance")) as lurahs,
        asyncio.TaskGroup() as at_work,
    ):
        await clerks.signs_in("petugas", "petugas-demo")
        await lurahs.signs_in("lurah", "lurah-demo")
        clerk = Clerk(clerks)
        chairs = (vouches(phones.phone(chair)) for chair in CHAIRS.values())
        tasks = [at_work.create_task(each) for each in (*chairs, clerk.works(), signs(lurahs))]
        yield Workday(town, phones, clerk)
        for task in tasks:
            task.cancel()


async def _in_turns(at_once: int, works: Sequence[Coroutine[Any, Any, None]]) -> None:
    turns = asyncio.Semaphore(at_once)

    async def in_turn(work: Coroutine[Any, Any, None]) -> None:
        async with turns:
            await work

    async with asyncio.TaskGroup() as group:
        for work in works:
            group.create_task(in_turn(work))
