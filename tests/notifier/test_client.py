"""What answers, refusals and silence of WhatsApp's API mean for us."""

import json
from collections.abc import AsyncGenerator, Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import pytest_asyncio

from services.notifier.errands import Accepted, Deliver, Paused
from services.notifier.pace import Pace
from services.notifier.sender import LONG_PAUSE, PAUSE, Gate, Sender
from services.notifier.whatsapp import errors
from services.notifier.whatsapp.body import Recipient
from services.notifier.whatsapp.client import WhatsApp
from services.notifier.whatsapp.parts import File, FilePart, Part, TextPart
from shared.attachments import Attachments
from shared.messaging import uuid7
from shared.messaging.topology import provision
from shared.testing.broker import connected
from shared.testing.samples import an_attachment

Answer = Callable[[httpx.Request], httpx.Response]
API = "https://graph.facebook.com/v26.0"


@pytest_asyncio.fixture
async def attachments(nats_url: str) -> AsyncGenerator[Attachments]:
    async with connected(nats_url) as nats:
        await provision(nats, [])
        yield Attachments(nats)


def refusal(code: int, status: int = 400, **more: Any) -> httpx.Response:
    return httpx.Response(status, json={"error": {"code": code, "message": "x", "type": "OAuthException", **more}})


def accepted(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"messages": [{"id": "wamid.1"}]})


def silence(kind: type[httpx.HTTPError]) -> Answer:
    def answer(_: httpx.Request) -> httpx.Response:
        raise kind("silence")

    return answer


def answering(status: int, **more: Any) -> Answer:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(status, **more)

    return answer


def whatsapp(answer: Answer) -> WhatsApp:
    return WhatsApp(API, "100", "token", httpx.MockTransport(answer))


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        (4, errors.Later),
        (80007, errors.Later),
        (131016, errors.Later),
        (131057, errors.Later),
        (130429, errors.NumberRate),
        (131056, errors.PairRate),
        (1, errors.Doubtful),
        (2, errors.Doubtful),
        (131000, errors.Doubtful),
        (131047, errors.WindowClosed),
        (131026, errors.Undeliverable),
        (131052, errors.MediaNotTaken),
        (131053, errors.MediaNotTaken),
        (100, errors.Malformed),
        (131008, errors.Malformed),
        (131009, errors.Malformed),
        (131051, errors.Malformed),
        (131030, errors.NotAllowedRecipient),
        (131049, errors.Withheld),
        (130472, errors.Withheld),
        (131050, errors.RefusedByRecipient),
        (131062, errors.PhoneHidden),
        (132000, errors.TemplateWrong),
        (132001, errors.TemplateWrong),
        (132005, errors.TemplateWrong),
        (132007, errors.TemplateWrong),
        (132012, errors.TemplateWrong),
        (132015, errors.TemplatePaused),
        (132016, errors.TemplatePaused),
        (131048, errors.NumberPaused),
        (133016, errors.NumberPaused),
        (0, errors.SendingStopped),
        (3, errors.SendingStopped),
        (10, errors.SendingStopped),
        (368, errors.SendingStopped),
        (131031, errors.SendingStopped),
        (190, errors.SendingStopped),
        (200, errors.SendingStopped),
        (299, errors.SendingStopped),
        (131042, errors.SendingStopped),
        (999_999, errors.Final),
    ],
)
async def test_a_refusal_is_taken_by_its_code(code: int, meaning: type[errors.WhatsAppError]):
    with pytest.raises(errors.WhatsAppError) as refused:
        await whatsapp(lambda _: refusal(code)).send({})
    assert type(refused.value) is meaning
    assert refused.value.code == code
    assert refused.value.sentence.endswith(".")


