"""The machine: room on the disk, the data folder, ports."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

from services.commands.doctor.finding import Finding, error, fine, warning
from services.commands.doctor.surroundings import Surroundings
from services.launcher.parts import SERVICES, CannotRun, House, Part
from services.launcher.supervisor import check_ports

AREA = "machine"
LITTLE, VERY_LITTLE = 2_000_000_000, 300_000_000  # bytes


async def look(around: Surroundings) -> AsyncIterator[Finding]:
    house = around.house
    yield _data_folder(house.data)
    yield _room(house.data)
    if not around.should_run:
        yield _ports(house, with_simulator=bool(house.demo) or around.is_new_demo)


def _data_folder(data: Path) -> Finding:
    place = _that_is_there(data)
    if not os.access(place, os.W_OK | os.X_OK) or not place.is_dir():
        todo = f"Make {place} a folder that this user may write to, or name another by --data."
        return error(AREA, f"The data folder {data} cannot be written to.", todo)
    return fine(AREA, f"Data folder {data}{'' if data.exists() else ' (made at the first start)'}.")


def _room(data: Path) -> Finding:
    free = shutil.disk_usage(_that_is_there(data)).free
    said, todo = f"{free / 1e9:,.1f} GB are free.", "Make room: without it databases and the message queue stop."
    if free < VERY_LITTLE:
        return error(AREA, said, todo)
    return warning(AREA, said, todo) if free < LITTLE else fine(AREA, said)


def _ports(house: House, *, with_simulator: bool) -> Finding:
    names = ("nats", *SERVICES, *(["simulator"] if with_simulator else []))
    try:
        check_ports((Part(name, (), getattr(house.ports, name), f"{name.upper()}_PORT") for name in names), house.host)
    except CannotRun as why:
        what, _, todo = str(why).partition(". ")
        return error(AREA, f"{what}.", todo)
    return fine(AREA, "All ports are free.")


def _that_is_there(path: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    return next(place for place in (path, *path.parents) if place.exists())
