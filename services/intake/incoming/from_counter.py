"""What a clerk begins for somebody at the counter: told on WhatsApp to those who have it."""

from collections.abc import Generator
from typing import Any

from services.intake.application import Application
from services.intake.books import KnownCatalogue
from services.intake.dialogue import news
from services.intake.dialogue.wish import Wish
from services.intake.incoming.about import tell_next, the_application_and_its_contact
from services.intake.incoming.ears import hear
from services.intake.scenes import SCRIPT
from services.intake.stage import Stage
from services.intake.turn import around
from shared.contracts.issuance import CompletedAtCounter, OpenedAtCounter
from shared.messaging import Desk, NotYet, Want


def its_contact(fact: OpenedAtCounter) -> Generator[Want, Any, None]:
    yield Want(Application, fact.application_id)
    if fact.contact_id:
        yield from around(fact.contact_id, fact.office)


@hear.on(OpenedAtCounter, load=its_contact)
def keep_what_was_opened(fact: OpenedAtCounter, desk: Desk) -> None:
    """Without a contact nobody can ask about it here. The service is that of the newest catalogue."""
    if fact.contact_id is None or desk.find(Application, fact.application_id):
        return
    catalogue = desk.get(KnownCatalogue, fact.office).catalogue
    if catalogue.version < fact.catalogue_version:
        raise NotYet(f"version {fact.catalogue_version} of the catalogue has not been heard yet")
    service = catalogue.service(fact.service)
    application = Application(
        fact.application_id,
        fact.contact_id,
        fact.office,
        fact.reference,
        stage=Stage.WITH_CHAIR if fact.asks_chair else Stage.AT_COUNTER,
        script=SCRIPT,
        catalogue_version=fact.catalogue_version,
        wish=Wish(service, service.reason(fact.reason), fact.applicant, fact.helped_by, fact.details),
        told_who_is_asked=True,
        opened_at_counter=True,
    )
    tell_next(application, news.opened_at_counter(application, fact.opened_by), desk)


@hear.on(CompletedAtCounter, load=the_application_and_its_contact)
def tell_the_date(fact: CompletedAtCounter, desk: Desk) -> None:
    """Without a contact the application is not known here."""
    if (before := desk.find(Application, fact.application_id)) is None:
        return
    application = before.complete_at_counter(fact.due_at, fact.at)
    if application != before:
        catalogue = desk.get(KnownCatalogue, fact.office)
        tell_next(application, news.submitted(application, fact.due_at, catalogue), desk)
