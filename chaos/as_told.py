"""`python -m chaos.as_told SERVICE`: the service as it is; `CLOCK_AHEAD` has its clock go wrong by so many seconds."""

import os
import sys
import time
from datetime import timedelta
from importlib import import_module

from shared.messaging import ledger


def set_clock(ahead: float) -> None:
    """Before the house is built: it takes its clock from the ledger."""
    right, now, now_ns = ledger.wall_clock, time.time, time.time_ns
    ledger.wall_clock = lambda: right() + timedelta(seconds=ahead)
    time.time = lambda: now() + ahead
    time.time_ns = lambda: now_ns() + int(ahead * 1e9)


def main() -> None:
    if ahead := os.environ.get("CLOCK_AHEAD"):
        set_clock(float(ahead))
    import_module(f"services.{sys.argv[1]}.main").main()


if __name__ == "__main__":
    main()
