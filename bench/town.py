"""`pengantar up` as an operator runs it, watched from outside."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.machine import children, cpu_seconds, resident_mb
from shared.messaging.server import free_port

ROOT = Path(__file__).parents[1]
PORTS = ("issuance", "simulator", "notifier", "intake", "verification", "nats")
SAID_WHEN_READY = "Ctrl-C stops everything"
STOPPED_WITHIN = 60.0


@dataclass(frozen=True)
class Town:
    """Everything that runs. `ready_after` is in seconds from the command to the block that says what to try."""

    data: Path
    ports: dict[str, int]
    pid: int
    began: float
    ready_after: float

    def url(self, part: str) -> str:
        return f"http://127.0.0.1:{self.ports[part]}"

    @property
    def nats_url(self) -> str:
        return f"nats://127.0.0.1:{self.ports['nats']}"

    def cpu(self) -> dict[str, float]:
        """CPU seconds so far, by process."""
        return self._each(cpu_seconds)

    def memory(self) -> dict[str, float]:
        """Resident memory in MB, by process."""
        return self._each(resident_mb)

    def _each(self, of: Callable[[int], float]) -> dict[str, float]:
        return {"pengantar up": of(self.pid)} | {_name(each): of(pid) for pid, each in children(self.pid).items()}


@contextmanager
def running(data: Path, config: Path = ROOT / "config" / "kelurahan.yaml") -> Generator[Town]:
    """Start everything, and stop it as Ctrl-C does. Raises RuntimeError with what was said when it does not start."""
    ports = {name: free_port() for name in PORTS}
    environment = os.environ | {f"{name.upper()}_PORT": str(port) for name, port in ports.items()}
    command = [sys.executable, "-m", "services.cli", "up", "--data", str(data), "--config", str(config)]
    began = time.monotonic()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as up:
        try:
            _wait_until_ready(up)
            yield Town(data, ports, up.pid, began, time.monotonic() - began)
        finally:
            up.send_signal(signal.SIGINT)
            up.communicate(timeout=STOPPED_WITHIN)


def _wait_until_ready(up: "subprocess.Popen[str]") -> None:
    assert up.stdout
    said = ""
    for line in up.stdout:
        said += line
        if SAID_WHEN_READY in line:
            return
    raise RuntimeError(f"pengantar up did not start: {said}")


def _name(command: list[str]) -> str:
    """`services.intake` is intake; nats-server has no module."""
    module = command[command.index("-m") + 1] if "-m" in command else Path(command[0]).name
    return module.rsplit(".", 1)[-1]
