"""What the RT chair says, and whether they can be asked at all."""

from services.issuance import issuing, progress
from services.issuance.chairs import ChairOnWhatsApp
from services.issuance.edition import InForce
from services.issuance.file import File
from services.issuance.incoming.ears import apply, hear, its_file
from services.issuance.register import Register, rt_register
from shared.contracts.verification import (
    ChairBound,
    ChairUnbound,
    CoverLetterApproved,
    CoverLetterDeclined,
    CoverLetterGoesToPaper,
    DocumentsConfirmed,
    DocumentsDisputed,
    NeighboursAnswered,
    NoChairToAsk,
)
from shared.messaging import Desk, Load, Want


def its_file_and_register(fact: CoverLetterApproved) -> Load:
    return (Want(File, fact.application_id), Want(InForce, fact.office), Want(Register, rt_register(fact.rt)))


@hear.on(CoverLetterApproved, load=its_file_and_register)
def make_cover_letter(fact: CoverLetterApproved, desk: Desk) -> None:
    file = desk.get(File, fact.application_id)
    if progress.waits_for_cover_letter(file):
        letter = issuing.issue_cover_letter(desk, file, fact, desk.get(InForce, fact.office))
        progress.cover_letter_approved(file, fact, letter).onto(desk)


@hear.on(CoverLetterDeclined, load=its_file)
def end_without_cover_letter(fact: CoverLetterDeclined, desk: Desk) -> None:
    apply(progress.cover_letter_declined(desk.get(File, fact.application_id), fact), desk)


@hear.on(CoverLetterGoesToPaper, load=its_file)
def expect_paper(fact: CoverLetterGoesToPaper, desk: Desk) -> None:
    apply(progress.cover_letter_goes_to_paper(desk.get(File, fact.application_id), fact), desk)


@hear.on(DocumentsConfirmed, load=its_file)
def documents_hold(fact: DocumentsConfirmed, desk: Desk) -> None:
    apply(progress.confirmed(desk.get(File, fact.application_id), fact), desk)


@hear.on(DocumentsDisputed, load=its_file)
def documents_are_doubted(fact: DocumentsDisputed, desk: Desk) -> None:
    apply(progress.disputed(desk.get(File, fact.application_id), fact), desk)


@hear.on(NoChairToAsk, load=its_file)
def leave_it_to_the_clerk(fact: NoChairToAsk, desk: Desk) -> None:
    apply(progress.nobody_to_ask(desk.get(File, fact.application_id), fact), desk)


@hear.on(NeighboursAnswered, load=its_file)
def note_what_neighbours_say(fact: NeighboursAnswered, desk: Desk) -> None:
    apply(progress.neighbours_answered(desk.get(File, fact.application_id), fact), desk)


def what_was_known(fact: ChairBound | ChairUnbound) -> Load:
    return (Want(ChairOnWhatsApp, fact.post_id),)


@hear.on(ChairBound, load=what_was_known)
def note_who_can_be_asked(fact: ChairBound, desk: Desk) -> None:
    _keep_what_is_newer(fact, desk)


@hear.on(ChairUnbound, load=what_was_known)
def note_who_has_left(fact: ChairUnbound, desk: Desk) -> None:
    _keep_what_is_newer(fact, desk)


def _keep_what_is_newer(fact: ChairBound | ChairUnbound, desk: Desk) -> None:
    """Whatever verification knows counts more than that the office has invited somebody."""
    before = desk.find(ChairOnWhatsApp, fact.post_id)
    if before is None or before.by == "invited" or before.since <= fact.at:
        desk.keep(ChairOnWhatsApp.told_by(fact))
