"""What the office has announced lately, as those read it who ask for INFO."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from shared.contracts.issuance import AnnouncementMade
from shared.contracts.vocabulary import Audience, Rt

#: So long an announcement is news, and so many are kept, for all RTs together.
NEWS_FOR = timedelta(days=30)
_KEPT = 30


@dataclass(frozen=True, slots=True)
class Announced:
    """One announcement; see `AnnouncementMade`."""

    announcement_id: UUID
    at: datetime
    text: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class KnownAnnouncements:
    """Those of the office with this code, the newest last."""

    office: str
    made: tuple[Announced, ...] = ()

    def and_of(self, fact: AnnouncementMade) -> "KnownAnnouncements":
        """The same one once more changes nothing."""
        if any(it.announcement_id == fact.announcement_id for it in self.made):
            return self
        new = Announced(fact.announcement_id, fact.at, fact.text, fact.audience)
        return replace(self, made=tuple(sorted((*self.made, new), key=lambda it: it.at))[-_KEPT:])

    def news_for(self, rt: Rt | None, now: datetime) -> Iterator[Announced]:
        """What concerns who lives there, the newest first; where that is not known, what concerns everybody."""
        for it in reversed(self.made):
            concerns = it.audience.holds(rt) if rt else it.audience == Audience()
            if concerns and now - it.at < NEWS_FOR:
                yield it
