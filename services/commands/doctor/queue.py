"""The message queue: there, able, with every stream and consumer that the services need, and how much waits in it."""

import importlib
import json
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import nats.errors
import nats.js.errors
from nats.aio.client import Client
from nats.js.api import ConsumerInfo, StreamConfig, StreamInfo

from services.commands.doctor import clock
from services.commands.doctor.finding import Finding, error, fine, warning
from services.commands.doctor.surroundings import Surroundings
from services.launcher.parts import SERVICES
from services.launcher.settings import settings_of
from shared.messaging.house import keeping
from shared.messaging.topology import streams

if TYPE_CHECKING:
    from shared.messaging import Hear

AREA = "queue"
OLDEST = (2, 14)  # the server has `reset_consumer` since then
MANY = 500  # messages that a service at work has heard within seconds
NEARLY_FULL = 0.9
PUT_IN_ORDER = "Start the services, or run `pengantar streams` where they may not make streams."
START = "Start the system: `pengantar up`, or `docker compose up -d`."
SAME_FOR_ALL = "FACTS_DAYS, INBOUND_DAYS and NATS_REPLICAS must be the same for all services; " + PUT_IN_ORDER


async def look(around: Surroundings) -> AsyncIterator[Finding]:
    nc = around.queue
    if nc is None:
        kind = error if around.should_run else warning
        yield kind(AREA, around.why_no_queue if around.should_run else "Nothing runs here.", START)
        return
    yield _version(nc)
    try:
        account = await nc.jetstream().account_info()
    except (nats.js.errors.Error, nats.errors.Error):
        yield error(
            AREA, "JetStream does not answer.", "Set `jetstream` in the server's configuration, and look at its log."
        )
        return
    most = account.limits.max_storage
    if most > 0 and account.storage > NEARLY_FULL * most:
        yield error(
            AREA, f"Its storage is {account.storage / most:.0%} full.", "Give JetStream more room (max_file_store)."
        )
    async for finding in _streams(nc, around):
        yield finding
    async for finding in _consumers(nc, around):
        yield finding


def _version(nc: Client) -> Finding:
    version = nc.connected_server_version
    said = f"nats-server {version.major}.{version.minor}.{version.patch} answers."
    if (version.major, version.minor) < OLDEST:
        return error(AREA, said, "Install nats-server 2.14 or newer: consumers cannot be set back without.")
    return fine(AREA, said)


async def _streams(nc: Client, around: Surroundings) -> AsyncIterator[Finding]:
    """Every stream and bucket, against the settings."""
    js, kept = nc.jetstream(), 0
    for wanted in streams(keeping(settings_of(SERVICES[0], around.house.data))):
        try:
            info = await js.stream_info(wanted.name or "")
        except nats.js.errors.NotFoundError:
            yield error(AREA, f"The stream {wanted.name} is missing.", PUT_IN_ORDER)
            continue
        kept += info.state.bytes
        for finding in (*_differences(wanted, info), *_replicas(info)):
            yield finding
    yield fine(AREA, f"Streams and attachments hold {kept / 1e6:,.1f} MB.")
    if theirs := await _time_of(nc):
        yield clock.compared("the message queue", theirs)


def _differences(wanted: StreamConfig, info: StreamInfo) -> Iterator[Finding]:
    names = ("subjects", "retention", "max_age", "max_msgs_per_subject", "num_replicas", "allow_atomic")
    for name in names:
        asked, has = getattr(wanted, name), getattr(info.config, name)
        if asked is not None and asked != has:
            yield warning(AREA, f"The stream {wanted.name} has {name} {has}, not {asked}.", SAME_FOR_ALL)


def _replicas(info: StreamInfo) -> Iterator[Finding]:
    behind = [peer.name for peer in (info.cluster and info.cluster.replicas) or [] if peer.offline or not peer.current]
    if behind:
        said = f"The stream {info.config.name} is not up to date on {', '.join(map(str, behind))}."
        yield warning(AREA, said, "See to these servers: if more are lost, nothing can be written.")


async def _consumers(nc: Client, around: Surroundings) -> AsyncIterator[Finding]:
    js, unheard = nc.jetstream(), 0
    for service in SERVICES:
        hear: Hear = importlib.import_module(f"services.{service}.incoming").hear
        for stream, subjects in hear.subjects().items():
            try:
                info = await js.consumer_info(stream, service)
            except nats.js.errors.NotFoundError:
                yield error(AREA, f"{service} has no consumer of {stream}.", PUT_IN_ORDER)
                continue
            if sorted(info.config.filter_subjects or []) != sorted(f"{subject}.>" for subject in subjects):
                said = f"{service}'s consumer of {stream} is of another version of the system."
                yield warning(AREA, said, f"Run the same version everywhere. {PUT_IN_ORDER}")
            unheard += _backlog(info)
            if _backlog(info) > MANY:
                said = f"{service} has {_backlog(info):,} messages of {stream} still to hear."
                yield warning(AREA, said, f"See whether {service} runs, and what its log says.")
    yield fine(AREA, f"Every service has its consumers; {unheard} messages are still to be heard.")


def _backlog(info: ConsumerInfo) -> int:
    return (info.num_pending or 0) + (info.num_ack_pending or 0)


async def _time_of(nc: Client) -> datetime | None:
    """What the server says the time is."""
    try:
        answer = json.loads((await nc.request("$JS.API.STREAM.INFO.FACTS", timeout=2)).data)
        return datetime.fromisoformat(answer["ts"])
    except (nats.errors.Error, KeyError, ValueError):
        return None
