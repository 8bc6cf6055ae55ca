"""What interrupts a conversation, and how it goes on afterwards."""

from services.intake.stage import MAY_STAY_OPEN
from services.intake.turn import Turn


def resume(turn: Turn, told: str) -> None:
    """Say this, and ask again what was being asked before."""
    current = turn.current
    if current and current.question and current.stage not in MAY_STAY_OPEN:
        turn.carry_on(current, None, told)
    else:
        turn.tell(told)
