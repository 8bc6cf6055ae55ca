"""Every stream, bucket and consumer, with its settings. The one place that makes them."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

import nats.errors
import nats.js.errors
from nats.aio.client import Client
from nats.js import JetStreamContext
from nats.js.api import ConsumerConfig, RetentionPolicy, StreamConfig

from shared.messaging.hear import Hear

ACK_WAIT = 30.0  # seconds after which the server takes a delivery for lost
MOST_UNACKNOWLEDGED = 4000  # far more than one service ever takes; what fails waits in its database, not here
EDITIONS = 64  # of each book
_NAME_IN_USE = 10058  # the server's code: another process was faster, with other settings


class NotProvisioned(nats.errors.Error):
    """The queue has not what this service needs, and the service may not make it; what is missing."""


@dataclass(frozen=True)
class Keeping:
    """How long and how often things are kept."""

    facts: timedelta = timedelta(days=30)
    inbound: timedelta = timedelta(days=30)
    replicas: int = 1


def streams(keeping: Keeping) -> list[StreamConfig]:
    """The streams of messages, and those that hold the attachments."""
    messages = [
        StreamConfig(name="WEBHOOKS", subjects=["webhook.>"], retention=RetentionPolicy.WORK_QUEUE),
        StreamConfig(name="REQUESTS", subjects=["request.>"], retention=RetentionPolicy.WORK_QUEUE),
        StreamConfig(name="FACTS", subjects=["fact.>"], max_age=keeping.facts.total_seconds()),
        StreamConfig(name="BOOKS", subjects=["book.>"], max_msgs_per_subject=EDITIONS),
    ]
    for stream in messages:
        stream.allow_atomic = True
        stream.duplicate_window = 3600  # seconds
    buckets = [_bucket("inbound", keeping.inbound), _bucket("archive"), _bucket("letters")]
    for stream in (*messages, *buckets):
        stream.num_replicas = keeping.replicas
    return [*messages, *buckets]


def _bucket(name: str, max_age: timedelta = timedelta(0)) -> StreamConfig:
    """An object store as clients expect it; made here so that its settings can change later."""
    return StreamConfig(
        name=f"OBJ_{name}",
        subjects=[f"$O.{name}.C.>", f"$O.{name}.M.>"],
        max_age=max_age.total_seconds(),
        allow_rollup_hdrs=True,
        allow_direct=True,
    )


async def provision(nc: Client, hears: Iterable[Hear], keeping: Keeping = Keeping()) -> None:
    """Make or bring up to date every stream, and the consumers of these services. Repeating it changes nothing."""
    js = nc.jetstream()
    await asyncio.gather(*(_stream(js, stream) for stream in streams(keeping)))
    await asyncio.gather(*(_consumers(js, hear) for hear in hears))


async def expect(nc: Client, hear: Hear) -> None:
    """The same for a service that may not make anything: see that its consumers are there. Raises `NotProvisioned`."""
    js = nc.jetstream()
    for stream, subjects in hear.subjects().items():
        try:
            found = (await js.consumer_info(stream, hear.service)).config.filter_subjects
        except nats.js.errors.NotFoundError:
            raise NotProvisioned(f"the stream {stream} has no consumer {hear.service}") from None
        if sorted(found or []) != _filters(subjects):
            raise NotProvisioned(f"the consumer {hear.service} of {stream} is of another version")


async def _stream(js: JetStreamContext, stream: StreamConfig) -> None:
    try:
        await js.update_stream(stream)
    except nats.js.errors.NotFoundError:
        try:
            await js.add_stream(stream)
        except nats.js.errors.BadRequestError as error:
            if error.err_code != _NAME_IN_USE:
                raise
            await js.update_stream(stream)


async def _consumers(js: JetStreamContext, hear: Hear) -> None:
    heard = hear.subjects()
    for stream in ("WEBHOOKS", "REQUESTS", "FACTS", "BOOKS"):
        if stream in heard:
            await js.add_consumer(stream, _consumer(hear.service, heard[stream]))
            continue
        try:
            await js.delete_consumer(stream, hear.service)
        except nats.js.errors.NotFoundError:
            continue


def _consumer(service: str, subjects: list[str]) -> ConsumerConfig:
    return ConsumerConfig(
        durable_name=service,
        filter_subjects=_filters(subjects),
        ack_wait=ACK_WAIT,
        max_deliver=-1,
        max_ack_pending=MOST_UNACKNOWLEDGED,
    )


def _filters(subjects: Iterable[str]) -> list[str]:
    return [f"{subject}.>" for subject in sorted(subjects)]
