"""What a bench finds, and how it is shown."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from rich.table import Table

from bench.machine import Machine


@dataclass(frozen=True)
class Figure:
    """One thing measured, once per round. `target` is in words, such as "at most 300"."""

    bench: str
    what: str
    unit: str
    rounds: tuple[float, ...]
    target: str = ""

    @property
    def value(self) -> float:
        """The median of the rounds."""
        return median(self.rounds)


def as_table(figures: Iterable[Figure], machine: Machine) -> Table:
    table = Table(caption=str(machine), caption_justify="left", title_justify="left", title="Medians")
    for heading in ("bench", "what", "median", "unit", "rounds", "target"):
        table.add_column(heading, justify="right" if heading in ("median", "rounds") else "left", no_wrap=True)
    last = ""
    for figure in figures:
        if last and figure.bench != last:
            table.add_section()
        name, last = figure.bench if figure.bench != last else "", figure.bench
        between = f"{short(min(figure.rounds))} to {short(max(figure.rounds))}"
        table.add_row(name, figure.what, short(figure.value), figure.unit, between, figure.target)
    return table


def as_json(figures: Iterable[Figure], machine: Machine) -> dict[str, Any]:
    """Everything, for other programs."""
    return {"machine": asdict(machine), "figures": [{**asdict(figure), "value": figure.value} for figure in figures]}


def short(number: float) -> str:
    """Three digits that count: 4,220 or 13.4 or 0.56."""
    if abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if abs(number) >= 10 else f"{number:.2f}".rstrip("0").rstrip(".")
