"""What the notifier does outside of its transactions, or later."""

from datetime import timedelta
from typing import ClassVar, NamedTuple
from uuid import UUID

from services.notifier.upload import Upload
from services.notifier.whatsapp.body import Recipient
from services.notifier.whatsapp.errors import WhatsAppError
from services.notifier.whatsapp.models import Status
from services.notifier.whatsapp.parts import Part
from shared.contracts.vocabulary import ContactId
from shared.messaging import Errand
from shared.messaging.message import OfficeCode


class Deliver(Errand):
    """Send one message. `media_id` is its file's, if WhatsApp has that already."""

    name: ClassVar[str] = "deliver"
    key_field: ClassVar[str] = "message_id"
    at_most_once: ClassVar[bool] = True

    message_id: UUID
    contact_id: ContactId
    attempt: int
    part: Part
    recipient: Recipient
    media_id: str | None = None

    @property
    def lane(self) -> UUID:
        return self.contact_id


class Accepted(NamedTuple):
    """WhatsApp has it, under this id."""

    wamid: str


class Paused(NamedTuple):
    """Nothing is sent for now; look again after so many seconds."""

    seconds: float


class Delivery(NamedTuple):
    """What came of a `Deliver`; `upload` is new if a file had to be uploaded for it."""

    answer: Accepted | Paused | WhatsAppError
    upload: Upload | None = None


class FetchFile(Errand):
    """Fetch what a person sent, check it and keep it: an `Attachment` comes of it, or a `Trouble`."""

    name: ClassVar[str] = "fetch_file"
    key_field: ClassVar[str] = "heard_id"
    tries: ClassVar[int] = 7
    first_delay: ClassVar[timedelta] = timedelta(seconds=2)

    heard_id: UUID
    contact_id: ContactId
    office: OfficeCode
    media_id: str
    sha256: str | None
    filename: str | None


class AwaitEvidence(Errand):
    """A message may or may not have been sent: settle it when no status has told by then."""

    name: ClassVar[str] = "await_evidence"
    key_field: ClassVar[str] = "message_id"

    message_id: UUID
    contact_id: ContactId


class AskHeld(Errand):
    """A free question has waited long enough for the answer to somebody else's."""

    name: ClassVar[str] = "ask_held"
    key_field: ClassVar[str] = "contact_id"

    contact_id: ContactId


class LookAgain(Errand):
    """A status of a message that is not known may only have been early."""

    name: ClassVar[str] = "look_again"
    key_field: ClassVar[str] = "update_id"
    PAUSES: ClassVar[tuple[timedelta, ...]] = tuple(timedelta(seconds=s) for s in (2, 10, 60, 300))

    update_id: UUID
    status: Status
    looks: int = 0


class DropStatus(Errand):
    """A status of a message that nobody here has sent; how many of these are done stands in the metrics."""

    name: ClassVar[str] = "drop_status"
    key_field: ClassVar[str] = "update_id"

    update_id: UUID
