"""A conversation on the screen: who wrote what and when, and how long one may answer freely."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from services.issuance.console.words import near_day, near_time, span
from services.issuance.conversation import LONGEST, Conversation, Utterance
from shared.indonesian import clock

#: WhatsApp lets an office answer freely for so long after a person has written.
FREE_FOR = timedelta(hours=24)


class Bubble(NamedTuple):
    """One message; `day` is set where a new day begins."""

    id: UUID
    day: str | None
    text: str
    by: str | None
    at: str
    pages: tuple[str, ...]
    failed: str | None


class Window(NamedTuple):
    """How long free answers are still possible; `share` of the 24 hours in percent."""

    words: str
    note: str
    share: int


class Talk(NamedTuple):
    """A conversation, ready to be shown."""

    contact_id: UUID
    name: str
    is_open: bool
    bubbles: tuple[Bubble, ...]
    window: Window | None
    longest: int = LONGEST


def talk(
    conversation: Conversation | None,
    contact_id: UUID,
    utterances: Iterable[Utterance],
    *,
    name: str,
    now: datetime,
    zone: ZoneInfo,
) -> Talk:
    """The conversation with this contact, oldest message first."""
    written = list(utterances)
    heard = [utterance.at for utterance in written if utterance.written_by is None]
    return Talk(
        contact_id=contact_id,
        name=name,
        is_open=conversation is not None and conversation.open_since is not None,
        bubbles=_bubbles(written, now, zone),
        window=_window(heard[-1] + FREE_FOR, now, zone) if heard else None,
    )


def _bubbles(utterances: list[Utterance], now: datetime, zone: ZoneInfo) -> tuple[Bubble, ...]:
    today = now.astimezone(zone).date()
    found: list[Bubble] = []
    last = None
    for utterance in utterances:
        at = utterance.at.astimezone(zone)
        day = near_day(at.date(), today) if at.date() != last else None
        last = at.date()
        pages = tuple(
            f"/percakapan/{utterance.contact_id}/lampiran/{utterance.id}/{place}"
            for place in range(len(utterance.pages))
        )
        hour = clock(at.time())
        found.append(Bubble(utterance.id, day, utterance.text, utterance.written_by, hour, pages, utterance.failed))
    return tuple(found)


def _window(shuts_at: datetime, now: datetime, zone: ZoneInfo) -> Window | None:
    if shuts_at <= now:
        return None
    until = near_time(shuts_at, now, zone)
    share = round((shuts_at - now) / FREE_FOR * 100)
    return Window(f"Bebas membalas {span(shuts_at - now)} lagi", f"sampai {until}, lalu hanya pesan baku", share)
