"""The notifier without a network: real handlers, a real database, a clock to move, and the test plays WhatsApp."""

import json
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from services.notifier.account import Account
from services.notifier.errands import Accepted, Deliver, Delivery, FetchFile, LookAtAccount
from services.notifier.incoming import hear
from services.notifier.message import tracker
from services.notifier.sender import Gate
from services.notifier.store import tables
from services.notifier.trial import Trial
from services.notifier.upload import Upload
from services.notifier.whatsapp import body
from services.notifier.whatsapp.choices import Option
from services.notifier.whatsapp.parts import ButtonsPart, ListPart, TextPart, file_of
from services.notifier.whatsapp.split import split
from shared import database
from shared.contracts.intake import HearReply
from shared.contracts.issuance import HearConversation
from shared.contracts.notifier import (
    ContactIntroduced,
    IntroduceContact,
    MessageFailed,
    Reply,
    SendAgain,
    SendMessage,
    WhatsAppReported,
)
from shared.contracts.verification import HearChairReply
from shared.contracts.vocabulary import Speaker
from shared.messaging import Errand, Message, uuid7
from shared.messaging.batch import Batch
from shared.messaging.errands import DUE, NEXT_DUE, Settling, read
from shared.messaging.line import Arrival, Patience
from shared.messaging.store import Store
from shared.messaging.tables import ErrandRow
from shared.testing.samples import OFFICE_CODE
from tests import meta_schema

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PATIENCE = Patience(tries=1)
SAID: dict[str, type[Message]] = {contract.subject: contract for contract in hear.says}
SPEAKERS: dict[type[Reply], Speaker] = {
    HearReply: "intake",
    HearChairReply: "verification",
    HearConversation: "issuance",
}
NOBODY = UUID(int=0)
numbers = count(1)


