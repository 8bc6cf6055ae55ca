"""Says what has been committed, in that order, until the message queue has it."""

import asyncio
import json
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

import nats.errors
import nats.js.errors
import structlog
from nats.aio.client import Client

from shared.messaging.message import Message
from shared.messaging.tables import Saying

log: Any = structlog.get_logger()

MOST = 1000  # the server takes no more in one atomic batch
FEW = 48  # below this, single messages in flight together are cheaper than a batch (measured)
ANSWER_WITHIN = 5.0  # seconds
LONGEST_PAUSE = 1.0  # seconds between two attempts
DUPLICATE_IN_BATCH = 10201  # the server's code

#: W3C trace context: the thread is the trace, the end of the cause's id the parent. Every header costs its reader time.
TRACE = "traceparent"
CANNOT_PUBLISH = (nats.errors.Error, nats.js.errors.Error, OSError, TimeoutError)


class Relay:
    """Publishes the rows of the outbox and remembers which of them may be removed from it."""

    def __init__(self, nc: Client) -> None:
        self._nc, self._js = nc, nc.jetstream(timeout=ANSWER_WITHIN)
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
                await (self._in_one(stream, rows) if len(rows) >= FEW else self._side_by_side(stream, rows))
            except CANNOT_PUBLISH as error:
                log.warning("cannot_publish_yet", stream=stream, count=len(rows), error=type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                self.put_back([row.id for row in rows])
                return

    async def _side_by_side(self, stream: str, rows: list[Saying]) -> None:
        publish = self._js.publish
        await asyncio.gather(*(publish(row.subject, row.body, stream=stream, headers=_headers(row)) for row in rows))

    async def _in_one(self, stream: str, rows: list[Saying]) -> None:
        """An atomic batch: all or nothing, one acknowledgement. A duplicate in it makes the server refuse all of it."""
        *others, last = rows
        batch = uuid4().hex
        for number, row in enumerate(others, start=1):
            await self._nc.publish(row.subject, row.body, headers=_headers(row) | _in_batch(batch, number))
        headers = _headers(last) | _in_batch(batch, len(rows)) | {"Nats-Batch-Commit": "1"}
        reply = await self._nc.request(last.subject, last.body, headers=headers, timeout=ANSWER_WITHIN)
        error = json.loads(reply.data).get("error")
        if error and error.get("err_code") == DUPLICATE_IN_BATCH:
            await self._side_by_side(stream, rows)
        elif error:
            raise nats.js.errors.APIError.from_error(error)


async def publish(nc: Client, messages: Iterable[Message]) -> None:
    """Publish without an outbox, for what the outside world tells us: returns once the queue has all of it.

    Raises nats.errors.Error or nats.js.errors.Error when it cannot; then the outside world has to tell us again.
    """
    js = nc.jetstream(timeout=ANSWER_WITHIN)
    rows = [
        Saying(
            message.id, message.stream, message.wire_subject, message.model_dump_json().encode(), message.id, message.id
        )
        for message in messages
    ]
    await asyncio.gather(*(js.publish(row.subject, row.body, stream=row.stream, headers=_headers(row)) for row in rows))


def _in_batch(batch: str, number: int) -> dict[str, str]:
    return {"Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(number)}


def _headers(row: Saying) -> dict[str, str]:
    return {"Nats-Msg-Id": row.id.hex, TRACE: f"00-{row.thread.hex}-{row.cause.hex[16:]}-01"}


def thread_of(headers: dict[str, str] | None) -> UUID | None:
    """The thread that a message says it belongs to."""
    try:
        return UUID(hex=headers[TRACE][3:35]) if headers and TRACE in headers else None
    except ValueError:
        return None
