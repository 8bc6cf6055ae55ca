"""`python -m bench [NAME …] [--rounds N] [--json FILE]`: measures, and prints one table."""

import argparse
import json
from pathlib import Path

from rich.console import Console

from bench import application, kernel, letters, start
from bench.figures import Figure, as_json, as_table
from bench.machine import Machine

BENCHES = {
    "kernel": kernel.measure,
    "application": application.measure,
    "start": start.measure,
    "letters": letters.measure,
}


def main() -> None:
    asked = _asked()
    names: list[str] = asked.names or list(BENCHES)
    progress, machine = Console(stderr=True), Machine.here()
    found: list[Figure] = []
    for name in names:
        with progress.status(f"{name}, {asked.rounds} rounds"):
            found += BENCHES[name](rounds=asked.rounds)
    Console(soft_wrap=True).print(as_table(found, machine))
    if asked.json:
        asked.json.write_text(json.dumps(as_json(found, machine), indent=2) + "\n")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="What is claimed about speed, measured here and now.")
    parser.add_argument("names", nargs="*", choices=[*BENCHES, []], metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--rounds", type=int, default=3, help="how often each is repeated; medians are told")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where to write the figures as well")
    return parser.parse_args()


if __name__ == "__main__":
    main()
