"""The webhook's door: whom it lets in, how much it takes, and that 200 means kept."""

import hashlib
import hmac
import json
import time
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
import sqlalchemy as sa

from services.notifier.whatsapp import limits
from shared.contracts.intake import HearReply
from shared.messaging.tables import parked
from shared.testing.broker import natsd
from tests.notifier.bridge import envelope
from tests.notifier.town import SECRET, VERIFY, Town, a_town, until

PATH = "/whatsapp/webhook"


@pytest_asyncio.fixture
async def town(tmp_path: Path, nats_url: str) -> AsyncGenerator[Town]:
    async with a_town(tmp_path, nats_url) as town:
        yield town


@pytest_asyncio.fixture
async def meta(town: Town) -> AsyncGenerator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=town.url, timeout=20) as http:
        yield http


def signed(body: bytes, secret: str = SECRET) -> dict[str, str]:
    return {"X-Hub-Signature-256": "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}


def text(wamid: str, body: str) -> dict[str, Any]:
    return {"from": "6281271000001", "id": wamid, "timestamp": "1795400000", "type": "text", "text": {"body": body}}


def a_message(*messages: dict[str, Any]) -> bytes:
    return json.dumps(envelope({"messages": messages or [text("wamid.1", "halo")]})).encode()


async def test_meta_is_given_its_challenge_back(meta: httpx.AsyncClient):
    asked = {"hub.mode": "subscribe", "hub.verify_token": VERIFY, "hub.challenge": "1158201444"}

    answer = await meta.get(PATH, params=asked)
    assert (answer.status_code, answer.text) == (200, "1158201444")
    assert (await meta.get(PATH, params=asked | {"hub.verify_token": "guess"})).status_code == 403
    assert (await meta.get(PATH)).status_code == 403


async def test_only_who_knows_the_secret_is_heard(meta: httpx.AsyncClient):
    body = a_message()
    for headers in ({}, {"X-Hub-Signature-256": "sha256=00"}, signed(body, "guess"), signed(body + b" ")):
        assert (await meta.post(PATH, content=body, headers=headers)).status_code == 401
    assert (await meta.post(PATH, content=body, headers=signed(body))).status_code == 200


async def test_what_is_not_json_is_refused(meta: httpx.AsyncClient):
    for body in (b"", b"halo", b'{"object":', b'{"x": NaN}', b"[" * 100_000, b"\xff\xfe"):
        assert (await meta.post(PATH, content=body, headers=signed(body))).status_code == 400


async def test_ten_megabytes_are_too_much_whether_told_or_not(meta: httpx.AsyncClient):
    body = b'{"object": "' + b"x" * 10_000_000 + b'"}'

    async def untold() -> AsyncGenerator[bytes]:
        for start in range(0, len(body), 100_000):
            yield body[start : start + 100_000]

    assert (await meta.post(PATH, content=body, headers=signed(body))).status_code == 413
    assert (await meta.post(PATH, content=untold(), headers=signed(body))).status_code == 413


async def test_what_meta_may_send_at_most_is_taken(meta: httpx.AsyncClient, town: Town):
    body = a_message(text("wamid.1", "halo")).ljust(limits.WEBHOOK_BYTES)

    assert (await meta.post(PATH, content=body, headers=signed(body))).status_code == 200
    await town.services.hears(HearReply)


async def test_an_unknown_shape_is_parked_and_answered_by_200(meta: httpx.AsyncClient, town: Town):
    for body in (b'{"hello": "world"}', b"[1, 2]", b'"' + b"x" * 2_000_000 + b'"'):
        assert (await meta.post(PATH, content=body, headers=signed(body))).status_code == 200

    async def all_are_parked() -> bool:
        assert town.house
        return len(await town.house.store.fetch(sa.select(parked.c.place))) == 3

    await until(all_are_parked)


async def test_a_character_that_was_cut_in_two_hinders_nothing(meta: httpx.AsyncClient, town: Town):
    halo = {**text("wamid.\ud83d", "halo \ud83d"), "from": "6281271000001"}
    status = json.dumps(envelope({"statuses": [{"id": "wamid.\ud83d", "status": "\ud83d"}]})).encode()
    for body in (a_message(halo), b'{"hello": "\\ud83d"}', status):
        assert (await meta.post(PATH, content=body, headers=signed(body))).status_code == 200

    heard = await town.services.hears(HearReply)
    assert heard.text == "halo �"


@pytest.mark.parametrize(
    "odd",
    [{"type": ["text"]}, {"type": {"a": 1}}, {"from": ["6281271000001"]}, {"timestamp": "9" * 30}, {"context": "odd"}],
    ids=str,
)
async def test_whatever_is_odd_in_a_message_is_answered_by_200_and_others_are_heard(
    meta: httpx.AsyncClient, town: Town, odd: dict[str, Any]
):
    body = a_message(text("wamid.odd", "aneh") | odd, text("wamid.plain", "biasa"))

    assert (await meta.post(PATH, content=body, headers=signed(body))).status_code == 200

    await town.services.hears(HearReply, lambda reply: reply.text == "biasa")


async def test_more_than_one_batch_takes_is_kept_at_once(meta: httpx.AsyncClient, town: Town):
    statuses = [{"id": f"wamid.theirs{n}", "status": "read", "timestamp": "1795400000"} for n in range(4000)]
    body = json.dumps(envelope({"statuses": statuses, "messages": [text("wamid.after", "sesudahnya")]})).encode()

    assert (await meta.post(PATH, content=body, headers=signed(body))).status_code == 200

    await town.services.hears(HearReply, lambda reply: reply.text == "sesudahnya")


async def test_everything_in_a_batch_is_heard_and_a_repeated_webhook_only_once(meta: httpx.AsyncClient, town: Town):
    body = a_message(*(text(f"wamid.{n}", f"pesan {n}") for n in range(20)))
    for _ in range(3):
        assert (await meta.post(PATH, content=body, headers=signed(body))).status_code == 200
    last = a_message(text("wamid.last", "terakhir"))
    await meta.post(PATH, content=last, headers=signed(last))
    await town.services.hears(HearReply, lambda reply: reply.text == "terakhir")

    assert [told.text for told in town.services.told if isinstance(told, HearReply)] == [
        f"pesan {n}" for n in range(20)
    ]


async def test_while_the_message_queue_is_away_meta_is_asked_to_come_again_at_once(tmp_path: Path):
    with natsd() as server:
        async with a_town(tmp_path, server.url) as town, httpx.AsyncClient(base_url=town.url) as meta:
            server.stop()
            body = a_message()
            begun = time.monotonic()
            answers = [await meta.post(PATH, content=body, headers=signed(body)) for _ in range(3)]
            assert [answer.status_code for answer in answers] == [503] * 3
            assert time.monotonic() - begun < 10
            server.start()

            async def is_kept() -> bool:
                return (await meta.post(PATH, content=body, headers=signed(body))).status_code == 200

            await until(is_kept)
            await town.services.hears(HearReply)
