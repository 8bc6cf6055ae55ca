"""What the notifier does outside of its transactions, or later."""

from datetime import UTC, datetime, timedelta
from typing import ClassVar, NamedTuple, Self
from uuid import UUID

from pydantic import AwareDatetime

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
    """Fetch what a person sent, check it and keep it: an `Attachment` comes of it, or a `Trouble`.

    What could not be had within `PATIENCE` of `since` comes to the trouble `late`, so that nobody waits in silence; it
    `is_late` from then on and is tried less and less often, until WhatsApp forgets it.
    """

    name: ClassVar[str] = "fetch_file"
    key_field: ClassVar[str] = "heard_id"
    tries: ClassVar[int] = 100  # more than there is time for
    first_delay: ClassVar[timedelta] = timedelta(seconds=2)
    longest_delay: ClassVar[timedelta] = timedelta(hours=3)
    longest_try: ClassVar[timedelta] = timedelta(minutes=3)
    PATIENCE: ClassVar[timedelta] = timedelta(minutes=5)
    LATE_PAUSE: ClassVar[timedelta] = timedelta(minutes=10)

    heard_id: UUID
    contact_id: ContactId
    office: OfficeCode
    media_id: str
    sha256: str | None
    filename: str | None
    since: AwareDatetime = datetime.min.replace(tzinfo=UTC)
    is_late: bool = False

    def delay(self, tries: int) -> float:
        """Minutes and then hours where it is late."""
        return super().delay(tries + 8) if self.is_late else super().delay(tries)

    def late(self, now: datetime) -> Self:
        """The same, told as late."""
        return self.model_copy(update={"is_late": True, "since": now})


class LookAtAccount(Errand):
    """Tell the office how its account is doing. There is one account, so the newest takes the place of the others."""

    name: ClassVar[str] = "look_at_account"
    key_field: ClassVar[str] = "account_id"

    account_id: UUID = UUID(int=1)


class AwaitEvidence(Errand):
    """A message may or may not have been sent: settle it when no status has told by then."""

    name: ClassVar[str] = "await_evidence"
    key_field: ClassVar[str] = "message_id"

    message_id: UUID
    contact_id: ContactId


class PassOn(Errand):
    """What came late has waited for what may have been said before it."""

    name: ClassVar[str] = "pass_on"
    key_field: ClassVar[str] = "contact_id"

    contact_id: ContactId
    office: OfficeCode


class GoOn(Errand):
    """A file has had time enough to get there before the words about it."""

    name: ClassVar[str] = "go_on"
    key_field: ClassVar[str] = "contact_id"

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
