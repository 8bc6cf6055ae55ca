"""Where a service may not make streams and consumers itself, `pengantar streams` does, and the service waits for it."""

import os
import subprocess
import sys
from pathlib import Path

from shared import database
from shared.messaging.house import running
from shared.messaging.topology import provision
from shared.testing.broker import connected
from tests.messaging.eventually import eventually
from tests.messaging.toys import HallSettings, hall, plan, tables


async def test_a_house_that_may_not_make_streams_waits_until_they_are_made(nats_url: str, tmp_path: Path):
    settings = HallSettings(nats_url=nats_url, data_dir=tmp_path, nats_provision=False)
    await database.create_tables(settings.database, tables)
    async with running(plan(), settings, standing_by=True) as house, connected(nats_url) as nc:
        await eventually(lambda: house.state == "opening")
        assert not house.active.is_set()

        await provision(nc, [hall()])

        await eventually(house.active.is_set)


async def test_the_operators_command_makes_them_all(nats_url: str):
    for _ in range(2):
        done = put_in_order(nats_url)

        assert (done.returncode, done.stdout) == (0, "The message queue is in order.\n"), done.stderr

    async with connected(nats_url) as nc:
        streams = {info.config.name: info.state.consumer_count for info in await nc.jetstream().streams_info()}
    assert {name for name in streams if str(name).startswith("OBJ_")} == {"OBJ_inbound", "OBJ_archive", "OBJ_letters"}
    assert {name: count for name, count in streams.items() if count} == {
        "WEBHOOKS": 1,
        "REQUESTS": 4,
        "FACTS": 4,
        "BOOKS": 2,
    }


def put_in_order(nats_url: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "services.cli", "streams"]
    environment = {**os.environ, "NATS_URL": nats_url}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
