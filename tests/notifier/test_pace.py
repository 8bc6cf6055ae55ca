"""How fast the number writes, and to whom it writes at all."""

from collections.abc import AsyncGenerator
from typing import Any

import httpx
import pytest
import pytest_asyncio
from pydantic import ValidationError

from services.notifier.errands import Accepted, Deliver, Paused
from services.notifier.pace import PAIR_SECONDS, PAIR_STOCK, REST, Bucket, Pace
from services.notifier.sender import Gate, Sender
from services.notifier.settings import NotifierSettings
from services.notifier.trial import Trial
from services.notifier.whatsapp.body import Recipient
from services.notifier.whatsapp.client import WhatsApp
from services.notifier.whatsapp.errors import NotInTrial, NumberRate
from services.notifier.whatsapp.parts import TextPart
from shared.attachments import Attachments
from shared.messaging import uuid7
from shared.messaging.topology import provision
from shared.testing.broker import connected

SITI, BUDI = "6281271000001", "6281271000002"
SECRETS = {
    "office": "1671101001",
    "whatsapp_phone_number_id": "100",
    "whatsapp_access_token": "x",
    "whatsapp_app_secret": "x",
    "whatsapp_verify_token": "x",
}


@pytest_asyncio.fixture
async def attachments(nats_url: str) -> AsyncGenerator[Attachments]:
    async with connected(nats_url) as nats:
        await provision(nats, [])
        yield Attachments(nats)


def test_a_burst_borrows_from_the_time_after_it():
    bucket = Bucket(6.0, 45)
    assert [bucket.take("siti", now=100) for _ in range(45)] == [0] * 45
    assert bucket.wait("siti", now=100) == 6
    assert bucket.wait("siti", now=103) == 3
    assert bucket.take("siti", now=106) == 0
    assert bucket.wait("siti", now=106) == 6
    assert bucket.wait("budi", now=106) == 0


def test_who_takes_what_is_still_to_come_waits_for_it():
    bucket = Bucket(0.5, 2)
    assert [bucket.take("number", now=0) for _ in range(4)] == [0, 0, 0.5, 1.0]


def test_names_with_a_full_stock_are_forgotten(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("services.notifier.pace.MOST_KNOWN", 10)
    bucket = Bucket(1.0, 5)
    for number in range(100):
        bucket.take(str(number), now=float(number))
    assert len(vars(bucket)["_full_at"]) <= 11


async def test_bulk_never_exceeds_what_one_person_may_be_sent_and_others_go_on(attachments: Attachments):
    sender, calls = _sender(attachments)
    answers = [await _sends(sender, SITI) for _ in range(PAIR_STOCK + 1)]

    assert answers[-1] == Paused(PAIR_SECONDS)
    assert isinstance(await _sends(sender, BUDI), Accepted)
    assert len(calls) == PAIR_STOCK + 1


async def test_the_number_keeps_to_its_throughput_and_rests_when_it_was_too_fast(
    attachments: Attachments, monkeypatch: pytest.MonkeyPatch
):
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr("services.notifier.sender.asyncio.sleep", sleep)
    sender, _ = _sender(attachments, throughput=2, answers=[200, 200, 200, 130429, 200])
    for _ in range(3):
        await _sends(sender, SITI)
    assert slept == [0, 0, 0.5]
    assert isinstance(await _sends(sender, SITI), NumberRate)
    await _sends(sender, BUDI)

    assert slept[-1] == REST


class TestTrial:
    """A new office cannot write to residents by accident."""

    async def test_only_who_is_on_the_list_is_written_to(self, attachments: Attachments):
        sender, calls = _sender(attachments, trial=Trial.with_phones(["0812-7100-0001"]))

        assert isinstance(await _sends(sender, SITI), Accepted)
        refused = await _sends(sender, BUDI)
        assert isinstance(refused, NotInTrial)
        assert "Masa percobaan" in refused.sentence
        assert len(calls) == 1

    def test_without_a_list_everybody_is(self):
        assert Trial().admits("ID.1234")
        assert not Trial().is_on

    def test_the_list_is_a_setting_and_a_mistake_in_it_is_told(self):
        settings = NotifierSettings.model_validate({**SECRETS, "whatsapp_only_to": "081271000001, +6281271000002,"})
        assert settings.trial == Trial(frozenset({SITI, BUDI}))
        with pytest.raises(ValidationError):
            NotifierSettings.model_validate({**SECRETS, "whatsapp_only_to": "Siti"})


def _sender(
    attachments: Attachments, throughput: int = 80, trial: Trial | None = None, answers: list[int] | None = None
) -> tuple[Sender, list[httpx.Request]]:
    calls: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        calls.append(request)
        code = answers.pop(0) if answers else 200
        if code != 200:
            return httpx.Response(400, json={"error": {"code": code}})
        return httpx.Response(200, json={"messages": [{"id": f"wamid.{len(calls)}"}]})

    whatsapp = WhatsApp("https://graph.facebook.com/v26.0", "100", "token", httpx.MockTransport(answer))
    return Sender(whatsapp, attachments, Gate(lambda: 0.0), Pace(throughput), trial or Trial()), calls


async def _sends(sender: Sender, phone: str) -> Any:
    recipient = Recipient(under="to", value=phone)
    errand = Deliver(message_id=uuid7(), contact_id=uuid7(), attempt=0, part=TextPart(text="Halo"), recipient=recipient)
    return (await sender.deliver(errand)).answer
