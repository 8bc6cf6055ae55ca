"""A toy service for the tests of the kit: a hall that answers the bell at its doors."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa

from shared.messaging import Desk, Fact, Hear, Id, Message, Request, Want, document_shelf, uuid7
from shared.messaging.house import House, Plan
from shared.messaging.line import Patience
from shared.settings import ServiceSettings

OFFICE = "1671101001"
EAGER = Patience(tries=3, first_delay=0.05, longest_delay=0.1, first_look=0.02, longest_look=0.05, not_yet=60)


class Rang(Fact):
    """Somebody rang at a door. `trouble` makes the answer fail: now and then, always, or in the database."""

    subject: ClassVar[str] = "fact.street.rang.v1"
    key_field: ClassVar[str] = "door_id"
    door_id: UUID
    number: int = 0
    trouble: str = ""


class Opened(Fact):
    """A door was opened, for the n-th time."""

    subject: ClassVar[str] = "fact.hall.opened.v1"
    key_field: ClassVar[str] = "door_id"
    door_id: UUID
    times: int


class Paint(Request):
    """Paint a door that there is."""

    subject: ClassVar[str] = "request.hall.paint.v1"
    key_field: ClassVar[str] = "door_id"
    door_id: UUID
    colour: str


@dataclass(frozen=True, slots=True)
class Bell:
    """The numbers rung at a door, in the order in which they were heard."""

    door_id: UUID
    heard: tuple[int, ...] = ()
    colour: str = "plain"


class HallSettings(ServiceSettings):
    """Settings of the toy."""

    service: ClassVar[str] = "hall"


tables = sa.MetaData()
bells = sa.Table(
    "bells",
    tables,
    sa.Column("door_id", Id, primary_key=True),
    sa.Column("colour", sa.Text, sa.CheckConstraint("colour <> 'invisible'"), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
bell_shelf = document_shelf(Bell, bells)


def its_bell(message: Any) -> list[Want]:
    return [Want(Bell, message.door_id)]


def hall() -> Hear:
    """The ears of the toy."""
    hear = Hear("hall", bell_shelf, says=(Opened,))

    @hear.on(Rang, load=its_bell)
    def open_the_door(rang: Rang, desk: Desk) -> None:  # pyright: ignore[reportUnusedFunction] - registered
        bell = desk.find(Bell, rang.door_id) or Bell(rang.door_id)
        if rang.trouble == "always":
            raise ValueError("the bell is broken")
        if rang.trouble == "database":
            bell = replace(bell, colour="invisible")
        heard = (*bell.heard, rang.number)
        desk.keep(replace(bell, heard=heard)).say(Opened.because_of(rang, desk.now, times=len(heard)))

    @hear.on(Paint, load=its_bell)
    def paint(request: Paint, desk: Desk) -> None:  # pyright: ignore[reportUnusedFunction] - registered
        desk.keep(replace(desk.get(Bell, request.door_id), colour=request.colour))

    return hear


async def unfurnished(_: House[HallSettings]) -> None:
    """An empty house."""


def plan(
    hear: Hear | None = None, furnish: Callable[[House[HallSettings]], Awaitable[None]] = unfurnished
) -> Plan[HallSettings]:
    """The toy's plan; its tables are made beforehand, so that it has no migrations."""
    return Plan("hall", hear or hall(), tables, HallSettings, furnish, migrations=Path("no-migrations"), patience=EAGER)


def rang(door: UUID | None = None, number: int = 0, trouble: str = "") -> Rang:
    return said(Rang, door or uuid7(), number=number, trouble=trouble)


def said(contract: type[Any], door: UUID, **words: object) -> Any:
    """A message of the toy, said now."""
    return contract(office=OFFICE, at=datetime.now(UTC), door_id=door, **words)


def key_of(message: Message) -> UUID:
    return message.key
