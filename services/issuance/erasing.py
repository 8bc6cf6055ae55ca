"""What is erased when a contact had their data erased. Letters and registers stay: the law wants them kept."""

from dataclasses import replace

from services.issuance.announcements import reader
from services.issuance.complaints.complaint import Complaint
from services.issuance.conversation import Conversation, Utterance
from services.issuance.file import File
from services.issuance.history import What
from services.issuance.stage import ENDED, Stage
from services.issuance.stray import Stray
from shared.contracts.vocabulary import ContactId
from shared.messaging import Desk


def erase(desk: Desk, contact_id: ContactId) -> None:
    """Documents and contact of files that have ended, the words of complaints that are settled, and what was talked."""
    for file in desk.find_all(File, "contact_id", contact_id):
        if file.stage in ENDED:
            _without_contact(file).then(What.DATA_ERASED, desk.now, None).onto(desk)
    for complaint in desk.find_all(Complaint, "contact_id", contact_id):
        if complaint.stage != "open":
            desk.keep(replace(complaint, stage="closed", contact_id=None, name=None, pages=(), said=()))
    for utterance in desk.find_all(Utterance, "contact_id", contact_id):
        desk.remove(Utterance, utterance.id)
    for stray in desk.find_all(Stray, "contact_id", contact_id):
        desk.remove(Stray, stray.message_id)
    reader.disagreed(desk, [contact_id])
    if desk.find(Conversation, contact_id):
        desk.remove(Conversation, contact_id)


def _without_contact(file: File) -> File:
    """A print that has not been handed over yet still has to find its way."""
    delivery = None if file.stage is Stage.HANDED_OVER else file.delivery
    return replace(
        file,
        contact_id=None,
        phone=None,
        documents={},
        lacking={},
        undelivered=(),
        delivery=delivery,
        neighbours=(),
    )
