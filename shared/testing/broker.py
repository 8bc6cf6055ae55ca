"""A real message queue for tests, emptied between them."""

from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import nats
from nats.aio.client import Client

from shared.messaging.server import NatsServer


@contextmanager
def natsd() -> Generator[NatsServer]:
    """A nats-server of its own, on a free port and in a folder that is removed afterwards."""
    with TemporaryDirectory(prefix="nats-", ignore_cleanup_errors=True) as folder, NatsServer(Path(folder)) as server:
        yield server


@asynccontextmanager
async def connected(url: str) -> AsyncGenerator[Client]:
    """A connection of a test's own."""
    nc = await nats.connect(url, max_reconnect_attempts=-1, reconnect_time_wait=0.1)  # pyright: ignore[reportArgumentType] - seconds may be parts of one
    try:
        yield nc
    finally:
        await nc.close()


async def empty(url: str) -> None:
    """Remove every stream, with what it holds and who hears it."""
    async with connected(url) as nc:
        js = nc.jetstream()
        for stream in await js.streams_info():
            await js.delete_stream(stream.config.name or "")
