"""Starts processes, waits until they are ready, watches them, and leaves none behind."""

import asyncio
import contextlib
import ctypes
import signal
import socket
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import httpx

from services.launcher.parts import CannotRun, Part

READY_WITHIN = 60.0
STOPPED_WITHIN = 20.0


def check_ports(parts: Iterable[Part], host: str) -> None:
    """Raises `CannotRun` naming the first port that somebody else holds."""
    for part in parts:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, part.port))
            except OSError as error:
                raise CannotRun(
                    f"Port {part.port} for {part.name} cannot be used ({error.strerror}). "
                    f"Stop what uses it, or set {part.port_setting} to another number."
                ) from None


class Supervisor:
    """The processes of one house. The first that ends by itself ends the others."""

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._running: list[tuple[Part, asyncio.subprocess.Process]] = []

    async def start(self, part: Part) -> None:
        self._logs.mkdir(parents=True, exist_ok=True)
        log = self.log_of(part)
        with log.open("ab") as out:
            process = await asyncio.create_subprocess_exec(
                *part.command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=out,
                stderr=asyncio.subprocess.STDOUT,
                env=dict(part.environment) if part.environment else None,
                start_new_session=True,
                preexec_fn=die_with_parent(),
            )
        self._running.append((part, process))

    async def ready(self, part: Part) -> None:
        """Raises `CannotRun` when it ends or is not ready in time."""
        process = self._process(part)
        try:
            async with asyncio.timeout(READY_WITHIN), httpx.AsyncClient(timeout=2) as client:
                while not await _answers(part, client):
                    if process.returncode is not None:
                        raise CannotRun(self._ended(part, process))
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise CannotRun(f"{part.name} was not ready after {READY_WITHIN:.0f} seconds: see its log.") from None

    async def first_to_end(self) -> str:
        """Wait until one of them ends by itself; the line that says so."""
        watches = {asyncio.create_task(process.wait()): (part, process) for part, process in self._running}
        try:
            done, _ = await asyncio.wait(watches, return_when=asyncio.FIRST_COMPLETED)
            return self._ended(*watches[done.pop()])
        finally:
            for watch in watches:
                watch.cancel()

    async def stop(self) -> None:
        """Ask every process to end, last started first; who does not in time is ended."""
        queue, *others = self._running or [None]
        await asyncio.gather(*(_end(process) for _, process in filter(None, others)))
        if queue:
            await _end(queue[1])
        self._running.clear()

    def pids(self) -> dict[str, int]:
        """The process ids of what runs, by name."""
        return {part.name: process.pid for part, process in self._running}

    def log_of(self, part: Part) -> Path:
        return self._logs / f"{part.name}.log"

    def _process(self, part: Part) -> asyncio.subprocess.Process:
        return next(process for running, process in self._running if running is part)

    def _ended(self, part: Part, process: asyncio.subprocess.Process) -> str:
        last = last_line(self.log_of(part))
        return f"{part.name} has stopped (exit code {process.returncode}){': ' + last if last else ''}"


def last_line(log: Path) -> str:
    """What a process said last."""
    if not log.exists():
        return ""
    lines = log.read_bytes()[-4096:].decode(errors="replace").strip().splitlines()
    return lines[-1][:300] if lines else ""


async def _answers(part: Part, client: httpx.AsyncClient) -> bool:
    if part.ready_at:
        with contextlib.suppress(httpx.HTTPError):
            return (await client.get(part.ready_at)).is_success
        return False
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", part.port)
    except OSError:
        return False
    writer.close()
    return True


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(STOPPED_WITHIN):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


def die_with_parent() -> Callable[[], None] | None:
    """On Linux, a child is told to end when the launcher itself is killed, so that nothing is left running."""
    if sys.platform != "linux":
        return None
    set_death_signal = ctypes.CDLL(None).prctl
    pr_set_pdeathsig = 1

    def before_exec() -> None:
        set_death_signal(pr_set_pdeathsig, signal.SIGTERM)

    return before_exec
