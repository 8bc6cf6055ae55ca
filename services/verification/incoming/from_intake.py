"""What residents ask for."""

from collections.abc import Generator
from typing import Any

from services.verification.asking import ask_for_the_letter, leave_the_chair_alone, who_may_answer
from services.verification.case import Case
from services.verification.incoming.ears import hear
from shared.contracts.intake import CoverLetterInHand, CoverLetterRequested, DataErased
from shared.messaging import Desk, Want


def its_case_and_chairs(request: CoverLetterRequested) -> Generator[Want, Any, None]:
    yield Want(Case, request.application_id)
    yield from who_may_answer(request.office, request.applicant.rt)


@hear.on(CoverLetterRequested, load=its_case_and_chairs)
def ask_for_the_cover_letter(request: CoverLetterRequested, desk: Desk) -> None:
    ask_for_the_letter(request, desk)


def its_case(fact: CoverLetterInHand) -> tuple[Want]:
    return (Want(Case, fact.application_id),)


@hear.on(CoverLetterInHand, load=its_case)
def the_letter_is_in_hand(fact: CoverLetterInHand, desk: Desk) -> None:
    leave_the_chair_alone(desk.get(Case, fact.application_id), desk)


def their_cases(fact: DataErased) -> tuple[Want]:
    return (Want(Case, fact.contact_id, by="own_contact"),)


@hear.on(DataErased, load=their_cases)
def erase_what_is_over(fact: DataErased, desk: Desk) -> None:
    for case in desk.find_all(Case, "own_contact", fact.contact_id):
        desk.keep(case.erased())
