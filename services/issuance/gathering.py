"""Two contacts turned out to be one person: what is kept under either becomes theirs."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from services.issuance.announcements.reader import Reader
from services.issuance.complaints.complaint import Complaint
from services.issuance.conversation import Conversation, Utterance
from services.issuance.file import File
from services.issuance.stray import Stray
from shared.contracts.vocabulary import ContactId
from shared.messaging import Desk, Want


def theirs(contact_ids: Iterable[ContactId]) -> Iterator[Want]:
    """What `gather` looks for."""
    for contact_id in contact_ids:
        yield Want(Conversation, contact_id)
        yield Want(File, contact_id, by="contact_id")
        yield Want(Utterance, contact_id, by="contact_id")
        yield Want(Complaint, contact_id, by="contact_id")
        yield Want(Reader, contact_id, by="contact_id")
        yield Want(Stray, contact_id, by="contact_id")


def gather(desk: Desk, contact_id: ContactId, formerly: Iterable[ContactId]) -> None:
    """Whatever is there so far; once more does no harm, and finds what came under an old id since."""
    for old_id in formerly:
        for kind in (File, Utterance, Complaint, Reader, Stray):
            desk.keep(*(replace(kept, contact_id=contact_id) for kept in desk.find_all(kind, "contact_id", old_id)))
        if other := desk.find(Conversation, old_id):
            one = desk.find(Conversation, contact_id) or Conversation(contact_id)
            desk.keep(one.and_of(other)).remove(Conversation, old_id)
