"""The two commands."""

import asyncio
import contextlib
import shutil
import sys
from collections.abc import Generator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from pydantic import ValidationError
from rich.console import Console

from services.commands.backup import archive
from services.commands.backup.database import CannotCopy
from services.commands.backup.office import office
from services.commands.backup.restoring import bring_back
from services.commands.backup.taking import take
from services.launcher.parts import Ports
from services.launcher.queue import NoQueue
from shared.messaging.server import NatsServer

out = Console(highlight=False, soft_wrap=True)
Data = Annotated[Path, Parameter(env_var="DATA_DIR")]
Server = Annotated[str | None, Parameter(env_var="NATS_URL")]


def backup(to: Path, *, data: Data = Path("data"), nats_url: Server = None) -> None:
    """Copy everything the office keeps into one file, while it is at work.

    Parameters
    ----------
    to
        A file whose name ends with .tar, or a folder, in which the file is named by the time.
    data
        The data folder of `pengantar up`.
    nats_url
        The message queue; by default the one of `pengantar up`.
    """
    target = to if to.suffix == ".tar" else to / f"pengantar-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar"
    with _explained():
        held = asyncio.run(_back_up(target, data.resolve(), nats_url or _queue_of_this_machine()))
    out.print(f"{target}: {target.stat().st_size / 1e6:,.1f} MB. The services waited for {held:.2f} s.")
    out.print("It holds personal data: keep it where only those can read it who may read the office's files.")


def restore(file: Path, *, data: Data = Path("data"), nats_url: Server = None) -> None:
    """Bring a backup back on a machine on which nothing is kept yet; then start the system.

    Parameters
    ----------
    file
        What `pengantar backup` has written.
    data
        The data folder for `pengantar up`.
    nats_url
        The message queue. Without it, that of `pengantar up` is filled, which must not be running.
    """
    with _explained():
        taken_at = asyncio.run(_restore(file, data.resolve(), nats_url))
    out.print(f"The office is as it was at {taken_at:%Y-%m-%d %H:%M:%S} UTC. What happened later is not known here:")
    out.print("before letters are issued again, compare the registers with the letters that have been handed out.")


async def _back_up(target: Path, data: Path, nats_url: str) -> float:
    async with office(data, nats_url) as found:
        with archive.written(target) as writer:
            return await take(found, writer)


async def _restore(file: Path, data: Path, nats_url: str | None) -> datetime:
    with archive.read(file) as reader, _queue(data, nats_url) as url:
        async with office(data, url) as empty:
            await bring_back(empty, reader, told=lambda name: out.print(f"{name} …"))
        return reader.manifest.taken_at


@contextlib.contextmanager
def _queue(data: Path, nats_url: str | None) -> Generator[str]:
    """The message queue to fill: the one that runs, or that of the data folder, run for as long as it takes."""
    if nats_url:
        yield nats_url
        return
    folder = data / "nats"
    if folder.exists():  # perhaps it is in use: two servers must not share it
        raise CannotCopy(f"There is a message queue at {folder} already: name an empty folder by --data.")
    folder.mkdir(parents=True)
    try:
        with NatsServer(folder) as server:
            yield server.url
    except BaseException as why:
        shutil.rmtree(folder)
        if isinstance(why, RuntimeError | FileNotFoundError):
            raise CannotCopy(str(why)) from why
        raise


def _queue_of_this_machine() -> str:
    return f"nats://127.0.0.1:{Ports.from_environment().nats}"


@contextlib.contextmanager
def _explained() -> Generator[None]:
    try:
        yield
    except (CannotCopy, NoQueue, OSError) as why:
        sys.exit(f"pengantar: {why}")
    except ValidationError as wrong:
        faults = wrong.errors(include_input=False, include_url=False)
        sys.exit("\n".join(f"pengantar: setting {'.'.join(map(str, f['loc'])).upper()}: {f['msg']}" for f in faults))
    except ValueError as why:
        sys.exit(f"pengantar: {why}")
