"""Three toy services that pass a baton on: by a request, after an errand, by a fact."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from nats.aio.client import Client

from shared import database
from shared.messaging import Desk, Errand, Fact, Hear, Id, Request, Want, document_shelf, uuid7
from shared.messaging.house import House, Plan, running
from shared.messaging.relay import publish
from shared.messaging.tables import outbox
from shared.settings import ServiceSettings

OFFICE = "1671101001"
LEGS = ("first", "second", "third")


class Started(Fact):
    """A runner has started."""

    subject: ClassVar[str] = "fact.race.started.v1"
    key_field: ClassVar[str] = "runner_id"
    runner_id: UUID


class TakeOver(Request):
    """Run the second leg."""

    subject: ClassVar[str] = "request.second.take_over.v1"
    key_field: ClassVar[str] = "runner_id"
    runner_id: UUID


class Arrived(Fact):
    """The second leg has been run."""

    subject: ClassVar[str] = "fact.second.arrived.v1"
    key_field: ClassVar[str] = "runner_id"
    runner_id: UUID


class Breathe(Errand):
    """A short rest."""

    name: ClassVar[str] = "breathe"
    key_field: ClassVar[str] = "runner_id"
    runner_id: UUID
    because_of: TakeOver


@dataclass(frozen=True, slots=True)
class Leg:
    """How often a runner has run it."""

    runner_id: UUID
    times: int = 0


tables = sa.MetaData()
legs = sa.Table(
    "legs", tables, sa.Column("runner_id", Id, primary_key=True), sa.Column("body", sa.Text, nullable=False)
)
leg_shelf = document_shelf(Leg, legs)


def runs(desk: Desk, runner_id: UUID) -> None:
    leg = desk.find(Leg, runner_id) or Leg(runner_id)
    desk.keep(replace(leg, times=leg.times + 1))


def its_leg(about: Any) -> list[Want]:
    return [Want(Leg, about.runner_id)]


# pyright: reportUnusedFunction=false
def first() -> Hear:
    hear = Hear("first", leg_shelf, says=(TakeOver,))

    @hear.on(Started, load=its_leg)
    def start(started: Started, desk: Desk) -> None:
        runs(desk, started.runner_id)
        desk.say(TakeOver.because_of(started, desk.now))

    return hear


def second() -> Hear:
    hear = Hear("second", leg_shelf, says=(Arrived,))

    @hear.on(TakeOver, load=its_leg)
    def take_over(request: TakeOver, desk: Desk) -> None:
        runs(desk, request.runner_id)
        desk.send_for(Breathe(runner_id=request.runner_id, because_of=request))

    @hear.after(Breathe, load=its_leg)
    def has_breathed(breathe: Breathe, _: None, desk: Desk) -> None:
        desk.say(Arrived.because_of(breathe.because_of, desk.now))

    return hear


def third() -> Hear:
    hear = Hear("third", leg_shelf, says=())

    @hear.on(Arrived, load=its_leg)
    def arrive(arrived: Arrived, desk: Desk) -> None:
        runs(desk, arrived.runner_id)

    return hear


HEARS = {"first": first, "second": second, "third": third}


@asynccontextmanager
async def race(nats_url: str, databases: Mapping[str, str]) -> AsyncGenerator[None]:
    """All three at work."""
    async with AsyncExitStack() as houses:
        for name, url in databases.items():
            await houses.enter_async_context(running(_plan(name), _settings(name, nats_url, url)))
        yield


async def start(queue: Client, runners: Sequence[UUID]) -> None:
    """Start them, some at a time."""
    for begin in range(0, len(runners), 20):
        some = runners[begin : begin + 20]
        await publish(queue, [Started(office=OFFICE, at=datetime.now(UTC), runner_id=runner) for runner in some])


async def started(queue: Client) -> set[UUID]:
    """All runners that the message queue knows to have started."""
    info = await queue.jetstream().stream_info("FACTS", subjects_filter=f"{Started.subject}.>")
    return {UUID(hex=subject.rsplit(".", 1)[1]) for subject in info.state.subjects or {}}


async def run_so_far(databases: Mapping[str, str]) -> dict[str, dict[UUID, int]]:
    """How often each runner has run each leg."""
    found = await asyncio.gather(*(rows(url, legs) for url in databases.values()))
    return {
        name: {leg.runner_id: leg.times for leg in map(leg_shelf.from_row, its)}
        for name, its in zip(databases, found, strict=True)
    }


async def still_to_be_said(databases: Mapping[str, str]) -> int:
    return sum([len(await rows(url, outbox)) for url in databases.values()])


def runners(how_many: int) -> list[UUID]:
    return [uuid7() for _ in range(how_many)]


async def rows(url: str, table: sa.Table) -> list[Any]:
    """What is in the table."""
    store = database.open_store(url)
    try:
        return await store.fetch(sa.select(table))
    finally:
        await store.close()


def _plan(name: str) -> Plan[ServiceSettings]:
    return Plan(name, HEARS[name](), tables, ServiceSettings, _unfurnished, migrations=Path("no-migrations"))


def _settings(name: str, nats_url: str, url: str) -> ServiceSettings:
    class Told(ServiceSettings):
        service: ClassVar[str] = "runner"

    Told.service = name
    return Told(nats_url=nats_url, database_url=url)


async def _unfurnished(_: House[ServiceSettings]) -> None:
    """An empty house."""