@dataclass
class Bridge:
    """`told` is everything said to the services, `sent` every call to WhatsApp. `answers` are given to calls, in turn.

    `files` are what fetching a file by its media id comes to; a missing one stays on its way.
    """

    store: Store
    now: datetime = START
    told: list[Message] = field(default_factory=list[Message])
    parked: list[str] = field(default_factory=list[str])
    sent: list[Deliver] = field(default_factory=list[Deliver])
    answers: deque[Any] = field(default_factory=deque[Any])
    files: dict[str, Any] = field(default_factory=dict[str, Any])
    gate: Gate = field(default_factory=lambda: Gate(START.timestamp))
    _number: int = 0

    async def hears(self, *messages: Message) -> None:
        """Requests of other services, in one batch."""
        await self._arrive(*((message.wire_subject, message.model_dump_json().encode()) for message in messages))

    async def webhook(self, payload: Any) -> None:
        """Everything that a webhook holds, in one batch."""
        pieces = list(split(payload, lambda sender: UUID(int=abs(hash(sender)))))
        stamp = {"office": OFFICE_CODE, "at": self.now.isoformat()}
        await self._arrive(
            *(
                (
                    f"{piece.contract.subject}.{OFFICE_CODE}.{piece.line.hex}",
                    json.dumps(stamp | {"id": str(piece.id), "line": str(piece.line)} | piece.content).encode(),
                )
                for piece in pieces
            )
        )

    async def later(self, **time: float) -> None:
        """Time passes; errands are done at their time."""
        until = self.now + timedelta(**time)
        while (soonest := await self._next_due()) and soonest <= until:
            self.now = max(self.now, soonest)
            await self.does_errands()
        self.now = until

    async def does_errands(self) -> None:
        """Everything that is due now, and what follows from it at once."""
        while await self._does_some():
            pass

    @property
    def account(self) -> Account:
        """What the office is told of."""
        return Account(OFFICE_CODE, ZoneInfo("Asia/Jakarta"), self.store, self.gate, Trial(), lambda: self.now)

    @property
    def report(self) -> WhatsAppReported:
        """What the office was told last."""
        return [message for message in self.told if isinstance(message, WhatsAppReported)][-1]

    @property
    def replies(self) -> list[tuple[Speaker, str | None, str | None]]:
        """Who was told what in answer to which question: text, chosen key or reserved word."""
        said = [message for message in self.told if isinstance(message, Reply)]
        return [(SPEAKERS[type(reply)], reply.question, reply.word or reply.choice or reply.text) for reply in said]

    def last_key(self) -> UUID:
        """The contact of a reply, or the one that was introduced; it is taken off the list."""
        assert self.told, self.parked
        match self.told.pop():
            case ContactIntroduced(contact_id=contact_id) | Reply(contact_id=contact_id):
                return contact_id
            case other:
                raise AssertionError(other)

    @property
    def failures(self) -> list[MessageFailed]:
        return [message for message in self.told if isinstance(message, MessageFailed)]

    def bodies(self) -> list[dict[str, Any]]:
        """What was sent, as Meta is asked to send it."""
        return [
            body.message(call.part, call.recipient, tracker(call.message_id, call.attempt), _media_id(call))
            for call in self.sent
        ]

    def texts(self) -> list[str]:
        return [call.part.text for call in self.sent if isinstance(call.part, TextPart | ButtonsPart | ListPart)]

    async def _arrive(self, *arrivals: tuple[str, bytes]) -> None:
        batch = []
        for subject, raw in arrivals:
            self._number += 1
            batch.append(Arrival.numbered("TEST", self._number, subject, raw, None))
        outcome = await self.store.run(Batch(hear, self.now, PATIENCE).settle(batch))
        if outcome.again:
            await self._arrive(*((arrival.subject, arrival.body) for arrival in outcome.again))
        self._note(outcome)
        await self.does_errands()

    async def _does_some(self) -> bool:
        on_their_way = [FetchFile.place(UUID(hex=place)) for place in await self._files_on_their_way()]
        rows = await self._due(10 + len(on_their_way))
        done = [read(hear, row) for row in rows if row.place not in on_their_way]
        for each in done:
            if each.errand and each.result is None:
                each.result = await self._do(each.errand)
            if isinstance(each.result, OSError):
                each.result, each.error = None, each.result
        if done:
            settling = Settling(hear, self.now, PATIENCE)
            self._note(await self.store.run(settling.settle(done)))
        return bool(done)

    async def _files_on_their_way(self) -> list[str]:
        errands = [read(hear, row).errand for row in await self._due(100)]
        return [e.heard_id.hex for e in errands if isinstance(e, FetchFile) and e.media_id not in self.files]

    async def _do(self, errand: Errand) -> Any:
        match errand:
            case Deliver():
                self.sent.append(errand)
                answer = self.answers.popleft() if self.answers else None
                file = file_of(errand.part)
                upload = Upload(file.attachment.sha256, "1001", self.now) if file and not errand.media_id else None
                return answer or Delivery(Accepted(f"wamid.out{len(self.sent)}"), upload)
            case LookAtAccount():
                return await self.account.look(errand)
            case FetchFile():
                return self.files[errand.media_id]
            case _:
                return None

    async def _due(self, most: int) -> list[ErrandRow]:
        return [ErrandRow(*row) for row in await self.store.glance(DUE, now=self.now.timestamp(), most=most)]

    async def _next_due(self) -> datetime | None:
        ((soonest,),) = await self.store.glance(NEXT_DUE, now=self.now.timestamp())
        return datetime.fromtimestamp(soonest, UTC) if soonest else None

    def _note(self, outcome: Any) -> None:
        for saying in outcome.said:
            self.told.append(SAID[saying.subject.rsplit(".", 2)[0]].model_validate_json(saying.body))
        self.parked += [f"{setback.subject}: {setback.error!r}" for setback in outcome.parked]


