"""Webhooks as letters, and the lane of letters that each phone has."""

import asyncio
import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict


class Pace(BaseModel):
    """How patient the postman is, in seconds.

    `gather` is how long he waits for more before he reorders or bundles; after `lives` he gives a letter up, as Meta
    does after seven days.
    """

    model_config = ConfigDict(frozen=True)

    first_retry: float = 0.5
    longest_retry: float = 30.0
    timeout: float = 10.0
    gather: float = 1.0
    lives: float = 7 * 24 * 3600.0


class Letter(BaseModel):
    """One webhook on its way; `bubble` is the person's message that it carries, if it carries one."""

    value: dict[str, Any]
    field: str = "messages"
    bubble: str | None = None


@dataclass(slots=True)
class Sealed:
    """A letter, its number in the store, and when it was written by the loop's clock."""

    number: int
    letter: Letter
    written: float


@dataclass(slots=True)
class Lane:
    phone: str
    letters: list[Sealed] = field(default_factory=list[Sealed])
    tries: int = 0
    not_before: float = 0.0
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    emptied: asyncio.Event = field(default_factory=asyncio.Event)


def signature(secret: str, body: bytes) -> str:
    """The value of X-Hub-Signature-256 for these bytes."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
