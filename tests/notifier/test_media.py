"""What people send is fetched by two calls, believed only as far as it is true, and never silently missing."""

import base64
import hashlib
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import nats.errors
import pytest
import pytest_asyncio

from services.notifier.errands import FetchFile
from services.notifier.media import Damaged, Fetcher
from services.notifier.whatsapp import errors
from services.notifier.whatsapp.limits import INBOUND_KEPT
from shared.attachments import Attachments
from shared.contracts.vocabulary import Attachment
from shared.guard import Guard
from shared.messaging import uuid7
from shared.messaging.topology import provision
from shared.testing.broker import connected
from shared.testing.samples import OFFICE_CODE
from tests.notifier.test_client import Answer, answering, refusal, silence, whatsapp
from tests.shared.test_inspection import picture

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
AWAY: list[Answer] = [
    silence(httpx.ConnectError),
    silence(httpx.ReadTimeout),
    answering(500),
    answering(503),
    answering(429),
    answering(200, text="<html>"),
    lambda _: refusal(190, 401),
    lambda _: refusal(131000, 500),
]


@pytest_asyncio.fixture
async def attachments(nats_url: str) -> AsyncGenerator[Attachments]:
    async with connected(nats_url) as nats_client:
        await provision(nats_client, [])
        yield Attachments(nats_client)


@pytest_asyncio.fixture
async def guard() -> AsyncGenerator[Guard]:
    guard = Guard()
    yield guard
    await guard.end()


class Desk:
    """Fetches one file for the tests."""

    def __init__(self, attachments: Attachments, guard: Guard) -> None:
        self._attachments, self._guard = attachments, guard

    async def fetch(self, answer: Answer, waited: timedelta = timedelta(0), **more: Any) -> Any:
        told = {"heard_id": uuid7(), "contact_id": uuid7(), "office": OFFICE_CODE, "media_id": "1", "since": NOW}
        errand = FetchFile.model_validate(told | {"sha256": None, "filename": None} | more)
        return await Fetcher(whatsapp(answer), self._attachments, self._guard, lambda: NOW + waited).fetch(errand)


@pytest.fixture
def desk(attachments: Attachments, guard: Guard) -> Desk:
    return Desk(attachments, guard)


def meta(data: bytes, url: str = "https://lookaside.fbsbx.com/1", **info: Any) -> Answer:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "graph.facebook.com":
            return httpx.Response(200, json={"url": url, **info})
        return httpx.Response(200, content=data)

    return answer


async def test_a_photo_is_kept(desk: Desk):
    page = await desk.fetch(meta(picture()), filename="../../etc/KK saya.exe")

    assert isinstance(page, Attachment)
    assert (page.media_type, page.filename) == ("image/jpeg", "KK saya.jpg")


async def test_what_is_larger_than_it_says_is_not_read_to_the_end(desk: Desk):
    assert await desk.fetch(meta(bytes(17_000_000), file_size=5)) == "too_large"
    assert await desk.fetch(meta(b"", file_size=17_000_000)) == "too_large"


async def test_other_bytes_than_those_that_were_sent_are_fetched_again_and_in_the_end_asked_for(desk: Desk):
    other = hashlib.sha256(b"other").digest()
    in_webhook = base64.b64encode(other).decode()
    for answer, told in ((meta(picture()), in_webhook), (meta(picture(), sha256=other.hex()), None)):
        with pytest.raises(Damaged):
            await desk.fetch(answer, sha256=told)
        assert await desk.fetch(answer, waited=timedelta(minutes=6), sha256=told) == "gone"


async def test_a_digest_that_cannot_be_read_does_not_count(desk: Desk):
    assert isinstance(await desk.fetch(meta(picture(), sha256="4654+8g=")), Attachment)


async def test_the_token_is_shown_to_whatsapp_alone(desk: Desk):
    for url in ("https://evil.example/1", "http://lookaside.fbsbx.com/1", "https://lookaside.fbsbx.com:8443/1"):
        assert await desk.fetch(meta(picture(), url=url)) == "gone"


async def test_a_file_that_leads_elsewhere_is_not_followed(desk: Desk):
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.host)
        if request.url.host == "graph.facebook.com":
            return httpx.Response(200, json={"url": "https://lookaside.fbsbx.com/1"})
        return httpx.Response(302, headers={"Location": "https://evil.example/1"})

    with pytest.raises(errors.Later):
        await desk.fetch(answer)
    assert seen == ["graph.facebook.com", "lookaside.fbsbx.com"]


async def test_a_file_that_whatsapp_does_not_know_any_more_is_gone_at_once(desk: Desk):
    for answer in (refusal(100, error_subcode=33), httpx.Response(404)):
        assert await desk.fetch(lambda _, answer=answer: answer) == "gone"


async def test_an_address_that_is_too_old_is_asked_for_anew(desk: Desk):
    answers = iter([httpx.Response(404), httpx.Response(200, content=picture())])

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "graph.facebook.com":
            return httpx.Response(200, json={"url": "https://lookaside.fbsbx.com/1"})
        return next(answers)

    with pytest.raises(errors.Later):
        await desk.fetch(answer)
    assert isinstance(await desk.fetch(answer), Attachment)


@pytest.mark.parametrize("answer", AWAY)
async def test_what_may_still_be_had_is_tried_again_told_as_late_and_given_up_with_its_id(desk: Desk, answer: Answer):
    def trying_again() -> Any:
        return pytest.raises((errors.WhatsAppError, ValueError))

    with trying_again():
        await desk.fetch(answer)
    assert await desk.fetch(answer, waited=timedelta(minutes=6)) == "late"
    with trying_again():
        await desk.fetch(answer, waited=timedelta(days=6), is_late=True)
    assert await desk.fetch(answer, waited=INBOUND_KEPT + timedelta(hours=1), is_late=True) == "gone"


async def test_a_store_that_is_away_costs_no_photo(guard: Guard, nats_url: str):
    async with connected(nats_url) as nats_client:
        desk = Desk(Attachments(nats_client), guard)
    with pytest.raises(nats.errors.Error):
        await desk.fetch(meta(picture()))
    assert await desk.fetch(meta(picture()), waited=timedelta(minutes=6)) == "late"


def test_a_late_file_is_looked_for_less_and_less_often_for_a_week():
    errand = FetchFile.model_validate(
        {"heard_id": uuid7(), "contact_id": uuid7(), "office": OFFICE_CODE, "media_id": "1", "since": NOW}
        | {"sha256": None, "filename": None}
    )
    soon = [errand.delay(tries) for tries in range(1, 9)]
    late = [errand.late(NOW).delay(tries) for tries in range(1, FetchFile.tries)]

    assert soon[0] == 2
    assert sum(soon) < 20 * 60
    assert late == sorted(late)
    assert late[-1] == 3 * 3600
    assert sum(late) > INBOUND_KEPT.total_seconds()
