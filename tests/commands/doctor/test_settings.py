"""What the services are told from outside."""

from pathlib import Path

import pytest

from services.commands.doctor.settings import look
from tests.commands.doctor.scene import CONFIG, Scene, the_one_wrong, wrong


async def test_a_deployment_that_is_told_everything_is_well(scene: Scene):
    assert await wrong(look, scene.around()) == []


async def test_everything_that_is_missing_is_named_at_once(scene: Scene, told: pytest.MonkeyPatch):
    told.delenv("CERTIFICATE")
    told.setenv("WHATSAPP_APP_SECRET", "")

    assert await the_one_wrong(look, scene.around()) == "error: CERTIFICATE, WHATSAPP_APP_SECRET must be set."


async def test_what_is_malformed_is_named_without_its_value(scene: Scene, told: pytest.MonkeyPatch):
    told.setenv("WHATSAPP_PHONE_NUMBER_ID", "not-a-number-4711")

    said = await the_one_wrong(look, scene.around())

    assert said.startswith("error: WHATSAPP_PHONE_NUMBER_ID: ")
    assert "4711" not in said


async def test_a_mistake_in_the_configuration_is_told_with_its_line(scene: Scene, tmp_path: Path):
    config = tmp_path / "kelurahan.yaml"
    config.write_text(CONFIG.read_text().replace("time_zone: Asia/Jakarta", "time_zone: Asia/Palembang"))

    said = await the_one_wrong(look, scene.around(config=config))

    assert "kelurahan.yaml, line" in said
    assert "time_zone" in said


async def test_a_configuration_that_is_not_there_is_named(scene: Scene, tmp_path: Path):
    said = await the_one_wrong(look, scene.around(config=tmp_path / "other.yaml"))

    assert said == f"error: The configuration {tmp_path}/other.yaml cannot be read (No such file or directory)."


async def test_an_office_that_is_not_the_one_of_the_configuration_is_told(scene: Scene, told: pytest.MonkeyPatch):
    told.setenv("OFFICE", "1671101002")

    assert "OFFICE is 1671101002, but kelurahan.yaml is about 1671101001" in await the_one_wrong(look, scene.around())


async def test_a_coat_of_arms_that_is_no_picture_is_told(scene: Scene, told: pytest.MonkeyPatch, tmp_path: Path):
    arms = tmp_path / "arms.png"
    arms.write_text("no picture")
    told.setenv("COAT_OF_ARMS", str(arms))

    assert await the_one_wrong(look, scene.around()) == f"error: The coat of arms {arms} cannot be used."


@pytest.mark.parametrize("url", ["http://kelurahan.example", "https://127.0.0.1:8000", "kelurahan.example"])
async def test_an_address_that_the_public_cannot_reach_safely_is_a_warning(
    scene: Scene, told: pytest.MonkeyPatch, url: str
):
    told.setenv("PUBLIC_URL", url)

    assert await the_one_wrong(look, scene.around()) == "warning: PUBLIC_URL is not an https address of the public."


async def test_a_demo_before_its_first_start_needs_to_be_told_nothing(scene: Scene, told: pytest.MonkeyPatch):
    for name in ("WHATSAPP_ACCESS_TOKEN", "CERTIFICATE"):
        told.delenv(name)

    assert await wrong(look, scene.around(is_new_demo=True)) == []
