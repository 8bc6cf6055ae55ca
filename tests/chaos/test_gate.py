"""The way between two processes, open, cut and silent."""

import asyncio
from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from chaos.gate import Gate
from shared.messaging.server import free_port


@pytest_asyncio.fixture
async def gate() -> AsyncGenerator[Gate]:
    """Before somebody who says everything back."""

    async def say_back(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while some := await reader.read(100):
            writer.write(some)
        writer.close()

    port = free_port()
    async with await asyncio.start_server(say_back, "127.0.0.1", port), Gate(free_port(), port) as gate:
        yield gate


async def test_what_is_said_arrives_and_what_is_answered_too(gate: Gate):
    reader, writer = await asyncio.open_connection("127.0.0.1", gate.port)

    writer.write(b"halo")

    assert await reader.readexactly(4) == b"halo"
    writer.close()


async def test_a_cut_ends_connections_and_lets_nobody_in_until_it_is_mended(gate: Gate):
    reader, writer = await asyncio.open_connection("127.0.0.1", gate.port)
    writer.write(b"halo")
    await reader.readexactly(4)

    gate.cut()

    with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
        await reader.readexactly(1)
    gate.mend()
    reader, writer = await asyncio.open_connection("127.0.0.1", gate.port)
    writer.write(b"lagi")
    assert await reader.readexactly(4) == b"lagi"
    writer.close()


async def test_in_silence_nothing_is_lost(gate: Gate):
    reader, writer = await asyncio.open_connection("127.0.0.1", gate.port)
    gate.fall_silent()
    writer.write(b"halo")
    answer = asyncio.create_task(reader.readexactly(4))
    done, _ = await asyncio.wait([answer], timeout=0.2)
    assert not done

    gate.mend()

    assert await answer == b"halo"
    writer.close()
