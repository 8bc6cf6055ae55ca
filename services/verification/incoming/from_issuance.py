"""What becomes of an application at the office."""

from collections.abc import Generator
from typing import Any

from services.verification import asking_neighbours, speaking
from services.verification.asking import ask_a_chair, ask_for_the_letter, leave_the_chair_alone, record, who_may_answer
from services.verification.case import Case
from services.verification.history import What
from services.verification.incoming.ears import hear
from services.verification.inquiry import Inquiry
from services.verification.patience import WaitForChair
from services.verification.stage import Stage
from shared.contracts.issuance import (
    ApplicationReceived,
    ApplicationRefused,
    ApplicationWithdrawn,
    CompletedAtCounter,
    DocumentsReturned,
    LetterIssued,
    OpenedAtCounter,
)
from shared.contracts.verification import AskChairAgain
from shared.messaging import Desk, Message, Want


def its_case(message: Message) -> tuple[Want, Want]:
    return Want(Case, message.key), Want(Inquiry, message.key)


def its_case_and_chairs(message: AskChairAgain) -> Generator[Want, Any, None]:
    yield from asking_neighbours.its_case(message.application_id)


def the_case_before_and_chairs(fact: ApplicationReceived | OpenedAtCounter) -> Generator[Want, Any, None]:
    yield Want(Case, fact.application_id)
    yield from who_may_answer(fact.office, fact.applicant.rt)


@hear.on(OpenedAtCounter, load=the_case_before_and_chairs)
def ask_for_somebody_at_the_counter(fact: OpenedAtCounter, desk: Desk) -> None:
    if fact.asks_chair:
        ask_for_the_letter(fact, desk)


@hear.on(CompletedAtCounter, load=its_case)
def the_letter_came_on_paper(fact: CompletedAtCounter, desk: Desk) -> None:
    """With all papers there, a chair who is still asked for the surat pengantar need not make it any more."""
    if case := desk.find(Case, fact.application_id):
        leave_the_chair_alone(case, desk)


@hear.on(LetterIssued, load=its_case)
def thank_the_chair(fact: LetterIssued, desk: Desk) -> None:
    """The surat pengantar is out; with any other letter the chair's part is over."""
    case = desk.find(Case, fact.application_id)
    if case is None:
        return
    if fact.kind != "surat_pengantar":
        close(case, desk)
    elif case.stage is Stage.APPROVED:
        desk.keep(case.letter_issued())
        for chair in case.vouched:
            text = f"Terima kasih, {chair.called}. Surat No. {fact.number} sudah dikirim ke warga dan kelurahan."
            desk.say(speaking.news(case, chair, text, desk.now))
            record(case, What.LETTER_ISSUED, desk, chair.contact_id)


@hear.on(ApplicationReceived, load=the_case_before_and_chairs)
def ask_about_the_documents(fact: ApplicationReceived, desk: Desk) -> None:
    before = desk.find(Case, fact.application_id)
    case = Case.received(fact, before)
    if case.stage is Stage.DOCUMENTS_WITH_CHAIR:
        ask_a_chair(case, desk)


@hear.on(AskChairAgain, load=its_case_and_chairs)
def ask_about_the_documents_again(request: AskChairAgain, desk: Desk) -> None:
    """Neighbours are asked by way of the chair: where there is none who can be asked, they are not either."""
    case = desk.get(Case, request.application_id).look_again(request.remark)
    if case.stage is not Stage.DOCUMENTS_WITH_CHAIR:
        return
    asking_neighbours.end_early(case, desk)
    ask_a_chair(case, desk)
    case = desk.get(Case, request.application_id)
    if request.neighbours and case.asked:
        asking_neighbours.begin(case, case.asked[0], desk, asked_by_office=True)


@hear.on(DocumentsReturned, load=its_case)
def the_question_is_moot(fact: DocumentsReturned, desk: Desk) -> None:
    case = desk.find(Case, fact.application_id)
    if case and (after := case.documents_returned()) is not case:
        desk.keep(after).call_off(WaitForChair, case.application_id)
        record(case, What.RETURNED, desk)
        asking_neighbours.end_early(after, desk)


@hear.on(ApplicationWithdrawn, load=its_case)
def the_resident_has_withdrawn(fact: ApplicationWithdrawn, desk: Desk) -> None:
    if case := desk.find(Case, fact.application_id):
        close(case, desk)


@hear.on(ApplicationRefused, load=its_case)
def the_office_has_refused(fact: ApplicationRefused, desk: Desk) -> None:
    if case := desk.find(Case, fact.application_id):
        close(case, desk)


def close(case: Case, desk: Desk) -> None:
    """Nobody waits for a chair any more. They are not written to: a late tap is answered when it comes."""
    desk.keep(case.ended()).call_off(WaitForChair, case.application_id)
    record(case, What.CLOSED, desk)
    asking_neighbours.forget(case, desk)
