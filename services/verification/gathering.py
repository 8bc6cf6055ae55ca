"""Two contacts turned out to be one person: what is kept under either becomes theirs."""

from collections.abc import Generator, Iterable
from dataclasses import replace
from typing import Any

from services.verification.asking import ask_who_sits_now, who_may_answer
from services.verification.binding import Binding
from services.verification.case import Case
from shared.contracts.vocabulary import ContactId
from shared.messaging import Desk, Want


def theirs(contact_ids: Iterable[ContactId]) -> Generator[Want, Any, None]:
    """What `gather` looks for."""
    for contact_id in contact_ids:
        cases: list[Case] = yield Want(Case, contact_id, by="own_contact")
        bindings: list[Binding] = yield Want(Binding, contact_id, by="contact_id")
        for binding in bindings:
            cases += yield Want(Case, binding.post, by=binding.cases_by)
        for case in cases:
            yield from who_may_answer(case.office, case.rt)


def gather(desk: Desk, contact_id: ContactId, formerly: Iterable[ContactId]) -> None:
    """Whatever is there so far; once more does no harm, and finds what came under an old id since.

    A chair who turns out to be the applicant is not asked any more: nobody vouches for themselves.
    """
    for old_id in formerly:
        bindings = desk.find_all(Binding, "contact_id", old_id)
        desk.keep(*(replace(binding, contact_id=contact_id) for binding in bindings))
        asked = [case for binding in bindings for case in desk.find_all(Case, binding.cases_by, binding.post)]
        for case in (*asked, *desk.find_all(Case, "own_contact", old_id)):
            known = desk.get(Case, case.application_id).known_as(contact_id, instead_of=old_id)
            desk.keep(known)
            if known.waits and known.own_contact and known.was_asked(known.own_contact):
                ask_who_sits_now(known, desk)
