"""The message queue of the composed system lets every service do its work, and nothing else."""

import asyncio
import importlib
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import nats
import nats.errors
import pytest
from nats.aio.client import Client
from nats.aio.msg import Msg

from services.launcher.parts import SERVICES
from shared.attachments import Attachments
from shared.messaging import Hear, Message
from shared.messaging.pull import Delivered, Pull
from shared.messaging.server import NatsServer
from shared.messaging.topology import NotProvisioned, expect, provision

DEPLOYED = Path("deploy/nats/nats-server.conf")
USERS = (*SERVICES, "operator")
HEARS: dict[str, Hear] = {name: importlib.import_module(f"services.{name}.incoming").hear for name in SERVICES}
CONTRACTS = {contract for hear in HEARS.values() for contract in hear.says}

each_service = pytest.mark.parametrize("service", SERVICES)


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[NatsServer]:
    """The queue with the deployed configuration, but on this machine's loopback and in a folder of the test's."""
    server = NatsServer(tmp_path)
    text = DEPLOYED.read_text()
    for deployed, here in (
        ("0.0.0.0:4222", f"127.0.0.1:{server.port}"),
        ("127.0.0.1:8222", "127.0.0.1:-1"),
        ("sync_interval: always", f'sync_interval: always, store_dir: "{tmp_path / "jetstream"}"'),
    ):
        assert deployed in text
        text = text.replace(deployed, here)
    (tmp_path / "nats-server.conf").write_text(text)
    for user in USERS:
        monkeypatch.setenv(f"NATS_{user.upper()}_PASSWORD", f'"1e5-{user}"')
    with server:
        yield server


class User:
    """Somebody at the queue; `refused` is what the queue did not let them do."""

    def __init__(self, nc: Client, refused: list[str]) -> None:
        self.nc, self.js, self.refused = nc, nc.jetstream(timeout=5), refused

    async def says(self, subject: str) -> None:
        """Without waiting for an answer; what is refused is known on return."""
        await self.nc.publish(subject, b"{}", reply=self.nc.new_inbox())
        await self.settled()

    async def may_not(self, *requests: str) -> None:
        """Ask the queue for each of these. Raises AssertionError naming what it did not refuse."""
        for request in requests:
            before = len(self.refused)
            await self.says(f"$JS.API.{request}")
            assert len(self.refused) > before, request

    async def settled(self) -> None:
        """The queue has dealt with everything. The client's ping overtakes what waits to be sent; a second does not."""
        await self.nc.flush()
        await self.nc.flush()


@asynccontextmanager
async def at(queue: NatsServer, name: str) -> AsyncGenerator[User]:
    refused: list[str] = []

    async def hear_of(error: Exception) -> None:
        refused.append(str(error))

    url = f"nats://{name}:1e5-{name}@127.0.0.1:{queue.port}"
    nc = await nats.connect(url, error_cb=hear_of, inbox_prefix=f"_INBOX_{name}", allow_reconnect=False)
    try:
        yield User(nc, refused)
    finally:
        await nc.close()


@asynccontextmanager
async def in_order(queue: NatsServer, name: str) -> AsyncGenerator[User]:
    """Somebody at the queue after `pengantar streams`."""
    async with at(queue, "operator") as operator:
        await provision(operator.nc, HEARS.values())
    async with at(queue, name) as user:
        yield user


def said(contract: type[Message]) -> str:
    return f"{contract.subject}.1671101001.{uuid4().hex}"


def heard(service: str) -> list[type[Message]]:
    return [listener.contract for listener in HEARS[service].listeners.values()]


@each_service
async def test_a_service_may_say_all_that_it_says(queue: NatsServer, service: str):
    async with in_order(queue, service) as user:
        for contract in HEARS[service].says:
            await user.js.publish(said(contract), b"{}", stream=contract.stream)

        assert user.refused == []


async def test_the_notifier_may_keep_what_whatsapp_told_it(queue: NatsServer):
    async with in_order(queue, "notifier") as notifier:
        for contract in heard("notifier"):
            if contract.stream == "WEBHOOKS":
                await notifier.js.publish(said(contract), b"{}", stream="WEBHOOKS")


@each_service
async def test_a_service_may_not_say_what_only_others_say(queue: NatsServer, service: str):
    foreign = sorted(contract.subject for contract in CONTRACTS - set(HEARS[service].says))
    async with in_order(queue, service) as user:
        for subject in foreign:
            await user.says(f"{subject}.1671101001.{uuid4().hex}")

        assert len(user.refused) == len(foreign)

    async with at(queue, "operator") as operator:
        streams = await operator.js.streams_info()
        assert sum(stream.state.messages for stream in streams) == 0


@each_service
async def test_a_service_hears_what_is_said_to_it_and_acknowledges(queue: NatsServer, service: str):
    async with in_order(queue, "operator") as operator:
        for contract in heard(service):
            await operator.js.publish(said(contract), b"{}", stream=contract.stream)

    async with at(queue, service) as user:
        await expect(user.nc, HEARS[service])
        for stream, subjects in HEARS[service].subjects().items():
            pull, arrived = Pull(user.nc, stream, service), list[Delivered]()
            while len(arrived) < len(subjects):
                arrived += await pull.next()
            for each in arrived:
                await each.msg.ack_sync()
            await pull.stop()
        assert user.refused == []


