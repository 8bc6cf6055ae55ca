"""The machine and the clock."""

import shutil
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from services.commands.doctor.clock import compared
from services.commands.doctor.finding import Level
from services.commands.doctor.machine import look
from services.launcher.parts import Ports
from shared.messaging.server import free_port
from tests.commands.doctor.scene import Scene, the_one_wrong, wrong


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture(autouse=True)
def free_ports(told: pytest.MonkeyPatch) -> None:
    for name in Ports.__dataclass_fields__:
        told.setenv(f"{name.upper()}_PORT", str(free_port()))


def is_empty(folder: Path) -> bool:
    return not list(folder.iterdir())


async def test_a_machine_on_which_nothing_runs_yet_is_well_and_stays_as_it_is(tmp_path: Path):
    around = Scene(tmp_path / "data").around(should_run=False)

    assert await wrong(look, around) == []
    assert is_empty(tmp_path)


async def test_a_data_folder_that_cannot_be_one_is_an_error(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")

    said = await the_one_wrong(look, Scene(tmp_path / "file" / "data").around())

    assert said == f"error: The data folder {tmp_path}/file/data cannot be written to."


@pytest.mark.parametrize(("free", "level"), [(1_500_000_000, "warning"), (200_000_000, "error")])
async def test_little_room_on_the_disk_is_told(scene: Scene, told: pytest.MonkeyPatch, free: int, level: str):
    def disk_usage(_: Path) -> Usage:
        return Usage(10**12, 10**12 - free, free)

    told.setattr(shutil, "disk_usage", disk_usage)

    assert await the_one_wrong(look, scene.around()) == f"{level}: {free / 1e9:,.1f} GB are free."


async def test_a_port_that_is_taken_is_named_before_the_start(scene: Scene, told: pytest.MonkeyPatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told.setenv("INTAKE_PORT", str(port))

        said = await the_one_wrong(look, scene.around(should_run=False))

    assert said == f"error: Port {port} for intake cannot be used (Address already in use)."


@pytest.mark.parametrize(
    ("ahead", "level", "said"),
    [
        (1, Level.OK, "It agrees with them."),
        (30, Level.WARNING, "It is 30 s ahead of them."),
        (-3600, Level.ERROR, "It is 3,600 s behind them."),
    ],
)
def test_a_clock_is_compared_with_others(ahead: int, level: Level, said: str):
    finding = compared("them", datetime.now(UTC) - timedelta(seconds=ahead))

    assert (finding.level, finding.what) == (level, said)
