"""What becomes of messages about a file that did not arrive: a clerk settles each, or WhatsApp does. Pure rules."""

from datetime import datetime
from uuid import UUID

from services.issuance.file import File, Outcome, Undelivered
from services.issuance.history import What
from services.issuance.staff import Staff
from shared.contracts.notifier import MessageArrived, MessageFailed, SendAgain


def failed(file: File, fact: MessageFailed) -> Outcome:
    """A message about the file did not arrive, or may not have: somebody should look."""
    message = Undelivered(fact.message_id, fact.at, fact.reason, fact.contact_id, fact.outcome == "unknown")
    undelivered = (*_others(file, fact.message_id), message)
    return file.then(What.UNDELIVERED, fact.at, None, reason=fact.reason, undelivered=undelivered)


def arrived(file: File, fact: MessageArrived) -> Outcome | None:
    """It has arrived after all. None where a clerk has settled it already."""
    if _find(file, fact.message_id) is None:
        return None
    return file.then(What.ARRIVED, fact.at, None, undelivered=_others(file, fact.message_id))


def sent_again(file: File, message_id: UUID, by: Staff, at: datetime) -> Outcome | None:
    """Have it sent once more; None where it was settled already. If it fails again, it comes back."""
    message = _find(file, message_id)
    contact_id = message and (message.contact_id or file.contact_id)
    if message is None or contact_id is None:
        return None
    request = SendAgain(
        office=file.office, at=at, contact_id=contact_id, message_id=message_id, about=file.application_id
    )
    left = _others(file, message_id)
    return file.then(What.SENT_AGAIN, at, by.name, reason=message.reason, said=(request,), undelivered=left)


def told_otherwise(file: File, message_id: UUID, by: Staff, at: datetime) -> Outcome | None:
    """Somebody has told what it says, or it need not be told any more; None where it was settled already."""
    message = _find(file, message_id)
    if message is None:
        return None
    return file.then(What.TOLD_OTHERWISE, at, by.name, undelivered=_others(file, message_id))


def _find(file: File, message_id: UUID) -> Undelivered | None:
    return next((message for message in file.undelivered if message.message_id == message_id), None)


def _others(file: File, message_id: UUID) -> tuple[Undelivered, ...]:
    return tuple(message for message in file.undelivered if message.message_id != message_id)
