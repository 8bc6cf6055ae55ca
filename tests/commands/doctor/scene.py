"""What the doctor stands in, as a test says, and what it finds there."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from nats.aio.client import Client

from services.commands.doctor.finding import Finding
from services.commands.doctor.surroundings import Answer, Surroundings
from services.launcher.demo import Demo
from services.launcher.parts import SERVICES, House, Ports

CONFIG = Path(__file__).parents[3] / "config" / "kelurahan.yaml"
ALL_READY: Mapping[str, Answer] = dict.fromkeys(SERVICES, Answer(200, {"state": "active"}))
#: What a deployment is told.
TOLD = {
    "WHATSAPP_PHONE_NUMBER_ID": "100000000000001",
    "WHATSAPP_ACCESS_TOKEN": "token-of-the-test",
    "WHATSAPP_APP_SECRET": "secret-of-the-test",
    "WHATSAPP_VERIFY_TOKEN": "verify-of-the-test",
    "CERTIFICATE": "certificate.p12",
    "CERTIFICATE_PASSPHRASE": "pass-phrase-of-the-test",
    "PUBLIC_URL": "https://kelurahan.example",
}
Look = Callable[[Surroundings], AsyncIterator[Finding]]


@dataclass(frozen=True)
class Scene:
    """A deployment with this data folder; everything that is asked for answers unless said otherwise."""

    data: Path

    def around(
        self,
        *,
        config: Path = CONFIG,
        demo: Demo | None = None,
        queue: Client | None = None,
        answers: Mapping[str, Answer] = ALL_READY,
        should_run: bool = True,
        is_new_demo: bool = False,
    ) -> Surroundings:
        house = House(self.data, config, "127.0.0.1", Ports.from_environment(), demo)
        return Surroundings(house, is_new_demo, should_run, queue, "The message queue does not answer.", answers)


async def wrong(look: Look, around: Surroundings) -> list[str]:
    """What is not well, with how bad it is."""
    return [f"{each.level.name.lower()}: {each.what}" async for each in look(around) if each.level]


async def the_one_wrong(look: Look, around: Surroundings) -> str:
    """The same where one thing is wrong. Raises AssertionError."""
    found = await wrong(look, around)
    assert len(found) == 1, found
    return found[0]
