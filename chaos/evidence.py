"""What is looked at when all is quiet, in plain values: the audit need not know where it came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Said(NamedTuple):
    """A fact in the stream. `cause` is what it answers; `name` its subject without office and key."""

    id: str
    name: str
    key: str
    cause: str


class Number(NamedTuple):
    """A line of a register."""

    register: str
    year: int
    number: int


class Sent(NamedTuple):
    """A message to a person as the notifier knows it; `stage` is how far it came, `attempt` the last one."""

    id: str
    whole: str
    stage: str
    attempt: int
    speaker: str


class Shown(NamedTuple):
    """A message as it stands on a phone, in the order of `seq`; `at` in seconds since 1970."""

    phone: str
    seq: int
    message_id: str
    attempt: int
    at: float
    has_failed: bool


class Left(NamedTuple):
    """A row of the kit's that should not be there any more, or is parked with its reason."""

    service: str
    table: str
    place: str
    reason: str


@dataclass(frozen=True)
class Evidence:
    """Everything, when all is quiet.

    `files` are the stages by application, `ended` names those that are an end. `hears` has the names of facts by
    service, `heard` the ids in its inbox. `residents` are the phones on which order is looked at. `despaired` says of
    residents what they waited for in vain. `listed` are messages on a clerk's list. `photos` are those that some row
    names, and whether they are there.
    """

    applications: int
    files: Mapping[str, str]
    ended: frozenset[str]
    facts: Sequence[Said] = ()
    hears: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    heard: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    numbers: Sequence[Number] = ()
    sent: Sequence[Sent] = ()
    shown: Sequence[Shown] = ()
    residents: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    photos: Mapping[str, bool] = field(default_factory=dict[str, bool])
    left: Sequence[Left] = ()
    despaired: Sequence[str] = ()
