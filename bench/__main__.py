"""`python -m bench [NAME …] [--rounds N] [--json FILE]`: measures, and prints one table."""

import json as jsons
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from cyclopts import App
from rich.console import Console

from bench import application, kernel, letters, start, webhooks
from bench.figures import Figure, as_json, as_table
from bench.machine import Machine

Name = Literal["kernel", "application", "start", "letters", "webhooks", "memory"]
BENCHES: dict[Name, Callable[[int], list[Figure]]] = {
    "kernel": kernel.measure,
    "application": application.measure,
    "start": start.measure,
    "letters": letters.measure,
    "webhooks": webhooks.measure,
    "memory": application.measure_memory,
}
USUAL: tuple[Name, ...] = ("kernel", "application", "start", "letters", "webhooks")
WIDTH = 140  # characters, also where nobody says how wide it is
app = App(name="bench", help="What is claimed about speed, measured here and now.")


@app.default
def bench(*names: Name, rounds: int = 3, json: Path | None = None) -> None:
    """Measure and print one table of medians.

    Parameters
    ----------
    names
        What to measure; when nothing is named, everything but `memory`, which takes half an hour.
    rounds
        How often each is repeated.
    json
        A file for the figures as well.
    """
    machine, progress = Machine.here(), Console(stderr=True)
    found: list[Figure] = []
    for name in names or USUAL:
        with progress.status(f"{name}: {rounds} rounds"):
            found += BENCHES[name](rounds)
    Console(width=WIDTH).print(as_table(found, machine))
    if json:
        json.write_text(jsons.dumps(as_json(found, machine), indent=2) + "\n")


if __name__ == "__main__":
    app()
