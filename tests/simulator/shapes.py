"""The shapes of Meta's webhooks, written down on their own so that the simulator is not checked against itself."""

import copy
import json
import os
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from jsonschema import Draft202012Validator
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

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
    profile: Profile
    wa_id: Digits | None = None
    user_id: UserId


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

    @model_validator(mode="after")
    def has_what_its_type_says(self) -> "Message":
        assert getattr(self, "errors" if self.type == "unsupported" else self.type) is not None
        return self


class Origin(Shape):
    type: Literal["service", "utility"]


class Conversation(Shape):
    id: str
    origin: Origin
    expiration_timestamp: Digits | None = None


class Pricing(Shape):
    billable: bool
    pricing_model: Literal["PMP"]
    category: Literal["service", "utility"]
    type: Literal["regular"]


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


class Change(Shape):
    value: Value
    field: Literal["messages"]


class Entry(Shape):
    id: Digits
    changes: list[Change]


class Webhook(Shape):
    object: Literal["whatsapp_business_account"]
    entry: list[Entry]


def complaints_about(body: dict[str, Any]) -> list[str]:
    """What Meta would not send; nothing when all is well."""
    try:
        Webhook.model_validate(body)
    except ValidationError as wrong:
        return [str(wrong)]
    values = [change["value"] for change in body["entry"][0]["changes"]]
    return [complaint for value in values for complaint in _complaints_of_meta(value)] if has_meta_schema() else []


def _complaints_of_meta(value: dict[str, Any]) -> list[str]:
    """Meta's document is older than people without a phone, and knows texts that quote only from a shop:
    those are checked by the shapes above alone."""
    value = copy.deepcopy(value)
    for message in value.get("messages", ()):
        if message["type"] == "text":
            message.pop("context", None)
    by_phone = all("from" in message for message in value.get("messages", ())) and all(
        "recipient_id" in status for status in value.get("statuses", ())
    )
    if not by_phone:
        return []
    name = "StatusMessageValue" if "statuses" in value else "IncomingMessageValueGeneral"
    return [error.message for error in validator(name).iter_errors(value)]


def outgoing_errors(body: dict[str, Any]) -> list[str]:
    """What Meta's own schema has against a body for `/messages`; nothing when `META_SCHEMA` is not set."""
    if not has_meta_schema():
        return []
    name = "MarkMessageRequestPayload" if "status" in body else schema_of(body["type"])
    return [error.message for error in validator(name).iter_errors(body)]


def schema_of(kind: str) -> str:
    return kind.capitalize() + "Message"


@cache
def validator(name: str) -> Draft202012Validator:
    """Of one of the document's schemas; `META_SCHEMA` must be set."""
    components = json.loads(Path(os.environ["META_SCHEMA"]).read_text())["components"]
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": components})


def has_meta_schema() -> bool:
    """Whether `META_SCHEMA` names the file of Meta's own schema with its repairs."""
    return bool(os.environ.get("META_SCHEMA"))
