"""What residents and helpers write, tap and send."""

from collections.abc import Generator
from typing import Any

from services.intake.announcements import KnownAnnouncements
from services.intake.application import Application
from services.intake.books import KnownCatalogue
from services.intake.gathering import gather, theirs
from services.intake.incoming.ears import hear
from services.intake.listening import listen
from services.intake.reference import references
from services.intake.turn import Turn, around
from shared.contracts.intake import HearReply
from shared.contracts.notifier import ContactsMerged
from shared.messaging import Desk, Want


def whoever_writes(reply: HearReply) -> Generator[Want, Any, None]:
    yield from around(reply.contact_id, reply.office, reply.text or "")
    yield from theirs(reply.formerly, reply.office)
    yield Want(KnownAnnouncements, reply.office)
    known: KnownCatalogue | None = yield Want(KnownCatalogue, reply.office)
    if known:
        for reference in references(reply.id, known.catalogue.office.short):
            yield Want(Application, reference, by="reference")


@hear.on(HearReply, load=whoever_writes)
def hear_a_resident(reply: HearReply, desk: Desk) -> None:
    gather(desk, reply.contact_id, reply.formerly, reply.office)
    listen(Turn.at(desk, reply.contact_id, reply.office, reply.text or ""), reply)


def whoever_they_were(fact: ContactsMerged) -> Generator[Want, Any, None]:
    yield from theirs((fact.contact_id, *fact.absorbed), fact.office)


@hear.on(ContactsMerged, load=whoever_they_were)
def see_that_they_are_one(fact: ContactsMerged, desk: Desk) -> None:
    gather(desk, fact.contact_id, fact.absorbed, fact.office)
