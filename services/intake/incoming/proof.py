"""Whether a letter that somebody has sent is genuine."""

from collections.abc import Generator
from typing import Any

from services.intake.dialogue.proof import told
from services.intake.incoming.ears import hear
from services.intake.turn import Turn, around
from shared.contracts.issuance import LetterChecked
from shared.messaging import Desk, Want


def whoever_asked(fact: LetterChecked) -> Generator[Want, Any, None]:
    yield from around(fact.contact_id, fact.office)


@hear.on(LetterChecked, load=whoever_asked)
def tell_what_it_is(fact: LetterChecked, desk: Desk) -> None:
    Turn.at(desk, fact.contact_id, fact.office).tell(told(fact))
