"""Hears one stream: pull, answer, acknowledge, until it is told to stop."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import nats.errors
import nats.js.errors
import structlog
from nats.aio.msg import Msg

from shared.messaging.answering import Answering
from shared.messaging.pull import ConsumerGone, Pull, numbers
from shared.messaging.relay import THREAD
from shared.messaging.store import Away
from shared.messaging.tables import Arrival

log: Any = structlog.get_logger()

PAUSE = 0.5  # seconds between two attempts while the queue does not answer
QUEUE_AWAY = (nats.errors.Error, nats.js.errors.Error, OSError, TimeoutError)


class Ear:
    """One stream of one service. `restore` puts streams and consumers back when they are gone."""

    def __init__(
        self,
        stream: str,
        pull: Pull,
        answering: Answering,
        restore: Callable[[], Awaitable[None]],
        stopping: asyncio.Event,
    ) -> None:
        self._stream, self._pull, self._answering = stream, pull, answering
        self._restore, self._stopping = restore, stopping

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
        if msgs := await self._pull.next():
            await self._answering.answer([self._arrival(msg) for msg in msgs], lambda: _hold(msgs))
            for msg in msgs:
                await msg.ack()

    async def _try_to_restore(self) -> None:
        try:
            await self._restore()
        except QUEUE_AWAY as error:
            log.warning("cannot_restore_yet", stream=self._stream, error=type(error).__name__)
            await asyncio.sleep(PAUSE)

    def _arrival(self, msg: Msg) -> Arrival:
        thread = (msg.headers or {}).get(THREAD)
        return Arrival.numbered(
            self._stream, numbers(msg)[0], msg.subject, msg.data, UUID(hex=thread) if thread else None
        )


async def _hold(msgs: list[Msg]) -> None:
    for msg in msgs:
        await msg.in_progress()
