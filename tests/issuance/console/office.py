"""An office that is open, and people who sit at its screens."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from pydantic import SecretStr
from starlette.routing import Mount

from services.issuance.catalogue import read_config
from services.issuance.console.counter import Counter
from services.issuance.file import File
from services.issuance.main import plan
from services.issuance.settings import IssuanceSettings
from services.issuance.signing import make_demo_certificate
from services.issuance.staff import Role, Session, Staff, hash_password
from services.issuance.store import tables
from shared import database
from shared.messaging import Want
from shared.messaging.house import House, running
from tests.issuance.files import TUESDAY

CONFIG = Path("config/kelurahan.yaml")
PASSWORD = "kata sandi untuk uji"
_HASH = hash_password(PASSWORD)
STAFF = (
    Staff("rahma", "Rahmawati", Role.CLERK, _HASH),
    Staff("fitri", "Fitriani", Role.CLERK, _HASH),
    Staff("lurah", "Hj. Nurhayati, S.Sos., M.Si.", Role.LURAH, _HASH),
    Staff("agus", "Agus Salim", Role.ADMIN, _HASH),
    Staff("lama", "Sudah Pindah", Role.CLERK, _HASH, active=False),
)


class Clock:
    """The office's time; it stands still unless a test moves it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Office:
    """A running house of issuance, its time, and what is in it."""

    house: House[IssuanceSettings]
    clock: Clock

    @property
    def counter(self) -> Counter:
        """What its pages stand on."""
        [pages] = [route.app for route in self.house.app.routes if isinstance(route, Mount)]
        assert isinstance(pages, FastAPI)
        return pages.state.counter

    def screen(self) -> "Screen":
        """A browser nobody has signed in at."""
        transport = httpx.ASGITransport(self.house.app)
        return Screen(httpx.AsyncClient(transport=transport, base_url="http://kelurahan.test"))

    async def signed_in(self, username: str) -> "Screen":
        """A browser with this person in front of it, who has signed in a moment ago."""
        screen, token = self.screen(), f"token of {username}"
        expires_at = self.clock.now + timedelta(minutes=30)
        await self.keep(Session(sha256(token.encode()).hexdigest(), username, f"csrf of {username}", expires_at))
        screen.http.cookies.set("pengantar_session", token)
        return screen

    async def keep(self, *objects: Any) -> None:
        """Put objects into the database."""
        await self.house.door.run([], lambda desk: desk.keep(*objects))

    async def file(self, kept: File) -> File:
        """The file as it is now."""
        return await self.house.door.run(
            [Want(File, kept.application_id)], lambda desk: desk.get(File, kept.application_id)
        )


@dataclass
class Screen:
    """A browser without scripts: it reads pages and sends forms."""

    http: httpx.AsyncClient

    async def get(self, path: str) -> httpx.Response:
        return await self.http.get(path)

    async def send(self, path: str, page: str = "/", **fields: Any) -> httpx.Response:
        """Send a form as the page at `page` carries it: with its token and, for a file, when it entered its stage."""
        shown = (await self.get(page)).text
        hidden = {name: value for name in ("csrf", "seen") if (value := hidden_field(shown, name))}
        return await self.http.post(path, data={**hidden, **fields})


def hidden_field(page: str, name: str) -> str:
    """The value of a hidden field on the page, empty when there is none."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


@asynccontextmanager
async def an_office(
    nats_url: str, database_url: str, kept: Path, *, demo: bool = False, **more: Any
) -> AsyncGenerator[Office]:
    """Open on Tuesday, 24 November 2026, at ten, with all its staff and no file."""
    certificate = kept / "certificate.p12"
    if not certificate.exists():
        make_demo_certificate(certificate, "rahasia", read_config(CONFIG).office)
    settings = IssuanceSettings(
        nats_url=nats_url,
        database_url=database_url,
        config=CONFIG,
        certificate=certificate,
        certificate_passphrase=SecretStr("rahasia"),
        data_dir=kept / "data",
        demo=demo,
        migrate=False,
        port=0,
        **more,
    )
    await database.create_tables(database_url, tables)
    clock = Clock(TUESDAY)
    async with running(replace(plan, migrations=kept / "none"), settings, clock) as house:
        office = Office(house, clock)
        await office.keep(*STAFF)
        yield office
