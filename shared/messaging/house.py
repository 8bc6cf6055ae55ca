"""The house of a service: connects, waits for its turn, opens, works, and closes in order."""

import asyncio
import contextlib
import gc
import signal
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
import structlog
import uvloop
from fastapi import APIRouter
from nats.aio.client import Client
from pydantic import ValidationError
from starlette.types import ASGIApp

from shared import database, logging
from shared.attachments import Attachments
from shared.messaging import vitals
from shared.messaging.connection import Connection
from shared.messaging.door import Door
from shared.messaging.errand import Errand
from shared.messaging.hear import Hear
from shared.messaging.ledger import Clock, wall_clock
from shared.messaging.line import Patience
from shared.messaging.message import Message
from shared.messaging.relay import publish
from shared.messaging.runner import Doing
from shared.messaging.rush import Rush
from shared.messaging.store import Claimed, Store
from shared.messaging.topology import Keeping
from shared.messaging.web import CannotListen, Front, Web, application
from shared.messaging.working import Working
from shared.settings import ServiceSettings

log: Any = structlog.get_logger()
S = TypeVar("S", bound=ServiceSettings)
Companion = Callable[[], Coroutine[Any, Any, None]]
Figures = Callable[[], Coroutine[Any, Any, Mapping[str, float]]]


@dataclass(frozen=True)
class Plan(Generic[S]):
    """What makes a service: its ears, its tables, its settings and how its house is furnished.

    `migrations` is the folder beside the module of `furnish` unless given.
    """

    name: str
    hear: Hear
    tables: sa.MetaData
    settings_class: type[S]
    furnish: "Callable[[House[S]], Awaitable[None]]"
    migrations: Path | None = None
    patience: Patience = field(default_factory=Patience)

    @property
    def migrations_folder(self) -> Path:
        beside = Path(sys.modules[self.furnish.__module__].__file__ or "").parent / "migrations"
        return self.migrations or beside


class House(Generic[S]):
    """One process of a service. Its parts are there from `furnish` on."""

    nats: Client
    store: Store
    attachments: Attachments
    _working: Working

    def __init__(self, plan: Plan[S], settings: S, clock: Clock = wall_clock) -> None:
        self.plan, self.settings, self.clock = plan, settings, clock
        self.log: Any = log.bind(service=plan.name)
        self.state = "starting"
        self.active = asyncio.Event()
        self._companions: list[Companion] = []
        self._figures: list[Figures] = []
        self.app = application(plan.name, self.active.is_set, self._health, self._metrics)
        self._front = Front(self.app, self.active.is_set)
        self._web = Web(self._front, settings.host, settings.port)

    @property
    def port(self) -> int:
        """Where its pages are, once it lives."""
        return self._web.port

    @property
    def door(self) -> Door:
        return self._working.door

    @property
    def rush(self) -> Rush:
        """For whoever lets things in, and whoever can wait while many come."""
        return self._working.rush

    def does(self, errand: type[Errand], do: Doing) -> None:
        """`do(errand)` is what such an errand does outside; its result goes to `hear.after`."""
        self._working.errands.does(errand, do)

    def serves(self, what: APIRouter | ASGIApp, at: str = "/") -> None:
        """Pages of the service, shown while it is the active one."""
        if isinstance(what, APIRouter):
            self.app.include_router(what, prefix=at.rstrip("/"))
        else:
            self.app.mount(at, what)

    def answers(self, path: str, app: ASGIApp) -> None:
        """One address at which so much comes that it should cost little: past all that pages need."""
        self._front.add(path, app)

    def accompanies(self, companion: Companion) -> None:
        """A task beside the service, from its opening until it is cancelled at its close; it may end earlier."""
        self._companions.append(companion)

    def measures(self, figures: Figures) -> None:
        """Figures of the service's own for `/metrics`, by name without `pengantar_`."""
        self._figures.append(figures)

    async def publish(self, *messages: Message) -> None:
        """Say what the outside world told, past the outbox; returns once the queue has all of it, else raises."""
        await publish(self.nats, messages)

    def look_again(self) -> None:
        """The clock was moved: something may be due."""
        self._working.look_again()

    async def live(self, stop: asyncio.Event) -> None:
        """From connecting to closing. Raises what makes it impossible to go on."""
        async with AsyncExitStack() as closing:
            opening = self._open(closing)
            if not await _ends_before(stop, opening):
                return
            self.state = "active"
            self.active.set()
            self.log.info("house_open", port=self.port)
            try:
                await _ends_before(stop, self._working.until_one_fails())
            finally:
                self.state = "stopping"
                self.active.clear()
        self.log.info("house_closed")

    async def _open(self, closing: AsyncExitStack) -> None:
        await self._web.start()
        closing.push_async_callback(self._web.stop)
        connection = Connection(self.settings.nats_url, self.plan.name, self._reconnected)
        closing.push_async_callback(connection.close)
        self.nats = await connection.open()
        self.store = database.open_store(self.settings.database)
        self.state = "standing by"
        closing.push_async_callback(self.store.close)
        await self.store.claim()
        self.state = "opening"
        await self._prepare_database()
        self.attachments = Attachments(self.nats)
        self._working = Working(
            self.plan.hear,
            self.store,
            self.nats,
            clock=self.clock,
            patience=self.plan.patience,
            keeping=keeping(self.settings),
            provisions=self.settings.nats_provision,
        )
        closing.push_async_callback(self._working.stop)
        await self._working.open()
        await self.plan.furnish(self)
        await self._working.start(*self._companions)
        closing.push_async_callback(self._web.stop)
        closing.push_async_callback(self._working.stop_hearing)

    async def _prepare_database(self) -> None:
        url, folder = self.settings.database, self.plan.migrations_folder
        if self.settings.migrate:
            await database.migrate(url, self.plan.tables, folder)
        else:
            await database.check(url, folder)

    def _reconnected(self) -> None:
        if self.active.is_set():
            self._working.reconnected()

    async def _health(self) -> tuple[bool, dict[str, Any]]:
        has_queue = self.state != "starting" and self.nats.is_connected
        has_database = self.active.is_set() and await vitals.answers(self.store)
        return has_queue and has_database, {"state": self.state, "queue": has_queue, "database": has_database}

    async def _metrics(self) -> str:
        if not self.active.is_set():
            return ""
        figures = dict(await vitals.backlog(self.store))
        for more in self._figures:
            figures |= await more()
        return self._working.metrics.text(figures)


