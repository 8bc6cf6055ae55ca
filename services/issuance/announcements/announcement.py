"""An announcement: who makes it, for whom, and how far it has got. Pure rules."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from services.issuance.staff import Role, Staff
from services.issuance.stage import NotAllowed
from services.issuance.typed import Unseen, all_seen
from shared.contracts.issuance import AnnouncementMade
from shared.contracts.vocabulary import Audience

SHORTEST, LONGEST = 10, 600  # characters; with what stands around it a template has room for 1024
MAY_ANNOUNCE = frozenset({Role.LURAH, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to announce, as `worded`, and to whom."""

    office: str
    text: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class Announcement:
    """One line of `text` for so many `readers`, those who had agreed by then.

    So far the turn has come to `called` of them; to those who agree still it was `sent`, on so many phones `delivered`.
    """

    announcement_id: UUID
    office: str
    at: datetime
    text: str
    audience: Audience
    by: str
    readers: int
    called: int = 0
    sent: int = 0
    delivered: int = 0

    @property
    def is_sent(self) -> bool:
        return self.called >= self.readers

    def sent_to(self, some: int, among: int) -> "Announcement":
        """One portion further."""
        return replace(self, sent=self.sent + some, called=self.called + among)

    def arrived(self) -> "Announcement":
        return replace(self, delivered=self.delivered + 1)

    def made(self) -> AnnouncementMade:
        """The fact for those who ask what was announced."""
        return AnnouncementMade(
            office=self.office,
            at=self.at,
            announcement_id=self.announcement_id,
            text=self.text,
            audience=self.audience,
        )


@dataclass(frozen=True, slots=True)
class Missed:
    """A message of an announcement that did not arrive, or of which nobody knows."""

    message_id: UUID
    announcement_id: UUID
    outcome: Literal["failed", "unknown"]


def announce(announcement_id: UUID, draft: Draft, readers: int, by: Staff, at: datetime) -> Announcement:
    """What the lurah or an admin has decided to send. Raises `NotAllowed`."""
    if by.role not in MAY_ANNOUNCE:
        raise NotAllowed("Hanya lurah dan admin yang bisa membuat pengumuman.")
    if not readers:
        raise NotAllowed("Belum ada warga di sana yang setuju menerima pengumuman.")
    return Announcement(announcement_id, draft.office, at, draft.text, draft.audience, by.name, readers)


def worded(typed: str) -> str:
    """The announcement on one line, as a template takes it. Raises `NotAllowed` where that will not do."""
    text = " ".join(typed.split())
    if not SHORTEST <= len(text) <= LONGEST:
        raise NotAllowed(f"Pengumuman ditulis dengan {SHORTEST} sampai {LONGEST} huruf; ini {len(text)}.")
    try:
        return all_seen(text)
    except Unseen as why:
        raise NotAllowed(str(why)) from why
