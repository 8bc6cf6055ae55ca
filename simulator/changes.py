"""Who looks at the phones hears of every change at once."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Change:
    """A bubble came or changed, a phone did, the faults or the webhooks on their way did, or everything did."""

    what: Literal["bubble", "phone", "faults", "everything"]
    phone: str | None = None
    bubble: str | None = None


class Changes:
    """Told to every listener; a listener that fell behind is told that everything changed."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[Change]] = set()

    @contextmanager
    def listen(self) -> Generator[asyncio.Queue[Change]]:
        queue: asyncio.Queue[Change] = asyncio.Queue(maxsize=500)
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)

    def tell(self, change: Change) -> None:
        for queue in self._listeners:
            if queue.full():
                self._start_afresh(queue)
            else:
                queue.put_nowait(change)

    @staticmethod
    def _start_afresh(queue: asyncio.Queue[Change]) -> None:
        while not queue.empty():
            queue.get_nowait()
        queue.put_nowait(Change("everything"))
