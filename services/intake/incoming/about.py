"""What a fact about an application is handled with. One that intake does not know began at the counter."""

from collections.abc import Generator
from typing import Any, Protocol

from services.intake.application import Application
from services.intake.dialogue.news import by_template
from services.intake.outgoing import Dress, about
from services.intake.turn import Turn, around
from shared.contracts.vocabulary import ApplicationId, Attachment, Template
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


def tell_next(application: Application, words: str, desk: Desk, document: Attachment | None = None) -> None:
    """News after which nothing is asked; a draft that was interrupted goes on in the same message.

    A document goes along where the window is open.
    """
    turn = turn_of(application, desk)
    is_open = turn.conversation.window_is_open(desk.now)
    turn.carry_on(
        application, None, words, Dress(document=document) if is_open else Dress(by_template(application, words))
    )


def tell(application: Application, words: str, template: Template, desk: Desk) -> None:
    """News that needs no answer."""
    desk.say(about(application, Utterance(words), desk.now, Dress(template)))
