"""What the notifier is asked for, and what it tells. It knows contacts and messages, nothing of letters."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from shared.contracts.vocabulary import Attachment, Choice, ContactId, Speaker, Template, Value
from shared.messaging.message import Fact, Request

#: Why a photo or document could not be stored: more than 16 MB or far too many pixels; damaged; it will never come (so
#: ask for it again); not yet here, it is still being fetched and comes by itself; with a password; more than 50 pages;
#: a PDF with programs, forms or files in it; neither picture nor PDF.
Trouble = Literal["too_large", "not_readable", "gone", "late", "locked", "too_many_pages", "active", "other_kind"]


class SendMessage(Request):
    """Send a contact one message. Its `id` is the message's id everywhere.

    `text` is WhatsApp text (`*bold*`); with `document` or `image` it is the caption. `question` is the address that
    every answer to this message carries back to `speaker`; `awaits_text` says that free text or media may answer it,
    so that it takes the floor; with `keeps_listening` it has the floor until the speaker says something under the same
    question that awaits no text, or the person starts over: so that two people can talk. `template` is used instead
    when the contact's window is closed.
    """

    subject: ClassVar[str] = "request.notifier.send_message.v1"
    key_field: ClassVar[str] = "contact_id"

    contact_id: ContactId
    speaker: Speaker
    text: Annotated[str, StringConstraints(max_length=4096)] = ""
    choices: tuple[Choice, ...] = Field(default=(), max_length=200)
    list_button: Annotated[str, StringConstraints(max_length=20)] = "Pilih"
    document: Attachment | None = None
    image: Attachment | None = None
    question: Annotated[str, StringConstraints(max_length=120)] | None = None
    awaits_text: bool = False
    keeps_listening: bool = False
    template: Template | None = None
    despite_stop: bool = Field(default=False, description="also to a contact who wrote STOP: the answer to that word")
    about: UUID | None = Field(default=None, description="the application or the announcement it speaks of")
    tells_delivery: bool = Field(default=False, description="whether `MessageArrived` is to say that it was delivered")
    signed_by: str | None = Field(default=None, description="the clerk who wrote it, when a person did")


class SendAgain(Request):
    """A clerk wants a message sent once more that has failed, or of which nobody can tell. It keeps its id.

    Answered by `MessageFailed` where that fails as well; one that has arrived meanwhile is not sent again.
    """

    subject: ClassVar[str] = "request.notifier.send_again.v1"
    key_field: ClassVar[str] = "contact_id"

    contact_id: ContactId
    message_id: UUID
    about: UUID | None


class IntroduceContact(Request):
    """Find or make the contact with this phone number, and tell its id with `ContactIntroduced`."""

    subject: ClassVar[str] = "request.notifier.introduce_contact.v1"
    key_field: ClassVar[str] = "asked_for"

    asked_for: UUID = Field(description="the asker's own id for what this is about; it comes back")
    phone: str = Field(description="as written in the directory; E.164 is made of it by region ID")
    name: str


class ContactIntroduced(Fact):
    """The contact behind a phone number that a service asked for."""

    subject: ClassVar[str] = "fact.notifier.contact_introduced.v1"
    key_field: ClassVar[str] = "asked_for"

    asked_for: UUID
    contact_id: ContactId


class ContactsMerged(Fact):
    """Contacts that were known apart are one person. What is kept under an id in `absorbed` belongs to `contact_id`.

    It is told of everyone who ever was absorbed. A reply of that person may be heard before this: it says so itself.
    """

    subject: ClassVar[str] = "fact.notifier.contacts_merged.v1"
    key_field: ClassVar[str] = "contact_id"

    contact_id: ContactId
    absorbed: tuple[ContactId, ...]


class MessageFailed(Fact):
    """A message will not arrive (`failed`), or nobody can tell whether it did (`unknown`): someone should look."""

    subject: ClassVar[str] = "fact.notifier.message_failed.v1"
    key_field: ClassVar[str] = "contact_id"

    contact_id: ContactId
    message_id: UUID
    speaker: Speaker
    about: UUID | None
    outcome: Literal["failed", "unknown"]
    reason: str = Field(description="a sentence for the clerk, in Indonesian")


class MessageArrived(Fact):
    """A message that was told to be `unknown` has been sent after all, or one that `tells_delivery` was delivered."""

    subject: ClassVar[str] = "fact.notifier.message_arrived.v1"
    key_field: ClassVar[str] = "contact_id"

    contact_id: ContactId
    message_id: UUID
    about: UUID | None
    delivered: bool = Field(default=False, description="it is on the phone; told of what `tells_delivery` alone, once")


class Delivered(Value):
    """Messages of one price. `category` is Meta's, e.g. `utility`, empty where no status told it; as is `billed`."""

    category: str
    billed: bool | None
    count: int = Field(ge=1)


class MonthOfMessages(Value):
    """What was delivered in a month of the office's."""

    month: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}$")]
    delivered: tuple[Delivered, ...]


class WhatsAppReported(Fact):
    """How the office's account is doing, told after a change: of `months` those that may have changed.

    `stopped_because` says in Indonesian why nothing can be sent, `stopped_code` by which code of Meta's. With `only_to`
    more than nobody it is on trial: only so many phones are written to.
    """

    subject: ClassVar[str] = "fact.notifier.whatsapp_reported.v1"
    key_field: ClassVar[str] = "office_id"

    office_id: UUID
    months: tuple[MonthOfMessages, ...]
    opted_out: int = Field(ge=0, description="contacts who wrote STOP")
    unreachable: int = Field(ge=0, description="contacts whom WhatsApp could not deliver to")
    stopped_because: str | None = None
    stopped_code: int | None = None
    only_to: int = Field(default=0, ge=0)


class Reply(Request):
    """Something a person wrote or tapped, for the service whose turn it is.

    `question` and `choice` are set when it answers a question of the speaker's: by a tap, by quoting it, or by
    holding the floor. A reserved word comes in `word`, in capitals. `pages` are photos and documents already stored;
    `trouble` says why one could not be. `formerly` are contacts that turned out to be the same person: what is kept
    under their ids belongs to this one (see `ContactsMerged`).
    """

    key_field: ClassVar[str] = "contact_id"

    contact_id: ContactId
    profile_name: str | None = None
    kind: Literal["text", "choice", "image", "document", "audio", "video", "sticker", "location", "contact", "other"]
    text: str | None = None
    word: str | None = None
    question: str | None = None
    choice: str | None = None
    pages: tuple[Attachment, ...] = ()
    trouble: Trouble | None = None
    written_at: AwareDatetime
    formerly: tuple[ContactId, ...] = ()
