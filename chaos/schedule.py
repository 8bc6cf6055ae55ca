"""Which faults come, in which order and for how long: drawn from a seed, so that a run can be repeated."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from chaos.faults import Fault
from shared.messaging.topology import ACK_WAIT


@dataclass(frozen=True)
class Pace:
    """Seconds that faults of some kinds last; the others last up to `usual`."""

    usual: float = 8.0
    stopped: float = ACK_WAIT + 5
    cut_off: float = 60.0
    file_locked: float = 15.0

    def of(self, kind: str, draw: random.Random) -> float:
        longest = getattr(self, kind, None)
        return float(longest) if longest is not None else draw.uniform(1.0, self.usual)


#: For `make test`.
SHORT = Pace(usual=3.0, stopped=3.0, cut_off=3.0, file_locked=3.0)


def schedule(seed: int, count: int, kinds: Sequence[tuple[str, str]], pace: Pace) -> list[Fault]:
    """Every kind comes once before any comes again with another part, as far as `count` goes."""
    draw = random.Random(seed)  # noqa: S311 - repeatable on purpose, nothing secret
    of_kind: dict[str, list[str]] = {}
    for kind, part in draw.sample(kinds, len(kinds)):
        of_kind.setdefault(kind, []).append(part)
    parts = {kind: cycle(some) for kind, some in of_kind.items()}
    order = islice(cycle(parts), count)
    return [Fault(kind, next(parts[kind]), pace.of(kind, draw)) for kind in order]
