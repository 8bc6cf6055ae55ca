"""The messages to one contact: who goes next, and what is done when WhatsApp takes one, refuses it, or says nothing."""

from dataclasses import replace
from datetime import datetime, timedelta

from services.notifier.contact import Contact
from services.notifier.conversation import Conversation
from services.notifier.cost import tell_soon
from services.notifier.errands import Accepted, AskHeld, AwaitEvidence, Deliver, GoOn, Paused
from services.notifier.floor import Address
from services.notifier.message import TRIES, Outgoing, Stage, Wamid
from services.notifier.reply import Heard
from services.notifier.upload import Upload
from services.notifier.whatsapp.body import Recipient
from services.notifier.whatsapp.choices import page_asked_for
from services.notifier.whatsapp.errors import (
    Doubtful,
    Final,
    Later,
    MediaNotTaken,
    OptedOut,
    SendingStopped,
    Undeliverable,
    WhatsAppError,
    WindowClosed,
    WordsForgotten,
)
from services.notifier.whatsapp.parts import Part, file_of
from shared.contracts.notifier import SendMessage
from shared.messaging import Desk, uuid7
from shared.messaging.message import OfficeCode

#: How long a status is awaited when it is not known whether a message was sent.
EVIDENCE_OF_A_QUESTION = timedelta(minutes=2)
EVIDENCE = timedelta(minutes=10)
#: How long the words after a file wait for it.
SETTLING = timedelta(seconds=5)
#: The codes with which WhatsApp itself would refuse it.
WINDOW_CLOSED = 131047
UNDELIVERABLE = 131026

#: What somebody reads who asks for more of a list that is answered, or has made room for others.
LIST_IS_OVER = "Daftar ini sudah lewat. Silakan jawab pesan kami yang terakhir, atau ketik *MENU*."

_CAN_FAIL = (Stage.SENDING, Stage.UNKNOWN, Stage.SENT)


