"""What the doctor stands in: the settings, and what of the system answers."""

import asyncio
import contextlib
import os
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
from nats.aio.client import Client

from services.launcher.parts import SERVICES, House
from services.launcher.queue import NoQueue, queue
from services.launcher.settings import settings_of

ANSWERS_WITHIN = 5.0  # seconds
#: Any of them set: a deployment, and not a demo that has not been started yet.
OF_A_DEPLOYMENT = (
    "WHATSAPP_ACCESS_TOKEN",
    "WHATSAPP_PHONE_NUMBER_ID",
    "WHATSAPP_APP_SECRET",
    "CERTIFICATE",
    "NATS_URL",
)


@dataclass(frozen=True)
class Answer:
    """What a service has said about its health; `status` is that of HTTP."""

    status: int
    parts: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class Surroundings:
    """`queue` is None when it does not answer, `why_no_queue` says why; `answers` are those of services that answer.

    `is_new_demo`: it is a demo that has never been started. `should_run`: it is wrong when nothing runs.
    """

    house: House
    is_new_demo: bool
    should_run: bool
    queue: Client | None
    why_no_queue: str
    answers: Mapping[str, Answer]


def address_of(house: House, service: str) -> str:
    """Where a service's pages are: `INTAKE_URL` and so on, else its port on this machine."""
    port: int = getattr(house.ports, service)
    return os.environ.get(f"{service.upper()}_URL", f"http://127.0.0.1:{port}").rstrip("/")


@contextlib.asynccontextmanager
async def looked_around(house: House, *, is_new_demo: bool, should_run: bool) -> AsyncGenerator[Surroundings]:
    """Knock at everything. Raises pydantic's ValidationError when even the address of the queue cannot be told."""
    urls = settings_of(SERVICES[0], house.data).nats_url
    async with contextlib.AsyncExitStack() as open_ones:
        nc, why = None, ""
        try:
            nc = await open_ones.enter_async_context(queue(urls))
        except NoQueue as reason:
            why = str(reason)
        answers = await _answers(house)
        is_running = bool(nc or answers)
        yield Surroundings(house, is_new_demo, should_run or is_running, nc, why, answers)


async def _answers(house: House) -> dict[str, Answer]:
    async with httpx.AsyncClient(timeout=ANSWERS_WITHIN) as http:
        found = await asyncio.gather(*(_health(http, address_of(house, name)) for name in SERVICES))
    return {name: answer for name, answer in zip(SERVICES, found, strict=True) if answer}


async def _health(http: httpx.AsyncClient, url: str) -> Answer | None:
    try:
        answer = await http.get(f"{url}/health/ready")
    except httpx.HTTPError:
        return None
    try:
        return Answer(answer.status_code, dict(answer.json()))
    except (ValueError, TypeError):
        return Answer(answer.status_code)
