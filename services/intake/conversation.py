"""What is going on with one contact beside their applications: which one is spoken of, an album, a withdrawal."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import UUID

from pydantic import JsonValue

from shared.contracts.notifier import Trouble
from shared.contracts.vocabulary import ApplicationId, ContactId, Rt
from shared.dialogue import Heard, Page

#: WhatsApp takes free messages for 24 hours after the contact's last one; an hour is left for what is under way.
_WINDOW = timedelta(hours=23)
NEVER = datetime.min.replace(tzinfo=UTC)

AsideKind = Literal["withdrawal", "complaint", "suggestion", "reopening", "erasure", "announcements"]


@dataclass(frozen=True, slots=True)
class Aside:
    """What interrupts what was being asked, which waits until it is settled: a withdrawal, a complaint and so on.

    `about` is the complaint's id, `name` the profile name of who complains.
    """

    answers: dict[str, JsonValue]
    question: str | None = None
    misunderstood: int = 0
    kind: AsideKind = "withdrawal"
    about: UUID | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """`current` is the application whose questions the contact is answering.

    `album` are photos that have come and are not spoken of yet: more may follow at once. Whoever agreed to hear
    `announcements` hears those for this RT; they are `offered` once.
    """

    contact_id: ContactId
    heard_at: datetime = NEVER
    current: ApplicationId | None = None
    album: tuple[Page, ...] = ()
    album_trouble: Trouble | None = None
    aside: Aside | None = None
    announcements: Rt | None = None
    offered: bool = False

    @property
    def has_album(self) -> bool:
        return bool(self.album) or self.album_trouble is not None

    def window_is_open(self, now: datetime) -> bool:
        return now - self.heard_at < _WINDOW

    def and_of(self, other: "Conversation") -> "Conversation":
        """Two contacts turned out to be one person: what they spoke of last goes on."""
        older, newer = sorted((self, other), key=lambda it: it.heard_at)
        return Conversation(
            self.contact_id,
            newer.heard_at,
            newer.current or older.current,
            tuple(sorted((*older.album, *newer.album), key=lambda page: page.sent_at or NEVER)),
            newer.album_trouble or older.album_trouble,
            newer.aside,
            newer.announcements or older.announcements,
            newer.offered or older.offered,
        )

    def lay_by(self, heard: Heard) -> "Conversation":
        """One more photo for the album, in the order in which they were sent; or word of one that could not be had."""
        trouble = heard.trouble or self.album_trouble
        album = sorted((*self.album, *heard.pages), key=lambda page: page.sent_at or NEVER)
        return replace(self, album=tuple(album), album_trouble=trouble)

    def write_under(self, words: str) -> "Conversation":
        """Words right after a photo are its caption."""
        if not self.album or self.album[-1].caption:
            return self
        return replace(self, album=(*self.album[:-1], replace(self.album[-1], caption=words)))

    def take_album(self) -> tuple["Conversation", Heard]:
        """All of it at once."""
        heard = Heard("image", pages=self.album, trouble=self.album_trouble)
        return replace(self, album=(), album_trouble=None), heard
