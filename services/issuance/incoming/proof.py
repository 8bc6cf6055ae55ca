"""Whether a PDF that somebody has sent is one of the office's."""

from services.issuance.edition import InForce
from services.issuance.incoming.ears import hear
from services.issuance.proof import Found, LookIntoPdf, checked
from shared.contracts.issuance import CheckLetter
from shared.messaging import Desk, Load, Want


def the_office(errand: LookIntoPdf) -> Load:
    return (Want(InForce, errand.office),)


@hear.on(CheckLetter)
def look_into_it(request: CheckLetter, desk: Desk) -> None:
    desk.send_for(
        LookIntoPdf(
            request_id=request.id, contact_id=request.contact_id, office=request.office, document=request.document
        )
    )


@hear.after(LookIntoPdf, load=the_office)
def tell_what_it_is(errand: LookIntoPdf, found: Found, desk: Desk) -> None:
    desk.say(checked(errand, found, desk))
