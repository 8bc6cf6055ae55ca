"""Two contacts that turned out to be one person: a chair keeps the seat, and nobody vouches for themselves."""

import shutil
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from services.verification.case import Case
from services.verification.incoming import hear
from services.verification.stage import Stage
from services.verification.store import cases, tables
from shared import database
from shared.contracts.notifier import ContactsMerged, SendMessage
from shared.contracts.verification import CoverLetterApproved, HearChairReply
from shared.messaging import Id, uuid7
from shared.testing.samples import OFFICE_CODE, RT_5
from tests.verification.cases import APPLICATION, DEWI, RAHMAT, WARGA, a_request
from tests.verification.neighbourhood import BU_DEWI, PAK_RAHMAT, Neighbourhood

MIGRATIONS = Path("services/verification/migrations")
EARLIER = sa.table("cases", sa.column("application_id", Id()), sa.column("stage"), sa.column("body"))
OLDER = UUID("0193f000-0000-7000-8000-0000000000b1")


def place() -> Neighbourhood:
    place = Neighbourhood()
    place.publishes((RT_5, PAK_RAHMAT), rw=BU_DEWI)
    place.introduces(rahmat=RAHMAT, dewi=DEWI)
    place.hears(a_request())
    return place


def are_one(place: Neighbourhood, contact_id: UUID, absorbed: UUID) -> None:
    place.hears(ContactsMerged(office=OFFICE_CODE, at=place.now, contact_id=contact_id, absorbed=(absorbed,)))


def approves(place: Neighbourhood, contact_id: UUID, formerly: tuple[UUID, ...] = ()) -> None:
    question = next(said for said in place.said if isinstance(said, SendMessage) and said.contact_id == RAHMAT)
    reply = {"id": uuid7(), "office": OFFICE_CODE, "at": place.now, "contact_id": contact_id, "formerly": formerly}
    reply |= {"kind": "choice", "choice": "approve", "question": question.question, "written_at": place.now}
    assert "approve" in {choice.key for choice in question.choices}
    place.hears(HearChairReply.model_validate(reply))


def test_a_chair_answers_under_the_contact_that_is_left():
    neighbours = place()
    are_one(neighbours, OLDER, RAHMAT)
    approves(neighbours, OLDER)

    assert any(isinstance(said, CoverLetterApproved) for said in neighbours.said)


def test_a_chair_answers_before_it_is_told_that_they_are_one():
    neighbours = place()
    approves(neighbours, OLDER, formerly=(RAHMAT,))
    are_one(neighbours, OLDER, RAHMAT)

    assert any(isinstance(said, CoverLetterApproved) for said in neighbours.said)


def test_a_chair_who_turns_out_to_be_the_applicant_is_not_asked_any_more():
    for one, other in ((RAHMAT, WARGA), (WARGA, RAHMAT)):
        neighbours = place()
        are_one(neighbours, one, other)

        case = neighbours.case(APPLICATION)
        assert (case.stage, [chair.contact_id for chair in case.asked]) == (Stage.WITH_CHAIR, [DEWI])


def test_a_chair_is_not_the_applicant_for_whom_somebody_else_was_merged():
    neighbours = place()
    are_one(neighbours, OLDER, WARGA)

    case = neighbours.case(APPLICATION)
    assert (case.own_contact, [chair.contact_id for chair in case.asked]) == (OLDER, [RAHMAT])


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'verification.db'}"
    return request.getfixturevalue("empty_postgres")


async def test_cases_of_an_earlier_version_are_found_by_whose_they_are(url: str, tmp_path: Path):
    before = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, before, ignore=shutil.ignore_patterns("0003*", "0004*"))
    await database.migrate(url, tables, before)
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    row = hear.shelves[Case].to_row(place().case(APPLICATION))
    with engine.begin() as db:
        db.execute(EARLIER.insert().values(application_id=row[0], stage=row[1], body=row[-1]))
    await database.migrate(url, tables, MIGRATIONS)
    with engine.begin() as db:
        (found,) = db.execute(sa.select(cases).where(cases.c.own_contact == WARGA)).all()
    engine.dispose()

    assert hear.shelves[Case].from_row(tuple(found)).own_contact == WARGA
