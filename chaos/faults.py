"""Everything that is made to go wrong, one small function each; a fault is over when its function returns."""

import asyncio
import contextlib
import resource
import signal
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from chaos.town import QUEUE, Town
from services.launcher.parts import SERVICES
from shared.testing.broker import connected
from simulator.faults import Trouble
from simulator.phone_client import Phones

WRONG_BY = 3600  # seconds, of the service's clock
SMALLEST_FILE = 4096  # bytes; nothing can be written behind them while the disk is "full"
STREAMS = ("WEBHOOKS", "REQUESTS", "FACTS", "BOOKS")


@dataclass(frozen=True)
class Fault:
    """One fault of a schedule: what, to which part, and for how many seconds where it lasts."""

    kind: str
    of: str
    seconds: float

    def __str__(self) -> str:
        return f"{self.kind} {self.of}".strip()


async def killed(town: Town, fault: Fault) -> None:
    """kill -9, at once or in the middle of opening again."""
    await town.end(fault.of)
    await town.begin(fault.of)


async def killed_twice(town: Town, fault: Fault) -> None:
    """kill -9, and again before it has opened."""
    await town.end(fault.of)
    again = await town.start(fault.of)
    await asyncio.sleep(min(1.0, fault.seconds))
    again.send(signal.SIGKILL)
    await again.process.wait()
    await town.begin(fault.of)


async def queue_killed(town: Town, _: Fault) -> None:
    await town.end(QUEUE)
    await town.begin(QUEUE)


async def stopped(town: Town, fault: Fault) -> None:
    """Not killed, just not running: SIGSTOP, and later SIGCONT."""
    process = town.process_of(fault.of)
    process.send(signal.SIGSTOP)
    await asyncio.sleep(fault.seconds)
    process.send(signal.SIGCONT)


async def two_at_once(town: Town, fault: Fault) -> None:
    """A second process stands by and takes over when the first is killed."""
    second = await town.start(fault.of)
    await asyncio.sleep(min(3.0, fault.seconds))
    await town.end(fault.of)
    await town.put_in_place(fault.of, second)


async def three_at_once(town: Town, fault: Fault) -> None:
    """Two stand by; one of them is killed, and the first: the last takes over."""
    second, third = await town.start(fault.of), await town.start(fault.of)
    await asyncio.sleep(min(3.0, fault.seconds))
    second.send(signal.SIGKILL)
    await second.process.wait()
    await town.end(fault.of)
    await town.put_in_place(fault.of, third)


async def disk_full(town: Town, fault: Fault) -> None:
    """No file of the service grows any more: its database, and its log too."""
    pid = town.process_of(fault.of).process.pid
    _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (SMALLEST_FILE, most))
    await asyncio.sleep(fault.seconds)
    with contextlib.suppress(ProcessLookupError):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most))
    await _is_up(town, fault.of)


async def file_locked(town: Town, fault: Fault) -> None:
    """Another program holds the database, as a careless backup does."""
    with contextlib.closing(_open(town.databases.file_of(fault.of))) as db:
        await asyncio.to_thread(_hold, db)
        await asyncio.sleep(fault.seconds)
        db.execute("rollback")


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=60, isolation_level=None, check_same_thread=False)


def _hold(db: sqlite3.Connection) -> None:
    """As soon as the service lets go of it for a moment."""
    db.execute("begin exclusive")


async def postgres_restarted(town: Town, _: Fault) -> None:
    await town.databases.restart()


async def cut_off(town: Town, fault: Fault) -> None:
    """The connection to the message queue is lost, and cannot be made again for a while."""
    town.to_queue[fault.of].cut()
    await asyncio.sleep(fault.seconds)
    town.to_queue[fault.of].mend()


async def silent(town: Town, fault: Fault) -> None:
    """The connection to the message queue stays, and nothing gets through."""
    town.to_queue[fault.of].fall_silent()
    await asyncio.sleep(fault.seconds)
    town.to_queue[fault.of].mend()


async def durable_deleted(town: Town, fault: Fault) -> None:
    """Somebody deletes what the message queue knows of how far the service has heard."""
    async with connected(town.nats_url) as nc:
        js = nc.jetstream()
        for stream in STREAMS:
            names = [info.name for info in await js.consumers_info(stream)]
            if fault.of in names:
                await js.delete_consumer(stream, fault.of)


async def clock_wrong(town: Town, fault: Fault) -> None:
    """The service is started with a clock that is an hour ahead, and later with the right one."""
    await town.end(fault.of, signal.SIGTERM)
    await town.begin(fault.of, CLOCK_AHEAD=str(WRONG_BY))
    await asyncio.sleep(fault.seconds)
    await town.end(fault.of, signal.SIGTERM)
    await town.begin(fault.of)


def whatsapp(kind: Trouble) -> Callable[[Town, Fault], Awaitable[None]]:
    """Meta misbehaves in this way for a while, now and then."""

    async def misbehaves(town: Town, fault: Fault) -> None:
        async with Phones(town.url("simulator")) as phones, phones.trouble(kind, chance=0.3, seconds=2.0):
            await asyncio.sleep(fault.seconds)

    return misbehaves


async def _is_up(town: Town, name: str) -> None:
    """Should it have ended by itself, it is started again, as whoever watches it would."""
    running = town.process_of(name)
    if running.process.returncode is None:
        await town.put_in_place(name, running)
    else:
        await town.begin(name)


Does = Callable[[Town, Fault], Awaitable[None]]
#: What happens to a service.
TO_A_SERVICE: dict[str, Does] = {
    "killed": killed,
    "killed_twice": killed_twice,
    "stopped": stopped,
    "two_at_once": two_at_once,
    "three_at_once": three_at_once,
    "disk_full": disk_full,
    "cut_off": cut_off,
    "silent": silent,
    "durable_deleted": durable_deleted,
    "clock_wrong": clock_wrong,
}
FILES_ONLY: dict[str, Does] = {"file_locked": file_locked}
#: What happens to all of them. Meta's refusals that need a person are not among these: they are stories of their own.
TO_ALL: dict[str, Does] = {
    "queue_killed": queue_killed,
    **{
        f"whatsapp_{kind}": whatsapp(kind)
        for kind in (
            Trouble.DUPLICATE,
            Trouble.REVERSED,
            Trouble.HELD,
            Trouble.BATCHED,
            Trouble.STATUS_FIRST,
            Trouble.NO_DELIVERED,
            Trouble.NO_CONTACTS,
            Trouble.NEW_FIELDS,
            Trouble.SLOW,
            Trouble.SERVER_ERROR,
            Trouble.ERROR_AFTER,
            Trouble.ANSWER_LOST,
            Trouble.OVERLOADED,
            Trouble.RATE_LIMITED,
            Trouble.PAIR_LIMITED,
            Trouble.MEDIA_DAMAGED,
        )
    },
}
POSTGRES_ONLY: dict[str, Does] = {"postgres_restarted": postgres_restarted}
ALL = TO_A_SERVICE | FILES_ONLY | TO_ALL | POSTGRES_ONLY


async def happens(town: Town, fault: Fault) -> None:
    await ALL[fault.kind](town, fault)


def kinds(*, files: bool, restarts: bool) -> list[tuple[str, str]]:
    """Every kind with every part it can happen to; `restarts` where there is a PostgreSQL that may be restarted."""
    services = [*TO_A_SERVICE, *(FILES_ONLY if files else ())]
    others = [*TO_ALL, *(POSTGRES_ONLY if restarts else ())]
    return [(kind, service) for kind in services for service in SERVICES] + [(kind, "") for kind in others]
