"""The town of the stories: `pengantar up` as an operator runs it, with phones and consoles to act by."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from shared.messaging.server import free_port
from simulator.phone_client import Phones
from tests.story.console import Console
from tests.story.people import Resident

PORTS = ("issuance", "simulator", "notifier", "intake", "verification", "nats")
READY_WITHIN = 90.0


def free_ports() -> dict[str, int]:
    return {name: free_port() for name in PORTS}


@dataclass(frozen=True)
class Town:
    """Where everything runs and is kept, and who has moved in meanwhile."""

    data: Path
    ports: dict[str, int] = field(default_factory=free_ports)
    residents: list[Resident] = field(default_factory=list[Resident])

    @property
    def console_url(self) -> str:
        return f"http://127.0.0.1:{self.ports['issuance']}"

    @property
    def phones_url(self) -> str:
        return f"http://127.0.0.1:{self.ports['simulator']}"

    @property
    def webhook_url(self) -> str:
        return f"http://127.0.0.1:{self.ports['notifier']}/whatsapp/webhook"

    @property
    def nats_url(self) -> str:
        return f"nats://127.0.0.1:{self.ports['nats']}"

    @property
    def app_secret(self) -> bytes:
        """What WhatsApp signs its webhooks with."""
        secrets = json.loads((self.data / "demo" / "secrets.json").read_text())
        return str(secrets["app_secret"]).encode()

    def phones(self) -> Phones:
        return Phones(self.phones_url, patience=30)

    def console(self) -> Console:
        return Console(self.console_url)

    def logs(self) -> dict[str, str]:
        return {path.stem: path.read_text() for path in (self.data / "logs").glob("*.log")}


@contextmanager
def running(town: Town, **settings: str) -> Generator[Town]:
    """Start everything and, at the end, stop it as Ctrl-C does; that must succeed and leave nothing behind."""
    environment = {**os.environ, **{f"{name.upper()}_PORT": str(port) for name, port in town.ports.items()}, **settings}
    command = [sys.executable, "-m", "services.cli", "up", "--data", str(town.data)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        _wait_until_ready(town, process)
        yield town
    finally:
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said


def _wait_until_ready(town: Town, process: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + READY_WITHIN
    names = [name for name in town.ports if name != "nats"]
    while not all(_is_ready(town.ports[name]) for name in names):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            said, _ = process.communicate()
            raise AssertionError(f"The town did not start: {said}")
        time.sleep(0.1)


def _is_ready(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health/ready", timeout=2).is_success
    except httpx.HTTPError:
        return False
