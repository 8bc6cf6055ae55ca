"""Who is behind a phone number."""

from collections.abc import Generator
from typing import Any

from services.verification.asking import ask_who_sits_now, who_may_answer
from services.verification.binding import Binding
from services.verification.case import Case
from services.verification.incoming.ears import hear
from shared.contracts.notifier import ContactIntroduced
from shared.messaging import Desk, Want


def its_seat_and_what_waits_there(fact: ContactIntroduced) -> Generator[Want, Any, None]:
    binding: Binding | None = yield Want(Binding, fact.asked_for)
    if binding is None:
        return
    cases: list[Case] = yield Want(Case, binding.post, by=binding.cases_by)
    for case in cases:
        yield from who_may_answer(case.office, case.rt)


@hear.on(ContactIntroduced, load=its_seat_and_what_waits_there)
def bind_the_chair(fact: ContactIntroduced, desk: Desk) -> None:
    """Others ask for introductions too, and a seat may have changed meanwhile: what is not known is not ours."""
    binding = desk.find(Binding, fact.asked_for)
    if binding is None or binding.contact_id == fact.contact_id:
        return
    desk.keep(binding.to(fact.contact_id))
    for case in desk.find_all(Case, binding.cases_by, binding.post):
        ask_who_sits_now(case, desk)
