"""How rows become messages of the queue: alone, side by side, or as one batch."""

import asyncio
import json
from collections.abc import Sequence
from uuid import UUID, uuid4

import nats.errors
import nats.js.errors
from nats.aio.client import Client

from shared.messaging.tables import Saying

MOST = 1000  # the server takes no more in one atomic batch
FEW = 16  # below this, single messages in flight together are cheaper than a batch (measured)
ANSWER_WITHIN = 5.0  # seconds
DUPLICATE_IN_BATCH = 10201  # the server's code

#: W3C trace context: the thread is the trace, the end of the cause's id the parent. Every header costs its reader time.
TRACE = "traceparent"
CANNOT_PUBLISH = (nats.errors.Error, nats.js.errors.Error, OSError, TimeoutError)


class Press:
    """Publishes rows of one stream, and returns once the queue has all of them on disk."""

    def __init__(self, nc: Client) -> None:
        self._nc, self._js = nc, nc.jetstream(timeout=ANSWER_WITHIN)

    async def publish(self, stream: str, rows: Sequence[Saying]) -> None:
        """In their order. Raises one of `CANNOT_PUBLISH`; some of them may be there then."""
        for start in range(0, len(rows), MOST):
            some = rows[start : start + MOST]
            if len(some) >= FEW:
                await self._in_one(stream, some)
            else:
                await self.side_by_side(stream, some)

    async def side_by_side(self, stream: str, rows: Sequence[Saying]) -> None:
        publish = self._js.publish
        await asyncio.gather(*(publish(row.subject, row.body, stream=stream, headers=_headers(row)) for row in rows))

    async def _in_one(self, stream: str, rows: Sequence[Saying]) -> None:
        """An atomic batch: all or nothing, one acknowledgement. A duplicate in it makes the server refuse all of it."""
        *others, last = rows
        batch = uuid4().hex
        for number, row in enumerate(others, start=1):
            await self._nc.publish(row.subject, row.body, headers=_headers(row) | _in_batch(batch, number))
        headers = _headers(last) | _in_batch(batch, len(rows)) | {"Nats-Batch-Commit": "1"}
        reply = await self._nc.request(last.subject, last.body, headers=headers, timeout=ANSWER_WITHIN)
        error = json.loads(reply.data).get("error")
        if error and error.get("err_code") == DUPLICATE_IN_BATCH:
            await self.side_by_side(stream, rows)
        elif error:
            raise nats.js.errors.APIError.from_error(error)


class Together:
    """Publishes what comes at the same time in one go: the more comes, the less each costs.

    `press` publishes, one portion after the other. Whoever waits hears what became of theirs alone.
    """

    def __init__(self, press: Press, stream: str) -> None:
        self._press, self._stream = press, stream
        self._waiting: list[tuple[Sequence[Saying], asyncio.Future[None]]] = []
        self._sending: asyncio.Task[None] | None = None

    async def publish(self, rows: Sequence[Saying]) -> None:
        """Returns once the queue has all of them. Raises one of `CANNOT_PUBLISH`; some of them may be there then.

        Of very many, others get their turn in between; and nothing more is sent for somebody who waits no longer.
        """
        for start in range(0, len(rows), MOST):
            await self._join(rows[start : start + MOST])

    async def _join(self, rows: Sequence[Saying]) -> None:
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((rows, done))
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._send())
        await done

    async def _send(self) -> None:
        while self._waiting:
            portion = self._take()
            try:
                await self._press.publish(self._stream, [row for rows, _ in portion for row in rows])
            except CANNOT_PUBLISH:
                await asyncio.gather(*(self._alone(*each) for each in portion))
            else:
                for _, done in portion:
                    _tell(done)

    def _take(self) -> list[tuple[Sequence[Saying], asyncio.Future[None]]]:
        """Those that came first, as many as go into one batch; one whose waiter has gone is left out."""
        portion: list[tuple[Sequence[Saying], asyncio.Future[None]]] = []
        count = 0
        while self._waiting and (not portion or count + len(self._waiting[0][0]) <= MOST):
            rows, done = self._waiting.pop(0)
            if not done.done():
                portion.append((rows, done))
                count += len(rows)
        return portion

    async def _alone(self, rows: Sequence[Saying], done: asyncio.Future[None]) -> None:
        """One of them may be why the others were refused."""
        try:
            await self._press.side_by_side(self._stream, rows)
        except CANNOT_PUBLISH as error:
            _tell(done, error)
        else:
            _tell(done)


def _tell(done: asyncio.Future[None], error: Exception | None = None) -> None:
    if done.done():  # nobody waits any more
        return
    if error:
        done.set_exception(error)
    else:
        done.set_result(None)


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
