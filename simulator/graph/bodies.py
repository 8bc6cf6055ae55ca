"""The bodies that an office sends to `/messages`, as strict as Meta's schema (BaseMessageProperties and its kin)."""

from typing import Annotated, Literal

from pydantic import Field

from simulator.graph.parts import (
    Body,
    Document,
    InteractiveButtons,
    InteractiveList,
    Media,
    TemplateUse,
    Text,
    length,
)


class Context(Body):
    message_id: str


class Reaction(Body):
    """An empty emoji takes the reaction back."""

    message_id: str
    emoji: str


class Message(Body):
    """What every message has. `to` is a phone, `recipient` a user id; `to` is used when both are there."""

    messaging_product: Literal["whatsapp"]
    recipient_type: Literal["individual"] = "individual"
    to: str | None = None
    recipient: str | None = None
    context: Context | None = None
    biz_opaque_callback_data: Annotated[str, length(512, 0)] | None = None
    recipient_identity_key_hash: str | None = None


class TextMessage(Message):
    type: Literal["text"] = "text"
    text: Text


class ImageMessage(Message):
    type: Literal["image"]
    image: Media


class DocumentMessage(Message):
    type: Literal["document"]
    document: Document


class InteractiveMessage(Message):
    type: Literal["interactive"]
    interactive: Annotated[InteractiveButtons | InteractiveList, Field(discriminator="type")]


class TemplateMessage(Message):
    type: Literal["template"]
    template: TemplateUse


class ReactionMessage(Message):
    type: Literal["reaction"]
    reaction: Reaction


class TypingIndicator(Body):
    type: Literal["text"]


class MarkAsRead(Body):
    """The office has seen a message; with `typing_indicator` it also shows that an answer is being written."""

    messaging_product: Literal["whatsapp"]
    status: Literal["read"]
    message_id: str
    typing_indicator: TypingIndicator | None = None


Outgoing = TextMessage | ImageMessage | DocumentMessage | InteractiveMessage | TemplateMessage | ReactionMessage

BY_TYPE: dict[str, type[Outgoing]] = {
    "text": TextMessage,
    "image": ImageMessage,
    "document": DocumentMessage,
    "interactive": InteractiveMessage,
    "template": TemplateMessage,
    "reaction": ReactionMessage,
}
