"""What residents and helpers write, tap and send."""

from collections.abc import Generator
from typing import Any

from services.intake.application import Application
from services.intake.books import KnownCatalogue
from services.intake.incoming.ears import hear
from services.intake.listening import listen
from services.intake.reference import references
from services.intake.turn import Turn, around
from shared.contracts.intake import HearReply
from shared.messaging import Desk, Want


def whoever_writes(reply: HearReply) -> Generator[Want, Any, None]:
    yield from around(reply.contact_id, reply.office, reply.text or "")
    known: KnownCatalogue | None = yield Want(KnownCatalogue, reply.office)
    if known:
        for reference in references(reply.id, known.catalogue.office.short):
            yield Want(Application, reference, by="reference")


@hear.on(HearReply, load=whoever_writes)
def hear_a_resident(reply: HearReply, desk: Desk) -> None:
    listen(Turn.at(desk, reply.contact_id, reply.office, reply.text or ""), reply)
