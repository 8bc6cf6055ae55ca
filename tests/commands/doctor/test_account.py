"""Token, limits, subscription and templates, asked of WhatsApp's stand-in over HTTP."""

import copy
from collections.abc import AsyncGenerator, Generator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from services.commands.doctor.account import about_health
from services.commands.doctor.templates import compared, read
from services.commands.doctor.whatsapp import look
from simulator.faults import Trouble
from simulator.phone_client import Phones
from tests.commands.doctor.scene import CONFIG, Scene, the_one_wrong, wrong
from tests.simulator.stage import WABA_ID, simulator

OURS = read(CONFIG.parent / "templates.yaml")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    with simulator(tmp_path_factory.mktemp("whatsapp"), None) as url:
        yield url


@pytest_asyncio.fixture
async def meta(told: pytest.MonkeyPatch, url: str) -> AsyncGenerator[Phones]:
    """Meta, which thinks well of the office."""
    told.setenv("WHATSAPP_API_URL", f"{url}/v26.0")
    told.setenv("WHATSAPP_WABA_ID", WABA_ID)
    async with Phones(url) as meta:
        await meta.reset()
        yield meta


async def all_of(scene: Scene) -> list[str]:
    return [finding.what async for finding in look(scene.around(answers={}))]


async def test_an_account_in_good_order_is_told_so(scene: Scene, meta: Phones):
    assert await wrong(look, scene.around(answers={})) == []
    found = await all_of(scene)
    assert "The messaging limit is TIER_2K." in found
    assert "The account's news come to our app." in found
    assert "All 9 templates are approved, and as they are filled in." in found


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ("locked", "WhatsApp lets the account send nothing."),
        ("policy", "WhatsApp lets the account send nothing."),
        ("unpaid", "WhatsApp lets the account send nothing."),
        ("no_permission", "The token lacks the permission whatsapp_business_messaging."),
    ],
)
async def test_what_would_keep_every_message_back_is_told(scene: Scene, meta: Phones, trouble: str, said: str):
    await meta.set_trouble(Trouble(trouble))

    assert f"error: {said}" in await wrong(look, scene.around(answers={}))


@pytest.mark.parametrize("told", [None, "odd", {}, {"entities": "odd"}, {"entities": [None, {"can_send_message": 1}]}])
def test_health_that_cannot_be_read_is_no_finding(told: Any):
    assert list(about_health(told)) == []


async def test_what_cannot_be_looked_at_is_told(scene: Scene, meta: Phones, told: pytest.MonkeyPatch):
    told.delenv("WHATSAPP_WABA_ID")

    assert await wrong(look, scene.around(answers={})) == []
    assert any("WHATSAPP_WABA_ID is not set" in what for what in await all_of(scene))


async def test_another_account_is_told_as_such(scene: Scene, meta: Phones, told: pytest.MonkeyPatch):
    told.setenv("WHATSAPP_WABA_ID", "7")

    said = await the_one_wrong(look, scene.around(answers={}))
    assert said == "error: WhatsApp refuses to tell about the account (HTTP 400, code 100)."


@pytest.mark.parametrize(
    ("judged", "said"),
    [
        ({"quality_rating": "YELLOW"}, "warning: The number's quality is YELLOW."),
        ({"status": "RESTRICTED"}, "error: The number is RESTRICTED."),
        ({"name_status": "DECLINED"}, "warning: The display name is DECLINED."),
        ({"messaging_limit_tier": "TIER_250"}, "warning: The office may write first to 250 people a day."),
        ({"is_subscribed": False}, "error: The account's news do not come to our app: nobody is heard."),
        ({"templates": {"surat_jadi": "PAUSED"}}, "error: The template surat_jadi is PAUSED."),
        ({"templates": {"surat_jadi": "PENDING"}}, "warning: The template surat_jadi waits for approval."),
        ({"template_quality": {"surat_jadi": "RED"}}, "warning: The quality of the template surat_jadi is RED."),
    ],
)
async def test_what_meta_holds_against_the_office_is_told(
    scene: Scene, meta: Phones, judged: dict[str, Any], said: str
):
    await meta.judge_account(**judged)
    findings = [finding async for finding in look(scene.around(answers={})) if finding.level]

    assert [f"{finding.level.name.lower()}: {finding.what}" for finding in findings] == [said]
    assert findings[0].todo


async def test_permissions_that_the_token_lacks_are_told(scene: Scene, meta: Phones):
    await meta.judge_account(permissions=["whatsapp_business_management"])
    assert await the_one_wrong(look, scene.around(answers={})) == (
        "error: The token lacks the permission whatsapp_business_messaging."
    )

    await meta.judge_account(permissions=["whatsapp_business_messaging"])
    assert await wrong(look, scene.around(answers={})) == [
        "error: The token lacks the permission whatsapp_business_management.",
        "error: WhatsApp refuses to tell about the account (HTTP 403, code 200).",
    ]


@pytest.mark.parametrize(("days", "level"), [(3, "error"), (60, "warning")])
async def test_a_token_that_ends_is_told_the_more_urgently_the_sooner(
    scene: Scene, meta: Phones, days: int, level: str
):
    ends = datetime.now(UTC) + timedelta(days=days)
    await meta.judge_account(token_expires_at=int(ends.timestamp()))

    said = await the_one_wrong(look, scene.around(answers={}))
    assert said == f"{level}: The access token ends on {ends:%Y-%m-%d}."


async def test_templates_that_cannot_be_read_are_told(scene: Scene, meta: Phones, tmp_path: Path):
    (tmp_path / "templates.yaml").write_text("none")

    said = await the_one_wrong(look, scene.around(answers={}, config=tmp_path / "kelurahan.yaml"))
    assert said == "error: The templates cannot be compared (ValueError)."


async def test_without_templates_of_its_own_an_office_has_the_projects(scene: Scene, meta: Phones, tmp_path: Path):
    assert await wrong(look, scene.around(answers={}, config=tmp_path / "kelurahan.yaml")) == []


def differing(name: str, **changes: Any) -> list[str]:
    """What is found when one template at Meta differs from ours."""
    theirs = copy.deepcopy([each | {"status": "APPROVED"} for each in OURS])
    changed = next(each for each in theirs if each["name"] == name)
    changed |= changes
    return [finding.what for finding in compared(OURS, theirs)]


def test_a_template_that_does_not_fit_what_is_filled_in_is_told():
    body = {"type": "BODY", "text": "Yth. {{1}}, kabar: {{2}} dan {{2}}"}
    document = {"type": "HEADER", "format": "DOCUMENT"}

    assert differing("kabar_permohonan", components=[body]) == [
        "The template kabar_permohonan has 2 parameters and not 3 parameters."
    ]
    assert differing("kabar_ketua_rt", components=[body, document]) == [
        "The template kabar_ketua_rt has the header DOCUMENT and not the header none."
    ]
    assert differing("periksa_dokumen", components=[body]) == [
        "The template periksa_dokumen has the buttons none and not the buttons Semua benar, Ada yang salah, "
        "Lihat dokumen."
    ]


def test_a_template_in_another_language_or_category_is_told():
    assert differing("surat_jadi", language="en") == ["There is no template surat_jadi in the language id."]
    assert differing("surat_jadi", category="MARKETING") == [
        "Meta has put the template surat_jadi into the category MARKETING."
    ]


@pytest.mark.parametrize("status", ["REJECTED", "DISABLED", "IN_APPEAL"])
def test_a_template_that_is_not_approved_comes_with_what_to_do(status: str):
    theirs = [each | {"status": status} for each in OURS]

    assert all(finding.todo for finding in compared(OURS, theirs))
