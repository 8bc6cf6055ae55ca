"""Which script is on for an application, and what follows from its end."""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from services.intake.application import Application
from services.intake.dialogue import afterwards, cover_letter, news
from services.intake.dialogue.documents import hand_in, send_again
from services.intake.dialogue.needed import HandedIn
from services.intake.dialogue.papers import needed
from services.intake.dialogue.request import Counter, UnderWay, request
from services.intake.dialogue.wish import Wish
from services.intake.remembered import Memory
from services.intake.stage import Stage
from shared.contracts.intake import (
    ApplicationSubmitted,
    CoverLetterRequested,
    DeliveryChosen,
    DocumentsResubmitted,
    ServiceRated,
)
from shared.dialogue import Scene
from shared.messaging import Fact

#: The edition of all scripts: raised when a question of the same key comes to mean something else.
SCRIPT = 1


class Concluded(NamedTuple):
    """What came of a script: the application (None when it is given up), what is told, what is said to the others.

    `goes_on`: the script that is on now, if any, follows at once.
    """

    application: Application | None
    told: str = ""
    fact: Fact | None = None
    goes_on: bool = True


def scene_of(application: Application, counter: Counter, under_way: UnderWay, memory: Memory) -> Scene[Any] | None:
    """None while nothing is to be asked."""
    scene: Scene[Any] | None = None
    match application.stage:
        case Stage.DRAFT:
            scene = request(counter, under_way, memory)
        case Stage.DECLINED:
            scene = afterwards.after_decline(cover_letter.declined(application, application.declined_because or ""))
        case Stage.COLLECTING:
            scene = hand_in(needed(application))
        case Stage.RETURNED:
            scene = send_again(needed(application))
        case Stage.ISSUED:
            person = application.asked_for.applicant
            scene = afterwards.delivery(news.letter_issued(application), f"{person.address}, {person.rt}")
        case Stage.RATING:
            scene = afterwards.rating(news.delivery(application, counter.catalogue, counter.today))
        case _:
            pass
    return scene


def conclude(application: Application, result: Any, counter: Counter, at: datetime) -> Concluded:
    """What follows from the end of the script that was on. Raises KeyError where none is."""
    follows: dict[Stage, Callable[[Application, Any, Counter, datetime], Concluded]] = {
        Stage.DRAFT: _requested,
        Stage.DECLINED: _reconsidered,
        Stage.COLLECTING: _submitted,
        Stage.RETURNED: _resubmitted,
        Stage.ISSUED: _delivery_chosen,
        Stage.RATING: _rated,
    }
    return follows[application.stage](application, result, counter, at)


def _requested(application: Application, wish: Wish | None, counter: Counter, at: datetime) -> Concluded:
    if wish is None:
        return Concluded(None, news.GIVEN_UP)
    requested = application.request(wish, counter.catalogue.catalogue.version)
    if requested.stage is not Stage.WITH_CHAIR:
        return Concluded(requested, cover_letter.no_chair_needed(requested))
    rw_endorses = wish.service.rw_endorses
    # Nothing is told yet: who is asked, if anybody can be, is verification's to say, at once.
    fact = _fact(CoverLetterRequested, requested, at, **_particulars(requested), rw_endorses=rw_endorses)
    return Concluded(requested, fact=fact)


def _submitted(application: Application, handed_in: HandedIn | None, counter: Counter, at: datetime) -> Concluded:
    if handed_in is None:
        return Concluded(application.without("send"), news.LATER, goes_on=False)
    due_at = counter.catalogue.calendar.due_at(at, application.asked_for.service.working_days)
    more = {"cover_letter": application.cover_letter, **_given(handed_in), "due_at": due_at}
    fact = _fact(ApplicationSubmitted, application, at, **_particulars(application), **more)
    return Concluded(application.submit(due_at, at), news.submitted(application, due_at, counter.catalogue), fact)


def _resubmitted(application: Application, handed_in: HandedIn, _: Counter, at: datetime) -> Concluded:
    """Nothing is told yet: the new date comes from issuance, at once."""
    return Concluded(application.resubmit(), fact=_fact(DocumentsResubmitted, application, at, **_given(handed_in)))


def _delivery_chosen(application: Application, chosen: afterwards.Print, _: Counter, at: datetime) -> Concluded:
    code = f"{secrets.randbelow(10**6):06}" if chosen.way == "pick_up" else None
    after = application.choose_delivery(chosen.way, chosen.address, code)
    more = {"way": chosen.way, "address": chosen.address, "code": code}
    return Concluded(after, fact=_fact(DeliveryChosen, application, at, **more))


def _reconsidered(application: Application, puts_right: bool, _: Counter, __: datetime) -> Concluded:
    """After a decline. Giving up needs nobody else: for them it has ended already."""
    if puts_right:
        return Concluded(application.correct())
    return Concluded(None, news.withdrawn(application))


def _rated(application: Application, stars: int, _: Counter, at: datetime) -> Concluded:
    rated = _fact(ServiceRated, application, at, stars=stars)
    return Concluded(application.close(), news.rated(application, stars), rated)


def _fact(contract: type[Fact], application: Application, at: datetime, **words: object) -> Fact:
    named = {"office": application.office, "at": at, "application_id": application.application_id}
    return contract.model_validate({**named, **words})


def _given(handed_in: HandedIn) -> dict[str, object]:
    return {"documents": handed_in.documents, "lacking": handed_in.lacking}


def _particulars(application: Application) -> dict[str, object]:
    wish = application.asked_for
    return {
        "contact_id": application.contact_id,
        "reference": application.reference,
        "service": wish.service.key,
        "reason": wish.reason.key if wish.reason else None,
        "catalogue_version": application.catalogue_version,
        "applicant": wish.applicant,
        "helped_by": wish.helped_by,
        "details": wish.details,
    }
