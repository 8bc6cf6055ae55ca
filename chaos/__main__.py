"""`python -m chaos --applications N --faults M --seed S`: runs, audits, and says what came of it."""

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Literal

from cyclopts import App

from chaos.audit import audit
from chaos.evidence import Evidence
from chaos.faults import kinds
from chaos.report import as_text, is_clean
from chaos.run import Plan, run
from chaos.schedule import Pace, schedule

app = App(name="chaos", help="Whole applications while everything goes wrong; then an audit of what is left.")


@app.default
def chaos(
    *,
    applications: int = 20,
    faults: int = 20,
    seed: int = 1,
    database: Literal["sqlite", "postgres"] = "sqlite",
    postgres: str | None = None,
    at_once: int = 6,
    keep: Path | None = None,
) -> None:
    """Print what was found, and end with 1 if anything was.

    Parameters
    ----------
    applications
        How many residents apply.
    faults
        How many faults are spread over that time.
    seed
        What the schedule is drawn from.
    database
        What the services keep their state in.
    postgres
        The address of a PostgreSQL in whose place none is started; it is not restarted.
    at_once
        How many residents are under way at the same time.
    keep
        A new folder in which databases and logs stay; else they go.
    """
    kind = "postgres" if postgres else database
    possible = kinds(files=kind == "sqlite", restarts=kind == "postgres" and postgres is None)
    plan = Plan(applications, schedule(seed, faults, possible, Pace()), at_once, kind, postgres, told=_say)
    evidence = _run(plan, keep)
    print(as_text(evidence, len(plan.faults)))
    sys.exit(0 if is_clean(audit(evidence)) else 1)


def _run(plan: Plan, keep: Path | None) -> Evidence:
    if keep:
        keep.mkdir(parents=True)
        return asyncio.run(run(plan, keep.resolve()))
    with tempfile.TemporaryDirectory(prefix="chaos-", ignore_cleanup_errors=True) as folder:
        return asyncio.run(run(plan, Path(folder)))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    app()
