"""Announcements on the screen: for whom one can be, what it costs, and what has become of those that were made."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from services.issuance.announcements.announcement import Announcement, Draft
from services.issuance.console.words import Mark, near_time
from shared.contracts.catalogue import Directory
from shared.contracts.vocabulary import Audience
from shared.indonesian import number


class Place(NamedTuple):
    """Somewhere an announcement can go, and how many have agreed there."""

    key: str
    name: str
    audience: Audience
    readers: int


class Plan(NamedTuple):
    """What is about to be sent: `cost` is the most that it can be, in words."""

    announcement_id: UUID
    text: str
    whom: str
    readers: int
    cost: str


class Row(NamedTuple):
    """One that was made."""

    text: str
    whom: str
    by: str
    at: str
    readers: int
    became: str
    state: Mark


def places(directory: Directory, agreed: Mapping[tuple[int, str], int]) -> tuple[Place, ...]:
    """Everybody, then each RW with its RTs."""
    return tuple(_place(audience, agreed) for audience in _audiences(directory))


def plan(announcement_id: UUID, draft: Draft, readers: int, price: float | None) -> Plan:
    cost = f"{number(readers)} pesan"
    if price is not None:
        cost = f"{cost}, kira-kira Rp{number(round(readers * price))} (Rp{number(price)} per pesan)"
    return Plan(announcement_id, draft.text, whom(draft.audience), readers, cost)


def rows(made: Iterable[Announcement], missed: Mapping[UUID, int], now: datetime, zone: ZoneInfo) -> tuple[Row, ...]:
    """In their order."""
    return tuple(
        Row(
            text=it.text,
            whom=whom(it.audience),
            by=it.by,
            at=near_time(it.at, now, zone),
            readers=it.readers,
            became=_became(it, missed.get(it.announcement_id, 0)),
            state=_state(it),
        )
        for it in made
    )


def whom(audience: Audience) -> str:
    """`seluruh kelurahan`, `RW 002`, `RT 005/RW 002`"""
    if audience.rw is None:
        return "seluruh kelurahan"
    return f"RT {audience.rt:03}/RW {audience.rw:03}" if audience.rt else f"RW {audience.rw:03}"


def _audiences(directory: Directory) -> Iterator[Audience]:
    yield Audience()
    for rw in sorted({post.rt.rw for post in directory.rts}):
        yield Audience(rw=rw)
        for rt in sorted(post.rt.rt for post in directory.rts if post.rt.rw == rw):
            yield Audience(rw=rw, rt=rt)


def _place(audience: Audience, agreed: Mapping[tuple[int, str], int]) -> Place:
    name = whom(audience)
    is_there = [
        count for (rw, rt), count in agreed.items() if audience.rw in (None, rw) and (not audience.rt or rt == name)
    ]
    return Place(f"{audience.rw or ''}/{audience.rt or ''}", name, audience, sum(is_there))


def _state(it: Announcement) -> Mark:
    if it.is_sent:
        return Mark(f"dikirim ke {number(it.sent)}", "fine", "check")
    return Mark("sedang dikirim", icon="clock", note=f"{number(it.called)} dari {number(it.readers)}")


def _became(it: Announcement, missed: int) -> str:
    """`290 sampai, 3 tidak sampai`; of the others nobody knows yet."""
    arrived = f"{number(it.delivered)} sampai"
    return f"{arrived}, {number(missed)} tidak sampai" if missed else arrived
