"""Lets a town's people get their letters, and tells what one application costs."""

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.application.kelurahan import kelurahan
from bench.application.round import Count, Round, workday
from bench.figures import Figure
from bench.town import running

STAND_IN = "simulator"  # no part of the office: WhatsApp itself
MOST_MESSAGES, MOST_CPU = "at most 14", "at most 300"


def measure(rounds: int = 3, applications: int = 20, at_once: int = 5) -> list[Figure]:
    """Raises AssertionError when an application does not come to its end, or something is parked on the way."""
    straight, returned = asyncio.run(_rounds(rounds, applications, at_once))
    return [*_figures(straight), *_figures_of_returned(returned)]


async def _rounds(rounds: int, applications: int, at_once: int) -> tuple[list[Round], list[Round]]:
    """In one town: rounds in which all goes straight, and rounds in which every KK is blurred and returned.

    One application goes before and is not counted, so that everything has been used once.
    """
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), kelurahan(Path(folder))) as town:
        async with workday(town) as people:
            await people.round(range(1), 1, is_blurred=False)
            found: tuple[list[Round], list[Round]] = ([], [])
            for turn in range(2 * rounds):
                first, is_blurred = 1 + turn * applications, bool(turn % 2)
                numbers = range(first, first + applications)
                found[is_blurred].append(await people.round(numbers, at_once, is_blurred=is_blurred))
            return found


def _figures(rounds: Sequence[Round]) -> list[Figure]:
    cpu = rounds[0].after.cpu
    costly = sorted(cpu, key=lambda process: -rounds[0].each(lambda count: count.cpu[process]))
    return [
        _figure(rounds, "messages to the resident", "", lambda count: count.to_residents, MOST_MESSAGES),
        _figure(rounds, "messages from the resident", "", lambda count: count.from_residents),
        _figure(rounds, "messages to the RT chair", "", lambda count: count.to_chairs),
        _figure(rounds, "messages from the RT chair", "", lambda count: count.from_chairs),
        _figure(rounds, "facts and requests", "", lambda count: count.said["FACTS"] + count.said["REQUESTS"]),
        _figure(rounds, "webhooks", "", lambda count: count.said["WEBHOOKS"]),
        _figure(rounds, "CPU, all but the simulator", "ms", _office_cpu_ms, MOST_CPU),
        *(_figure(rounds, f"- {each}", "ms", lambda count, each=each: 1000 * count.cpu[each]) for each in costly),
        _figure(rounds, "time, several at once", "s", lambda count: count.at),
    ]


def _figures_of_returned(rounds: Sequence[Round]) -> list[Figure]:
    what = "with a document returned:"
    return [
        _figure(rounds, f"{what} messages to the resident", "", lambda count: count.to_residents),
        _figure(rounds, f"{what} CPU", "ms", _office_cpu_ms),
    ]


def _figure(rounds: Sequence[Round], what: str, unit: str, of: Callable[[Count], float], target: str = "") -> Figure:
    return Figure("application", what, unit, tuple(each.each(of) for each in rounds), target)


def _office_cpu_ms(count: Count) -> float:
    return 1000 * sum(seconds for process, seconds in count.cpu.items() if process != STAND_IN)
