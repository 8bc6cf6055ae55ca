"""Verification at work without a database or queue: messages are heard on a desk, time passes, errands come due."""

from collections.abc import Callable, Generator, Iterable
from datetime import datetime
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from services.verification.case import Case
from services.verification.incoming import hear
from shared.contracts.catalogue import Chair, Directory, RtPost, RwPost
from shared.contracts.issuance import CataloguePublished, DirectoryPublished
from shared.contracts.notifier import ContactIntroduced, IntroduceContact, SendMessage
from shared.contracts.verification import HearChairReply
from shared.contracts.vocabulary import ContactId, Rt
from shared.messaging import Desk, Errand, Message, Want
from shared.messaging.desk import Load
from shared.testing.samples import OFFICE_CODE, OFFICE_ID, RT_5
from shared.testing.services import ALL_FOUR
from tests.verification.cases import APPLICATION, TUESDAY

M = TypeVar("M", bound=Message)

RAHMAT_PHONE = "0812-7100-2005"
DEWI_PHONE = "0812-7100-2000"
HASAN_PHONE = "0812-7100-5018"
PAK_RAHMAT = Chair(name="Rahmat Hidayat", phone=RAHMAT_PHONE)
BU_DEWI = Chair(name="Dewi Sartika", honorific="Ibu", phone=DEWI_PHONE)
PAK_HASAN = Chair(name="Hasan Basri", phone=HASAN_PHONE)


class Neighbourhood:
    """What was said is in `said`, in order; `said_last(SendMessage)` looks at the end of it."""

    def __init__(self) -> None:
        self.now = TUESDAY
        self.said: list[Message] = []
        self._rows: dict[type, dict[Any, tuple[Any, ...]]] = {kind: {} for kind in hear.shelves}
        self._errands: dict[str, tuple[Errand, datetime]] = {}

    def hears(self, message: Message) -> list[Message]:
        """What is said about it. What the handler raises is raised."""
        listener = hear.listeners[message.subject]
        return self._act(listener.load(message), partial(listener.handle, message))

    def time_is(self, now: datetime) -> list[Message]:
        """Until now errands came due one after the other, each at its own time; what was said about them."""
        before = len(self.said)
        while due := [place for place, (_, at) in self._errands.items() if at <= now]:
            errand, self.now = self._errands.pop(min(due, key=lambda place: self._errands[place][1]))
            settler = hear.settlers[errand.name]
            self._act(settler.load(errand), partial(settler.handle, errand, None))
        self.now = now
        return self.said[before:]

    def said_last(self, kind: type[M]) -> M:
        return next(message for message in reversed(self.said) if isinstance(message, kind))

    def case(self, application_id: UUID = APPLICATION) -> Case:
        return next(case for case in self.all_of(Case) if case.application_id == application_id)

    def all_of(self, kind: type[Any]) -> list[Any]:
        return [hear.shelves[kind].from_row(row) for row in self._rows[kind].values()]

    # The people of the neighbourhood.

    def publishes(self, *rts: tuple[Rt, Chair | None], rw: Chair | None = None, revision: int = 1) -> list[Message]:
        """Issuance publishes the catalogue and this directory of RW 002."""
        self.hears(CataloguePublished(office=OFFICE_CODE, at=self.now, office_id=OFFICE_ID, catalogue=ALL_FOUR))
        posts = tuple(RtPost(rt=rt, chair=chair) for rt, chair in rts)
        directory = Directory(revision=revision, rts=posts, rws=(RwPost(rw=RT_5.rw, chair=rw),))
        return self.hears(DirectoryPublished(office=OFFICE_CODE, at=self.now, office_id=OFFICE_ID, directory=directory))

    def introduces(self, **contacts: ContactId) -> None:
        """The notifier answers what it was asked, for the chairs of these first names."""
        for asked in [message for message in self.said if isinstance(message, IntroduceContact)]:
            contact_id = contacts.get(asked.name.split()[0].lower())
            if contact_id:
                self.hears(
                    ContactIntroduced(office=OFFICE_CODE, at=self.now, asked_for=asked.asked_for, contact_id=contact_id)
                )

    def taps(self, who: ContactId, label: str, on: SendMessage | None = None) -> list[Message]:
        """Someone taps a choice of a message, or of the last one they got with choices."""
        message = on or next(said for said in reversed(self.sent_to(who)) if said.choices)
        choice = next(choice for choice in message.choices if choice.label == label)
        return self.hears(self._reply(who, kind="choice", text=label, choice=choice.key, question=message.question))

    def answers(self, who: ContactId, text: str) -> list[Message]:
        """Someone writes the answer to the free question they got last."""
        message = next(said for said in reversed(self.sent_to(who)) if said.awaits_text)
        return self.hears(self._reply(who, kind="text", text=text, question=message.question))

    def writes(self, who: ContactId, text: str, word: str | None = None) -> list[Message]:
        """Someone writes without being asked."""
        return self.hears(self._reply(who, kind="text", text=text, word=word))

    def sent_to(self, who: ContactId) -> list[SendMessage]:
        return [said for said in self.said if isinstance(said, SendMessage) and said.contact_id == who]

    def _reply(self, who: ContactId, **words: Any) -> HearChairReply:
        return HearChairReply.model_validate(
            {"office": OFFICE_CODE, "at": self.now, "contact_id": who, "written_at": self.now, **words}
        )

    # The desk.

    def _act(self, load: Load, act: Callable[[Desk], None]) -> list[Message]:
        desk = Desk(self.now, hear.keys)
        for want in _played(load, desk):
            self._lay_out(want, desk)
        act(desk)
        desk.accept()
        for (kind, key), thing in desk.changed.items():
            self._rows[kind].pop(key, None)
            if thing is not None:
                self._rows[kind][key] = hear.shelves[kind].to_row(thing)
        for place, sent in desk.errands.items():
            self._errands.pop(place, None)
            if sent:
                self._errands[place] = sent
        assert all(type(message) in hear.says for message in desk.outgoing)
        self.said += desk.outgoing
        return desk.outgoing

    def _lay_out(self, want: Want, desk: Desk) -> None:
        if want.by is None:
            found = [thing for thing in self.all_of(want.kind) if getattr(thing, hear.keys[want.kind]) == want.key]
            desk.lay_out(want.kind, [want.key], found)
        else:
            columns = [column.name for column in hear.shelves[want.kind].table.c]
            assert want.by in columns[:-1], f"{want.by} is no column"
            found = [thing for thing in self.all_of(want.kind) if getattr(thing, want.by) == want.key]
            desk.lay_out_list(want, found)


def _played(load: Load, desk: Desk) -> Iterable[Want]:
    """The wants of a load, each yielded before its answer is needed."""
    if not isinstance(load, Generator):
        yield from load
        return
    answer = None
    while True:
        try:
            want = load.send(answer)
        except StopIteration:
            return
        yield want
        answer = desk.find_all(want.kind, want.by, want.key) if want.by else desk.find(want.kind, want.key)