class Post:
    """The way out to one contact, at one desk. `keep` puts contact and conversation back when all is done."""

    def __init__(self, desk: Desk, contact: Contact, conversation: Conversation) -> None:
        self.desk, self.contact, self.conversation = desk, contact, conversation
        self._as_found = contact, conversation

    def keep(self) -> None:
        for found, now in zip(self._as_found, (self.contact, self.conversation), strict=True):
            if now != found:
                self.desk.keep(now)
        if self.contact.standing != self._as_found[0].standing:
            tell_soon(self.desk)

    def take(self, outgoing: Outgoing) -> None:
        """A new message. A free question is held while somebody else's is open."""
        if outgoing.takes_the_floor and self._waits_until(outgoing):
            self.desk.keep(outgoing)
            self.conversation = replace(self.conversation, held=(*self.conversation.held, outgoing.id))
            self.release_held()
        else:
            self._enqueue(outgoing)

    def release_held(self) -> None:
        """The first held question that need not wait any more is asked; the others are looked at in time."""
        held = [self.desk.get(Outgoing, message_id) for message_id in self.conversation.held]
        free = next((outgoing for outgoing in held if not self._waits_until(outgoing)), None)
        if free:
            self.conversation = self.conversation.without(free.id)
            self._enqueue(free)
        if times := [until for outgoing in held if outgoing is not free and (until := self._waits_until(outgoing))]:
            self.desk.send_for(AskHeld(contact_id=self.contact.id), at=min(times))

    def settle(self, outgoing: Outgoing, attempt: int, answer: Accepted | Paused | WhatsAppError) -> None:
        """What came of sending it."""
        match answer:
            case Accepted(wamid):
                self.desk.keep(Wamid(wamid, outgoing.id, attempt))
                self._lets_settle(outgoing)
                self._has_come(outgoing, Stage.SENT)
            case Paused(seconds) if outgoing.id in self.conversation.queue:
                self._start(outgoing, after=timedelta(seconds=seconds))
            case Paused():
                self._go_on()
            case _:
                self.refused(outgoing, attempt, answer)

    def confirm(self, outgoing: Outgoing, stage: Stage) -> None:
        """A status says that it has come so far: the next one may go."""
        self._has_settled(outgoing)
        is_told = stage is not Stage.SENT and outgoing.tells_delivery
        if is_told or outgoing.stage is Stage.UNKNOWN:
            self.desk.say(outgoing.has_arrived(self.desk.now, delivered=is_told))
        if stage is not Stage.SENT:
            self.contact = self.contact.was_reached()
        self._has_come(outgoing, stage)

    def goes_on(self) -> None:
        """A file has had time enough to get there: what waits behind it may go."""
        self.conversation = replace(self.conversation, settling=None)
        self._go_on()

    def _has_come(self, outgoing: Outgoing, stage: Stage) -> None:
        self.desk.keep(outgoing.reported(stage)).call_off(AwaitEvidence, outgoing.id)
        self.conversation = self.conversation.without(outgoing.id)
        self._go_on()

    def refused(self, outgoing: Outgoing, attempt: int, error: WhatsAppError) -> None:
        """WhatsApp would not take it, or took it and could not deliver it. Of an earlier attempt this means nothing."""
        may_try_again = outgoing.refused + 1 < TRIES
        self._has_settled(outgoing)
        match error:
            case _ if attempt != outgoing.attempt or outgoing.stage not in _CAN_FAIL:
                self._go_on()
            case _ if outgoing.stage is Stage.UNKNOWN:
                self._fail(outgoing, error)
            case Undeliverable():
                self.contact = self.contact.was_not_reached(self.desk.now)
                self._fail(outgoing, error)
            case Doubtful():
                self._doubt(outgoing)
            case WindowClosed() if may_try_again:
                self.contact = self.contact.window_was_closed(outgoing.at)
                self._start(self._first_in_queue(outgoing.once_more(error.code)))
            case Later() | MediaNotTaken() | SendingStopped() if may_try_again:
                self._forget_upload(outgoing, error)
                pause = timedelta(seconds=4 ** (outgoing.refused + 1))
                self._start(self._first_in_queue(outgoing.once_more(error.code)), after=pause)
            case _:
                self._fail(outgoing, error)

    def turns_page(self, said: Heard, office: OfficeCode) -> bool:
        """Whether the person asks for another page of choices; then it is sent, and no speaker hears of it.

        Where the choices are over, the person is told so: no speaker knows what a page is.
        """
        page = page_asked_for(said.choice)
        if said.to is None or page is None:
            return False
        if menu := self.conversation.menu(said.to):
            again = menu.model_copy(update={"id": uuid7()})
            self._enqueue(Outgoing.of(again, self.desk.now, skipped=page))
        else:
            self._enqueue(Outgoing.of(self._is_over(said.to, office), self.desk.now))
        return True

    def _is_over(self, to: Address, office: OfficeCode) -> SendMessage:
        return SendMessage(
            office=office, at=self.desk.now, contact_id=self.contact.id, speaker=to.speaker, text=LIST_IS_OVER
        )

    def answered(self, to: Address) -> None:
        """The person has answered a question: then it has arrived, and no more of its choices are shown."""
        self.conversation = self.conversation.answered(to)
        for message_id in self.conversation.doubtful:
            outgoing = self.desk.get(Outgoing, message_id)
            if outgoing.is_question and (outgoing.to.speaker, outgoing.to.question) == (to.speaker, to.question):
                self.confirm(outgoing, Stage.SENT)

    def no_evidence(self, outgoing: Outgoing) -> None:
        """No status has told whether it was sent: a clerk decides what is done."""
        if outgoing.id not in self.conversation.doubtful:
            return
        self.conversation = self.conversation.without(outgoing.id)
        if outgoing.beginning_of:
            whole = self.desk.get(Outgoing, outgoing.beginning_of)
            self.desk.keep(replace(whole, beginning_in_doubt=True))
        self.desk.keep(outgoing.nobody_knows()).say(outgoing.tells("unknown", Doubtful(), self.desk.now))

    def again(self, outgoing: Outgoing) -> None:
        """A clerk wants it sent once more; what has arrived meanwhile, or is on its way again, is not."""
        is_lost = outgoing.stage in (Stage.FAILED, Stage.UNKNOWN)
        if not is_lost and not outgoing.beginning_in_doubt:
            return
        if outgoing.request is None or not is_lost:  # its beginning alone cannot be said any more
            self.desk.say(outgoing.tells("failed", WordsForgotten(), self.desk.now))
        else:
            self._enqueue(outgoing.again())

    def _enqueue(self, outgoing: Outgoing) -> None:
        self.desk.keep(outgoing)
        self.conversation = replace(self.conversation, queue=(*self.conversation.queue, outgoing.id))
        self._go_on()

    def _go_on(self) -> None:
        """Send the first in the queue, unless it is on its way already."""
        if self.conversation.queue and not self.conversation.settling:
            first = self.desk.get(Outgoing, self.conversation.queue[0])
            if first.stage is Stage.QUEUED:
                self._start(first)

    def _start(self, outgoing: Outgoing, after: timedelta = timedelta(0)) -> None:
        if barred := self._barred(outgoing):
            self._fail(outgoing, barred)
            return
        window_is_open = self.contact.window_is_open(self.desk.now)
        parts = outgoing.can_be_said(window_is_open)
        if not parts:
            self._cannot_be_said(outgoing, window_is_open)
            return
        first, *others = outgoing.in_pieces(parts)
        if others:
            self.desk.keep(first, *others)
            self._put_before(outgoing, first, *others[:-1])
        self.desk.keep(first.leaves()).send_for(self._errand(first, parts[0]), after)
        floor = self.conversation.floor
        if first.takes_the_floor:
            floor = floor.ask(first.asked(self.desk.now))
        elif first.beginning_of is None:
            floor = floor.let_go(first.to)
            floor = floor.offer(first.asked(self.desk.now)) if first.offers_buttons else floor
        self.conversation = replace(self.conversation, floor=floor)
        if window_is_open and first.request:
            self.conversation = self.conversation.offers(first.request)

    def _barred(self, outgoing: Outgoing) -> WhatsAppError | None:
        """Why nothing is sent to them now, however it is said."""
        if self.contact.stopped_at and not outgoing.is_sent_despite_stop:
            return OptedOut()
        return Undeliverable(UNDELIVERABLE) if self.contact.cannot_be_reached(self.desk.now) else None

    def _errand(self, outgoing: Outgoing, part: Part) -> Deliver:
        file = file_of(part)
        upload = self.desk.find(Upload, file.attachment.sha256) if file else None
        return Deliver(
            message_id=outgoing.id,
            contact_id=self.contact.id,
            attempt=outgoing.attempt,
            part=part,
            recipient=recipient(self.contact),
            media_id=upload.media_id if upload and upload.is_good(self.desk.now) else None,
        )

    def _cannot_be_said(self, outgoing: Outgoing, window_is_open: bool) -> None:
        """The beginning of a message is left out when its rest goes by template; anything else has failed."""
        if outgoing.beginning_of:
            self.desk.keep(outgoing.failed(WINDOW_CLOSED))
            self.conversation = self.conversation.without(outgoing.id)
            self._go_on()
        else:
            self._fail(outgoing, Final() if window_is_open else WindowClosed(WINDOW_CLOSED))

    def _fail(self, outgoing: Outgoing, error: WhatsAppError) -> None:
        """It has failed, and so has the rest of the message that it begins."""
        whole = self.desk.get(Outgoing, outgoing.whole)
        self.desk.keep(outgoing.failed(error.code), whole.failed(error.code))
        self.desk.say(whole.tells("failed", error, self.desk.now))
        self.conversation = replace(self.conversation, floor=self.conversation.floor.withdraw(whole.id))
        for message_id in self.conversation.messages:
            if self.desk.get(Outgoing, message_id).whole == whole.id:
                self.conversation = self.conversation.without(message_id)
        self._go_on()

    def _doubt(self, outgoing: Outgoing) -> None:
        self._lets_settle(outgoing)
        self.conversation = self.conversation.without(outgoing.id)
        self.conversation = replace(self.conversation, doubtful=(*self.conversation.doubtful, outgoing.id))
        evidence = AwaitEvidence(message_id=outgoing.id, contact_id=self.contact.id)
        self.desk.send_for(evidence, after=EVIDENCE_OF_A_QUESTION if outgoing.is_question else EVIDENCE)
        self._go_on()

    def _lets_settle(self, outgoing: Outgoing) -> None:
        """WhatsApp may show words before a file that it was given first, so these wait until it has sent the file."""
        if outgoing.has_file and outgoing.stage is Stage.SENDING:
            self.conversation = replace(self.conversation, settling=outgoing.id)
            self.desk.send_for(GoOn(contact_id=self.contact.id), after=SETTLING)

    def _has_settled(self, outgoing: Outgoing) -> None:
        if self.conversation.settling == outgoing.id:
            self.conversation = replace(self.conversation, settling=None)
            self.desk.call_off(GoOn, self.contact.id)

    def _first_in_queue(self, outgoing: Outgoing) -> Outgoing:
        self.conversation = self.conversation.without(outgoing.id)
        self.conversation = replace(self.conversation, queue=(outgoing.id, *self.conversation.queue))
        return outgoing

    def _put_before(self, outgoing: Outgoing, *beginnings: Outgoing) -> None:
        queue = self.conversation.queue
        at = queue.index(outgoing.id)
        self.conversation = replace(self.conversation, queue=queue[:at] + tuple(b.id for b in beginnings) + queue[at:])

    def _forget_upload(self, outgoing: Outgoing, error: WhatsAppError) -> None:
        part = next(iter(outgoing.can_be_said(self.contact.window_is_open(self.desk.now))), None)
        if isinstance(error, MediaNotTaken) and part and (file := file_of(part)):
            self.desk.remove(Upload, file.attachment.sha256)

    def _waits_until(self, outgoing: Outgoing) -> datetime | None:
        return self.conversation.floor.waits_until(outgoing.to.speaker, self.desk.now)


def recipient(contact: Contact) -> Recipient:
    """How WhatsApp finds the person: by phone where it is known, else by user id."""
    if contact.phone:
        return Recipient(under="to", value=contact.phone.removeprefix("+"))
    return Recipient(under="recipient", value=contact.user_id or contact.parent_id or "")
