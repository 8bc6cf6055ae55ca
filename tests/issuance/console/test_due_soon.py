"""Before a promise is broken: a word on every page for whoever must act, and a line in the file's history."""

from datetime import timedelta

import pytest

from services.issuance.complaints import overdue
from services.issuance.due_soon import warn
from services.issuance.stage import ENDED, Stage
from shared.messaging import uuid7
from tests.issuance.console.office import Office
from tests.issuance.files import APPLICATION, THURSDAY_CLOSING, a_file

#: Half past twelve on the day it is due: three hours before closing.
NOON = THURSDAY_CLOSING - timedelta(hours=3)
#: The afternoon before: the office opens for eight hours in between.
THE_DAY_BEFORE = THURSDAY_CLOSING - timedelta(hours=26)
SAID = "hampir jatuh tempo"


async def warns(office: Office) -> int:
    return await warn(office.house.door, office.house.store, office.clock.now, office.counter.office)


@pytest.mark.parametrize(("stage", "who"), [(Stage.SUBMITTED, "petugas"), (Stage.DRAFTED, "lurah")])
async def test_whoever_must_act_is_warned_once(office: Office, stage: Stage, who: str):
    await office.keep(a_file(stage))
    office.clock.now = NOON

    await warns(office)
    await warns(office)

    page = await (await office.signed_in("rahma")).get(f"/berkas/{APPLICATION}")
    assert page.text.count(f"Hampir jatuh tempo: {who} diingatkan") == 1


@pytest.mark.parametrize(
    ("stage", "warned"), [(Stage.CONFIRMED, "rahma"), (Stage.DRAFTED, "lurah"), (Stage.RECEIVED, None)]
)
async def test_every_page_says_so_to_those_for_whom_it_waits_alone(office: Office, stage: Stage, warned: str | None):
    await office.keep(a_file(stage))
    office.clock.now = NOON

    for username in ("rahma", "lurah"):
        page = await (await office.signed_in(username)).get("/register")
        assert (SAID in page.text) is (username == warned)


async def test_what_is_late_is_told_as_late(office: Office):
    await office.keep(a_file(Stage.SUBMITTED))
    office.clock.now = THURSDAY_CLOSING + timedelta(hours=18)

    page = await (await office.signed_in("rahma")).get("/register")
    assert "dan sudah terlambat" in page.text and SAID not in page.text


@pytest.mark.parametrize("stage", sorted(ENDED | {Stage.RETURNED, Stage.COLLECTING}))
async def test_what_has_ended_or_waits_for_the_applicant_warns_nobody(office: Office, stage: Stage):
    await office.keep(a_file(stage, due_at=THURSDAY_CLOSING))
    office.clock.now = NOON

    assert await warns(office) == 0


async def test_the_day_before_is_early_enough(office: Office):
    await office.keep(a_file(Stage.SUBMITTED))
    office.clock.now = THE_DAY_BEFORE

    assert await warns(office) == 0
    assert SAID not in (await (await office.signed_in("rahma")).get("/register")).text


async def test_no_late_file_is_forgotten_however_many_are_late(office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(overdue, "PORTION", 2)
    for hours in range(5):
        due_at = THURSDAY_CLOSING - timedelta(hours=hours)
        await office.keep(a_file(Stage.SUBMITTED, application_id=uuid7(), reference=f"BKS-A{hours}", due_at=due_at))
    office.clock.now = THURSDAY_CLOSING + timedelta(days=1)

    opened = [await overdue.open_complaints(office.house.door, office.house.store, office.clock.now) for _ in range(2)]

    assert opened == [5, 0]
