"""The desk behind the pages: opens what a link leads to, and counts links that lead nowhere."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from starlette.requests import Request

from services.intake.page.filing import Closed, Opened, opened, whoever_has
from services.intake.page.inspecting import Inspector
from shared.messaging import Desk
from shared.messaging.desk import Load
from shared.throttle import Throttle

R = TypeVar("R")


class TooMany(Exception):
    """So many tries that it looks like guessing, or so many forms that it looks like flooding."""


class Door(Protocol):
    """By which a page changes state: `shared.messaging.door`."""

    async def run(self, load: Load, change: Callable[[Desk], R]) -> R: ...


@dataclass(frozen=True)
class PageDesk:
    """`misses` are counted by where they come from, `forms` by the link."""

    door: Door
    inspector: Inspector
    now: Callable[[], datetime]
    misses: Throttle = field(default_factory=lambda: Throttle(60, within=timedelta(minutes=10)))
    forms: Throttle = field(default_factory=lambda: Throttle(300, within=timedelta(hours=1)))

    async def opened(self, token: str, request: Request) -> Opened:
        """Raises `Closed` and `TooMany`."""
        return await self._run(token, request, lambda desk: opened(desk, token), "")

    async def change(self, token: str, request: Request, change: Callable[[Desk], R], nik: str = "") -> R:
        """Raises `Closed`, `TooMany`, and what `change` raises."""
        if not self.forms.left(token, self.now()):
            raise TooMany
        self.forms.count(token, self.now())
        return await self._run(token, request, change, nik)

    async def _run(self, token: str, request: Request, change: Callable[[Desk], R], nik: str) -> R:
        whence = request.client.host if request.client else ""
        if not self.misses.left(whence, self.now()):
            raise TooMany
        try:
            return await self.door.run(whoever_has(token, nik), change)
        except Closed as why:
            if why.why == "unknown":
                self.misses.count(whence, self.now())
            raise
