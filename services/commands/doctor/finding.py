"""What the doctor finds: how bad it is, where, what, and what to do. Never a secret, never anybody's data."""

from enum import IntEnum
from typing import NamedTuple


class Level(IntEnum):
    """The worst of them is the exit code."""

    OK = 0
    WARNING = 1
    ERROR = 2


class Finding(NamedTuple):
    """One thing looked at. `todo` is what the operator should do."""

    area: str
    level: Level
    what: str
    todo: str = ""


def fine(area: str, what: str) -> Finding:
    return Finding(area, Level.OK, what)


def warning(area: str, what: str, todo: str) -> Finding:
    return Finding(area, Level.WARNING, what, todo)


def error(area: str, what: str, todo: str) -> Finding:
    return Finding(area, Level.ERROR, what, todo)
