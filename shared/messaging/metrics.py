"""What a service counts, in the text format that Prometheus reads."""

from collections import Counter
from collections.abc import Iterator, Mapping

from shared.messaging.batch import Outcome

_HELP = {
    "pengantar_transactions_total": "Transactions committed.",
    "pengantar_handled_total": "Messages and errands dealt with.",
    "pengantar_failed_total": "Tries that failed and will be repeated.",
    "pengantar_parked_total": "Messages and errands parked for a person.",
    "pengantar_said_total": "Messages said.",
}


class Metrics:
    """Counters of one service; names and subjects only."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._counts: Counter[tuple[str, str]] = Counter()

    def count(self, outcome: Outcome) -> None:
        """Add what one transaction led to."""
        self._counts["pengantar_transactions_total", ""] += 1
        self._counts["pengantar_said_total", ""] += len(outcome.said)
        for subject in outcome.handled:
            self._counts["pengantar_handled_total", subject] += 1
        for name, setbacks in (("failed", outcome.failed), ("parked", outcome.parked)):
            for setback in setbacks:
                self._counts[f"pengantar_{name}_total", ".".join(setback.subject.split(".")[:4])] += 1

    def text(self, gauges: Mapping[str, float]) -> str:
        """All counters, and the given gauges by name."""
        return "\n".join((*self._counters(), *self._gauges(gauges), ""))

    def _counters(self) -> Iterator[str]:
        for name, meaning in _HELP.items():
            yield f"# HELP {name} {meaning}"
            yield f"# TYPE {name} counter"
            for (counted, of), value in sorted(self._counts.items()):
                if counted == name:
                    labels = f'service="{self._service}"' + (f',of="{of}"' if of else "")
                    yield f"{name}{{{labels}}} {value}"

    def _gauges(self, gauges: Mapping[str, float]) -> Iterator[str]:
        for name, value in gauges.items():
            yield f"# TYPE pengantar_{name} gauge"
            yield f'pengantar_{name}{{service="{self._service}"}} {value:g}'
