"""Hears one stream: pull, answer, acknowledge, until it is told to stop."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from typing import Any

import nats.errors
import nats.js.errors
import structlog

from shared.messaging.answering import Answering
from shared.messaging.publishing import thread_of
from shared.messaging.pull import ConsumerGone, Delivered, Pull
from shared.messaging.rush import Rush
from shared.messaging.store import Away
from shared.messaging.tables import Arrival

log: Any = structlog.get_logger()

PAUSE = 0.5  # seconds between two attempts while the queue does not answer
BITE = 16  # messages dealt with at once in a rush, some milliseconds of work
QUEUE_AWAY = (nats.errors.Error, nats.js.errors.Error, OSError, TimeoutError)


class Ear:
    """One stream of one service. `restore` puts streams and consumers back when they are gone.

    In a `rush` it steps back: what has been kept can wait, who knocks cannot.
    """

    def __init__(
        self,
        stream: str,
        pull: Pull,
        answering: Answering,
        restore: Callable[[], Awaitable[None]],
        *,
        rush: Rush,
        stopping: asyncio.Event,
    ) -> None:
        self._stream, self._pull, self._answering = stream, pull, answering
        self._restore, self._rush, self._stopping = restore, rush, stopping

    async def run(self) -> None:
        while not self._stopping.is_set():
            try:
                await self._hear()
            except ConsumerGone:
                log.warning("consumer_gone", stream=self._stream)
                await self._try_to_restore()
            except Away:
                break  # told to stop while the database is away
            except QUEUE_AWAY as error:
                log.warning("cannot_hear_yet", stream=self._stream, error=type(error).__name__)
                self._pull.disturb()
                await asyncio.sleep(PAUSE)
        with contextlib.suppress(*QUEUE_AWAY):
            await self._pull.stop()

    def reconnected(self) -> None:
        self._pull.disturb()

    def stop(self) -> None:
        self._pull.interrupt()

    async def _hear(self) -> None:
        delivered = await self._pull.next()
        while delivered and not self._stopping.is_set():
            bite = BITE if self._rush.is_on else len(delivered)
            began = time.monotonic()
            await self._answer(delivered[:bite])
            delivered = delivered[bite:]
            await self._rush.rest(time.monotonic() - began)

    async def _answer(self, delivered: list[Delivered]) -> None:
        await self._answering.answer([self._arrival(each) for each in delivered], lambda: _hold(delivered))
        for each in delivered:
            await each.msg.ack()

    async def _try_to_restore(self) -> None:
        try:
            await self._restore()
        except QUEUE_AWAY as error:
            log.warning("cannot_restore_yet", stream=self._stream, error=type(error).__name__)
            await asyncio.sleep(PAUSE)

    def _arrival(self, delivered: Delivered) -> Arrival:
        number, msg = delivered
        return Arrival.numbered(self._stream, number, msg.subject, msg.data, thread_of(msg.headers))


async def _hold(delivered: list[Delivered]) -> None:
    for each in delivered:
        await each.msg.in_progress()
