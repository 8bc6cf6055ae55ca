"""The kit: what every service stands on. Services import from here; what is behind it is nobody's business."""

from shared.messaging.desk import Desk, Load, NotLoaded, NotYet, Want
from shared.messaging.errand import Errand, Interrupted
from shared.messaging.hear import Hear
from shared.messaging.message import Book, Fact, Message, Request, Webhook, uuid7
from shared.messaging.shelf import Id, Shelf, document_shelf

__all__ = [
    "Book",
    "Desk",
    "Errand",
    "Fact",
    "Hear",
    "Id",
    "Interrupted",
    "Load",
    "Message",
    "NotLoaded",
    "NotYet",
    "Request",
    "Shelf",
    "Want",
    "Webhook",
    "document_shelf",
    "uuid7",
]
