"""What a fact about an application is handled with. One that intake does not know began at the counter."""

from collections.abc import Generator
from typing import Any, Protocol

from services.intake.application import Application
from services.intake.outgoing import Dress, about
from services.intake.turn import Turn, around
from shared.contracts.vocabulary import ApplicationId, Template
from shared.dialogue import Utterance
from shared.messaging import Desk, Want


class AboutApplication(Protocol):
    """A fact, or an errand, with the id of an application."""

    @property
    def application_id(self) -> ApplicationId: ...


def the_application(fact: AboutApplication) -> Generator[Want, Any, None]:
    yield Want(Application, fact.application_id)


def the_application_and_its_contact(fact: AboutApplication) -> Generator[Want, Any, None]:
    application: Application | None = yield Want(Application, fact.application_id)
    if application:
        yield from around(application.contact_id, application.office)


def turn_of(application: Application, desk: Desk) -> Turn:
    return Turn.at(desk, application.contact_id, application.office)


def tell(application: Application, words: str, template: Template, desk: Desk) -> None:
    """News that needs no answer."""
    desk.say(about(application, Utterance(words), desk.now, Dress(template)))
