"""What a person said, as a script hears it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from shared.contracts.notifier import Reply, Trouble
from shared.contracts.vocabulary import Attachment

Kind = Literal[
    "text", "choice", "image", "document", "audio", "video", "sticker", "location", "contact", "other", "page"
]


@dataclass(frozen=True, slots=True)
class Page:
    """A photo or document, what was written under it, and when it was sent."""

    attachment: Attachment
    caption: str | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """One reply, or an album of them. `question` is the key of the question it is known to answer, by tap or quote.

    What comes from a page that a question shows is a `page`, with what was filled in there in `fields`.
    """

    kind: Kind
    text: str | None = None
    choice: str | None = None
    question: str | None = None
    pages: tuple[Page, ...] = ()
    trouble: Trouble | None = None
    fields: Mapping[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def of(cls, reply: Reply, question: str | None = None) -> "Heard":
        pages = tuple(Page(attachment, reply.text, reply.written_at) for attachment in reply.pages)
        return cls(reply.kind, reply.text, reply.choice, question, pages, reply.trouble)