async def test_a_number_that_does_not_exist_stops_everything_a_wrong_parameter_only_this_message():
    for more, meaning in (({"error_subcode": 33}, errors.SendingStopped), ({}, errors.Final)):
        with pytest.raises(meaning):
            await whatsapp(lambda _, more=more: refusal(100, **more)).send({})


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        (silence(httpx.ConnectError), errors.Later),
        (silence(httpx.ConnectTimeout), errors.Later),
        (silence(httpx.ReadTimeout), errors.Doubtful),
        (silence(httpx.WriteError), errors.Doubtful),
        (silence(httpx.RemoteProtocolError), errors.Doubtful),
        (answering(500), errors.Doubtful),
        (answering(504, text="<html>"), errors.Doubtful),
        (answering(503, json={"error": {"code": 999_999}}), errors.Doubtful),
        (answering(503, json={"error": {"code": 131016}}), errors.Later),
        (answering(200, json={"ok": True}), errors.Doubtful),
        (answering(429), errors.Later),
        (answering(401), errors.SendingStopped),
        (answering(302, headers={"Location": "https://elsewhere"}), errors.Final),
    ],
)
async def test_only_what_was_surely_not_sent_may_be_repeated(answer: Answer, meaning: type[errors.WhatsAppError]):
    with pytest.raises(errors.WhatsAppError) as refused:
        await whatsapp(answer).send({})
    assert type(refused.value) is meaning


async def test_a_message_goes_to_the_number_with_the_token_and_our_mark(attachments: Attachments):
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return accepted(request)

    errand = _deliver(TextPart(text="Halo"))
    assert (await _sender(answer, attachments).deliver(errand)).answer == Accepted("wamid.1")
    (request,) = seen
    assert str(request.url) == f"{API}/100/messages"
    assert request.headers["Authorization"] == "Bearer token"
    assert json.loads(request.content)["biz_opaque_callback_data"] == f"{errand.message_id.hex}.0"


async def test_an_upload_that_got_lost_leaves_no_doubt_about_the_message(attachments: Attachments):
    kept = await attachments.put("letters", b"%PDF-1.7", "application/pdf", "Surat.pdf")
    letter = FilePart(file=File(shown_as="document", attachment=kept))
    assert isinstance(
        (await _sender(silence(httpx.ReadTimeout), attachments).deliver(_deliver(letter))).answer, errors.Later
    )


async def test_a_message_whose_file_is_gone_is_not_sent_without_it(attachments: Attachments):
    letter = FilePart(file=File(shown_as="document", attachment=an_attachment()))
    assert isinstance((await _sender(accepted, attachments).deliver(_deliver(letter))).answer, errors.AttachmentLost)


async def test_a_refusal_that_concerns_everything_closes_the_gate_and_one_message_tries_it(attachments: Attachments):
    time, answers = [0.0], [refusal(190), refusal(190), accepted(httpx.Request("POST", API))]
    gate = Gate(lambda: time[0])
    sender = _sender(lambda _: answers.pop(0), attachments, gate)

    async def sends() -> Any:
        return (await sender.deliver(_deliver(TextPart(text="Halo")))).answer

    assert await sends() == Paused(PAUSE)
    time[0] = 10
    assert await sends() == Paused(PAUSE - 10)
    assert len(answers) == 2, "nothing is sent through a closed gate"
    time[0] = PAUSE
    assert await sends() == Paused(PAUSE)
    assert gate.because
    time[0] = 2 * PAUSE
    assert await sends() == Accepted("wamid.1")
    assert gate.because is None


async def test_a_number_that_meta_holds_back_is_left_alone_for_longer(attachments: Attachments):
    sender = _sender(lambda _: refusal(131048), attachments)
    assert (await sender.deliver(_deliver(TextPart(text="Halo")))).answer == Paused(LONG_PAUSE)


def _sender(answer: Answer, attachments: Attachments, gate: Gate | None = None) -> Sender:
    return Sender(whatsapp(answer), attachments, gate or Gate(lambda: datetime.now(UTC).timestamp()), Pace(80))


def _deliver(part: Part) -> Deliver:
    return Deliver(
        message_id=uuid7(), contact_id=uuid7(), attempt=0, part=part, recipient=Recipient(under="to", value="62811")
    )
