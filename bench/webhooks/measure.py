"""Lets a notifier be written to by many people at once, and asks how long each webhook waits for its answer."""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from pathlib import Path

import httpx

from bench.figures import Figure
from bench.machine import two_cores
from shared.messaging.server import NatsServer, free_port
from shared.testing.broker import connected

ROOT = Path(__file__).parents[2]
SECRET = "of this bench"  # noqa: S105 - it guards nothing
STARTED_WITHIN = 30.0  # seconds
STEADY = 1000.0  # webhooks a second
CONNECTIONS = 32


def measure(rounds: int = 3, seconds: float = 10.0) -> list[Figure]:
    """Raises RuntimeError for a webhook that is not answered by 200, AssertionError for one that is not kept."""
    steady, most = list[float](), list[float]()
    for _ in range(rounds):
        steady.append(_round(int(STEADY * seconds), STEADY)[1])
        most.append(_round(int(2 * STEADY * seconds), 1e9)[0])
    return [
        Figure("webhooks", f"answered within, at {STEADY:,.0f}/s, 99 of 100", "ms", tuple(steady), "at most 50"),
        Figure("webhooks", "answered, as many as come", "/s", tuple(most), "at least 1,500"),
    ]


def _round(count: int, rate: float) -> tuple[float, float]:
    """Webhooks answered a second, and the time in ms within which 99 of 100 were."""
    with tempfile.TemporaryDirectory() as name, two_cores(), NatsServer(Path(name)) as server:
        with _notifier(server, Path(name)) as url:
            command = [sys.executable, "-m", "bench.webhooks.load", f"{url}/whatsapp/webhook", SECRET]
            said = subprocess.run(
                [*command, str(count), str(rate), str(CONNECTIONS)], cwd=ROOT, check=True, capture_output=True
            )
        kept = asyncio.run(_kept(server))
    assert kept == count, f"{kept} of {count} webhooks are kept"
    told = json.loads(said.stdout)
    return count / told["seconds"], 1000 * told["waited"]


async def _kept(server: NatsServer) -> int:
    async with connected(server.url) as nc:
        return (await nc.jetstream().stream_info("WEBHOOKS")).state.last_seq


@contextlib.contextmanager
def _notifier(server: NatsServer, folder: Path) -> Generator[str]:
    """A notifier as it runs, whose answers to people go nowhere."""
    port = free_port()
    whatsapp = {
        "WHATSAPP_API_URL": f"http://127.0.0.1:{free_port()}/v26.0",
        "WHATSAPP_PHONE_NUMBER_ID": "100000000000001",
        "WHATSAPP_ACCESS_TOKEN": "nobody-asks-for-it",
        "WHATSAPP_APP_SECRET": SECRET,
        "WHATSAPP_VERIFY_TOKEN": "nobody-asks-for-it",
    }
    own = {"NATS_URL": server.url, "DATA_DIR": str(folder), "NOTIFIER_PORT": str(port), "LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-m", "services.notifier"]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | own | whatsapp) as notifier:
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_until_ready(url)
            yield url
        finally:
            notifier.terminate()


def _wait_until_ready(url: str) -> None:
    deadline = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < deadline:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{url}/health/ready").is_success:
                return
        time.sleep(0.05)
    raise RuntimeError("the notifier did not start")
