"""The shapes of Meta's webhooks, written down on their own so that the simulator is not checked against itself."""

import copy
import os
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from tests import meta_schema

Digits = Annotated[str, StringConstraints(pattern=r"^\d+$")]
UserId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}\.[0-9A-Za-z]{1,128}$")]
Wamid = Annotated[str, StringConstraints(pattern=r"^wamid\.[0-9A-Za-z+/=]+$")]
Base64Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z+/]{43}=$")]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Metadata(Shape):
    display_phone_number: Digits
    phone_number_id: Digits


class Profile(Shape):
    name: str
    username: str | None = None


class Contact(Shape):
    """Beside a status of failure it is lean: the id that was written to."""

    profile: Profile | None = None
    wa_id: Digits | None = None
    user_id: UserId | None = None


class Context(Shape):
    sender: Digits = Field(alias="from")
    id: Wamid


class Text(Shape):
    body: str


class Media(Shape):
    mime_type: str
    sha256: Base64Sha256
    id: Digits
    caption: str | None = None
    filename: str | None = None
    voice: bool | None = None
    animated: bool | None = None


class Location(Shape):
    latitude: float
    longitude: float
    name: str
    address: str


class Reply(Shape):
    id: str
    title: str
    description: str | None = None


class Interactive(Shape):
    type: Literal["button_reply", "list_reply"]
    button_reply: Reply | None = None
    list_reply: Reply | None = None


class Button(Shape):
    payload: str
    text: str


class Reaction(Shape):
    message_id: Wamid
    emoji: str | None = None


class ErrorData(Shape):
    details: str


class Error(Shape):
    code: int
    title: str
    message: str
    error_data: ErrorData
    href: str


class Edit(Shape):
    original_message_id: Wamid
    message: dict[str, Any]


class Revoke(Shape):
    original_message_id: Wamid


class System(Shape):
    type: Literal["user_changed_number", "user_changed_user_id"]
    body: str
    wa_id: Digits | None = None
    user_id: UserId
    previous_user_id: UserId


class Message(Shape):
    sender: Digits | None = Field(default=None, alias="from")
    from_user_id: UserId
    id: Wamid
    timestamp: Digits
    type: str
    context: Context | None = None
    text: Text | None = None
    image: Media | None = None
    document: Media | None = None
    audio: Media | None = None
    video: Media | None = None
    sticker: Media | None = None
    location: Location | None = None
    contacts: list[dict[str, Any]] | None = None
    interactive: Interactive | None = None
    button: Button | None = None
    reaction: Reaction | None = None
    errors: list[Error] | None = None
    group_id: str | None = None
    edit: Edit | None = None
    revoke: Revoke | None = None
    system: System | None = None
    hologram: dict[str, Any] | None = None

    @model_validator(mode="after")
    def has_what_its_type_says(self) -> "Message":
        assert getattr(self, "errors" if self.type == "unsupported" else self.type) is not None
        return self


Category = Literal["service", "utility", "marketing", "authentication"]


class Origin(Shape):
    type: Category


class Conversation(Shape):
    id: str
    origin: Origin
    expiration_timestamp: Digits | None = None


class Pricing(Shape):
    billable: bool
    pricing_model: Literal["PMP"]
    category: Category
    type: Literal["regular", "free_customer_service"]


class Status(Shape):
    id: Wamid
    status: Literal["sent", "delivered", "read", "failed"]
    timestamp: Digits
    recipient_id: Digits | None = None
    recipient_user_id: UserId | None = None
    biz_opaque_callback_data: str | None = None
    conversation: Conversation | None = None
    pricing: Pricing | None = None
    errors: list[Error] | None = None


class Value(Shape):
    messaging_product: Literal["whatsapp"]
    metadata: Metadata
    contacts: list[Contact] | None = None
    messages: list[Message] | None = None
    statuses: list[Status] | None = None


