"""The waiting lines: what failed comes back later, and what follows it about the same key waits behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from pydantic import ValidationError

from shared.messaging.desk import NotLoaded, NotYet
from shared.messaging.tables import Arrival, Waiting


@dataclass(frozen=True)
class Patience:
    """How long a message is tried. Seconds; with the defaults a failing one is parked after about two minutes."""

    tries: int = 8
    first_delay: float = 1.0
    longest_delay: float = 60.0
    first_look: float = 0.2
    longest_look: float = 60.0
    not_yet: float = 24 * 3600.0

    def after_failure(self, tries: int) -> float:
        """Seconds until the next try, after this many failures."""
        return min(self.first_delay * 2 ** (tries - 1), self.longest_delay)

    def after_not_yet(self, looks: int) -> float:
        """Seconds until the next look, after this many in vain."""
        return min(self.first_look * 2 ** (looks - 1), self.longest_look)


class Lines:
    """The lines of the keys that one transaction is about."""

    def __init__(self, rows: Iterable[Waiting], now: float, patience: Patience) -> None:
        self._now, self._patience = now, patience
        self._lines: dict[UUID, dict[str, dict[str, Waiting]]] = {}
        self._before = {row.place: row for row in sorted(rows)}
        for row in self._before.values():
            self._enter(row)

    def must_wait(self, it: Arrival) -> bool:
        """Whether another is ahead of it, or its own time has not come; then it is in its line."""
        if it.key not in self._lines:
            return False
        first = next(iter(self._line(it).values()), None)
        if first is None or first.place > it.place:
            return False
        if first.place == it.place:
            return first.due is not None and first.due > self._now
        if it.place not in self._line(it):
            self._enter(self._row(it, "behind another"))
        return True

    def failed(self, it: Arrival, error: Exception) -> bool:
        """It goes to its line for another try; False when it has been tried often enough and has left."""
        row = self._line(it).get(it.place) or self._row(it)
        if isinstance(error, NotYet) and not isinstance(error, NotLoaded):
            looks = row.looks + 1
            delay = self._patience.after_not_yet(looks)
            spent = self._now - row.since > self._patience.not_yet
            row = row._replace(looks=looks, due=self._now + delay, reason=reason(error))
        else:
            tries = row.tries + 1
            delay = self._patience.after_failure(tries)
            spent = tries >= self._patience.tries
            row = row._replace(tries=tries, due=self._now + delay, reason=reason(error))
        self._enter(row)
        if spent:
            self.leave(it)
        return not spent

    def leave(self, it: Arrival) -> None:
        """It has been dealt with: the next of its line may come, and so may what waited for news of its key."""
        if it.key not in self._lines:
            return
        self._line(it).pop(it.place, None)
        for stream, line in self._lines.get(it.key, {}).items():
            first = next(iter(line.values()), None)
            if first and (stream == it.stream or first.looks):
                line[first.place] = first._replace(due=self._now)

    def changes(self) -> tuple[list[Waiting], list[str]]:
        """The rows to put and the places to drop."""
        lines = (line for streams in self._lines.values() for line in streams.values())
        after = {place: row for line in lines for place, row in line.items()}
        return (
            [row for place, row in after.items() if self._before.get(place) != row],
            [place for place in self._before if place not in after],
        )

    def _line(self, it: Arrival) -> dict[str, Waiting]:
        return self._lines.get(it.key, {}).get(it.stream, {})

    def _enter(self, row: Waiting) -> None:
        self._lines.setdefault(row.key, {}).setdefault(row.stream, {})[row.place] = row

    def _row(self, it: Arrival, why: str = "") -> Waiting:
        return Waiting(*it, since=self._now, tries=0, looks=0, due=None, reason=why)


def reason(error: Exception) -> str:
    """The error in words for whoever looks at what is parked, without quoting what was sent."""
    if isinstance(error, ValidationError):
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        return "; ".join(": ".join(filter(None, (".".join(map(str, fault["loc"])), fault["msg"]))) for fault in faults)
    return f"{type(error).__name__}: {error}".replace("\x00", "").encode(errors="replace").decode()
