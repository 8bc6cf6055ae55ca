"""So many tries in a while, and no more: for sign-in, and for public pages. In memory: a restart forgives."""

from collections import deque
from datetime import datetime, timedelta

MOST_KEYS = 10_000


class Throttle:
    """At most `tries` in `within` for each key, e.g. a username and the address it is tried from."""

    def __init__(self, tries: int, within: timedelta) -> None:
        self.tries = tries
        self.within = within
        self._seen: dict[object, deque[datetime]] = {}

    def left(self, key: object, now: datetime) -> int:
        """How many tries are left."""
        return self.tries - len(self._recent(key, now))

    def count(self, key: object, now: datetime) -> None:
        """One more try."""
        if len(self._seen) >= MOST_KEYS:
            self._sweep(now)
        self._seen.setdefault(key, deque(maxlen=self.tries)).append(now)

    def forget(self, key: object) -> None:
        """The tries do not matter any more: the last one was right."""
        self._seen.pop(key, None)

    def _recent(self, key: object, now: datetime) -> deque[datetime]:
        seen = self._seen.get(key, deque())
        while seen and now - seen[0] >= self.within:
            seen.popleft()
        return seen

    def _sweep(self, now: datetime) -> None:
        """Drop keys that do not count any more; when all still do, the oldest half."""
        for key in list(self._seen):
            if not self._recent(key, now):
                del self._seen[key]
        for key in list(self._seen)[: max(len(self._seen) - MOST_KEYS // 2, 0)]:
            del self._seen[key]
