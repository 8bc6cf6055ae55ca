"""The clerk's and the lurah's deeds that need more than the file: numbers, letters, the archive.

Everything else is a rule of `actions.py`: `actions.refuse(desk.get(File, id), reason, by, desk.now).onto(desk)`.
"""

from collections.abc import Generator, Iterable, Sequence
from typing import Any

from services.issuance import actions, at_counter, issuing
from services.issuance.at_counter import Visit
from services.issuance.edition import InForce
from services.issuance.errands import ArchiveDocuments, RenderLetter, SignLetter
from services.issuance.file import Documents, File
from services.issuance.letter import Ink, Letter
from services.issuance.register import AGENDA, Register
from services.issuance.signatory import who_signs
from services.issuance.staff import Staff
from services.issuance.stage import Amiss, NotAllowed
from shared.contracts.vocabulary import ApplicationId
from shared.indonesian import long_date
from shared.messaging import Desk, Want


def the_file(application_id: ApplicationId) -> Generator[Want, Any, None]:
    """All that any deed on this file looks for."""
    file: File | None = yield Want(File, application_id)
    if file:
        yield Want(InForce, file.office)
        yield Want(Register, AGENDA)
        yield Want(Register, file.letter.runs_in)
        yield Want(Letter, application_id, by="application_id")


def somebody_new(application_id: ApplicationId, office: str, references: Iterable[str]) -> Generator[Want, Any, None]:
    """All that `open_at_counter` looks for."""
    yield Want(InForce, office)
    yield Want(File, application_id)
    for reference in references:
        yield Want(File, reference, by="reference")


def open_at_counter(desk: Desk, visit: Visit, references: Sequence[str], by: Staff, office: str) -> None:
    """Open a file for somebody at the counter under the first reference that is free, once however often it is sent."""
    if desk.find(File, visit.application_id):
        return
    free = (it for it in references if not desk.find_all(File, "reference", it))
    reference, in_force = next(free, references[-1]), desk.get(InForce, office)
    at_counter.opened(visit, reference, by, in_force, desk.now).onto(desk)


def bring_papers(desk: Desk, application_id: ApplicationId, papers: Documents, by: Staff) -> None:
    """Take what was scanned at the counter; with the last of it the clock runs. Raises `NotAllowed`."""
    file = desk.get(File, application_id)
    done = at_counter.brought(file, papers, by, desk.now)
    done.onto(desk)
    if complete := at_counter.complete(done.file, desk.get(InForce, file.office).calendar, desk.now):
        complete.onto(desk)


def receive(desk: Desk, application_id: ApplicationId, by: Staff) -> None:
    """Day 1: agenda number, archive; the RT chair is asked once the archive has everything. Raises `NotAllowed`."""
    file = desk.get(File, application_id)
    number = file.agenda_number or issuing.take_agenda_number(desk, file, desk.get(InForce, file.office))
    actions.receive(file, number, by, desk.now).onto(desk)
    desk.send_for(ArchiveDocuments(application_id=application_id, documents=file.documents))


def approve(desk: Desk, application_id: ApplicationId, by: Staff, *, by_service: bool = False) -> None:
    """The lurah approves: the letter gets its number in this very transaction, then its PDF. Raises `NotAllowed`."""
    file = desk.get(File, application_id)
    letter = issuing.issue_letter(desk, file, by, desk.get(InForce, file.office), by_service=by_service)
    actions.approve(file, letter.number, by, desk.now, in_ink=letter.awaits_ink).onto(desk)


def sign_again(desk: Desk, application_id: ApplicationId, by: Staff) -> None:
    """Whoever approved it has typed the pass phrase once more: the same draft is signed. Raises `NotAllowed`."""
    file = desk.get(File, application_id)
    letter = _its_letter(desk, file)
    if letter is None or letter.ordered is None:
        raise LookupError(f"letter {file.letter_number} is not signed by a service")
    if letter.ordered.signer != by.username:
        raise NotAllowed(f"Surat ini disetujui {letter.signed_by}, dan hanya bisa ditandatangani olehnya.")
    in_force = desk.get(InForce, file.office)
    who_signs(in_force.catalogue.office, by, in_force.today(desk.now))
    outcome = actions.sign_again(file, by, desk.now)
    letter = letter.asked_again()
    desk.keep(letter).send_for(SignLetter(letter=letter, office_code=file.office))
    outcome.onto(desk)


def _its_letter(desk: Desk, file: File) -> Letter | None:
    letters = desk.find_all(Letter, "application_id", file.application_id)
    return next((letter for letter in letters if letter.number == file.letter_number), None)


def sign_in_ink(desk: Desk, application_id: ApplicationId, ink: Ink, by: Staff) -> None:
    """The letter is signed by hand: what the resident gets of it is made now. Raises `NotAllowed`."""
    file = desk.get(File, application_id)
    outcome = actions.sign_in_ink(file, ink, by, desk.now)
    letter = _its_letter(desk, file)
    if letter is None:
        raise LookupError(f"letter {file.letter_number} is not kept")
    if not letter.dated <= ink.on <= desk.get(InForce, file.office).today(desk.now):
        raise Amiss("on", f"Tanggal tanda tangan: dari tanggal surat, {long_date(letter.dated)}, sampai hari ini.")
    inked = letter.inked(ink)
    desk.keep(inked)
    desk.send_for(RenderLetter.of(inked))
    outcome.onto(desk)
