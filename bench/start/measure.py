"""Starts a town again and again, and says "halo" to it."""

import asyncio
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Figure
from bench.machine import two_cores
from bench.town import Town, running
from simulator.phone_client import Phones

SITI = "0812-7100-1001"
PATIENCE = 60.0  # seconds


@dataclass(frozen=True)
class Start:
    """Seconds from the command until it was ready and until the first answer; CPU seconds by process when ready."""

    ready: float
    answered: float
    cpu: dict[str, float]


def measure(rounds: int = 3) -> list[Figure]:
    """The first start finds an empty data folder, the others what it left."""
    with tempfile.TemporaryDirectory() as folder, two_cores():
        first, *again = [_start(Path(folder)) for _ in range(1 + rounds)]
    return _figures(first, again)


def _start(data: Path) -> Start:
    with running(data) as town:
        cpu = town.cpu()
        asyncio.run(_greet(town))
        return Start(town.ready_after, time.monotonic() - town.began, cpu)


async def _greet(town: Town) -> None:
    async with Phones(town.url("simulator"), patience=PATIENCE) as phones:
        siti = phones.phone(SITI)
        said = await siti.writes("halo")
        while not any(bubble.message.from_office for bubble in await siti.chat(after=said.message.seq)):
            assert time.monotonic() < town.began + PATIENCE, "halo was not answered"
            await asyncio.sleep(0.01)


def _figures(first: Start, again: Sequence[Start]) -> list[Figure]:
    def figure(what: str, of: Callable[[Start], float], target: str = "") -> Figure:
        return Figure("start", what, "s", tuple(map(of, again)), target)

    costly = sorted(again[0].cpu, key=lambda process: -again[0].cpu[process])
    return [
        figure("ready", lambda start: start.ready, "at most 10"),
        figure("first answer", lambda start: start.answered),
        Figure("start", "ready, on an empty data folder", "s", (first.ready,)),
        figure("CPU until ready", lambda start: sum(start.cpu.values())),
        *(figure(f"- {process}", lambda start, of=process: start.cpu[of]) for process in costly),
    ]
