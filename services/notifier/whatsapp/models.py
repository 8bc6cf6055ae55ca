"""What WhatsApp tells us, as far as we use it. Everything else, and whatever comes to be added, is let pass.

Shapes: Meta's webhook reference of messages, statuses and system messages (August 2026), and payloads seen in the wild:
numbers where the reference has strings, contacts missing or in another order, senders without a phone.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

FILE_LOST = "131052"


def _moment(value: object) -> object:
    """Seconds since 1970, as text or number; None for anything else, since our own clock will do."""
    try:
        return datetime.fromtimestamp(float(str(value)), UTC)
    except (ValueError, OverflowError, OSError):
        return None


Moment = Annotated[datetime | None, BeforeValidator(_moment)]


def _if_it_can_be_read(value: object, read: ValidatorFunctionWrapHandler) -> object:
    try:
        return read(value)
    except ValidationError:
        return None


#: What a message can do without: where it cannot be read, it is as good as absent, and the message is heard.
Lenient = WrapValidator(_if_it_can_be_read)
Words = Annotated[str | None, Lenient]


class Wire(BaseModel):
    """Tolerant: unknown fields are let pass, numbers are taken for text, null is as good as absent."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, data: Any) -> Any:
        return {key: value for key, value in data.items() if value is not None} if isinstance(data, dict) else data


class Profile(Wire):
    name: Words = None
    username: Words = None


class WaContact(Wire):
    """Who wrote, beside a message. It belongs to the message that names one of its ids."""

    wa_id: Words = None
    user_id: Words = None
    parent_user_id: Words = None
    profile: Annotated[Profile | None, Lenient] = None


class Context(Wire):
    """The message that this one answers."""

    id: Words = None


class Text(Wire):
    body: str


class Tap(Wire):
    """A button or a row of a list of ours; `id` is what we gave it."""

    id: str
    title: Words = None


class QuickReply(Wire):
    """A button of a template."""

    payload: Words = None
    text: Words = None


class Interactive(Wire):
    type: str | None = None
    button_reply: Tap | None = None
    list_reply: Tap | None = None

    @property
    def tap(self) -> Tap | None:
        return self.button_reply or self.list_reply


class MediaRef(Wire):
    """A file that WhatsApp keeps for us for 7 days. `sha256` is in base64."""

    id: str
    mime_type: Words = None
    sha256: Words = None
    caption: Words = None
    filename: Words = None


class System(Wire):
    """A person's number or id has changed."""

    type: str | None = None
    wa_id: str | None = None
    user_id: str | None = None
    parent_user_id: str | None = None
    previous_user_id: str | None = None
    previous_parent_user_id: str | None = None


class Revoke(Wire):
    """A person has deleted what they sent."""

    original_message_id: str | None = None


class IncomingMessage(Wire):
    """One message of a person's. `type` decides which of the parts below it is there."""

    id: str
    type: str = "unknown"
    timestamp: Moment = None
    sender: Annotated[Words, Field(alias="from")] = None
    from_user_id: Words = None
    from_parent_user_id: Words = None
    group_id: str | None = None
    context: Annotated[Context | None, Lenient] = None
    text: Text | None = None
    button: QuickReply | None = None
    interactive: Interactive | None = None
    image: MediaRef | None = None
    document: MediaRef | None = None
    video: MediaRef | None = None
    system: System | None = None
    revoke: Revoke | None = None
    errors: Any = None

    @property
    def file_is_lost(self) -> bool:
        """WhatsApp itself could not get hold of the file that was sent (131052)."""
        errors = self.errors if isinstance(self.errors, list) else [self.errors]
        return any(isinstance(error, dict) and str(error.get("code")) == FILE_LOST for error in errors)


class ErrorNote(Wire):
    """Why something failed. Only the code counts; titles change."""

    code: int
    error_subcode: int | None = None


class Pricing(Wire):
    """What a message costs: `category` e.g. `utility`, `type` `regular` where it is billed."""

    billable: bool | None = None
    category: str | None = None
    type: str | None = None


class Status(Wire):
    """What became of a message of ours. `biz_opaque_callback_data` is what we sent with it."""

    id: str
    status: str
    timestamp: Moment = None
    biz_opaque_callback_data: Words = None
    pricing: Annotated[Pricing | None, Lenient] = None
    recipient_user_id: Words = None
    recipient_parent_user_id: Words = None
    errors: Annotated[tuple[ErrorNote, ...] | None, Lenient] = None


class MediaInfo(Wire):
    """Where a file can be fetched for the next 5 minutes. `sha256` is in hexadecimal, `file_size` in bytes."""

    url: str
    sha256: str | None = None
    file_size: int | None = None


def readable(contacts: object) -> object:
    """The contacts that are any: a message does not fall with a card that is none."""
    cards = contacts if isinstance(contacts, list | tuple) else ()
    return [each for each in cards if isinstance(each, dict | WaContact)]


def contact_of(message: IncomingMessage, contacts: Sequence[WaContact]) -> WaContact | None:
    """The contact that a message belongs to: by its ids, never by its place; a lone one when nobody is named."""
    named = {message.sender, message.from_user_id, message.from_parent_user_id} - {None}
    if not named:
        return contacts[0] if len(contacts) == 1 else None
    return next((c for c in contacts if named & {c.wa_id, c.user_id, c.parent_user_id}), None)
