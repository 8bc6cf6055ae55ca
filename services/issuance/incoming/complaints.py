"""Complaints and suggestions, from the first word to the last."""

from services.issuance.complaints.complaint import Complaint
from services.issuance.complaints.errands import ComplaintDue, KeepPhotos
from services.issuance.incoming.ears import hear
from shared.contracts.intake import ComplaintMade, ComplaintReopened, ComplaintSettled
from shared.contracts.vocabulary import Attachment
from shared.messaging import Desk, Load, Want

AboutAComplaint = ComplaintMade | ComplaintReopened | ComplaintSettled | ComplaintDue | KeepPhotos


def its_complaint(message: AboutAComplaint) -> Load:
    return (Want(Complaint, message.complaint_id),)


@hear.on(ComplaintMade, load=its_complaint)
def take_it_down(fact: ComplaintMade, desk: Desk) -> None:
    if desk.find(Complaint, fact.complaint_id):
        return
    desk.keep(Complaint.made(fact))
    if fact.due_at:
        desk.send_for(ComplaintDue(complaint_id=fact.complaint_id), at=fact.due_at)
    if fact.pages:
        desk.send_for(KeepPhotos(complaint_id=fact.complaint_id, pages=fact.pages))


@hear.on(ComplaintReopened, load=its_complaint)
def open_it_again(fact: ComplaintReopened, desk: Desk) -> None:
    desk.keep(desk.get(Complaint, fact.complaint_id).reopened(fact))


@hear.on(ComplaintSettled, load=its_complaint)
def close_it(fact: ComplaintSettled, desk: Desk) -> None:
    desk.keep(desk.get(Complaint, fact.complaint_id).settled(fact))


@hear.after(ComplaintDue, load=its_complaint)
def pass_it_to_the_lurah(errand: ComplaintDue, _: None, desk: Desk) -> None:
    complaint = desk.get(Complaint, errand.complaint_id)
    if complaint.is_due(desk.now):
        desk.keep(complaint.escalated(desk.now))


def photos_are_lost(errand: KeepPhotos, _reason: str, desk: Desk) -> None:
    desk.keep(desk.get(Complaint, errand.complaint_id).kept(()))


@hear.after(KeepPhotos, load=its_complaint, gave_up=photos_are_lost)
def its_photos_are_kept(errand: KeepPhotos, kept: tuple[Attachment, ...], desk: Desk) -> None:
    desk.keep(desk.get(Complaint, errand.complaint_id).kept(kept))
