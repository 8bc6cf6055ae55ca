"""The base of everything services say to each other, and how it is addressed on the wire."""

import os
import threading
import time
from datetime import UTC, datetime
from typing import Annotated, ClassVar, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

_lock = threading.Lock()
_last = 0

#: The Ministry's code of a kelurahan without its dots, e.g. `1671101001`.
OfficeCode = Annotated[str, StringConstraints(pattern=r"^\d{10}$")]
Stream = Literal["FACTS", "REQUESTS", "BOOKS", "WEBHOOKS"]


def uuid7() -> UUID:
    """A time-ordered id that also keeps the order in which this process made it (RFC 9562, method 3)."""
    global _last  # noqa: PLW0603 - the counter is the point
    with _lock:
        _last = tick = max(time.time_ns() * 4096 // 1_000_000, _last + 1)
    tail = int.from_bytes(os.urandom(8), "big") >> 2
    return UUID(int=(tick >> 12) << 80 | 0x7 << 76 | (tick & 0xFFF) << 64 | 0b10 << 62 | tail)


def made_at(id_: UUID) -> datetime:
    """When `uuid7` made it, to the millisecond."""
    return datetime.fromtimestamp((id_.int >> 80) / 1000, UTC)


class Message(BaseModel):
    """One thing said once, at one office. Never edited: a new version is a new class on a new subject.

    `subject` is `<kind>.<speaker or owner>.<name>.v<n>`; on the wire the office and the key follow.
    `key_field` names the field by which order is kept (and by which work can be divided).
    """

    model_config = ConfigDict(frozen=True, extra="ignore")
    subject: ClassVar[str]
    stream: ClassVar[Stream]
    key_field: ClassVar[str] = "application_id"

    id: UUID = Field(default_factory=uuid7)
    office: OfficeCode
    at: AwareDatetime

    @property
    def key(self) -> UUID:
        return getattr(self, self.key_field)

    @property
    def wire_subject(self) -> str:
        """The whole subject on the wire. It never holds personal data."""
        return f"{self.subject}.{self.office}.{self.key.hex}"

    @classmethod
    def because_of(cls, cause: "Message", at: datetime, **words: object) -> Self:
        """Said because of `cause`: at the same office and, where both speak of one, of the same key."""
        same = {cls.key_field: cause.key} if cls.key_field == cause.key_field else {}
        return cls.model_validate({"office": cause.office, "at": at, **same, **words})


class Fact(Message):
    """Something that happened. It cannot be refused, and anyone may hear it."""

    stream: ClassVar[Stream] = "FACTS"


class Request(Message):
    """Something to be done by the one service that owns it."""

    stream: ClassVar[Stream] = "REQUESTS"


class Book(Fact):
    """The newest edition of something everyone looks things up in; the last ones are kept for good.

    Its subject begins with `book.`. A service that starts anew hears every kept edition again: older ones than the one
    it holds say nothing new.
    """

    stream: ClassVar[Stream] = "BOOKS"


class Webhook(Message):
    """What the outside world told the service that received it, raw; nobody else hears it.

    Its subject begins with `webhook.`. Its `id` follows from the sender's own id, so that a repeated one is known.
    """

    stream: ClassVar[Stream] = "WEBHOOKS"
