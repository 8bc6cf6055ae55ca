"""The machine a figure was measured on, and what processes use of it. CPU times are read from Linux's /proc."""

import contextlib
import os
import platform
from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self


@dataclass(frozen=True)
class Machine:
    """`load` is how many processes wanted a core in the last minute, before the bench began."""

    cores: int
    processor: str
    memory_gb: float
    system: str
    python: str
    load: float
    at: str

    @classmethod
    def here(cls) -> Self:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
        return cls(
            cores=os.cpu_count() or 0,
            processor=_processor(),
            memory_gb=round(memory, 1),
            system=f"{platform.system()} {platform.release()}",
            python=platform.python_version(),
            load=round(os.getloadavg()[0], 1),
            at=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        )

    def __str__(self) -> str:
        return (
            f"{self.cores} cores {self.processor}, {self.memory_gb} GB, {self.system}, Python {self.python}; "
            f"load before it began: {self.load}"
        )


def cpu_seconds(pid: int) -> float:
    """CPU time that a process has used since it began; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mb(pid: int | str = "self") -> float:
    """Memory of a process in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def children(pid: int) -> dict[int, list[str]]:
    """The processes it has started, with their command lines."""
    pids = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {int(child): Path(f"/proc/{child}/cmdline").read_text().rstrip("\0").split("\0") for child in pids}


@contextlib.contextmanager
def two_cores() -> Generator[None]:
    """What is started inside has two cores of this machine, however many there are."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:2])
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    return next((line.split(": ", 1)[1] for line in lines if line.startswith("model name")), platform.machine())
