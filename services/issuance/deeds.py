"""The clerk's and the lurah's deeds that need more than the file: numbers, letters, the archive.

Everything else is a rule of `actions.py`: `actions.refuse(desk.get(File, id), reason, by, desk.now).onto(desk)`.
"""

from collections.abc import Generator
from typing import Any

from services.issuance import actions, issuing
from services.issuance.edition import InForce
from services.issuance.errands import ArchiveDocuments
from services.issuance.file import File
from services.issuance.register import AGENDA, Register
from services.issuance.staff import Staff
from shared.contracts.vocabulary import ApplicationId
from shared.messaging import Desk, Want


def the_file(application_id: ApplicationId) -> Generator[Want, Any, None]:
    """All that any deed on this file looks for."""
    file: File | None = yield Want(File, application_id)
    if file:
        yield Want(InForce, file.office)
        yield Want(Register, AGENDA)
        yield Want(Register, file.service.letter.classification)


def receive(desk: Desk, application_id: ApplicationId, by: Staff) -> None:
    """Day 1: agenda number, archive; the RT chair is asked once the archive has everything. Raises `NotAllowed`."""
    file = desk.get(File, application_id)
    number = file.agenda_number or issuing.take_agenda_number(desk, desk.get(InForce, file.office))
    actions.receive(file, number, by, desk.now).onto(desk)
    desk.send_for(ArchiveDocuments(application_id=application_id, documents=file.documents))


def approve(desk: Desk, application_id: ApplicationId, by: Staff) -> None:
    """The lurah approves: the letter gets its number in this very transaction, then its PDF. Raises `NotAllowed`."""
    file = desk.get(File, application_id)
    letter = issuing.issue_introduction(desk, file, by, desk.get(InForce, file.office))
    actions.approve(file, letter.number, by, desk.now).onto(desk)
