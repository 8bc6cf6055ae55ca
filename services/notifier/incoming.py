"""Everything the notifier hears: WhatsApp's updates, the services' requests, and what came of its errands."""

from dataclasses import replace
from typing import Any

import structlog

from services.notifier import cost, line
from services.notifier.contact import Sender, e164
from services.notifier.errands import (
    AskHeld,
    AwaitEvidence,
    Deliver,
    Delivery,
    DropStatus,
    FetchFile,
    GoOn,
    LookAgain,
    LookAtAccount,
    PassOn,
    Paused,
)
from services.notifier.message import Outgoing, Stage, Wamid, forgotten
from services.notifier.outgoing import SAYS
from services.notifier.people import learn, meet, names_after, names_before, post_of, rename, sender_of, whoever
from services.notifier.reply import heard, is_answered
from services.notifier.store import (
    SHELVES,
    find_message,
    find_quoted,
    its_contact,
    its_message,
    its_outgoing,
    its_recipient,
    its_sender,
    what_failed,
    whoever_has_the_number,
)
from services.notifier.whatsapp import errors
from services.notifier.whatsapp.models import Status
from services.notifier.whatsapp.split import message_id
from services.notifier.whatsapp.updates import AccountChanged, ErrorCame, MessageCame, StatusCame, UnknownCame
from shared.contracts.intake import DataErased
from shared.contracts.notifier import (
    ContactIntroduced,
    IntroduceContact,
    SendAgain,
    SendMessage,
    Trouble,
    WhatsAppReported,
)
from shared.contracts.vocabulary import STOP, Attachment
from shared.messaging import Desk, Hear, Interrupted

log: Any = structlog.get_logger()
hear = Hear("notifier", *SHELVES, says=SAYS)

#: What Meta's words for a message's way mean; `played` is a voice message that was heard.
STAGES = {"sent": Stage.SENT, "delivered": Stage.DELIVERED, "read": Stage.READ, "played": Stage.READ}


@hear.on(MessageCame, load=its_sender)
def someone_wrote(update: MessageCame, desk: Desk) -> None:
    message = update.message
    if not is_answered(message):
        note(update, desk)
        return
    post = meet(desk, sender_of(message, update.contacts), update.office, message.timestamp or update.at)
    said = heard(message, update.id, update.at, find_quoted(desk, message))
    if said.word == STOP:
        post.contact = post.contact.stops(said.written_at)
    if not post.turns_page(said, update.office):
        line.hears(post, said, update.office)
    post.keep()


def note(update: MessageCame, desk: Desk) -> None:
    """Nobody answers it; but someone may have other names now, or have deleted what nobody has been told of yet."""
    message, post = update.message, None
    if message.system:
        post = rename(desk, names_before(message, message.system), names_after(message.system), update.office)
    elif message.revoke and message.revoke.original_message_id:
        post = whoever(desk, sender_of(message, update.contacts))
        if post:
            line.takes_back(post, message_id(message.revoke.original_message_id), update.office)
    if post:
        post.keep()
    log.info("noted", update=str(update.id), type=message.type)


@hear.on(StatusCame, load=its_message)
def a_message_came_so_far(update: StatusCame, desk: Desk) -> None:
    if not _report(update.status, desk):
        look_again = LookAgain(update_id=update.id, status=update.status)
        desk.send_for(look_again, after=LookAgain.PAUSES[0])


@hear.after(LookAgain, load=its_message)
def an_early_status_was_looked_at_again(errand: LookAgain, _: None, desk: Desk) -> None:
    looks = errand.looks + 1
    if _report(errand.status, desk):
        return
    if looks < len(LookAgain.PAUSES):
        desk.send_for(errand.model_copy(update={"looks": looks}), after=LookAgain.PAUSES[looks])
    else:
        desk.send_for(DropStatus(update_id=errand.update_id))


@hear.after(DropStatus)
def a_status_of_nobodys_message_was_dropped(errand: DropStatus, _: None, __: Desk) -> None:
    log.info("status_dropped", update=str(errand.update_id))


@hear.on(ErrorCame)
def whatsapp_could_not_tell(update: ErrorCame, _: Desk) -> None:
    log.warning("whatsapp_could_not_tell", update=str(update.id), code=update.error.code)


@hear.on(AccountChanged)
def the_account_changed(update: AccountChanged, _: Desk) -> None:
    log.warning("whatsapp_account_changed", update=str(update.id), field=update.field, news=update.value.get("event"))


