"""What can be read of messages without opening them: the subjects and headers on the message queue."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import nats
from nats.aio.msg import Msg


@asynccontextmanager
async def wiretap(nats_url: str) -> AsyncGenerator[set[str]]:
    """All that passes inside of this block."""
    seen: set[str] = set()

    async def note(message: Msg) -> None:
        seen.add(" ".join((message.subject, *(f"{name}={value}" for name, value in (message.headers or {}).items()))))

    queue = await nats.connect(nats_url)
    await queue.subscribe(">", cb=note)
    await queue.flush()
    try:
        yield seen
    finally:
        await queue.drain()
