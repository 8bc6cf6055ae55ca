"""What was changed in the office's set-up: who, when, what and why. Only ever added to."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from shared.messaging.message import uuid7


class Area(StrEnum):
    """The part of the set-up that a change is about."""

    FILE = "file"
    OFFICE = "office"
    SIGNING = "signing"
    SERVICES = "services"
    CALENDAR = "calendar"
    DIRECTORY = "directory"
    STAFF = "staff"
    SEAL = "seal"


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `what` and `why` are Indonesian; `by` is a person's name, None where a file was read.

    `version` is the catalogue's where the change made a new one.
    """

    area: Area
    at: datetime
    what: str
    by: str | None = None
    why: str | None = None
    version: int | None = None
    id: UUID = field(default_factory=uuid7)
