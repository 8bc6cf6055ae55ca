"""Lets a notifier be written to by many people at once, and asks how long each webhook waits for its answer.

Beside it, in the same run: the same messages published with nothing around them, one acknowledgement each; and a
webhook as it is usually built, by pywa on FastAPI.
"""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import NamedTuple

import httpx

from bench.figures import Figure
from bench.machine import two_cores
from bench.webhooks.load import webhook
from services.notifier.incoming import hear
from shared.messaging.server import NatsServer, free_port
from shared.messaging.topology import provision
from shared.testing.broker import connected

ROOT = Path(__file__).parents[2]
SECRET = "of this bench"  # noqa: S105 - it guards nothing
STARTED_WITHIN = 30.0  # seconds
STEADY = 1000.0  # webhooks a second
AS_MANY_AS_COME = 1e9
CONNECTIONS = 64


class Answered(NamedTuple):
    """Webhooks answered a second, and the ms within which 99 of 100 were."""

    rate: float
    within: float


def measure(rounds: int = 3, seconds: float = 10.0) -> list[Figure]:
    """Raises RuntimeError for a webhook that is not answered by 200, AssertionError for one that is not kept."""
    some, many = int(STEADY * seconds), int(3 * STEADY * seconds)
    steady = [_round(_notifier, some, STEADY).within for _ in range(rounds)]
    most = [_round(_notifier, many, AS_MANY_AS_COME).rate for _ in range(rounds)]
    with_pywa = [_round(_pywa, some, AS_MANY_AS_COME).rate for _ in range(rounds)]
    bare = [_bare(many) for _ in range(rounds)]
    return [
        Figure("webhooks", f"answered within, at {STEADY:,.0f}/s, 99 of 100", "ms", tuple(steady), "at most 50"),
        Figure("webhooks", "answered, as many as come", "/s", tuple(most), "at least 1,500"),
        Figure("webhooks", "the same by pywa and FastAPI", "/s", tuple(with_pywa)),
        Figure("webhooks", "the same, published alone", "/s", tuple(bare)),
    ]


def _round(taker: Callable[[NatsServer, Path, int], list[str]], count: int, rate: float) -> Answered:
    with tempfile.TemporaryDirectory() as name, two_cores(), NatsServer(Path(name)) as server:
        asyncio.run(_prepared(server))
        port = free_port()
        with _running(taker(server, Path(name), port), port) as url:
            command = [sys.executable, "-m", "bench.webhooks.load", f"{url}/whatsapp/webhook", SECRET]
            said = subprocess.run(
                [*command, str(count), str(rate), str(CONNECTIONS)], cwd=ROOT, check=True, capture_output=True
            )
        kept = asyncio.run(_kept(server))
    assert kept == count, f"{kept} of {count} webhooks are kept"
    told = json.loads(said.stdout)
    return Answered(count / told["seconds"], 1000 * told["waited"])


def _bare(count: int) -> float:
    """Messages published a second, by as many at once as there are connections."""
    with tempfile.TemporaryDirectory() as name, two_cores(), NatsServer(Path(name)) as server:
        asyncio.run(_prepared(server))
        return asyncio.run(_publish(server, count))


async def _publish(server: NatsServer, count: int) -> float:
    bodies = iter([(str(number), json.dumps(webhook(number)).encode()) for number in range(count)])
    async with connected(server.url) as nc, asyncio.timeout(600):
        js = nc.jetstream()

        async def one_after_the_other() -> None:
            for number, body in bodies:
                await js.publish("webhook.alone", body, headers={"Nats-Msg-Id": number})

        begin = time.perf_counter()
        await asyncio.gather(*(one_after_the_other() for _ in range(CONNECTIONS)))
        return count / (time.perf_counter() - begin)


async def _prepared(server: NatsServer) -> None:
    async with connected(server.url) as nc:
        await provision(nc, [hear])


async def _kept(server: NatsServer) -> int:
    async with connected(server.url) as nc:
        return (await nc.jetstream().stream_info("WEBHOOKS")).state.last_seq


def _notifier(server: NatsServer, folder: Path, port: int) -> list[str]:
    """A notifier as it runs, whose answers to people go nowhere."""
    told = {
        "WHATSAPP_API_URL": f"http://127.0.0.1:{free_port()}/v26.0",
        "WHATSAPP_PHONE_NUMBER_ID": "100000000000001",
        "WHATSAPP_ACCESS_TOKEN": "nobody-asks-for-it",
        "WHATSAPP_APP_SECRET": SECRET,
        "WHATSAPP_VERIFY_TOKEN": "nobody-asks-for-it",
        "NATS_URL": server.url,
        "DATA_DIR": str(folder),
        "NOTIFIER_PORT": str(port),
        "LOG_LEVEL": "ERROR",
    }
    return ["env", *(f"{name}={value}" for name, value in told.items()), sys.executable, "-m", "services.notifier"]


def _pywa(server: NatsServer, _: Path, port: int) -> list[str]:
    return [sys.executable, "-m", "bench.webhooks.with_pywa", str(port), server.url, SECRET]


@contextlib.contextmanager
def _running(command: list[str], port: int) -> Generator[str]:
    with subprocess.Popen(command, cwd=ROOT, env=os.environ) as taker:
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_until_ready(url)
            yield url
        finally:
            taker.terminate()


def _wait_until_ready(url: str) -> None:
    deadline = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < deadline:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{url}/health/ready").is_success:
                return
        time.sleep(0.05)
    raise RuntimeError("nobody listens")
