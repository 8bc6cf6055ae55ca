"""People who talk to people, and what does not reach them."""

from services.issuance import at_counter, conversation, undelivered, whatsapp
from services.issuance.announcements import reader
from services.issuance.announcements.announcement import Announcement, Missed
from services.issuance.conversation import Conversation, Utterance
from services.issuance.edition import InForce
from services.issuance.erasing import erase
from services.issuance.file import File
from services.issuance.gathering import gather, theirs
from services.issuance.incoming.ears import apply, hear
from services.issuance.stray import Stray
from services.issuance.whatsapp import WhatsAppAccount
from shared.contracts.intake import DataErased
from shared.contracts.issuance import HearConversation
from shared.contracts.notifier import ContactIntroduced, ContactsMerged, MessageArrived, MessageFailed, WhatsAppReported
from shared.indonesian import near_moment
from shared.messaging import Desk, Load, Want


def its_conversation(reply: HearConversation) -> Load:
    return (Want(Conversation, reply.contact_id), Want(InForce, reply.office), *theirs(reply.formerly))


def whoever_they_were(fact: ContactsMerged) -> Load:
    return theirs((fact.contact_id, *fact.absorbed))


def what_failed(fact: MessageFailed | MessageArrived) -> Load:
    about = [Want(File, fact.about), Want(Announcement, fact.about)] if fact.about else []
    return (Want(Utterance, fact.message_id), Want(Missed, fact.message_id), Want(Stray, fact.message_id), *about)


def the_account(report: WhatsAppReported) -> Load:
    return (Want(WhatsAppAccount, report.office),)


def whom_it_is_for(fact: ContactIntroduced) -> Load:
    return (Want(File, fact.asked_for),)


@hear.on(ContactIntroduced, load=whom_it_is_for)
def tell_of_the_file(fact: ContactIntroduced, desk: Desk) -> None:
    """Others ask for introductions, too: what is no file is not ours."""
    file = desk.find(File, fact.asked_for)
    if file and file.contact_id is None:
        known, said = at_counter.introduced(file, fact.contact_id, desk.now)
        desk.keep(known).say(*said)


@hear.on(WhatsAppReported, load=the_account)
def note_how_whatsapp_is_doing(report: WhatsAppReported, desk: Desk) -> None:
    desk.keep(whatsapp.told(desk.find(WhatsAppAccount, report.office), report))


@hear.on(HearConversation, load=its_conversation)
def listen(reply: HearConversation, desk: Desk) -> None:
    gather(desk, reply.contact_id, reply.formerly)
    in_force = desk.get(InForce, reply.office)
    opening = in_force.calendar.next_opening(desk.now)
    opens = None if opening <= desk.now else near_moment(opening, in_force.zone)
    conversation.heard(desk.find(Conversation, reply.contact_id), reply, opens).onto(desk)


@hear.on(ContactsMerged, load=whoever_they_were)
def see_that_they_are_one(fact: ContactsMerged, desk: Desk) -> None:
    gather(desk, fact.contact_id, fact.absorbed)
    reader.unite(desk, fact.contact_id)


def all_of_theirs(fact: DataErased) -> Load:
    return theirs((fact.contact_id,))


@hear.on(DataErased, load=all_of_theirs)
def erase_what_they_told(fact: DataErased, desk: Desk) -> None:
    erase(desk, fact.contact_id)


@hear.on(MessageFailed, load=what_failed)
def note_undelivered(fact: MessageFailed, desk: Desk) -> None:
    """Whatever it is about, a clerk finds it somewhere."""
    utterance = desk.find(Utterance, fact.message_id)
    file = desk.find(File, fact.about) if fact.about else None
    announcement = desk.find(Announcement, fact.about) if fact.about else None
    if utterance:
        desk.keep(utterance.not_delivered(fact.reason))
    if file:
        undelivered.failed(file, fact).onto(desk)
    if announcement:
        desk.keep(Missed(fact.message_id, announcement.announcement_id, fact.outcome))
    if not (utterance or file or announcement):
        desk.keep(Stray.of(fact))


@hear.on(MessageArrived, load=what_failed)
def note_arrived(fact: MessageArrived, desk: Desk) -> None:
    if utterance := desk.find(Utterance, fact.message_id):
        desk.keep(utterance.delivered_after_all())
    if fact.about and (file := desk.find(File, fact.about)):
        apply(undelivered.arrived(file, fact), desk)
    if desk.find(Stray, fact.message_id):
        desk.remove(Stray, fact.message_id)
    if desk.find(Missed, fact.message_id):
        desk.remove(Missed, fact.message_id)
    if fact.delivered and fact.about and (announcement := desk.find(Announcement, fact.about)):
        desk.keep(announcement.arrived())
