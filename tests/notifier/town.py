"""The notifier as it runs, between a real message queue and a WhatsApp that answers over HTTP."""

import asyncio
import inspect
import os
import signal
import sys
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import httpx
import uvicorn
from nats.aio.client import Client
from nats.aio.msg import Msg

from services.notifier.incoming import hear
from services.notifier.main import furnish
from services.notifier.settings import NotifierSettings
from services.notifier.store import tables
from shared.contracts.notifier import ContactIntroduced, IntroduceContact, Reply, SendMessage
from shared.contracts.vocabulary import Speaker
from shared.messaging import Message, uuid7
from shared.messaging.house import House, Plan, running
from shared.messaging.server import free_port
from shared.testing.broker import connected
from shared.testing.samples import OFFICE_CODE
from simulator.app import create_app
from simulator.phone_client import Phones
from simulator.settings import Settings
from simulator.webhooks.letters import Pace

CONFIG = Path(__file__).parents[2] / "config"
NUMBER_ID, TOKEN, SECRET, VERIFY = "100000000000001", "a-token", "a-secret", "a-password"
SITI, RAHMAT = "6281271001001", "6281271002005"
QUICK = Pace(first_retry=0.02, longest_retry=0.1, timeout=5, gather=0.15)
M = TypeVar("M", bound=Message)
SAID = {contract.subject: contract for contract in hear.says}


async def until(
    is_so: Callable[[], Any], or_else: Callable[[], str] = lambda: "it did not come to be so", seconds: float = 30
) -> None:
    """Look until it is so. Raises AssertionError when it does not become so in time."""
    deadline = time.monotonic() + seconds
    while True:
        result = is_so()
        if await result if inspect.isawaitable(result) else result:
            return
        assert time.monotonic() < deadline, or_else()
        await asyncio.sleep(0.01)


@dataclass
class Clock:
    """The time, which can be moved on."""

    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class Services:
    """The other services: what they hear of the notifier, and what they ask of it."""

    nats: Client
    told: list[Message] = field(default_factory=list[Message])

    async def listen(self) -> None:
        for subject in SAID:
            await self.nats.subscribe(f"{subject}.>", cb=self._hear)
        await self.nats.flush()

    async def hears(self, contract: type[M], where: Callable[[M], bool] = lambda _: True) -> M:
        """The next of this kind for which this holds. Raises AssertionError when it does not come."""

        def first() -> M | None:
            return next((said for said in self.told if isinstance(said, contract) and where(said)), None)

        await until(first, lambda: f"no {contract.__name__} came, but {self.told}")
        said = first()
        assert said
        self.told.remove(said)
        return said

    async def say(self, message: Message) -> None:
        js = self.nats.jetstream()
        headers = {"Nats-Msg-Id": message.id.hex}
        await js.publish(message.wire_subject, message.model_dump_json().encode(), headers=headers)

    async def tell(self, contact_id: UUID, speaker: Speaker, text: str = "", **more: Any) -> SendMessage:
        request = SendMessage(
            office=OFFICE_CODE, at=datetime.now(UTC), contact_id=contact_id, speaker=speaker, text=text, **more
        )
        await self.say(request)
        return request

    async def introduce(self, phone: str) -> UUID:
        asked_for = uuid7()
        request = IntroduceContact(office=OFFICE_CODE, at=datetime.now(UTC), asked_for=asked_for, phone=phone, name="x")
        await self.say(request)
        return (await self.hears(ContactIntroduced, lambda fact: fact.asked_for == asked_for)).contact_id

    async def _hear(self, msg: Msg) -> None:
        self.told.append(SAID[msg.subject.rsplit(".", 2)[0]].model_validate_json(msg.data))


@dataclass
class Town:
    """Everything around one notifier."""

    port: int
    phones: Phones
    services: Services
    clock: Clock
    environment: dict[str, str]
    house: House[NotifierSettings] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def knows(self, phone: str) -> UUID:
        """The contact of someone who has just written."""
        await self.phones.phone(phone).writes("halo")
        return (await self.services.hears(Reply)).contact_id

    def wait(self, **time_: float) -> None:
        """Time passes for the notifier."""
        assert self.house
        self.clock.ahead += timedelta(**time_)
        self.house.look_again()


@asynccontextmanager
async def a_town(folder: Path, nats_url: str, token: str = TOKEN) -> AsyncGenerator[Town]:
    """A town whose notifier runs in this process."""
    async with _surroundings(folder, nats_url, token) as town:
        settings = NotifierSettings.model_validate(_as_fields(town.environment))
        async with running(Plan("notifier", hear, tables, NotifierSettings, furnish), settings, town.clock) as house:
            town.house = house
            await town.services.listen()
            yield town


@asynccontextmanager
async def a_town_to_kill(folder: Path, nats_url: str) -> AsyncGenerator[Town]:
    """A town whose notifier has to be started by `a_process`."""
    async with _surroundings(folder, nats_url, TOKEN) as town:
        yield town


@asynccontextmanager
async def a_process(town: Town) -> AsyncGenerator[asyncio.subprocess.Process]:
    """The notifier as a process of its own, ready on entry and killed without warning on exit."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "services.notifier",
        env={**os.environ, **town.environment},
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        await _ready(town.url, process)
        await town.services.listen()
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
        await process.communicate()


@asynccontextmanager
async def _surroundings(folder: Path, nats_url: str, token: str) -> AsyncGenerator[Town]:
    port = free_port()
    webhook = f"http://127.0.0.1:{port}/whatsapp/webhook"
    async with _whatsapp(folder, webhook) as api, connected(nats_url) as nats, Phones(api, patience=15) as phones:
        environment = {
            "NATS_URL": nats_url,
            "DATA_DIR": str(folder),
            "NOTIFIER_PORT": str(port),
            "WHATSAPP_API_URL": f"{api}/v26.0",
            "WHATSAPP_PHONE_NUMBER_ID": NUMBER_ID,
            "WHATSAPP_ACCESS_TOKEN": token,
            "WHATSAPP_APP_SECRET": SECRET,
            "WHATSAPP_VERIFY_TOKEN": VERIFY,
        }
        yield Town(port, phones, Services(nats), Clock(), environment)


@asynccontextmanager
async def _whatsapp(folder: Path, webhook: str) -> AsyncGenerator[str]:
    """The simulator on a free port; gives its address."""
    settings = Settings.model_validate(
        {
            "data": folder,
            "webhook": webhook,
            "templates": CONFIG / "templates.yaml",
            "phones": CONFIG / "phones.yaml",
            "phone_number_id": NUMBER_ID,
            "access_token": TOKEN,
            "app_secret": SECRET,
            "verify_token": VERIFY,
        }
    )
    config = uvicorn.Config(create_app(settings, QUICK), port=free_port(), log_level="error")
    config.timeout_graceful_shutdown = 1
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    try:
        await until(lambda: server.started or serving.done())
        yield f"http://127.0.0.1:{config.port}"
    finally:
        server.should_exit = True
        await serving


def _as_fields(environment: dict[str, str]) -> dict[str, str]:
    return {name.lower().removeprefix("notifier_"): value for name, value in environment.items()}


async def _ready(url: str, process: asyncio.subprocess.Process) -> None:
    async with httpx.AsyncClient(base_url=url) as http:

        async def answers() -> bool:
            assert process.returncode is None
            try:
                return (await http.get("/health/ready")).status_code == 200
            except httpx.HTTPError:
                return False

        await until(answers)
