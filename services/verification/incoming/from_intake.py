"""What residents ask for."""

from collections.abc import Generator
from typing import Any

from services.verification.asking import ask_a_chair, who_may_answer
from services.verification.books import KnownCatalogue
from services.verification.case import Case
from services.verification.incoming.ears import hear
from shared.contracts.intake import CoverLetterRequested
from shared.messaging import Desk, NotYet, Want


def its_case_and_chairs(request: CoverLetterRequested) -> Generator[Want, Any, None]:
    yield Want(Case, request.application_id)
    yield from who_may_answer(request.office, request.applicant.rt)


@hear.on(CoverLetterRequested, load=its_case_and_chairs)
def ask_for_the_cover_letter(request: CoverLetterRequested, desk: Desk) -> None:
    known = desk.get(KnownCatalogue, request.office)
    if known.catalogue.version < request.catalogue_version:
        raise NotYet(f"version {request.catalogue_version} of the catalogue has not been heard yet")
    before = desk.find(Case, request.application_id)
    more = known.for_chairs(request.service, request.details)
    case = Case.requested(request, known.purpose(request.service, request.reason), before, more)
    if case is not before:
        ask_a_chair(case, desk)
