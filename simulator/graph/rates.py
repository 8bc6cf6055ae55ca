"""How fast an office may write: to one person, and in all (Meta: throughput; pair rate)."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Bucket:
    """Holds up to `size` tokens and gets `per_second` new ones; a message takes one."""

    size: float
    per_second: float
    tokens: float
    filled_at: float

    def take(self, now: float) -> bool:
        self.tokens = min(self.size, self.tokens + (now - self.filled_at) * self.per_second)
        self.filled_at = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


@dataclass(slots=True)
class Rates:
    """`throughput` messages a second for the number; per person a burst, then one every `pair_seconds`."""

    clock: Callable[[], float]
    throughput: int = 80
    pair_burst: int = 45
    pair_seconds: float = 6.0
    _number: Bucket | None = None
    _pairs: dict[str, Bucket] = field(default_factory=dict[str, Bucket])

    def number_allows(self) -> bool:
        now = self.clock()
        if self._number is None:
            self._number = Bucket(self.throughput, self.throughput, self.throughput, now)
        return self._number.take(now)

    def pair_allows(self, recipient: str) -> bool:
        now = self.clock()
        if recipient not in self._pairs:
            self._pairs[recipient] = Bucket(self.pair_burst, 1 / self.pair_seconds, self.pair_burst, now)
        return self._pairs[recipient].take(now)
