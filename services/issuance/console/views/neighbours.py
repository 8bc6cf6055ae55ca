"""What neighbours said of where an applicant lives. For staff alone."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from services.issuance.console.words import near_time
from services.issuance.file import File
from shared.contracts.verification import NeighbourAnswer

_WORDS: Mapping[NeighbourAnswer, str] = {"yes": "Benar", "no": "Tidak", "unknown": "Tidak tahu"}


class Answer(NamedTuple):
    """What one of them said: `who` answered and when, and why where they told."""

    said: str
    who: str
    remark: str | None


def answers(file: File, now: datetime, zone: ZoneInfo) -> tuple[Answer, ...]:
    """In the order in which they came."""
    found: list[Answer] = []
    for neighbour in file.neighbours:
        when = near_time(neighbour.at, now, zone) if neighbour.at else ""
        who = ", ".join(part for part in (neighbour.name or "Tanpa nama", when) if part)
        found.append(Answer(_WORDS[neighbour.answer], who, neighbour.remark))
    return tuple(found)
