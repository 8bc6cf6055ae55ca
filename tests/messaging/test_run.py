"""A service as a process: how it starts, refuses to start, and ends."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from shared import database
from shared.testing.broker import natsd
from tests.messaging.toys import HallSettings, tables

ROOT = Path(__file__).parents[2]


async def start(**environment: str) -> asyncio.subprocess.Process:
    told = os.environ | {"LOG_FORMAT": "json"} | environment
    command = (sys.executable, "-m", "tests.messaging.hall_process")
    return await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=told, stderr=asyncio.subprocess.PIPE)


async def lines(process: asyncio.subprocess.Process) -> list[Any]:
    """What it logged until it ended."""
    _, err = await process.communicate()
    return [json.loads(line) for line in err.decode().splitlines()]


async def test_a_wrong_setting_is_said_in_one_line():
    process = await start(FACTS_DAYS="one")
    _, err = await process.communicate()

    assert process.returncode == 2
    (line,) = err.decode().splitlines()
    assert line.startswith("hall: setting FACTS_DAYS: Input should be a valid integer")


async def test_a_data_folder_that_cannot_be_written_is_said_in_one_line(tmp_path: Path):
    (tmp_path / "data").write_text("not a folder")
    with natsd() as server:
        process = await start(NATS_URL=server.url, DATA_DIR=str(tmp_path / "data"))
        *_, last = await lines(process)

    assert process.returncode == 1
    assert last["event"] == "cannot_run"
    assert "data" in last["why"]


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
async def test_it_ends_in_order_when_told_to(tmp_path: Path, told: signal.Signals):
    with natsd() as server:
        await database.create_tables(HallSettings(data_dir=tmp_path).database, tables)
        process = await start(NATS_URL=server.url, DATA_DIR=str(tmp_path))
        assert process.stderr
        opened = json.loads(await process.stderr.readline())
        assert opened["event"] == "house_open"

        process.send_signal(told)
        events = await lines(process)

    assert process.returncode == 0
    assert events[-1]["event"] == "house_closed"


async def test_it_ends_when_told_to_while_it_waits_for_the_queue(tmp_path: Path):
    process = await start(NATS_URL="nats://127.0.0.1:9", DATA_DIR=str(tmp_path))
    assert process.stderr
    waits = json.loads(await process.stderr.readline())
    assert waits["event"] == "queue_away"

    process.terminate()
    await process.communicate()

    assert process.returncode == 0