@each_service
async def test_a_service_hears_nothing_else(queue: NatsServer, service: str):
    others = [name for name in SERVICES if name != service]
    async with in_order(queue, service) as user:
        for subject in (">", "fact.>", "request.>", "webhook.>", "_INBOX.>", *(f"_INBOX_{name}.>" for name in others)):
            before = len(user.refused)
            await user.nc.subscribe(subject)
            await user.settled()
            assert len(user.refused) > before, subject
        for name in others:
            await user.may_not(f"CONSUMER.MSG.NEXT.FACTS.{name}", f"CONSUMER.RESET.FACTS.{name}")


@each_service
async def test_only_the_operator_makes_and_changes_streams_and_consumers(queue: NatsServer, service: str):
    async with in_order(queue, service) as user:
        for stream in ("FACTS", "REQUESTS", "BOOKS", "WEBHOOKS", "OBJ_letters"):
            changes = ("CREATE", "UPDATE", "DELETE", "MSG.DELETE")
            await user.may_not(*(f"STREAM.{change}.{stream}" for change in changes))
        for stream in ("FACTS", "REQUESTS", "BOOKS", "WEBHOOKS"):
            await user.may_not(f"STREAM.PURGE.{stream}", f"STREAM.MSG.GET.{stream}", f"DIRECT.GET.{stream}")
            makes = ("CREATE.{}", "CREATE.{}.{}", "DURABLE.CREATE.{}.{}", "DELETE.{}.{}")
            await user.may_not(*(f"CONSUMER.{make.format(stream, service)}" for make in makes))


async def test_before_the_streams_are_made_a_service_is_told_what_is_missing(queue: NatsServer):
    async with at(queue, "intake") as intake:
        with pytest.raises(NotProvisioned, match="FACTS has no consumer intake"):
            await expect(intake.nc, HEARS["intake"])


async def test_a_consumer_that_was_made_for_another_version_is_told(queue: NatsServer):
    older = Hear("intake")
    for contract in heard("intake")[1:]:
        older.on(contract)(_silent)
    async with at(queue, "operator") as operator, at(queue, "intake") as intake:
        await provision(operator.nc, [older])

        with pytest.raises(NotProvisioned, match="of another version"):
            await expect(intake.nc, HEARS["intake"])


async def test_photos_and_letters_go_where_they_are_kept(queue: NatsServer):
    photo = b"\xff\xd8" + bytes(300_000)
    async with in_order(queue, "notifier") as notifier, at(queue, "issuance") as issuance:
        at_the_door, at_the_counter = Attachments(notifier.nc), Attachments(issuance.nc)

        came_in = await at_the_door.put("inbound", photo, "image/jpeg")
        archived = await at_the_counter.copy(came_in, "archive")
        letter = await at_the_counter.put("letters", b"%PDF", "application/pdf")

        assert await at_the_door.get(archived) == photo
        assert await at_the_door.get(letter) == b"%PDF"
        await at_the_counter.delete(archived)
        assert notifier.refused == issuance.refused == []


@pytest.mark.parametrize(
    ("service", "bucket"),
    [("intake", "inbound"), ("verification", "letters"), ("notifier", "letters"), ("notifier", "archive")],
)
async def test_nobody_else_keeps_anything_there(queue: NatsServer, service: str, bucket: str):
    async with in_order(queue, service) as user:
        await user.says(f"$O.{bucket}.C.1")
        await user.says(f"$O.{bucket}.M.1")
        await user.may_not(f"STREAM.PURGE.OBJ_{bucket}")

        assert len(user.refused) == 3


@each_service
async def test_the_console_and_the_operator_may_ask_what_a_service_has_parked(queue: NatsServer, service: str):
    async def answer(question: Msg) -> None:
        await question.respond(b"nothing")

    async with at(queue, service) as asked, at(queue, "issuance") as console, at(queue, "operator") as operator:
        await asked.nc.subscribe(f"pengantar.{service}.parked.list", cb=answer)
        await asked.settled()

        for asking in (console, operator):
            told = await asking.nc.request(f"pengantar.{service}.parked.list", b"", timeout=5)
            assert told.data == b"nothing"


async def test_nobody_comes_in_without_a_password(queue: NatsServer):
    for url in (queue.url, f"nats://intake:wrong@127.0.0.1:{queue.port}", f"nats://intake:@127.0.0.1:{queue.port}"):
        with pytest.raises((nats.errors.Error, asyncio.TimeoutError)):
            await nats.connect(url, allow_reconnect=False, error_cb=_not_a_word)


def _silent(_: Message, __: object) -> None:
    """Hears and does nothing."""


async def _not_a_word(_: Exception) -> None:
    """The test says what is wrong."""
