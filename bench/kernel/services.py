"""Four services in a row. Each keeps one object for an application and says the next fact."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa

from shared.messaging import Desk, Fact, Hear, Id, Want, document_shelf
from shared.messaging.house import House, Plan
from shared.settings import ServiceSettings

OFFICE = "1671101001"


class Step(Fact):
    """A step of an application; its body is about 300 bytes."""

    application_id: UUID
    applicant: str
    rt: str
    purpose: str


class Wanted(Step):
    subject: ClassVar[str] = "fact.notifier.wanted.v1"


class Requested(Step):
    subject: ClassVar[str] = "fact.intake.requested.v1"


class Approved(Step):
    subject: ClassVar[str] = "fact.verification.approved.v1"


class Issued(Step):
    subject: ClassVar[str] = "fact.issuance.issued.v1"


class Delivered(Step):
    subject: ClassVar[str] = "fact.notifier.delivered.v1"


@dataclass(frozen=True, slots=True)
class Case:
    """What each service keeps."""

    application_id: UUID
    rt: str
    stage: str = "new"
    version: int = 0


class BenchSettings(ServiceSettings):
    """Settings of all four."""

    service: ClassVar[str] = "bench"


tables = sa.MetaData()
cases = sa.Table(
    "cases",
    tables,
    sa.Column("application_id", Id, primary_key=True),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)
shelf = document_shelf(Case, cases)

CHAIN: dict[str, tuple[type[Step], type[Step]]] = {
    "intake": (Wanted, Requested),
    "verification": (Requested, Approved),
    "issuance": (Approved, Issued),
    "notifier": (Issued, Delivered),
}


def plan(name: str) -> Plan[BenchSettings]:
    """The plan of one of the four; its tables are made beforehand."""
    hears, says = CHAIN[name]
    hear = Hear(name, shelf, says=(says,))

    @hear.on(hears, load=its_case)
    def answer(step: Step, desk: Desk) -> None:  # pyright: ignore[reportUnusedFunction] - registered
        case = desk.find(Case, step.application_id) or Case(step.application_id, step.rt)
        desk.keep(replace(case, stage=says.__name__, version=case.version + 1))
        desk.say(says.because_of(step, desk.now, applicant=step.applicant, rt=step.rt, purpose=step.purpose))

    return Plan(name, hear, tables, BenchSettings, unfurnished, migrations=Path("no-migrations"))


def its_case(step: Step) -> list[Want]:
    return [Want(Case, step.application_id)]


async def unfurnished(_: House[BenchSettings]) -> None:
    """Nothing stands in these houses."""
