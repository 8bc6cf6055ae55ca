"""Who is asked about a case, and what happens when nobody can be: on the desk, for every handler that needs it."""

from collections.abc import Generator, Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from services.verification import settling, speaking
from services.verification.asked import Asked
from services.verification.binding import Binding, Seat, Seated, seated, seats_for, who_answers
from services.verification.books import KnownCatalogue, KnownDirectory
from services.verification.case import Case
from services.verification.history import HistoryEntry, What
from services.verification.patience import Silence, WaitForChair, runs_out_at
from services.verification.settings import settings
from services.verification.stage import Stage
from shared.contracts.intake import CoverLetterRequested
from shared.contracts.issuance import OpenedAtCounter
from shared.contracts.vocabulary import ContactId, Rt
from shared.messaging import Desk, NotYet, Want


def who_may_answer(office: str, rt: Rt) -> Generator[Want, Any, None]:
    """What `ask_a_chair` will look for."""
    yield Want(KnownCatalogue, office)
    known: KnownDirectory | None = yield Want(KnownDirectory, office)
    for seat in seats_for(known, rt) if known else ():
        yield Want(Binding, seat.id)


def ask_for_the_letter(request: CoverLetterRequested | OpenedAtCounter, desk: Desk) -> None:
    """Somebody needs a surat pengantar. Raises `NotYet` before the catalogue that they were told of is known."""
    known = desk.get(KnownCatalogue, request.office)
    if known.catalogue.version < request.catalogue_version:
        raise NotYet(f"version {request.catalogue_version} of the catalogue has not been heard yet")
    before = desk.find(Case, request.application_id)
    more = known.for_chairs(request.service, request.details)
    case = Case.requested(request, known.purpose(request.service, request.reason), before, more)
    if case is not before:
        ask_a_chair(case, desk)


def leave_the_chair_alone(case: Case, desk: Desk) -> None:
    """There is a surat pengantar on paper. They are not written to: a late tap is answered when it comes."""
    if (after := case.letter_in_hand()) is not case:
        desk.keep(after).call_off(WaitForChair, case.application_id)
        record(after, What.LETTER_IN_HAND, desk)


def ask_a_chair(case: Case, desk: Desk) -> None:
    """Ask the RT chair, or the RW chair in their place; without either, say so. Raises `NotYet`."""
    candidates = _candidates(case, desk)
    chair = who_answers(candidates, _bindings(candidates, desk), case.own_contact)
    if chair is None:
        nobody_answers(case, desk)
        return
    asked = Asked.of(chair)
    case = _begin(case, (asked,), desk)
    if case.stage is Stage.WITH_CHAIR:
        desk.say(case.asked_for_the_letter(asked, desk.now))


def ask_for_endorsement(case: Case, desk: Desk) -> Case:
    """The RT chair agrees; the RW chair is asked. Who chairs both has said so already, and nobody waits for nobody."""
    rw = _above(case, desk)
    if rw is not None and not case.is_answer_of(rw.contact_id):
        return _begin(case, (Asked.of(rw),), desk)
    settled, fact = settling.endorsed(case, Asked.of(rw) if rw else None, desk.now)
    desk.keep(settled).say(fact).call_off(WaitForChair, case.application_id)
    record(settled, What.ENDORSED if rw else What.NOBODY_ANSWERS, desk)
    return settled


def ask_who_sits_now(case: Case, desk: Desk) -> None:
    """The directory has changed under a waiting case: who no longer sits is let go, who sits first is asked."""
    candidates = _candidates(case, desk)
    bindings = _bindings(candidates, desk)
    sitting = {(chair.contact_id, chair.seat.post) for chair in seated(candidates, bindings, case.own_contact)}
    still = tuple(chair for chair in case.asked if (chair.contact_id, chair.post) in sitting)
    try:
        first = who_answers(candidates, bindings, case.own_contact)
    except NotYet:
        desk.keep(replace(case, asked=still))
        return
    if first is None:
        nobody_answers(case, desk)
    elif any(chair.contact_id == first.contact_id for chair in still):
        desk.keep(replace(case, asked=still))
    else:
        _begin(case, (Asked.of(first), *still), desk)


def ask_the_rw_too(case: Case, desk: Desk) -> Case:
    """The chair above is asked as well, when there is one who was not and who can be reached."""
    above = _above(case, desk)
    if above is None or case.was_asked(above.contact_id) or above.contact_id in case.unreachable:
        return case
    chair = Asked.of(above)
    return put_question(case.ask_too(chair), chair, What.CHAIR_ASKED, desk)


def put_question(case: Case, chair: Asked, what: What, desk: Desk, greeting: str = "") -> Case:
    """Write to a chair who is asked, and remember which message it was."""
    question = speaking.opening(case, chair, desk.now, greeting)
    desk.say(question)
    record(case, what, desk, chair.contact_id)
    return case.heard(replace(chair, question_id=question.id))


def nobody_answers(case: Case, desk: Desk) -> None:
    """Paper for the surat pengantar, the clerk for documents."""
    post = desk.get(KnownDirectory, case.office).directory.post(case.rt)
    settled, fact = settling.nobody_answers(case, post.chair.name if post and post.chair else None, desk.now)
    desk.keep(settled).say(fact).call_off(WaitForChair, case.application_id)
    record(settled, What.NOBODY_ANSWERS, desk)


def wait(case: Case, silence: Silence, desk: Desk) -> None:
    """Come back when the chair has been silent for so long."""
    if case.asked_at is None:
        raise ValueError("nobody has been asked")
    errand = WaitForChair(application_id=case.application_id, office=case.office, since=case.asked_at, silence=silence)
    desk.send_for(errand, at=runs_out_at(errand, settings(), desk.get(KnownCatalogue, case.office)))


def record(case: Case, what: What, desk: Desk, contact_id: ContactId | None = None) -> None:
    """Add a line to the history of the case."""
    desk.keep(HistoryEntry(case.application_id, desk.now, what, contact_id))


def _begin(case: Case, chairs: tuple[Asked, ...], desk: Desk) -> Case:
    """The first of the chairs gets the question, and the wait begins."""
    case = put_question(case.ask(*chairs, at=desk.now), chairs[0], What.CHAIR_ASKED, desk)
    desk.keep(case)
    wait(case, Silence.FIRST, desk)
    return case


def _candidates(case: Case, desk: Desk) -> tuple[Seat, ...]:
    seats = seats_for(desk.get(KnownDirectory, case.office), case.rt)
    only_rw = case.stage is Stage.WITH_RW
    return tuple(seat for seat in seats if seat.acting_as == "rw_chair") if only_rw else seats


def _bindings(candidates: Iterable[Seat], desk: Desk) -> dict[UUID, Binding]:
    found = (desk.find(Binding, seat.id) for seat in candidates)
    return {binding.seat_id: binding for binding in found if binding}


def _above(case: Case, desk: Desk) -> Seated | None:
    candidates = [seat for seat in _candidates(case, desk) if seat.acting_as == "rw_chair"]
    return next(iter(seated(candidates, _bindings(candidates, desk), case.own_contact)), None)
