"""A service at work: everything that moves while it is the active one, started and stopped in the right order."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from typing import Any

import structlog
from nats.aio.client import Client

from shared.messaging.answering import Answering
from shared.messaging.door import Door
from shared.messaging.ear import Ear
from shared.messaging.hear import Hear
from shared.messaging.ledger import Clock, Ledger
from shared.messaging.line import Patience
from shared.messaging.metrics import Metrics
from shared.messaging.parked import Wall, answer_for
from shared.messaging.pull import Pull
from shared.messaging.relay import Relay
from shared.messaging.right_clock import put_right
from shared.messaging.runner import Runner
from shared.messaging.rush import Rush
from shared.messaging.store import Claimed, Store
from shared.messaging.sweep import sweep
from shared.messaging.topology import Keeping, NotProvisioned, expect, provision
from shared.messaging.waiting_room import WaitingRoom

log: Any = structlog.get_logger()

PAUSE = 1.0  # seconds between two looks whether another has put the queue in order
GRACE = 10.0  # seconds for errands under way, and for messages still to be published, when it stops


class Working:
    """The moving parts of one service over one claimed store and one connection."""

    def __init__(
        self,
        hear: Hear,
        store: Store,
        nc: Client,
        *,
        clock: Clock,
        patience: Patience,
        keeping: Keeping,
        provisions: bool,
    ) -> None:
        self.metrics = Metrics(hear.service)
        self._hear, self._nc, self._keeping, self._provisions = hear, nc, keeping, provisions
        self._stopping = asyncio.Event()
        self.rush = Rush()
        self._relay = Relay(nc)
        self.ledger = Ledger(store, self._relay, self.metrics, clock)
        self.door, self.wall = Door(hear, self.ledger), Wall(hear, self.ledger)
        answering = Answering(hear, self.ledger, patience, self._stopping)
        self.errands = Runner(hear, self.ledger, patience, self._stopping)
        self._waiting_room = WaitingRoom(self.ledger, answering, self._stopping)
        self._ears = [
            Ear(
                stream,
                Pull(nc, stream, hear.service),
                answering,
                self._provision,
                rush=self.rush,
                stopping=self._stopping,
            )
            for stream in hear.subjects()
        ]
        self._loops: set[asyncio.Task[None]] = set()
        self._background: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Put the queue in order, or wait until another has; begin with what an earlier process left to say."""
        last = ""
        while why := await self._is_missing():
            if why != last:
                log.warning("queue_not_in_order", why=why, do="run `pengantar streams`")
            last = why
            await asyncio.sleep(PAUSE)
        await self.ledger.open()
        await put_right(self._hear, self.ledger)

    async def start(self, *companions: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Begin to hear; `companions` run beside for as long."""
        await answer_for(self._nc, self._hear.service, self.wall)
        loops = (*(ear.run for ear in self._ears), self.errands.run, self._waiting_room.run)
        self._loops = {asyncio.create_task(loop()) for loop in loops}
        background = (self._relay.run, self.ledger.tidy_up, self._sweep, *companions)
        self._background = {asyncio.create_task(each()) for each in background}

    async def until_one_fails(self) -> None:
        """Raises what a part of it fails with; a companion may end."""
        tasks = self._loops | self._background
        while tasks:
            done, tasks = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()

    async def stop_hearing(self) -> None:
        """Finish the batches in hand; nothing new is begun."""
        self._stopping.set()
        self.look_again()
        for ear in self._ears:
            ear.stop()
        await asyncio.gather(*self._loops, return_exceptions=True)

    async def stop(self) -> None:
        """Finish what is under way, say what is to be said, and leave nothing behind."""
        await self.stop_hearing()
        with contextlib.suppress(Claimed):
            await self.errands.stop(within=GRACE)
        await self._relay.drained(within=GRACE if self._nc.is_connected else 0)
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        with contextlib.suppress(Claimed):
            await self.ledger.close()

    def reconnected(self) -> None:
        """The connection is back: what was on its way may be lost."""
        for ear in self._ears:
            ear.reconnected()

    def look_again(self) -> None:
        """The clock was moved: something may be due."""
        self.ledger.errands_are_due.set()
        self.ledger.lines_are_due.set()

    async def _provision(self) -> None:
        if self._provisions:
            await provision(self._nc, [self._hear], self._keeping)
        else:
            await expect(self._nc, self._hear)

    async def _is_missing(self) -> str:
        try:
            await self._provision()
        except NotProvisioned as why:
            return str(why)
        return ""

    async def _sweep(self) -> None:
        await sweep(self.ledger, self._keeping.facts.days)
