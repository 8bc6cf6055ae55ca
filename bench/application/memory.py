"""Lets very many people get their letters, and tells what memory the processes hold afterwards."""

import asyncio
import tempfile
from pathlib import Path

from bench.application.kelurahan import kelurahan
from bench.application.round import workday
from bench.figures import Figure
from bench.town import running

MANY = 1000


def measure_memory(rounds: int = 1, applications: int = MANY, at_once: int = 8) -> list[Figure]:
    """One start for all rounds, each of so many applications. Raises AssertionError as `measure` does."""
    held = asyncio.run(_after_each(rounds, applications, at_once))
    counts = ((number * applications, memory) for number, memory in enumerate(held))
    return [
        Figure("memory", f"{process} after {count:,} applications", "MB", (megabytes,))
        for count, memory in counts
        for process, megabytes in memory.items()
    ]


async def _after_each(rounds: int, applications: int, at_once: int) -> list[dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), kelurahan(Path(folder))) as town:
        held = [town.memory()]
        async with workday(town) as people:
            for turn in range(rounds):
                numbers = range(turn * applications, (turn + 1) * applications)
                await people.round(numbers, at_once, is_blurred=False)
                held.append(town.memory())
        return held
