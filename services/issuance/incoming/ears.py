"""The ears of issuance, and what most of its subscribers do alike."""

from typing import Protocol

from services.issuance.file import File, Outcome
from services.issuance.outgoing import SAYS
from services.issuance.store import SHELVES
from shared.contracts.vocabulary import ApplicationId
from shared.messaging import Desk, Hear, Load, Want

hear = Hear("issuance", *SHELVES, says=SAYS)


class AboutAnApplication(Protocol):
    """A message or errand about one application."""

    @property
    def application_id(self) -> ApplicationId: ...


def its_file(message: AboutAnApplication) -> Load:
    """The file of the application."""
    return (Want(File, message.application_id),)


def apply(outcome: Outcome | None, desk: Desk) -> None:
    """Take over what a fact leads to; one that was applied before leads to nothing."""
    if outcome:
        outcome.onto(desk)