@hear.on(UnknownCame)
def never_reached(_: UnknownCame, __: Desk) -> None:
    """An `UnknownCame` cannot be read: listening for it parks it."""


@hear.on(SendMessage, load=its_recipient)
def send(request: SendMessage, desk: Desk) -> None:
    post = post_of(desk, request.contact_id)
    post.take(Outgoing.of(request, desk.now))
    post.keep()


@hear.on(SendAgain, load=what_failed)
def send_once_more(request: SendAgain, desk: Desk) -> None:
    if outgoing := desk.find(Outgoing, request.message_id):
        post = post_of(desk, outgoing.contact_id)
        post.again(outgoing)
        post.keep()
    else:
        desk.say(forgotten(request, desk.now))


@hear.on(IntroduceContact, load=whoever_has_the_number)
def introduce(request: IntroduceContact, desk: Desk) -> None:
    contact = meet(desk, Sender(phone=e164(request.phone)), request.office).contact
    desk.say(ContactIntroduced.because_of(request, desk.now, contact_id=contact.id))


@hear.on(DataErased, load=its_contact)
def forget_what_they_told(fact: DataErased, desk: Desk) -> None:
    """Their profile name, and what they were offered to choose. Without number or id nobody could answer them."""
    post = post_of(desk, fact.contact_id)
    post.contact = replace(post.contact, name=None)
    post.conversation = replace(post.conversation, menus=())
    post.keep()


@hear.after(Deliver, load=its_outgoing)
def a_message_was_sent(errand: Deliver, result: Delivery | Interrupted, desk: Desk) -> None:
    answer, upload = result if isinstance(result, Delivery) else (errors.Doubtful(), None)
    if isinstance(answer, Paused):
        cost.tell_soon(desk)
    if upload:
        desk.keep(upload)
    post = post_of(desk, errand.contact_id)
    post.settle(desk.get(Outgoing, errand.message_id), errand.attempt, answer)
    post.keep()


@hear.after(AwaitEvidence, load=its_outgoing)
def no_status_has_told(errand: AwaitEvidence, _: None, desk: Desk) -> None:
    post = post_of(desk, errand.contact_id)
    post.no_evidence(desk.get(Outgoing, errand.message_id))
    post.keep()


@hear.after(LookAtAccount)
def the_account_was_looked_at(_: LookAtAccount, report: WhatsAppReported, desk: Desk) -> None:
    desk.say(report)


@hear.after(GoOn, load=its_contact)
def a_file_has_had_time_enough(errand: GoOn, _: None, desk: Desk) -> None:
    post = post_of(desk, errand.contact_id)
    post.goes_on()
    post.keep()


@hear.after(AskHeld, load=its_contact)
def a_question_has_waited_long_enough(errand: AskHeld, _: None, desk: Desk) -> None:
    post = post_of(desk, errand.contact_id)
    post.release_held()
    post.keep()


@hear.after(PassOn, load=its_contact)
def what_came_late_has_waited(errand: PassOn, _: None, desk: Desk) -> None:
    post = post_of(desk, errand.contact_id)
    line.pass_on(post, errand.office)
    post.keep()


def a_file_is_gone(errand: FetchFile, _: str, desk: Desk) -> None:
    a_file_was_fetched(errand, "gone", desk)


@hear.after(FetchFile, load=its_contact, gave_up=a_file_is_gone)
def a_file_was_fetched(errand: FetchFile, result: Attachment | Trouble, desk: Desk) -> None:
    post = post_of(desk, errand.contact_id)
    line.has_fetched(post, errand, result)
    post.keep()


def _report(status: Status, desk: Desk) -> bool:
    """Whether the status is about a message of ours; then the message is where the status says."""
    known = find_message(desk, status)
    if known is None:
        return False
    outgoing, attempt = known
    post = learn(desk, outgoing.contact_id, status, outgoing.office)
    desk.keep(Wamid(status.id, outgoing.id, attempt))
    if status.status == "failed":
        error = errors.by_status(status.errors[0].code) if status.errors else errors.Final()
        log.warning("message_not_delivered", message=str(outgoing.id), error=str(error))
        post.refused(outgoing, attempt, error)
    elif outgoing.refused and attempt < outgoing.attempt and status.status == "sent":
        pass  # of an attempt that was refused since: the next one is under way
    elif stage := STAGES.get(status.status):
        post.confirm(cost.counted(outgoing, attempt, status, desk), stage)
    post.keep()
    return True
