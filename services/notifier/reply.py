"""What a person said, as the service whose turn it is will hear it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from services.notifier.contact import Contact
from services.notifier.floor import Address, Floor, reserved_word
from services.notifier.whatsapp import address
from services.notifier.whatsapp.models import (
    IncomingMessage,
    Interactive,
    MediaRef,
    QuickReply,
    Text,
)
from shared.contracts.intake import HearReply
from shared.contracts.issuance import HearConversation
from shared.contracts.notifier import Reply, Trouble
from shared.contracts.verification import HearChairReply
from shared.contracts.vocabulary import RESERVED_WORDS, Attachment, Speaker
from shared.messaging.message import OfficeCode

Kind = Literal["text", "choice", "image", "document", "audio", "video", "sticker", "location", "contact", "other"]

#: How each speaker is told.
REPLIES: dict[Speaker, type[Reply]] = {
    "intake": HearReply,
    "verification": HearChairReply,
    "issuance": HearConversation,
}

#: How long what comes late waits for what the person said before it.
GATHERING = timedelta(seconds=2)
#: Types of messages that are noted and not answered.
UNANSWERED = frozenset({"reaction", "system", "edit", "revoke", "request_welcome"})
_BY_TYPE: dict[str, Kind] = {
    "text": "text",
    "image": "image",
    "document": "document",
    "audio": "audio",
    "voice": "audio",
    "video": "video",
    "sticker": "sticker",
    "location": "location",
    "contacts": "contact",
}


@dataclass(frozen=True, slots=True)
class Awaited:
    """A file that is being fetched."""

    media_id: str
    sha256: str | None
    filename: str | None


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing a person said. While it is `awaited`, what they said later waits behind it, and so it does until
    `not_before`.
    """

    id: UUID
    kind: Kind
    written_at: datetime
    text: str | None = None
    word: str | None = None
    to: Address | None = None
    choice: str | None = None
    awaited: Awaited | None = None
    page: Attachment | None = None
    trouble: Trouble | None = None
    not_before: datetime | None = None

    def is_ready(self, now: datetime) -> bool:
        """Nothing waits for longer than `GATHERING`: what seems to was taken down while the clock was ahead."""
        waits = self.not_before is not None and timedelta(0) < self.not_before - now <= GATHERING
        return self.awaited is None and not waits

    def fetched(self, page: Attachment) -> "Heard":
        return replace(self, awaited=None, page=page)

    def not_fetched(self, trouble: Trouble) -> "Heard":
        return replace(self, awaited=None, trouble=trouble)

    def goes_to(self, floor: Floor, now: datetime) -> Address:
        """Who hears it: by a reserved word, by the question it taps or quotes, or by the floor."""
        if self.word:
            return Address(RESERVED_WORDS[self.word])
        return self.to or floor.goes_to(now)

    def told_to(self, to: Address, contact: Contact, office: OfficeCode, now: datetime) -> Reply:
        """The request to the speaker."""
        return REPLIES[to.speaker](
            office=office,
            at=now,
            contact_id=contact.id,
            profile_name=contact.name,
            kind=self.kind,
            text=self.text,
            word=self.word,
            question=to.question,
            choice=self.choice,
            pages=(self.page,) if self.page else (),
            trouble=self.trouble,
            written_at=self.written_at,
            formerly=contact.formerly,
        )


def is_answered(message: IncomingMessage) -> bool:
    """Whether anybody answers such a message. Groups, reactions, edits and deletions are noted only."""
    tapped = message.interactive.type if message.interactive else None
    return message.type not in UNANSWERED and message.group_id is None and tapped != "call_permission_reply"


def heard(message: IncomingMessage, update_id: UUID, now: datetime, quoted: Address | None = None) -> Heard:
    """What the message says. `quoted` is the address of the message that it quotes, if that is known."""
    said = Heard(update_id, _BY_TYPE.get(message.type, "other"), message.timestamp or now, to=quoted)
    match message:
        case IncomingMessage(type="text", text=Text() as text):
            said = replace(said, text=text.body, word=reserved_word(text.body))
        case IncomingMessage(type="button", button=QuickReply() as button):
            said = _tapped(said, button.payload, button.text)
        case IncomingMessage(type="interactive", interactive=Interactive() as interactive) if tap := interactive.tap:
            said = _tapped(said, tap.id, tap.title)
        case _ if message.file_is_lost:
            said = replace(said, kind="image" if said.kind == "other" else said.kind, trouble="gone")
        case IncomingMessage(type="image" | "document") if file := message.image or message.document:
            said = replace(said, text=file.caption, awaited=Awaited(file.id, file.sha256, file.filename))
        case IncomingMessage(type="image" | "document"):
            said = replace(said, trouble="gone")
        case IncomingMessage(video=MediaRef() as file):
            said = replace(said, text=file.caption)
        case _:
            pass
    return said


def _tapped(said: Heard, written: str | None, title: str | None) -> Heard:
    """A tap on a button of ours carries its address; any other counts as the words on it.

    A choice that is a reserved word ("Hubungi petugas") counts as that word, whoever offered it.
    """
    chosen = address.read(written or "")
    if chosen is None:
        words = title or written or ""
        return replace(said, kind="text", text=words, word=reserved_word(words))
    if chosen.choice in RESERVED_WORDS:
        return replace(said, kind="text", text=title, word=chosen.choice, to=None)
    return replace(said, kind="choice", text=title, choice=chosen.choice, to=chosen.to)
