"""The word of the RT chairs."""

from services.intake.application import Application
from services.intake.books import KnownDirectory
from services.intake.dialogue import cover_letter, news
from services.intake.incoming.about import tell_next, the_application, the_application_and_its_contact, turn_of
from services.intake.incoming.ears import hear
from services.intake.outgoing import Dress
from services.intake.stage import Stage
from shared.contracts.verification import (
    CoverLetterAsked,
    CoverLetterDeclined,
    CoverLetterGoesToPaper,
    DocumentsConfirmed,
    DocumentsDisputed,
    NoChairToAsk,
)
from shared.messaging import Desk


@hear.on(CoverLetterAsked, load=the_application_and_its_contact)
def tell_who_is_asked(fact: CoverLetterAsked, desk: Desk) -> None:
    application = desk.find(Application, fact.application_id)
    if application and application.awaits_a_word:
        words = cover_letter.chair_asked(application, fact, desk.get(KnownDirectory, fact.office))
        tell_next(application.with_chair(rw=fact.acting_as == "rw_chair"), words, desk)


@hear.on(CoverLetterDeclined, load=the_application_and_its_contact)
def tell_why_the_chair_declined(fact: CoverLetterDeclined, desk: Desk) -> None:
    before = desk.find(Application, fact.application_id)
    if before is None or before.stage is not Stage.WITH_CHAIR:
        return
    application = before.decline(fact.reason, by_rw=fact.acting_as == "rw_chair")
    if application.opened_at_counter:
        tell_next(application, cover_letter.declined_at_counter(application, fact.reason), desk)
        return
    template = news.by_template(application, cover_letter.declined(application, fact.reason))
    turn_of(application, desk).carry_on(application, dress=Dress(template))


@hear.on(CoverLetterGoesToPaper, load=the_application_and_its_contact)
def ask_for_a_photo_of_the_paper_letter(fact: CoverLetterGoesToPaper, desk: Desk) -> None:
    before = desk.find(Application, fact.application_id)
    if before is None or before.stage is not Stage.WITH_CHAIR:
        return
    application = before.goes_to_paper()
    if application.opened_at_counter:
        tell_next(application, cover_letter.to_be_brought(application, fact.chair_name), desk)
        return
    opening = cover_letter.goes_to_paper(application, fact.chair_name)
    turn_of(application, desk).carry_on(application, None, opening, Dress(news.by_template(application, opening)))


@hear.on(DocumentsConfirmed, load=the_application)
def the_chair_vouches(fact: DocumentsConfirmed, desk: Desk) -> None:
    if application := desk.find(Application, fact.application_id):
        desk.keep(application.vouch())


@hear.on(DocumentsDisputed, load=the_application)
def the_chair_doubts(fact: DocumentsDisputed, desk: Desk) -> None:
    if application := desk.find(Application, fact.application_id):
        desk.keep(application.doubt())


@hear.on(NoChairToAsk, load=the_application)
def nobody_can_be_asked(fact: NoChairToAsk, desk: Desk) -> None:
    if application := desk.find(Application, fact.application_id):
        desk.keep(application.doubt())