@dataclass
class Person:
    """Somebody with a phone."""

    bridge: Bridge
    phone: str
    name: str = "Siti"
    contact_id: UUID = NOBODY

    async def is_introduced(self) -> "Person":
        """The office has their number from the directory; they have never written."""
        asked_for = uuid7()
        await self.bridge.hears(
            IntroduceContact(
                office=OFFICE_CODE, at=self.bridge.now, asked_for=asked_for, phone=f"+{self.phone}", name=self.name
            )
        )
        self.contact_id = self.bridge.last_key()
        return self

    async def says_hello(self) -> "Person":
        """They have written, so the window is open and their contact is known."""
        await self.writes("halo")
        self.contact_id = self.bridge.last_key()
        return self

    async def writes(self, text: str, **more: Any) -> None:
        await self.sends("text", {"body": text}, **more)

    async def taps(self, call: Deliver, choice: str) -> None:
        """A button or row of a message that was sent."""
        option = next(option for option in _options(call) if option.id.endswith(choice))
        kind = "button_reply" if call.part.kind == "buttons" else "list_reply"
        await self.sends("interactive", {"type": kind, kind: {"id": option.id, "title": option.title}})

    async def sends(self, kind: str, content: Any, **more: Any) -> None:
        message = {
            "from": self.phone,
            "id": f"wamid.in{next(numbers)}",
            "timestamp": str(int(self.bridge.now.timestamp())),
            "type": kind,
            kind: content,
        }
        value = {
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "62711555010", "phone_number_id": "100"},
            "contacts": [{"profile": {"name": self.name}, "wa_id": self.phone}],
            "messages": [message | more],
        }
        await self.bridge.webhook(envelope(value))

    async def is_asked(self, speaker: Speaker, question: str, **more: Any) -> SendMessage:
        """A free question, unless it has choices."""
        return await self.is_told(speaker, question=question, awaits_text="choices" not in more, **more)

    async def is_told(self, speaker: Speaker, text: str = "Halo", **more: Any) -> SendMessage:
        request = SendMessage(
            office=OFFICE_CODE, at=self.bridge.now, contact_id=self.contact_id, speaker=speaker, text=text, **more
        )
        await self.bridge.hears(request)
        return request

    async def is_sent_again(self, request: SendMessage) -> None:
        """A clerk wants it so."""
        await self.bridge.hears(
            SendAgain(
                office=OFFICE_CODE, at=self.bridge.now, contact_id=self.contact_id, message_id=request.id, about=None
            )
        )

    async def reports(
        self, call: Deliver, word: str, *, code: int = 0, wamid: str = "", track: bool = True, **more: Any
    ) -> None:
        """WhatsApp tells what became of a message."""
        status: dict[str, Any] = {"id": wamid or f"wamid.out{self.bridge.sent.index(call) + 1}", "status": word}
        status |= {"timestamp": str(int(self.bridge.now.timestamp())), "recipient_id": self.phone}
        status |= more
        if track:
            status["biz_opaque_callback_data"] = tracker(call.message_id, call.attempt)
        if code:
            status["errors"] = [{"code": code, "title": "x"}]
        await self.bridge.webhook(envelope({"messaging_product": "whatsapp", "statuses": [status]}))


def envelope(value: dict[str, Any], field_name: str = "messages") -> dict[str, Any]:
    changes = [{"field": field_name, "value": value}]
    return {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": changes}]}


@asynccontextmanager
async def a_bridge(folder: Path) -> AsyncGenerator[Bridge]:
    url = f"sqlite:///{folder / 'notifier.db'}"
    await database.create_tables(url, tables)
    store = database.open_store(url)
    await store.claim()
    bridge = Bridge(store)
    try:
        yield bridge
        meta_schema.take(bridge.bodies())
    finally:
        await store.close()


def _media_id(call: Deliver) -> str | None:
    return call.media_id or ("1001" if file_of(call.part) else None)


def _options(call: Deliver) -> tuple[Option, ...]:
    match call.part:
        case ButtonsPart(buttons=options) | ListPart(rows=options):
            return options
        case _:
            return ()
