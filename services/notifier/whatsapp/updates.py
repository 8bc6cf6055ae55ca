"""What WhatsApp tells, one message, status or event at a time, as the notifier keeps it for itself in `WEBHOOKS`.

The webhook publishes what came as it came; it is read here, so that what cannot be read is parked alone.
"""

from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import BeforeValidator, model_validator

from services.notifier.whatsapp.models import ErrorNote, IncomingMessage, Status, WaContact, readable
from shared.messaging import Webhook


class WhatsAppUpdate(Webhook):
    """`line` keeps the order: it stands for the sender, or for the message that a status is about."""

    key_field: ClassVar[str] = "line"

    line: UUID


class MessageCame(WhatsAppUpdate):
    """A person wrote, tapped, or changed their number. `contacts` are those that came along, in any order."""

    subject: ClassVar[str] = "webhook.whatsapp.message.v1"

    contacts: Annotated[tuple[WaContact, ...], BeforeValidator(readable)] = ()
    message: IncomingMessage


class StatusCame(WhatsAppUpdate):
    """A message of ours was sent, delivered, read, or failed."""

    subject: ClassVar[str] = "webhook.whatsapp.status.v1"

    status: Status


class ErrorCame(WhatsAppUpdate):
    """WhatsApp could not tell us something, and says why."""

    subject: ClassVar[str] = "webhook.whatsapp.error.v1"

    error: ErrorNote


class AccountChanged(WhatsAppUpdate):
    """News of the account, of templates, calls, groups or what the office writes from a phone: not for residents."""

    subject: ClassVar[str] = "webhook.whatsapp.account.v1"

    field: str
    value: dict[str, Any]


class UnknownCame(WhatsAppUpdate):
    """Something whose shape nobody here knows. Reading it fails on purpose: so it is parked, and seen."""

    subject: ClassVar[str] = "webhook.whatsapp.unknown.v1"

    unknown: Any

    @model_validator(mode="before")
    @classmethod
    def _cannot_be_read(cls, _: Any) -> Any:
        raise ValueError("WhatsApp sent something of an unknown shape")
