"""The town that things happen to: every part a process of its own, and a gate before each way between two of them."""

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bench.town import ROOT
from chaos.databases import Databases
from chaos.gate import Gate
from services.launcher.demo import Demo
from services.launcher.parts import SERVICES, House, Part, Ports
from services.launcher.supervisor import die_with_parent, last_line
from shared.messaging.server import free_port

READY_WITHIN = 180.0  # seconds; others may use this machine too
QUEUE = "nats-server"


class NotReady(Exception):
    """A process ended, or was not ready in time; which, and what it said last."""


@dataclass
class Running:
    """A process of a part, and the port at which it listens."""

    process: asyncio.subprocess.Process
    port: int

    def send(self, what: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(what)


@dataclass
class Town:
    """`to_queue` are the gates between each service and the message queue, `doors` those to the services' pages."""

    house: House
    databases: Databases
    entry: str = ""
    running: dict[str, Running] = field(default_factory=dict[str, Running])
    to_queue: dict[str, Gate] = field(default_factory=dict[str, Gate])
    doors: dict[str, Gate] = field(default_factory=dict[str, Gate])

    def url(self, part: str) -> str:
        return f"http://127.0.0.1:{getattr(self.house.ports, part)}"

    @property
    def nats_url(self) -> str:
        return f"nats://127.0.0.1:{self.house.ports.nats}"

    def process_of(self, name: str) -> Running:
        return self.running[name]

    async def start(self, name: str, **told: str) -> Running:
        """A process of this part. A service listens at a port of its own, to which its door does not lead yet."""
        part = self._part(name)
        port = free_port() if name in SERVICES else part.port
        with (self.house.data / "logs" / f"{name}.log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *self._command(part),
                cwd=ROOT,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self._environment(part, port) | told,
                start_new_session=True,
                preexec_fn=die_with_parent(),
            )
        return Running(process, port)

    async def put_in_place(self, name: str, running: Running) -> None:
        """This is the process of that part from now on; returns when it is ready. Raises `NotReady`."""
        self.running[name] = running
        if name in self.doors:
            self.doors[name].target = running.port
        deadline = time.monotonic() + READY_WITHIN
        async with httpx.AsyncClient(timeout=5) as http:
            while not await _is_ready(http, name, running.port):
                if running.process.returncode is not None or time.monotonic() > deadline:
                    said = last_line(self.house.data / "logs" / f"{name}.log")
                    raise NotReady(f"{name} (exit code {running.process.returncode}): {said}")
                await asyncio.sleep(0.1)

    async def begin(self, name: str, **told: str) -> None:
        await self.put_in_place(name, await self.start(name, **told))

    async def end(self, name: str, how: signal.Signals = signal.SIGKILL) -> None:
        running = self.running[name]
        running.send(how)
        await running.process.wait()

    def _part(self, name: str) -> Part:
        return next(part for part in self.house.parts() if part.name == name)

    def _command(self, part: Part) -> tuple[str, ...]:
        if self.entry and part.name in SERVICES:
            return (part.command[0], "-m", self.entry, part.name)
        return part.command

    def _environment(self, part: Part, port: int) -> dict[str, str]:
        environment = {**(part.environment or os.environ), "PYTHONPATH": str(ROOT)}
        if part.name in SERVICES:
            environment |= {
                part.port_setting: str(port),
                "NATS_URL": f"nats://127.0.0.1:{self.to_queue[part.name].port}",
                "DATABASE_URL": self.databases.url,
            }
        return environment


async def _is_ready(http: httpx.AsyncClient, name: str, port: int) -> bool:
    with contextlib.suppress(httpx.HTTPError, OSError):
        if name == QUEUE:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return True
        return (await http.get(f"http://127.0.0.1:{port}/health/ready")).is_success
    return False


@asynccontextmanager
async def town(data: Path, config: Path, databases: Databases, entry: str = "") -> AsyncGenerator[Town]:
    """Everything runs inside of the block. `entry` is a module that is run in place of a service, with its name."""
    ports = Ports(**{name: free_port() for name in Ports.__dataclass_fields__})
    here = Town(House(data, config, "127.0.0.1", ports, Demo.of(data)), databases, entry)
    (data / "logs").mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as closing:
        for name in SERVICES:
            here.to_queue[name] = await closing.enter_async_context(Gate(free_port(), ports.nats))
            here.doors[name] = await closing.enter_async_context(Gate(getattr(ports, name), 0))
        closing.push_async_callback(_end_all, here)
        await here.begin(QUEUE)
        await asyncio.gather(*(here.begin(name) for name in (*SERVICES, "simulator")))
        yield here


async def _end_all(here: Town) -> None:
    for name in ("simulator", *SERVICES, QUEUE):
        if name in here.running:
            here.running[name].send(signal.SIGCONT)
            await here.end(name)
