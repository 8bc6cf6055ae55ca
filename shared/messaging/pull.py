"""A durable consumer of one stream, heard in order: takes what has arrived and never waits for a full batch.

FastStream's own `PullSub(batch=True)` waits for the whole batch or its time-out and keeps no order over a lost
connection; it has no public hook for another loop, hence this one on its connection.
"""

import asyncio
import json
import time
from typing import NamedTuple

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.js.errors import NotFoundError

HEARTBEAT = 5.0  # seconds between two signs of life of the server while nothing arrives
BETWEEN = 0.5  # seconds between two attempts to begin again
ANSWER_WITHIN = 5.0  # seconds
EXPIRES = 30.0  # seconds for which one request stands
_NANOSECONDS = 1_000_000_000
_NOTHING_WRONG = ("404", "408")  # a request that ended for want of messages


class Delivered(NamedTuple):
    """A message with its number in the stream."""

    number: int
    msg: Msg


def _numbers(msg: Msg) -> tuple[int, int]:
    """Its numbers in the stream and among the deliveries; ten times cheaper than `metadata`, which reads the time."""
    tokens = msg.reply.split(".")
    first = 5 if len(tokens) == 9 else 7  # a server in a domain puts that and the account before the stream
    return int(tokens[first]), int(tokens[first + 1])


class ConsumerGone(Exception):
    """The consumer is not on the server (any more)."""


class Pull:
    """Asks for more before it has used up what it asked for.

    What an earlier process, or this one before it lost the connection, was sent and did not acknowledge comes back
    first: the consumer is set back to its last acknowledgement whenever anything may have been lost on the way.
    Otherwise such messages would come back only after a while, behind newer ones.
    """

    def __init__(self, nc: Client, stream: str, durable: str, batch: int = 256) -> None:
        self._nc, self._stream, self._durable, self._batch = nc, stream, durable, batch
        self._next = f"$JS.API.CONSUMER.MSG.NEXT.{stream}.{durable}"
        self._sub: Subscription | None = None
        self._arrived: list[Delivered] = []
        self._asked, self._expected = 0, 1
        self._is_disturbed = True
        self._last_sign, self._begun = 0.0, 0.0
        self._wake = asyncio.Event()

    async def next(self) -> list[Delivered]:
        """What has arrived, oldest first; nothing when there is none for a while. Raises `ConsumerGone`."""
        if self._is_disturbed or time.monotonic() - self._last_sign > 2.5 * HEARTBEAT:
            await self._begin()
        if self._is_disturbed:
            return []
        await self._ask()
        if not self._arrived:
            await self._wait(HEARTBEAT)
        if self._is_disturbed:
            return []
        taken, self._arrived = self._arrived[: self._batch], self._arrived[self._batch :]
        return taken

    def disturb(self) -> None:
        """The connection was lost: what was on its way may be lost too."""
        self._is_disturbed = True
        self._wake.set()

    def interrupt(self) -> None:
        """Let `next` return."""
        self._wake.set()

    async def stop(self) -> None:
        """Take nothing more; what has arrived and was not taken is not acknowledged, and so comes again."""
        if self._sub and not self._nc.is_closed:
            await self._sub.unsubscribe()
        self._sub = None

    async def _begin(self) -> None:
        """Nothing is asked for before this has succeeded, so that nothing is sent that could be lost."""
        self._is_disturbed = True
        await self.stop()
        await self._wait(self._begun + BETWEEN - time.monotonic())
        self._begun = time.monotonic()
        if not self._nc.is_connected:
            return
        js = self._nc.jetstream(timeout=ANSWER_WITHIN)
        try:
            await js.consumer_info(self._stream, self._durable)  # a reset of what is not there is not answered
            await js.reset_consumer(self._stream, self._durable)
        except NotFoundError:
            raise ConsumerGone(self._durable) from None
        self._arrived, self._asked, self._expected, self._is_disturbed = [], 0, 1, False
        self._inbox = self._nc.new_inbox()
        self._sub = await self._nc.subscribe(self._inbox, cb=self._on, pending_msgs_limit=-1, pending_bytes_limit=-1)
        self._last_sign = time.monotonic()

    async def _ask(self) -> None:
        room = 2 * self._batch - self._asked - len(self._arrived)
        if self._asked > self._batch // 2 or room <= 0:
            return
        self._asked += room
        request = {
            "batch": room,
            "expires": int(EXPIRES * _NANOSECONDS),
            "idle_heartbeat": int(HEARTBEAT * _NANOSECONDS),
        }
        await self._nc.publish(self._next, json.dumps(request).encode(), reply=self._inbox)

    async def _wait(self, seconds: float) -> None:
        """Until something happens, or for so long."""
        try:
            async with asyncio.timeout(max(0.0, seconds)):
                await self._wake.wait()
        except TimeoutError:
            return
        finally:
            self._wake.clear()

    async def _on(self, msg: Msg) -> None:
        if not msg.reply.startswith("$JS.ACK."):
            self._on_status(msg.headers or {})
        elif msg.subject and not self._is_disturbed:
            self._asked -= 1
            number, delivery = _numbers(msg)
            if delivery == self._expected:
                self._expected += 1
                self._arrived.append(Delivered(number, msg))
            else:  # one was lost on its way
                self._is_disturbed = True
            self._wake.set()
        self._last_sign = time.monotonic()

    def _on_status(self, headers: dict[str, str]) -> None:
        match headers.get("Status"):
            case "100":
                return
            case status if status in _NOTHING_WRONG:
                self._asked = max(0, self._asked - int(headers.get("Nats-Pending-Messages", self._asked)))
            case _:  # the consumer, its leader or its server is gone
                self._is_disturbed = True
        self._wake.set()
