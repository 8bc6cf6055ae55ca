"""Lets the four services carry some thousand events, and counts what that costs."""

import asyncio
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from nats.aio.client import Client

from bench.figures import Figure
from bench.kernel.services import CHAIN, OFFICE, Wanted, plan, tables
from bench.machine import cpu_seconds
from shared import database
from shared.messaging import uuid7
from shared.messaging.relay import Relay
from shared.messaging.server import NatsServer, free_port
from shared.messaging.tables import Saying
from shared.messaging.topology import provision
from shared.testing.broker import connected

ROOT = Path(__file__).parents[2]
STARTED_WITHIN = 30.0  # seconds
DONE_WITHIN = 300.0  # seconds


@dataclass(frozen=True)
class Measured:
    """One round: events a second through all four, and the CPU time of services and server for each."""

    events_per_second: float
    cpu_ms_per_event: float


def measure(rounds: int = 3, events: int = 20_000) -> list[Figure]:
    """Raises AssertionError when an event was lost or counted twice."""
    measured = [asyncio.run(_round(events)) for _ in range(rounds)]
    carried = tuple(each.events_per_second for each in measured)
    spent = tuple(each.cpu_ms_per_event for each in measured)
    return [
        Figure("kernel", "four services in a row", "events/s", carried, "at least 3,000"),
        Figure("kernel", "CPU for an event, through all four", "ms", spent),
    ]


async def _round(events: int) -> Measured:
    with tempfile.TemporaryDirectory() as name, NatsServer(Path(name)) as server:
        folder = Path(name)
        async with connected(server.url) as nc:
            await provision(nc, [plan(service).hear for service in CHAIN])
            houses = [await _start(service, server, folder) for service in CHAIN]
            try:
                measured = await _carry(nc, server, houses, events)
            finally:
                for house in houses:
                    house.terminate()
                codes = [house.wait() for house in houses]
        assert not any(codes), f"exit codes {codes}"
        for service in CHAIN:
            _check(folder / f"{service}.db", events)
    return measured


async def _start(service: str, server: NatsServer, folder: Path) -> "subprocess.Popen[bytes]":
    path = f"sqlite:///{folder / service}.db"
    await database.create_tables(path, tables)
    port = free_port()
    environment = os.environ | {"NATS_URL": server.url, "DATABASE_URL": path, "PORT": str(port), "LOG_LEVEL": "WARNING"}
    command = [sys.executable, "-m", "bench.kernel.service", service]
    house = subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: ASYNC220 - it is at once
    deadline = time.monotonic() + STARTED_WITHIN
    while not await _is_ready(port):
        assert house.poll() is None and time.monotonic() < deadline, f"{service} did not start"
        await asyncio.sleep(0.05)
    return house


async def _is_ready(port: int) -> bool:
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.write(b"GET /health/ready HTTP/1.0\r\n\r\n")
    answer = await reader.readline()
    writer.close()
    return b" 200 " in answer


async def _carry(nc: Client, server: NatsServer, houses: "list[subprocess.Popen[bytes]]", events: int) -> Measured:
    """The events lie ready before the services are let to hear them."""
    js, pids = nc.jetstream(), [house.pid for house in houses] + [server.pid or 0]
    for service in CHAIN:
        await js.pause_consumer("FACTS", service, "2999-01-01T00:00:00Z")
    await _fill(nc, events)
    cpu, begin = sum(map(cpu_seconds, pids)), time.perf_counter()
    for service in CHAIN:
        await js.resume_consumer("FACTS", service)
    while await _delivered(nc) < events:
        assert time.perf_counter() - begin < DONE_WITHIN, "it takes too long"
        await asyncio.sleep(0.02)
    took = time.perf_counter() - begin
    return Measured(events / took, (sum(map(cpu_seconds, pids)) - cpu) / events * 1000)


async def _fill(nc: Client, events: int) -> None:
    relay = Relay(nc)
    relaying = asyncio.create_task(relay.run())
    relay.offer(_wanted() for _ in range(events))
    await relay.drained(within=60)
    relaying.cancel()


def _wanted() -> Saying:
    said = Wanted(
        office=OFFICE,
        application_id=uuid7(),
        at=datetime.now(UTC),
        applicant="Siti Aminah binti Rahmat",
        rt="005/002",
        purpose="mengurus KTP yang hilang",
    )
    return Saying(said.id, said.stream, said.wire_subject, said.model_dump_json().encode(), said.id, said.id)


async def _delivered(nc: Client) -> int:
    """How many have come all the way: each leaves one message per step."""
    messages = (await nc.jetstream().stream_info("FACTS")).state.messages
    return messages // (len(CHAIN) + 1)


def _check(path: Path, events: int) -> None:
    with sqlite3.connect(path) as db:
        found = db.execute(
            "select (select count(*) from cases), (select max(version) from cases), (select count(*) from inbox),"
            " (select count(*) from outbox), (select count(*) from waiting), (select count(*) from parked)"
        ).fetchone()
    assert found == (events, 1, events, 0, 0, 0), f"{path.stem}: {found}"
