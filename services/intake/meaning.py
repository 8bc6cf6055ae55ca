"""Which application is meant by what somebody said."""

from collections.abc import Iterable
from uuid import UUID

from services.intake.application import Application
from services.intake.conversation import NEVER
from services.intake.stage import ASKS_FOR_PHOTOS, MAY_STAY_OPEN, Stage
from services.intake.turn import Turn
from shared.dialogue import Heard

ASKING = ASKS_FOR_PHOTOS | MAY_STAY_OPEN | {Stage.DRAFT, Stage.DECLINED}


def meant(turn: Turn, heard: Heard, named: UUID | None) -> Application | None:
    """The application that a tap names; else the one spoken of, if it asks for such a thing; else the last that did."""
    if named:
        return next((it for it in turn.applications if it.application_id == named), None)
    asking = [it for it in turn.applications if it.stage in ASKING]
    if heard.kind in ("image", "document"):
        asking = [it for it in asking if it.stage in ASKS_FOR_PHOTOS] or asking
    return turn.current if turn.current in asking else last_asked(asking)


def last_asked(applications: Iterable[Application]) -> Application | None:
    return max(applications, key=lambda it: (it.asked_at or NEVER, it.application_id), default=None)
