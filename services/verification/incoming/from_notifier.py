"""Who is behind a phone number, and whether they can be reached there."""

from collections.abc import Generator
from typing import Any

from services.verification.asking import ask_the_rw_too, nobody_answers, who_may_answer
from services.verification.binding import Binding
from services.verification.case import Case
from services.verification.gathering import gather, theirs
from services.verification.incoming.ears import hear
from services.verification.joining import ask_anew, bound, what_waits
from shared.contracts.notifier import ContactIntroduced, ContactsMerged, MessageFailed
from shared.messaging import Desk, Want


def its_seat_and_what_waits_there(fact: ContactIntroduced) -> Generator[Want, Any, None]:
    binding: Binding | None = yield Want(Binding, fact.asked_for)
    if binding is None:
        return
    yield from what_waits(binding)


@hear.on(ContactIntroduced, load=its_seat_and_what_waits_there)
def bind_the_chair(fact: ContactIntroduced, desk: Desk) -> None:
    """Others ask for introductions too, and a seat may have changed meanwhile: what is not known is not ours."""
    binding = desk.find(Binding, fact.asked_for)
    if binding is None or binding.left or binding.contact_id == fact.contact_id:
        return
    binding = binding.to(fact.contact_id)
    desk.keep(binding).say(bound(binding, "phone", fact.office, desk.now))
    ask_anew(binding, desk)


def whoever_they_were(fact: ContactsMerged) -> Generator[Want, Any, None]:
    yield from theirs((fact.contact_id, *fact.absorbed))


@hear.on(ContactsMerged, load=whoever_they_were)
def see_that_they_are_one(fact: ContactsMerged, desk: Desk) -> None:
    gather(desk, fact.contact_id, fact.absorbed)


def its_case_and_chairs(fact: MessageFailed) -> Generator[Want, Any, None]:
    case: Case | None = (yield Want(Case, fact.about)) if fact.about else None
    if case:
        yield from who_may_answer(case.office, case.rt)


@hear.on(MessageFailed, load=its_case_and_chairs)
def a_chair_cannot_be_reached(fact: MessageFailed, desk: Desk) -> None:
    """A phone without WhatsApp must not cost the resident days: the RW is asked at once, or nobody can be.

    What is `unknown` may have arrived; if it has not, the reminders will tell.
    """
    case = desk.find(Case, fact.about) if fact.about else None
    if case is None or not case.waits or fact.outcome != "failed":
        return
    left = case.cannot_reach(fact.message_id)
    if left.asked == case.asked:
        return
    left = ask_the_rw_too(left, desk)
    if left.asked:
        desk.keep(left)
    else:
        nobody_answers(left, desk)
