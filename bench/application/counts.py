"""What has been said so far: in chats, on the streams; and whether anything is still under way."""

import asyncio
import re
import time
from collections.abc import Iterable

import httpx

from bench.town import Town
from shared.testing.broker import connected
from simulator.phone_client import PersonsPhone, Phones

STREAMS = ("REQUESTS", "FACTS", "WEBHOOKS")
SERVICES = ("intake", "verification", "issuance", "notifier")
GLANCE = 0.25  # seconds between two looks
_BACKLOG = re.compile(r"^pengantar_(outbox|waiting|parked)\{.*\} (\d+)$", re.MULTILINE)


async def chatted(phones: Iterable[PersonsPhone]) -> tuple[int, int]:
    """How many messages these people have had from the office, and it from them."""
    from_office = [bubble.message.from_office for phone in phones for bubble in await phone.chat()]
    return sum(from_office), len(from_office) - sum(from_office)


async def said(town: Town) -> dict[str, int]:
    """How many messages each stream has carried."""
    async with connected(town.nats_url) as nc:
        js = nc.jetstream()
        return {stream: (await js.stream_info(stream)).state.last_seq for stream in STREAMS}


async def handed_over(town: Town) -> int:
    """How many prints have been handed over."""
    async with connected(town.nats_url) as nc:
        info = await nc.jetstream().stream_info("FACTS", subjects_filter="fact.issuance.handed_over.>")
        return len(info.state.subjects or {})


async def come_to_rest(town: Town, phones: Phones, prints: int, patience: float) -> None:
    """Until so many prints are handed over and nothing is under way. Raises AssertionError, also for what is parked."""
    deadline = time.monotonic() + patience
    while (there := await handed_over(town)) < prints or await _is_busy(town):
        assert time.monotonic() < deadline, f"{there} of {prints} prints are handed over, and no more come"
        await asyncio.sleep(GLANCE)
    await phones.quiet()


async def _is_busy(town: Town) -> bool:
    async with httpx.AsyncClient() as http:
        pages = [(await http.get(f"{town.url(service)}/metrics")).text for service in SERVICES]
    backlog = [(name, int(count)) for page in pages for name, count in _BACKLOG.findall(page)]
    assert not any(count for name, count in backlog if name == "parked"), "something is parked"
    return any(count for _, count in backlog)
