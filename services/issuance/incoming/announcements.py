"""Who agrees to announcements and who does not any more, and the portions in which they are told."""

from services.issuance.announcements import reader, telling
from services.issuance.announcements.announcement import Announcement
from services.issuance.announcements.errands import TellReaders
from services.issuance.announcements.reader import Reader
from services.issuance.edition import InForce
from services.issuance.incoming.ears import hear
from shared.contracts.intake import AnnouncementsUnwanted, AnnouncementsWanted
from shared.messaging import Desk, Load, Want


def who_agreed(fact: AnnouncementsWanted) -> Load:
    return (Want(Reader, fact.contact_id, by="contact_id"),)


def under_all_their_ids(fact: AnnouncementsUnwanted) -> Load:
    return (Want(Reader, contact_id, by="contact_id") for contact_id in (fact.contact_id, *fact.formerly))


def those_to_be_told(errand: TellReaders) -> Load:
    whom = (Want(Reader, reader_id) for reader_id in errand.readers)
    return (Want(Announcement, errand.announcement_id), Want(InForce, errand.office), *whom)


@hear.on(AnnouncementsWanted, load=who_agreed)
def note_who_agrees(fact: AnnouncementsWanted, desk: Desk) -> None:
    reader.agreed(desk, fact)


@hear.on(AnnouncementsUnwanted, load=under_all_their_ids)
def note_who_does_not_agree_any_more(fact: AnnouncementsUnwanted, desk: Desk) -> None:
    reader.disagreed(desk, (fact.contact_id, *fact.formerly))


@hear.after(TellReaders, load=those_to_be_told)
def tell_some(errand: TellReaders, _: None, desk: Desk) -> None:
    office = desk.get(InForce, errand.office).catalogue.office
    portion = [desk.find(Reader, reader_id) for reader_id in errand.readers]
    telling.tell(desk, desk.get(Announcement, errand.announcement_id), office.name, portion)
