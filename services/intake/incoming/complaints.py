"""What the office says to complaints, and what becomes of them without a word."""

from collections.abc import Generator
from typing import Any

from services.intake import complaining
from services.intake.application import Application
from services.intake.complaint import Complaint
from services.intake.dialogue import complaint as words
from services.intake.dialogue.news import by_template
from services.intake.errands import ComplaintRests
from services.intake.incoming.about import tell, the_application_and_its_contact
from services.intake.incoming.ears import hear
from services.intake.outgoing import about_complaint
from services.intake.turn import Turn, around
from shared.contracts.issuance import ComplaintAnswered, ComplaintOpenedByOffice
from shared.dialogue import Utterance
from shared.messaging import Desk, Want


def its_contact(message: ComplaintAnswered | ComplaintRests) -> Generator[Want, Any, None]:
    complaint: Complaint | None = yield Want(Complaint, message.complaint_id)
    if complaint:
        yield from around(complaint.contact_id, complaint.office)


@hear.on(ComplaintAnswered, load=its_contact)
def tell_the_answer(fact: ComplaintAnswered, desk: Desk) -> None:
    """What was forgotten meanwhile has nobody to be told."""
    before = desk.find(Complaint, fact.complaint_id)
    if before is None or before.stage != "open":
        return
    complaint = before.answered(fact.at)
    told = words.answered(complaint, fact.text, fact.answered_by)
    turn = Turn.at(desk, complaint.contact_id, complaint.office)
    asks = complaint.stage == "answered" and turn.conversation.window_is_open(desk.now)
    said = Utterance(told, question="settled" if asks else None, choices=words.CHOICES if asks else ())
    desk.keep(complaint).say(about_complaint(complaint, said, desk.now))
    rests = ComplaintRests(complaint_id=complaint.complaint_id)
    desk.send_for(rests, after=complaining.rests_after(complaint))


@hear.after(ComplaintRests, load=its_contact)
def settle_or_forget(errand: ComplaintRests, _: None, desk: Desk) -> None:
    complaint = desk.find(Complaint, errand.complaint_id)
    if complaint is None:
        return
    if complaint.stage == "answered":
        complaining.settle(Turn.at(desk, complaint.contact_id, complaint.office), complaint)
    else:
        desk.remove(Complaint, complaint.complaint_id)


@hear.on(ComplaintOpenedByOffice, load=the_application_and_its_contact)
def own_up(fact: ComplaintOpenedByOffice, desk: Desk) -> None:
    application = desk.find(Application, fact.application_id)
    if application and application.is_open:
        known = Turn.at(desk, application.contact_id, application.office).counter.catalogue
        told = words.breached(application.reference, fact.reference, fact.due_at, known)
        tell(application, told, by_template(application, told), desk)
