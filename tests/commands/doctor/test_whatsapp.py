"""WhatsApp's number and token, asked of WhatsApp's stand-in over HTTP."""

from collections.abc import Generator

import httpx
import pytest

from services.commands.doctor.whatsapp import about, look
from shared.messaging.server import free_port
from simulator.phone_client import Phones
from tests.commands.doctor.scene import Scene, the_one_wrong, wrong
from tests.simulator.stage import simulator


@pytest.fixture(scope="module")
def api_url(tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    with simulator(tmp_path_factory.mktemp("whatsapp"), None) as url:
        yield f"{url}/v26.0"


@pytest.fixture(autouse=True)
def reached(told: pytest.MonkeyPatch, api_url: str) -> None:
    told.setenv("WHATSAPP_API_URL", api_url)


async def test_a_good_number_and_a_good_token_are_well_and_nobody_hears_of_it(scene: Scene, api_url: str):
    assert await wrong(look, scene.around(answers={})) == []

    async with Phones(api_url.removesuffix("/v26.0")) as phones:
        assert await phones.phone("0812-7100-1001").chat() == []


async def test_a_token_that_has_expired_is_told(scene: Scene, told: pytest.MonkeyPatch):
    told.setenv("WHATSAPP_ACCESS_TOKEN", "expired-long-ago")

    said = await the_one_wrong(look, scene.around(answers={}))

    assert said == "error: WhatsApp refuses to tell about the number (HTTP 401, code 190)."


async def test_a_number_that_is_not_the_offices_is_told(scene: Scene, told: pytest.MonkeyPatch):
    told.setenv("WHATSAPP_PHONE_NUMBER_ID", "7")

    said = await the_one_wrong(look, scene.around(answers={}))

    assert said == "error: WhatsApp refuses to tell about the number (HTTP 400, code 100)."


async def test_an_address_that_does_not_answer_is_told(scene: Scene, told: pytest.MonkeyPatch):
    told.setenv("WHATSAPP_API_URL", f"http://127.0.0.1:{free_port()}/v26.0")

    assert await the_one_wrong(look, scene.around(answers={})) == "error: 127.0.0.1 does not answer (ConnectError)."


async def test_what_is_missing_is_told_under_settings_alone(scene: Scene, told: pytest.MonkeyPatch):
    told.delenv("WHATSAPP_ACCESS_TOKEN")

    assert await wrong(look, scene.around()) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"status": "CONNECTED", "quality_rating": "RED"}, "The number's quality is RED."),
        ({"status": "BANNED", "quality_rating": "GREEN"}, "The number is BANNED."),
    ],
)
def test_a_number_in_trouble_is_told(body: dict[str, str], said: str):
    assert said in [finding.what for finding in about(httpx.Response(200, json=body)) if finding.level]


@pytest.mark.parametrize("answer", [httpx.Response(503, text="busy"), httpx.Response(400, json={"error": "odd"})])
def test_an_answer_that_is_not_metas_usual_one_is_told_all_the_same(answer: httpx.Response):
    (finding,) = about(answer)

    assert finding.what == f"WhatsApp refuses to tell about the number (HTTP {answer.status_code}, code 0)."
