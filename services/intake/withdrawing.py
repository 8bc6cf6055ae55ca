"""BATAL: an aside that interrupts whatever is being asked, and leaves it as it was."""

from uuid import UUID

from services.intake.application import Application
from services.intake.asides import resume
from services.intake.conversation import Aside
from services.intake.dialogue import news
from services.intake.dialogue.manners import MANNERS
from services.intake.dialogue.withdrawal import Withdrawable, withdrawal
from services.intake.outgoing import to_contact
from services.intake.stage import SETTLED
from services.intake.turn import Turn
from shared.contracts.issuance import WithdrawApplication
from shared.dialogue import Heard, play


def ask(turn: Turn) -> None:
    """Which one, and is it meant?"""
    if withdrawable(turn):
        turn.remember(aside=Aside({}))
        go_on(turn, None)
    else:
        turn.tell(news.NOTHING_TO_WITHDRAW)


def go_on(turn: Turn, heard: Heard | None) -> None:
    """Play the aside on; once it is settled, what was being asked goes on."""
    aside, among = turn.conversation.aside, withdrawable(turn)
    if aside is None or not among:
        turn.remember(aside=None)
        turn.tell(news.NOTHING_TO_WITHDRAW)
        return
    played = play(withdrawal(among), aside.answers, heard, manners=MANNERS, misunderstood=aside.misunderstood)
    if played.question:
        turn.remember(aside=Aside(played.answers, played.question, played.misunderstood))
        contact_id = turn.conversation.contact_id
        turn.desk.say(*(to_contact(contact_id, turn.office, said, turn.desk.now) for said in played.say))
        return
    turn.remember(aside=None)
    if played.result is None:
        resume(turn, news.NOT_WITHDRAWN)
    else:
        _withdraw(turn, played.result)


def withdrawable(turn: Turn) -> list[Withdrawable]:
    return [_named(it) for it in turn.applications if it.stage not in SETTLED]


def _withdraw(turn: Turn, application_id: UUID) -> None:
    application = next(it for it in turn.applications if it.application_id == application_id)
    if application.is_untold:
        turn.give_up(application, news.GIVEN_UP)
    elif application.is_ours_alone:
        turn.give_up(application, news.withdrawn(application))
    else:
        request = WithdrawApplication(office=turn.office, at=turn.desk.now, application_id=application_id)
        turn.desk.say(request)


def _named(application: Application) -> Withdrawable:
    wish = application.wish
    if wish is None:
        return Withdrawable(application.application_id, "Permohonan baru", "permohonan baru ini")
    what = f"{wish.service.short}, {wish.applicant.name}"
    return Withdrawable(
        application.application_id, application.reference, f"permohonan *{application.reference}* ({what})"
    )
