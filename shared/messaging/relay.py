"""Says what has been committed, in that order, until the message queue has it."""

import asyncio
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

import structlog
from nats.aio.client import Client

from shared.messaging.message import Message
from shared.messaging.publishing import CANNOT_PUBLISH, MOST, Press
from shared.messaging.tables import Saying

log: Any = structlog.get_logger()

LONGEST_PAUSE = 1.0  # seconds between two attempts


class Relay:
    """Publishes the rows of the outbox and remembers which of them may be removed from it."""

    def __init__(self, nc: Client) -> None:
        self._press = Press(nc)
        self._rows: deque[Saying] = deque()
        self._known: set[UUID] = set()
        self._published: list[UUID] = []
        self._wake, self._idle = asyncio.Event(), asyncio.Event()
        self.has_published = asyncio.Event()
        self._idle.set()

    def offer(self, rows: Iterable[Saying]) -> None:
        """Publish these after those offered before; a row that is known already is left out."""
        new = [row for row in rows if row.id not in self._known]
        if new:
            self._known.update(row.id for row in new)
            self._rows += new
            self._idle.clear()
            self._wake.set()

    def take_published(self) -> list[UUID]:
        """The outbox rows that the next transaction may remove."""
        taken, self._published = self._published, []
        self.has_published.clear()
        return taken

    def put_back(self, published: Sequence[UUID]) -> None:
        """That transaction did not commit: a later one removes them."""
        if published:
            self._published += published
            self.has_published.set()

    def forget(self, removed: Iterable[UUID]) -> None:
        """These are no longer in the outbox."""
        self._known.difference_update(removed)

    async def run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._rows:
                some = [self._rows.popleft() for _ in range(min(MOST, len(self._rows)))]
                for stream, rows in groupby(some, key=lambda row: row.stream):
                    await self._until_published(stream, list(rows))
            self._idle.set()

    async def drained(self, within: float) -> None:
        """Wait until everything is with the queue; what is not in time stays in the outbox for the next start."""
        try:
            async with asyncio.timeout(within):
                await self._idle.wait()
        except TimeoutError:
            log.warning("messages_stay_in_the_outbox", count=len(self._rows))

    async def _until_published(self, stream: str, rows: list[Saying]) -> None:
        pause = 0.05
        while True:
            try:
                await self._press.publish(stream, rows)
            except CANNOT_PUBLISH as error:
                log.warning("cannot_publish_yet", stream=stream, count=len(rows), error=type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                self.put_back([row.id for row in rows])
                return


async def publish(nc: Client, messages: Iterable[Message]) -> None:
    """Publish without an outbox, for what the outside world tells us: returns once the queue has all of it.

    Raises nats.errors.Error or nats.js.errors.Error when it cannot; then the outside world has to tell us again.
    """
    press = Press(nc)
    rows = [
        Saying(
            message.id, message.stream, message.wire_subject, message.model_dump_json().encode(), message.id, message.id
        )
        for message in messages
    ]
    for stream, some in groupby(rows, key=lambda row: row.stream):
        await press.side_by_side(stream, list(some))