class Call(Shape):
    id: str
    sender: Digits = Field(alias="from")
    to: Digits
    event: Literal["connect", "terminate"]
    timestamp: Digits
    direction: Literal["USER_INITIATED"]
    session: dict[str, str]


class Calls(Shape):
    messaging_product: Literal["whatsapp"]
    metadata: Metadata
    contacts: list[Contact]
    calls: list[Call]


class Echo(Shape):
    sender: Digits = Field(alias="from")
    to: Digits
    to_user_id: UserId
    id: Wamid
    timestamp: Digits
    type: Literal["text"]
    text: Text


class Echoes(Shape):
    messaging_product: Literal["whatsapp"]
    metadata: Metadata
    contacts: list[Contact]
    message_echoes: list[Echo]


class Restriction(Shape):
    event: Literal["ACCOUNT_RESTRICTION"]
    restriction_info: list[dict[str, str]]


class NumberQuality(Shape):
    display_phone_number: Digits
    event: Literal["FLAGGED", "UNFLAGGED"]
    current_limit: str


class TemplateStatus(Shape):
    event: str
    message_template_id: int
    message_template_name: str
    message_template_language: str
    reason: str


class TemplateQuality(Shape):
    previous_quality_score: str
    new_quality_score: str
    message_template_id: int
    message_template_name: str
    message_template_language: str


VALUES: dict[str, type[Shape]] = {
    "messages": Value,
    "calls": Calls,
    "smb_message_echoes": Echoes,
    "account_update": Restriction,
    "phone_number_quality_update": NumberQuality,
    "message_template_status_update": TemplateStatus,
    "message_template_quality_update": TemplateQuality,
}


class Change(Shape):
    value: dict[str, Any]
    field: str

    @model_validator(mode="after")
    def has_what_its_field_says(self) -> "Change":
        assert self.field in VALUES, self.field
        VALUES[self.field].model_validate(self.value)
        return self


class Entry(Shape):
    id: Digits
    changes: list[Change]


class Webhook(Shape):
    object: Literal["whatsapp_business_account"]
    entry: list[Entry]


#: Types of messages that Meta's document does not know, or not with user ids.
NEWER_TYPES = {"edit", "revoke", "system", "hologram"}


def complaints_about(body: dict[str, Any]) -> list[str]:
    """What Meta would not send; nothing when all is well."""
    try:
        Webhook.model_validate(body)
    except ValidationError as wrong:
        return [str(wrong)]
    changes = [change for entry in body["entry"] for change in entry["changes"]]
    values = [change["value"] for change in changes if change["field"] == "messages"]
    return [complaint for value in values for complaint in _complaints_of_meta(value)] if has_meta_schema() else []


def _complaints_of_meta(value: dict[str, Any]) -> list[str]:
    """Meta's document is older than people without a phone, edits and changed ids, and knows texts that quote only
    from a shop: those are checked by the shapes above alone."""
    value = copy.deepcopy(value)
    for message in value.get("messages", ()):
        if message["type"] == "text":
            message.pop("context", None)
    by_phone = all("from" in message for message in value.get("messages", ())) and all(
        "recipient_id" in status for status in value.get("statuses", ())
    )
    newer = any(message["type"] in NEWER_TYPES for message in value.get("messages", ()))
    if newer or not by_phone or "contacts" not in value:
        return []
    name = "StatusMessageValue" if "statuses" in value else "IncomingMessageValueGeneral"
    return [error.message for error in meta_schema.validator(Path(os.environ["META_SCHEMA"]), name).iter_errors(value)]


def outgoing_errors(body: dict[str, Any]) -> list[str]:
    """What Meta's own schema has against a body for `/messages`; nothing when `META_SCHEMA` is not set."""
    return meta_schema.complaints(Path(os.environ["META_SCHEMA"]), body) if has_meta_schema() else []


def has_meta_schema() -> bool:
    """Whether `META_SCHEMA` names the file of Meta's own schema with its repairs."""
    return bool(os.environ.get("META_SCHEMA"))
