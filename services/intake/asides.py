"""What interrupts a conversation, and how it goes on afterwards."""

from collections.abc import Mapping

from services.intake.conversation import Aside, AsideKind
from services.intake.dialogue import announcements, complaint, news, own_data
from services.intake.stage import MAY_STAY_OPEN
from services.intake.turn import Turn
from shared.dialogue import Heard
from shared.dialogue.understand import plain

#: What is said to whoever leaves it.
_LEFT: Mapping[AsideKind, str] = {
    "withdrawal": news.NOT_WITHDRAWN,
    "complaint": complaint.NOT_SENT,
    "suggestion": complaint.NOT_SENT,
    "reopening": complaint.NOT_REOPENED,
    "erasure": own_data.NOT_ERASED,
    "announcements": announcements.NOT_AGREED,
}
_NOT_AFTER_ALL = {"batal", "tidak jadi", "tidak mau", "tidak usah", "tidak jadi deh", "tidak jadi ya"}


def resume(turn: Turn, told: str) -> None:
    """Say this, and ask again what was being asked before; an aside that is open stays what is asked."""
    current = turn.current
    if not turn.conversation.aside and current and current.question and current.stage not in MAY_STAY_OPEN:
        turn.carry_on(current, None, told)
    else:
        turn.tell(told)


def may_be_left(aside: Aside) -> bool:
    """Whether BATAL is about it: who is asked what to withdraw has said so already."""
    return aside.kind != "withdrawal"


def is_given_up(aside: Aside, heard: Heard) -> bool:
    """Whoever writes no more than this does not want it any more, whatever is asked."""
    return may_be_left(aside) and heard.kind == "text" and plain(heard.text or "") in _NOT_AFTER_ALL


def leave(turn: Turn, aside: Aside) -> None:
    """What was being asked before goes on."""
    turn.remember(aside=None)
    resume(turn, _LEFT[aside.kind])
