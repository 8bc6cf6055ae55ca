"""Streams, buckets and consumers."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import timedelta

import nats.js.errors
import pytest
import pytest_asyncio
from nats.aio.client import Client
from nats.js.api import RetentionPolicy

from shared.messaging import Desk, Hear, Message
from shared.messaging.topology import EDITIONS, Keeping, provision
from shared.testing.broker import connected
from tests.messaging.toys import Paint, Rang, hall


@pytest_asyncio.fixture
async def nc(nats_url: str) -> AsyncGenerator[Client]:
    async with connected(nats_url) as nc:
        yield nc


def ignore(_: Message, __: Desk) -> None:
    """Hears anything."""


async def test_each_kind_of_message_has_its_stream(nc: Client):
    await provision(nc, [hall()])

    streams = {info.config.name: info.config for info in await nc.jetstream().streams_info()}
    assert streams["FACTS"].max_age == timedelta(days=30).total_seconds()
    assert streams["BOOKS"].max_msgs_per_subject == EDITIONS
    assert streams["REQUESTS"].retention == streams["WEBHOOKS"].retention == RetentionPolicy.WORK_QUEUE
    assert streams["OBJ_inbound"].max_age == timedelta(days=30).total_seconds()
    assert {"OBJ_archive", "OBJ_letters"} < streams.keys()
    assert all(streams[name].allow_atomic for name in ("FACTS", "BOOKS", "REQUESTS", "WEBHOOKS"))


async def test_several_processes_may_provision_at_once(nats_url: str):
    async with connected(nats_url) as one, connected(nats_url) as other:
        keepings = [Keeping(), Keeping(facts=timedelta(days=20))]

        await asyncio.gather(*(provision(nc, [hall()], keeping) for nc in (one, other) for keeping in keepings))

        assert len(await one.jetstream().streams_info()) == 7


async def test_a_changed_setting_reaches_what_is_there(nc: Client):
    await provision(nc, [hall()])

    await provision(nc, [hall()], Keeping(facts=timedelta(days=10)))

    facts = await nc.jetstream().stream_info("FACTS")
    assert facts.config.max_age == timedelta(days=10).total_seconds()


async def test_a_service_hears_what_it_lists_and_nothing_else(nc: Client):
    js = nc.jetstream()
    await provision(nc, [hall()])
    assert (await js.consumer_info("FACTS", "hall")).config.filter_subjects == [f"{Rang.subject}.>"]

    changed = Hear("hall")
    changed.on(Paint)(ignore)
    await provision(nc, [changed])

    with pytest.raises(nats.js.errors.NotFoundError):
        await js.consumer_info("FACTS", "hall")
    assert (await js.consumer_info("REQUESTS", "hall")).config.filter_subjects == [f"{Paint.subject}.>"]


async def test_a_request_has_one_owner(nc: Client):
    rival = Hear("rival")
    rival.on(Paint)(ignore)
    await provision(nc, [hall()])

    with pytest.raises(nats.js.errors.APIError, match="unique"):
        await provision(nc, [rival])
