"""Whether so much comes from outside at once that what can wait should wait: whoever knocks must be answered soon."""

import asyncio
import time
from collections.abc import Callable

USUAL = 200.0  # things a second that come beside everything else
AT_ONCE = 50.0  # more than that many of them beyond the usual are a rush
HIGHEST = 2 * AT_ONCE  # so that it is over a quarter of a second after the last of them
SHARE = 4  # in a rush one rests for that many times as long as one has worked


class Rush:
    """One for a service. Whoever lets things in tells of them; whoever can wait asks."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._beyond, self._at = 0.0, clock()

    def came(self, count: int) -> None:
        """So many things have come from outside."""
        self._drain()
        self._beyond = min(HIGHEST, self._beyond + count)

    @property
    def is_on(self) -> bool:
        self._drain()
        return self._beyond > AT_ONCE

    async def rest(self, worked: float) -> None:
        """Leave the time to those who come, after so many seconds of work. Returns at once when there is no rush."""
        if self.is_on:
            await asyncio.sleep(SHARE * worked)

    def _drain(self) -> None:
        now = self._clock()
        self._beyond = max(0.0, self._beyond - USUAL * (now - self._at))
        self._at = now
