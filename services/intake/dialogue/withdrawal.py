"""BATAL: which application, and is it meant?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.intake.dialogue.words import says_briefly
from shared.dialogue import Option, Script, choose, scene
from shared.dialogue.understand import plain

YES = Option("yes", "Ya, batalkan", also=("ya", "batal", "batalkan", "benar", "betul", "yakin"))
NO = Option("no", "Tidak jadi", also=("tidak", "jangan", "lanjut", "lanjutkan", "teruskan", "salah"))


_WITHDRAWS = re.compile(r"\b(?:di)?batal(?:kan|in)\b|\bcancel\b|^tidak jadi\b|^(?:saya |mau |ingin )+batal\b")
LONGEST_WISH = 6  # words


def wants_to_withdraw(said: str) -> bool:
    """`saya mau batalkan`, `gak jadi deh`: what the word BATAL would lead to."""
    return says_briefly(said, _WITHDRAWS, LONGEST_WISH) and not plain(said).startswith("jangan")


@dataclass(frozen=True, slots=True)
class Withdrawable:
    """An application that could be withdrawn: `name` as the list shows it, `what` as a sentence carries it."""

    application_id: UUID
    name: str
    what: str


@scene
def withdrawal(among: Sequence[Withdrawable]) -> Script[UUID | None]:
    """The application to withdraw, None when it is not meant after all."""
    which = among[0]
    if len(among) > 1:
        options = [*(Option(it.application_id.hex, it.name, also=(it.what,)) for it in among), NO]
        key = yield from choose("withdraw", "Yang mana yang dibatalkan?", options, list_button="Pilih permohonan")
        if key == NO.key:
            return None
        which = next(it for it in among if it.application_id.hex == key)
    text = f"Batalkan {which.what}? Data dan fotonya kami hapus."
    return which.application_id if (yield from choose("withdraw_sure", text, [YES, NO])) == YES.key else None
