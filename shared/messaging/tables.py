"""The kit's own tables, which every service has in its own database, and what their rows are called."""

from typing import Any, NamedTuple, Self
from uuid import UUID

import sqlalchemy as sa

from shared.messaging.shelf import Id

kit_tables = sa.MetaData()
_IN_KEY_ORDER: dict[str, Any] = {"sqlite_with_rowid": False}

#: What was dealt with, so that it is never dealt with twice.
inbox = sa.Table(
    "inbox",
    kit_tables,
    sa.Column("id", Id, primary_key=True),
    sa.Column("at", sa.Float, nullable=False),
    **_IN_KEY_ORDER,
)

#: What is to be said, until the message queue has it.
outbox = sa.Table(
    "outbox",
    kit_tables,
    sa.Column("id", Id, primary_key=True),
    sa.Column("stream", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("thread", Id, nullable=False),
    sa.Column("cause", Id, nullable=False),
    **_IN_KEY_ORDER,
)

#: What could not be dealt with yet, and what came behind it in the same line.
waiting = sa.Table(
    "waiting",
    kit_tables,
    sa.Column("place", sa.Text, primary_key=True),
    sa.Column("stream", sa.Text, nullable=False),
    sa.Column("key", Id, nullable=False, index=True),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("thread", Id),
    sa.Column("since", sa.Float, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("looks", sa.Integer, nullable=False),
    sa.Column("due", sa.Float, index=True),
    sa.Column("reason", sa.Text, nullable=False),
    **_IN_KEY_ORDER,
)

#: What could not be dealt with at all, for a person to look at and replay.
parked = sa.Table(
    "parked",
    kit_tables,
    sa.Column("place", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("thread", Id),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("at", sa.Float, nullable=False),
    **_IN_KEY_ORDER,
)

#: What is to be done outside of a transaction, or later.
errands = sa.Table(
    "errands",
    kit_tables,
    sa.Column("place", sa.Text, primary_key=True),
    sa.Column("id", Id, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("lane", sa.Text, nullable=False, index=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("thread", Id, nullable=False),
    sa.Column("cause", Id, nullable=False),
    sa.Column("due", sa.Float, nullable=False),
    sa.Column("next_try", sa.Float, nullable=False, index=True),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("started", sa.Boolean, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    **_IN_KEY_ORDER,
)


class Arrival(NamedTuple):
    """A message as the queue or its line brought it. Its `place` is made of its stream and number, and keeps order."""

    place: str
    stream: str
    key: UUID
    subject: str
    body: bytes
    thread: UUID | None

    @classmethod
    def numbered(cls, stream: str, number: int, subject: str, body: bytes, thread: UUID | None) -> Self:
        """The message with this number in its stream. One whose subject names no key has the key zero."""
        try:
            key = UUID(hex=subject.rsplit(".", 1)[-1])
        except ValueError:
            key = UUID(int=0)
        return cls(f"{stream}:{number:020}", stream, key, subject, body, thread)


class Saying(NamedTuple):
    """A row of `outbox`. `thread` is the first message of the story this belongs to, `cause` the one it answers."""

    id: UUID
    stream: str
    subject: str
    body: bytes
    thread: UUID
    cause: UUID


class Waiting(NamedTuple):
    """A row of `waiting`. Only the first of a line is `due`; `tries` counts failures, `looks` those of not-yet."""

    place: str
    stream: str
    key: UUID
    subject: str
    body: bytes
    thread: UUID | None
    since: float
    tries: int
    looks: int
    due: float | None
    reason: str

    @property
    def arrival(self) -> Arrival:
        return Arrival(self.place, self.stream, self.key, self.subject, self.body, self.thread)


class Parked(NamedTuple):
    """A row of `parked`; `kind` is `message` or `errand`."""

    place: str
    kind: str
    subject: str
    body: bytes
    thread: UUID | None
    reason: str
    at: float


class ErrandRow(NamedTuple):
    """A row of `errands`. `due` gives its turn in the lane, `next_try` is later while it is being retried."""

    place: str
    id: UUID
    name: str
    lane: str
    body: bytes
    thread: UUID
    cause: UUID
    due: float
    next_try: float
    tries: int
    started: bool
    reason: str
