"""Two contacts turned out to be one person: what is kept under either becomes theirs."""

from collections.abc import Generator, Iterable
from dataclasses import replace
from typing import Any

from services.intake.application import Application
from services.intake.complaint import Complaint
from services.intake.conversation import Conversation
from services.intake.errands import REMEMBERED_FOR, AlbumRests, ForgetPeople
from services.intake.remembered import Remembered, the_newer
from services.intake.settings import settings
from services.intake.turn import around
from shared.contracts.vocabulary import ContactId
from shared.messaging import Desk, Want
from shared.messaging.message import OfficeCode


def theirs(contact_ids: Iterable[ContactId], office: OfficeCode) -> Generator[Want, Any, None]:
    """What `gather` looks for."""
    for contact_id in contact_ids:
        yield from around(contact_id, office)


def gather(desk: Desk, contact_id: ContactId, formerly: Iterable[ContactId], office: OfficeCode) -> None:
    """Whatever is there so far; once more does no harm, and finds what came under an old id since."""
    for old_id in formerly:
        for application in desk.find_all(Application, "contact_id", old_id):
            desk.keep(replace(application, contact_id=contact_id))
        for complaint in desk.find_all(Complaint, "contact_id", old_id):
            desk.keep(replace(complaint, contact_id=contact_id))
        for there in desk.find_all(Remembered, "contact_id", old_id):
            moved = replace(there, contact_id=contact_id)
            ours = desk.find_all(Remembered, "contact_id", contact_id)
            same = [it for it in ours if it.nik_digest == there.nik_digest]
            desk.keep(the_newer([*same, moved])).remove(Remembered, there.remembered_key)
            desk.send_for(ForgetPeople(contact_id=contact_id), after=REMEMBERED_FOR).call_off(ForgetPeople, old_id)
        if other := desk.find(Conversation, old_id):
            one = desk.find(Conversation, contact_id) or Conversation(contact_id)
            desk.keep(both := one.and_of(other)).remove(Conversation, old_id).call_off(AlbumRests, old_id)
            if both.has_album:
                desk.send_for(AlbumRests(contact_id=contact_id, office=office), after=settings().album_rest)
