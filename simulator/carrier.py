"""What happens between the office and a phone: a message is accepted or refused, arrives, is read."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from simulator import ids
from simulator.account import Account
from simulator.bubble import Bubble, State
from simulator.changes import Change
from simulator.faults import FAILURES, NOBODY, REFUSALS, Trouble
from simulator.graph import bodies
from simulator.graph.content import content_of
from simulator.graph.errors import GraphError
from simulator.graph.rates import Rates
from simulator.graph.templates import Templates
from simulator.office import Office
from simulator.phone import Phone
from simulator.webhooks import news, payload
from simulator.webhooks.postman import Postman
from simulator.world import World

#: How long "is typing" is shown when no message follows (Meta: typing indicators).
TYPING_SHOWN = timedelta(seconds=25)


class Recipient(NamedTuple):
    """Whom the office means. `phone` is None when nobody here has that number.

    `answer` and `status` are how Meta names the recipient in the answer and in a status of failure.
    """

    key: str
    phone: Phone | None
    answer: dict[str, str]
    status: dict[str, str]
    by_user_id: bool


class Accepted(NamedTuple):
    """A message that Meta took: on the phone as `bubble`, or with a `failure` that a status will tell."""

    recipient: Recipient
    message_id: str
    bubble: Bubble | None = None
    failure: payload.Failure | None = None

    def answer(self, *, paced: bool) -> dict[str, Any]:
        """What the office is answered; `paced` for templates, whose state Meta adds."""
        message = {"id": self.message_id} | ({"message_status": "accepted"} if paced else {})
        return {"messaging_product": "whatsapp", "contacts": [self.recipient.answer], "messages": [message]}


@dataclass(frozen=True, slots=True)
class Carrier:
    """Meta's network."""

    world: World
    office: Office
    postman: Postman
    templates: Templates
    rates: Rates

    def accept(self, message: bodies.Outgoing) -> Accepted:
        """Raises `GraphError`. What is accepted is on the phone already; its statuses follow by `report`."""
        recipient = self.recipient(message)
        self._raise_if_in_trouble(recipient.key)
        content = content_of(message, self.world, self.judged_templates())
        if content.get("file") and self.world.faults.strikes(Trouble.MEDIA_REFUSED, recipient.key):
            raise GraphError.of(131053)
        refusal = self._will_not_arrive(message, recipient)
        if refusal:
            return self._lose(message, recipient, refusal)
        phone = self.world.phone(recipient.key)
        if isinstance(message, bodies.ReactionMessage):
            bubble = self._react(phone, message)
        else:
            bubble = self._show(phone, message, content | {"by_user_id": recipient.by_user_id})
        return Accepted(recipient, bubble.id, bubble)

    def report(self, accepted: Accepted) -> None:
        """Tell the office by statuses what became of the message. A reaction is told as sent and nothing more."""
        if accepted.failure:
            value = payload.failure(self.office, accepted.failure, self._seconds())
            self.postman.write(accepted.recipient.key, value)
        elif accepted.bubble and self.world.bubble(accepted.message_id):
            self.move(accepted.message_id, "sent")
            if not self.world.faults.strikes(Trouble.NO_DELIVERED, accepted.recipient.key):
                self.move(accepted.message_id, "delivered")
        elif accepted.bubble:
            self._tell(accepted.bubble, "sent")

    def move(self, message_id: str, state: State) -> None:
        """A message of the office came as far as `state`: show it and tell the office."""
        if moved := self.world.advance(message_id, state):
            self._tell(moved, state)

    def read(self, phone: Phone) -> None:
        """The person looks at the chat."""
        for bubble in self.world.unread(phone.number):
            self.move(bubble.id, "read")

    def mark_as_read(self, mark: bodies.MarkAsRead) -> None:
        """The office has seen a person's message, and so all before it. Raises `GraphError` 100."""
        seen = self.world.bubble(mark.message_id)
        if seen is None or seen.from_office:
            raise GraphError.of(100, "Invalid message id.")
        for bubble in self.world.chat(seen.phone):
            if not bubble.from_office and bubble.seq <= seen.seq:
                self.world.advance(bubble.id, "read", waits_because=None)
        if mark.typing_indicator:
            self.world.typing[seen.phone] = self.world.clock() + TYPING_SHOWN
            self.world.changes.tell(Change("phone", seen.phone))

    def judge(self, account: Account) -> None:
        """Meta sees the account so from now on, and tells the office what it has to tell."""
        before, self.world.account = self.world.account, account
        self.world.changes.tell(Change("faults"))
        for told in news.of_the_account(self.office, before, account, self.templates.all()):
            self.tell(NOBODY, told)

    def echo(self, phone: Phone, text: str) -> Bubble:
        """Somebody at the office writes to the phone from the WhatsApp app."""
        bubble = self.world.keep(self.world.draft(phone, from_office=True, kind="text", text=text, state="delivered"))
        self.tell(phone.number, news.echoed(self.office, phone, bubble))
        return bubble

    def tell(self, phone: str, told: news.News) -> None:
        """What is neither message nor status."""
        self.postman.write(phone, told.value, field=told.field)

    def judged_templates(self) -> Templates:
        """The office's templates as Meta sees them now."""
        return self.templates.judged(self.world.account)

    def recipient(self, message: bodies.Outgoing) -> Recipient:
        """Whom a message is for. Raises `GraphError` 131009 when `to` is no number."""
        if message.to is not None:
            return self._by_number(message.to)
        user = message.recipient or ""
        phone = self.world.phone_of_user(user)
        named = {"input": user, "user_id": user}
        return Recipient(phone.number if phone else user, phone, named, {"recipient_user_id": user}, by_user_id=True)

    def _by_number(self, to: str) -> Recipient:
        try:
            number = ids.wa_id(f"+{to.removeprefix('+')}")
        except ids.NotAPhone:
            raise GraphError.of(131009, "The phone number is malformed.") from None
        phone = next((phone for phone in self.world.phones() if phone.number == number), None)
        return Recipient(number, phone, {"input": to, "wa_id": number}, {"recipient_id": number}, by_user_id=False)

    def _raise_if_in_trouble(self, key: str) -> None:
        for trouble, code in REFUSALS.items():
            if self.world.faults.strikes(trouble, key):
                raise GraphError.of(code)
        if not self.rates.number_allows():
            raise GraphError.of(130429)
        if not self.rates.pair_allows(key):
            raise GraphError.of(131056)

    def _will_not_arrive(self, message: bodies.Outgoing, recipient: Recipient) -> GraphError | None:
        """Why not, when a status is to tell it. Raises it when the answer is to tell it."""
        faults, phone = self.world.faults, recipient.phone
        struck = [code for trouble, code in FAILURES.items() if faults.strikes(trouble, recipient.key)]
        if phone is None or struck:
            return GraphError.of(struck[0] if struck else 131026)
        forced = faults.strikes(Trouble.WINDOW_CLOSED, recipient.key)
        is_template = isinstance(message, bodies.TemplateMessage)
        if is_template or (phone.window_is_open(self.world.clock()) and not forced):
            return None
        refusal = GraphError.of(131047)
        if faults.strikes(Trouble.REFUSED_LATE, recipient.key):
            return refusal
        raise refusal

    def _lose(self, message: bodies.Outgoing, recipient: Recipient, refusal: GraphError) -> Accepted:
        message_id = ids.wamid(recipient.key, from_office=True)
        failure = payload.Failure(message_id, recipient.status, refusal, message.biz_opaque_callback_data)
        return Accepted(recipient, message_id, failure=failure)

    def _show(self, phone: Phone, message: bodies.Outgoing, content: dict[str, Any]) -> Bubble:
        bubble = self.world.draft(
            phone,
            from_office=True,
            quote=message.context.message_id if message.context else None,
            callback_data=message.biz_opaque_callback_data,
            **content,
        )
        self.world.typing.pop(phone.number, None)
        return self.world.keep(bubble)

    def _react(self, phone: Phone, message: bodies.ReactionMessage) -> Bubble:
        """The reaction sits on the person's message and is no bubble of its own."""
        reaction = message.reaction
        target = self.world.bubble(reaction.message_id)
        if target is None or target.phone != phone.number:
            raise GraphError.of(131009, "reaction.message_id: there is no such message.")
        self.world.keep(target.model_copy(update={"reaction_of_office": reaction.emoji or None}))
        return self.world.draft(phone, from_office=True, kind="text", callback_data=message.biz_opaque_callback_data)

    def _tell(self, bubble: Bubble, state: State) -> None:
        phone = self.world.phone(bubble.phone)
        self.postman.write(phone.number, payload.status(self.office, phone, bubble, state, self._seconds()))

    def _seconds(self) -> int:
        return int(self.world.clock().timestamp())