async def _ends_before(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """Whether the work ended before it was to stop; else it is cancelled. Raises what the work raises."""
    task, told = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((task, told), return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
            return True
        return False
    finally:
        for each in (task, told):
            each.cancel()
        await asyncio.gather(task, told, return_exceptions=True)


def keeping(settings: ServiceSettings) -> Keeping:
    """What the settings say about how long things are kept."""
    return Keeping(timedelta(settings.facts_days), timedelta(settings.inbound_days), settings.nats_replicas)


@contextlib.asynccontextmanager
async def running(
    plan: Plan[S], settings: S, clock: Clock = wall_clock, *, standing_by: bool = False
) -> AsyncGenerator[House[S]]:
    """A house in this process, for tests. It is open on entry, unless it may be `standing_by`."""
    house, stop = House(plan, settings, clock), asyncio.Event()
    life, opened = asyncio.create_task(house.live(stop)), asyncio.create_task(house.active.wait())
    try:
        if not standing_by:
            await asyncio.wait((life, opened), return_when=asyncio.FIRST_COMPLETED)
            if life.done():
                life.result()
        yield house
    finally:
        stop.set()
        opened.cancel()
        await life


def run(plan: Plan[S]) -> None:
    """Run a service until SIGTERM or SIGINT. What makes that impossible is said in one line, with exit code 1 or 2."""
    try:
        settings = plan.settings_class()
    except ValidationError as error:
        for fault in error.errors(include_input=False, include_url=False):
            print(f"{plan.name}: setting {'.'.join(map(str, fault['loc'])).upper()}: {fault['msg']}", file=sys.stderr)  # noqa: T201
        sys.exit(2)
    logging.configure(plan.name, settings.log_format, settings.log_level)
    try:
        uvloop.run(_until_signal(plan, settings))
    except (CannotListen, database.OutOfDate, Claimed, ValueError, OSError) as why:
        log.error("cannot_run", why=str(why), where=logging.places(why)[-1:])
        sys.exit(1)
    except Exception:
        log.exception("house_failed")
        sys.exit(1)


async def _until_signal(plan: Plan[S], settings: S) -> None:
    stop = asyncio.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(told, stop.set)
    gc.freeze()  # what has been loaded stays; looking through it again and again would cost a tenth of all time
    gc.set_threshold(20_000)  # nor are the short lives of messages worth looking through every few hundred objects
    await House(plan, settings).live(stop)
