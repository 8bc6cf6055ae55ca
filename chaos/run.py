"""One run: people go about their errands while the schedule is played; then all comes to rest and is looked at."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bench.application.kelurahan import kelurahan
from bench.application.people import GLANCE, Resident, vouches
from chaos.collect import collect
from chaos.databases import databases
from chaos.evidence import Evidence
from chaos.faults import Fault, happens
from chaos.people import CLERK, LURAH, does_what_waits, has_a_story, signs, works
from chaos.rest import come_to_rest
from chaos.town import Town, town
from simulator.phone_client import NotHeard, Phones


@dataclass(frozen=True)
class Plan:
    """What a run does. `patience` is how many seconds anybody waits for anything; `entry` as for `town`."""

    applications: int
    faults: Sequence[Fault]
    at_once: int = 6
    database: str = "sqlite"
    postgres: str | None = None
    patience: float = 900.0
    entry: str = "chaos.as_told"
    told: Callable[[str], None] = field(default=lambda _: None)


@dataclass
class Progress:
    """How many have come to their end, and what those said who did not."""

    finished: int = 0
    despaired: list[str] = field(default_factory=list[str])
    _more: asyncio.Event = field(default_factory=asyncio.Event)

    def one_more(self) -> None:
        self.finished += 1
        self._more.set()

    async def reaches(self, finished: float) -> None:
        while self.finished < finished:
            self._more.clear()
            await self._more.wait()


async def run(plan: Plan, folder: Path) -> Evidence:
    """Raises `NotReady` when a part does not come back."""
    residents = [Resident(number) for number in range(plan.applications)]
    with databases(plan.database, folder, plan.postgres) as kept:
        async with town(folder, kelurahan(folder), kept, plan.entry) as here:
            progress = Progress()
            async with office_hours(here):
                stories = asyncio.create_task(_stories(plan, here, residents, progress))
                await _play(plan, here, progress)
                await stories
                await come_to_rest(here, plan.patience)
            return await collect(here, residents, progress.despaired)


@contextlib.asynccontextmanager
async def office_hours(here: Town) -> AsyncGenerator[None]:
    """Clerk and lurah work until the end of the block."""
    at_work = [
        asyncio.create_task(works(here.url("issuance"), CLERK, does_what_waits)),
        asyncio.create_task(works(here.url("issuance"), LURAH, signs)),
    ]
    try:
        yield
    finally:
        for each in at_work:
            each.cancel()
        await asyncio.gather(*at_work, return_exceptions=True)


async def _stories(plan: Plan, here: Town, residents: Sequence[Resident], progress: Progress) -> None:
    turns = asyncio.Semaphore(plan.at_once)
    async with Phones(here.url("simulator"), patience=plan.patience, glance=GLANCE) as phones:
        await asyncio.gather(*(_story(phones, turns, resident, progress) for resident in residents))


async def _story(phones: Phones, turns: asyncio.Semaphore, resident: Resident, progress: Progress) -> None:
    """With the chair of the RT beside, who answers what is asked about anybody."""
    async with turns:
        phone = await phones.add(resident.phone, resident.name)
        chair = await phones.add(resident.chair.phone, resident.chair.name)
        answering = asyncio.create_task(vouches(chair))
        try:
            await has_a_story(resident, phone)
        except (NotHeard, httpx.HTTPError) as why:
            progress.despaired.append(f"resident {resident.number}: {why}")
        finally:
            progress.one_more()
            answering.cancel()
            await asyncio.gather(answering, return_exceptions=True)


async def _play(plan: Plan, here: Town, progress: Progress) -> None:
    """One fault after the other, spread over the applications."""
    for number, fault in enumerate(plan.faults):
        await progress.reaches(number * plan.applications / len(plan.faults) - plan.at_once)
        plan.told(f"{number + 1}/{len(plan.faults)} {fault}, {progress.finished} applications finished")
        await happens(here, fault)
