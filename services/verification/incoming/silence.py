"""What is done when a chair or neighbours do not answer."""

from collections.abc import Generator
from typing import Any

from services.verification.asking import ask_the_rw_too, nobody_answers, put_question, wait, who_may_answer
from services.verification.asking_neighbours import conclude, its_case
from services.verification.case import Case
from services.verification.history import What
from services.verification.incoming.ears import hear
from services.verification.inquiry import Inquiry, WaitForNeighbours
from services.verification.patience import Silence, WaitForChair
from shared.messaging import Desk, Want


def its_case_and_chairs(errand: WaitForChair) -> Generator[Want, Any, None]:
    case: Case | None = yield Want(Case, errand.application_id)
    if case:
        yield from who_may_answer(case.office, case.rt)


@hear.after(WaitForChair, load=its_case_and_chairs)
def a_chair_is_silent(errand: WaitForChair, _: None, desk: Desk) -> None:
    case = desk.get(Case, errand.application_id)
    if not case.waits or case.asked_at != errand.since:
        return
    match errand.silence:
        case Silence.FIRST:
            desk.keep(case := remind(case, desk))
            wait(case, Silence.SECOND, desk)
        case Silence.SECOND:
            desk.keep(case := ask_the_rw_too(remind(case, desk), desk))
            wait(case, Silence.LIMIT, desk)
        case Silence.LIMIT:
            nobody_answers(case, desk)


def remind(case: Case, desk: Desk) -> Case:
    """Put the question to everyone who was asked from its beginning; what they began to answer is forgotten."""
    for chair in case.asked:
        fresh = chair.said({}, misunderstood=0)
        greeting = f"{chair.called}, kami mengingatkan.\n\n"
        case = put_question(case.heard(fresh), fresh, What.CHAIR_REMINDED, desk, greeting)
    return case


def its_inquiry_and_chairs(errand: WaitForNeighbours) -> Generator[Want, Any, None]:
    yield from its_case(errand.application_id)


@hear.after(WaitForNeighbours, load=its_inquiry_and_chairs)
def neighbours_had_their_time(errand: WaitForNeighbours, _: None, desk: Desk) -> None:
    inquiry = desk.get(Inquiry, errand.application_id)
    if not inquiry.is_over and inquiry.code_hash == errand.code_hash:
        conclude(inquiry, desk.get(Case, errand.application_id), desk)
