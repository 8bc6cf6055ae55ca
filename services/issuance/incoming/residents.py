"""What the resident starts."""

from services.issuance import actions, progress
from services.issuance.edition import Edition, InForce
from services.issuance.file import File
from services.issuance.incoming.ears import apply, hear, its_file
from services.issuance.stage import NotAllowed
from shared.contracts.intake import (
    ApplicationSubmitted,
    CoverLetterInHand,
    CoverLetterRequested,
    DeliveryChosen,
    DocumentsResubmitted,
    ServiceRated,
)
from shared.contracts.issuance import WithdrawalRefused, WithdrawApplication
from shared.messaging import Desk, Load, Want


def its_file_and_edition(fact: CoverLetterRequested | ApplicationSubmitted) -> Load:
    return (Want(File, fact.application_id), Want(Edition, fact.catalogue_version))


def its_file_and_the_office(fact: DocumentsResubmitted) -> Load:
    return (Want(File, fact.application_id), Want(InForce, fact.office))


@hear.on(CoverLetterRequested, load=its_file_and_edition)
def open_file(fact: CoverLetterRequested, desk: Desk) -> None:
    if file := desk.find(File, fact.application_id):
        apply(progress.requested_again(file, fact), desk)
    else:
        progress.opened(fact, desk.get(Edition, fact.catalogue_version).catalogue.service(fact.service)).onto(desk)


@hear.on(CoverLetterInHand, load=its_file)
def expect_the_paper_in_hand(fact: CoverLetterInHand, desk: Desk) -> None:
    apply(progress.cover_letter_in_hand(desk.get(File, fact.application_id), fact), desk)


@hear.on(ApplicationSubmitted, load=its_file_and_edition)
def start_the_clock(fact: ApplicationSubmitted, desk: Desk) -> None:
    file = desk.find(File, fact.application_id)
    if file is None:
        service = desk.get(Edition, fact.catalogue_version).catalogue.service(fact.service)
        begun = progress.opened(fact, service)
        begun.onto(desk)
        file = begun.file
    apply(progress.submitted(file, fact), desk)


@hear.on(DocumentsResubmitted, load=its_file_and_the_office)
def go_on(fact: DocumentsResubmitted, desk: Desk) -> None:
    file = desk.get(File, fact.application_id)
    apply(progress.resubmitted(file, fact, desk.get(InForce, fact.office).calendar), desk)


@hear.on(DeliveryChosen, load=its_file)
def note_delivery(fact: DeliveryChosen, desk: Desk) -> None:
    apply(progress.delivery_chosen(desk.get(File, fact.application_id), fact), desk)


@hear.on(ServiceRated, load=its_file)
def note_rating(fact: ServiceRated, desk: Desk) -> None:
    apply(progress.rated(desk.get(File, fact.application_id), fact), desk)


@hear.on(WithdrawApplication, load=its_file)
def withdraw(request: WithdrawApplication, desk: Desk) -> None:
    file = desk.get(File, request.application_id)
    try:
        actions.withdraw(file, desk.now).onto(desk)
    except NotAllowed as reason:
        desk.say(WithdrawalRefused.because_of(request, desk.now, reason=str(reason)))
