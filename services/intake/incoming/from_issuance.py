"""What the office does with an application."""

from services.intake.application import Application
from services.intake.books import KnownCatalogue
from services.intake.dialogue import news
from services.intake.dialogue.papers import ask_for_a_reply, what_to_send, why_returned
from services.intake.incoming.about import tell, tell_next, the_application, the_application_and_its_contact, turn_of
from services.intake.incoming.ears import hear
from services.intake.outgoing import Dress
from services.intake.stage import SETTLED
from shared.contracts.issuance import (
    ApplicationReceived,
    ApplicationRefused,
    ApplicationWithdrawn,
    DeadlineMoved,
    DocumentsReturned,
    HandedOver,
    LetterIssued,
    LetterVoided,
    PrintCameBack,
    PrintSentOut,
    WithdrawalRefused,
)
from shared.contracts.vocabulary import CoverLetter, Template
from shared.messaging import Desk


@hear.on(LetterIssued, load=the_application_and_its_contact)
def send_the_letter(fact: LetterIssued, desk: Desk) -> None:
    """The surat pengantar comes with the request for the documents, the letter itself with the offer of a print."""
    if (before := desk.find(Application, fact.application_id)) is None:
        return
    is_cover_letter, in_ink = fact.kind == "surat_pengantar", fact.signed == "in_ink"
    letter = CoverLetter(number=fact.number, dated=fact.dated)
    application = before.cover_letter_issued(letter) if is_cover_letter else before.issue(in_ink=in_ink)
    if application == before:
        return
    name, opening = application.asked_for.applicant.name, ""
    template = Template(name="surat_jadi", parameters=(name, _letter_name(application), fact.number))
    if is_cover_letter:
        opening, to_send = news.cover_letter_issued(), what_to_send(application)
        if application.opened_at_counter:
            tell_next(application, opening, desk, fact.document)
            return
        template = Template(name="surat_pengantar_jadi", parameters=(name, fact.number, to_send))
    turn_of(application, desk).carry_on(application, None, opening, Dress(template, fact.document))


@hear.on(LetterVoided, load=the_application_and_its_contact)
def tell_that_the_letter_is_void(fact: LetterVoided, desk: Desk) -> None:
    """The surat pengantar matters only until the letter that rests on it is out."""
    if (before := desk.find(Application, fact.application_id)) is None:
        return
    is_cover_letter = fact.kind == "surat_pengantar"
    application = before if is_cover_letter else before.lose_letter(replaced=fact.replaced)
    words = news.letter_void(before, fact)
    if application != before:
        turn_of(application, desk).carry_on(application, None, words, Dress(news.by_template(before, words)))
    elif is_cover_letter and before.stage not in SETTLED:
        tell(before, words, news.by_template(before, words), desk)


@hear.on(ApplicationReceived, load=the_application)
def note_that_it_is_received(fact: ApplicationReceived, desk: Desk) -> None:
    if application := desk.find(Application, fact.application_id):
        desk.keep(application.receive())


@hear.on(DocumentsReturned, load=the_application_and_its_contact)
def ask_for_what_was_returned(fact: DocumentsReturned, desk: Desk) -> None:
    before = desk.find(Application, fact.application_id)
    application = before.return_documents(fact.reasons) if before else None
    if application is None or application == before:
        return
    name = application.asked_for.applicant.name
    parameters = (name, application.reference, why_returned(application))
    dress = Dress(Template(name="dokumen_dikembalikan", parameters=parameters))
    if application.asked_for.asks_by_link:
        dress = Dress(news.by_template(application, ask_for_a_reply(application)))
    turn_of(application, desk).carry_on(application, dress=dress)


@hear.on(DeadlineMoved, load=the_application_and_its_contact)
def tell_the_new_date(fact: DeadlineMoved, desk: Desk) -> None:
    application = desk.find(Application, fact.application_id)
    if application is None or application.stage in SETTLED:
        return
    application = application.move_deadline(fact.due_at, resubmitted=fact.reason == "resubmitted")
    catalogue = desk.get(KnownCatalogue, fact.office)
    desk.keep(application)
    if fact.reason == "resubmitted":
        words = news.complete_again(fact.due_at, catalogue)
    else:
        words = news.office_closed(application, fact.due_at, fact.because, catalogue)
    tell(application, words, news.by_template(application, words), desk)


@hear.on(ApplicationRefused, load=the_application_and_its_contact)
def tell_why_it_is_refused(fact: ApplicationRefused, desk: Desk) -> None:
    before = desk.find(Application, fact.application_id)
    if before is None or before.stage in SETTLED:
        return
    words = news.refused(before, fact.reason)
    turn_of(before, desk).carry_on(before.refuse(), None, words, Dress(news.by_template(before, words)))


@hear.on(ApplicationWithdrawn, load=the_application_and_its_contact)
def delete_what_is_withdrawn(fact: ApplicationWithdrawn, desk: Desk) -> None:
    application = desk.find(Application, fact.application_id)
    if application is None or application.stage in SETTLED:
        return
    words = news.withdrawn(application)
    turn_of(application, desk).give_up(application, words, Dress(news.by_template(application, words)))


@hear.on(WithdrawalRefused, load=the_application)
def tell_that_it_is_too_late(fact: WithdrawalRefused, desk: Desk) -> None:
    if application := desk.find(Application, fact.application_id):
        tell(application, fact.reason, news.by_template(application, fact.reason), desk)


@hear.on(HandedOver, load=the_application)
def tell_who_took_the_print(fact: HandedOver, desk: Desk) -> None:
    """Who took it themselves knows that already."""
    if (application := desk.find(Application, fact.application_id)) is None:
        return
    wish = application.asked_for
    if fact.to.casefold() != (wish.helped_by or wish.applicant.name).casefold():
        words = news.handed_over(application, fact.to)
        tell(application, words, news.by_template(application, words), desk)


@hear.on(PrintSentOut, load=the_application)
def tell_who_brings_the_print(fact: PrintSentOut, desk: Desk) -> None:
    if application := desk.find(Application, fact.application_id):
        words = news.sent_out(application, fact.courier)
        tell(application, words, news.by_template(application, words), desk)


@hear.on(PrintCameBack, load=the_application)
def tell_that_the_print_came_back(fact: PrintCameBack, desk: Desk) -> None:
    if application := desk.find(Application, fact.application_id):
        words = news.came_back(application, fact.reason)
        tell(application, words, news.by_template(application, words), desk)


def _letter_name(application: Application) -> str:
    title = application.asked_for.letter.title
    return f"{title} bertanda tangan basah (aslinya di kantor)" if application.in_ink else title
