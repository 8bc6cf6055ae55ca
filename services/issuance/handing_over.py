"""How the print gets to the resident: picked up with a code, by whoever has it, or by a courier who may come back."""

import hmac
from dataclasses import replace
from datetime import datetime

from services.issuance.actions import must_allow, said_or_refused
from services.issuance.file import Delivery, File, Outcome
from services.issuance.history import What
from services.issuance.staff import Staff
from services.issuance.stage import Action, Amiss, Stage
from shared.contracts.issuance import HandedOver, PrintCameBack, PrintSentOut

NO_CODE = "Ketik kode pengambilan, atau centang bahwa KTP pengambilnya sudah dilihat."
WRONG_CODE = "Kodenya tidak cocok. Minta dibacakan lagi dari WhatsApp, atau lihat KTP pengambilnya."


def hand_over(file: File, to: str, by: Staff, at: datetime, *, code: str = "", has_shown_ktp: bool = False) -> Outcome:
    """The print has been picked up, or the courier has delivered it. Raises `Amiss` for want of the right code."""
    must_allow(file, Action.HAND_OVER, by)
    to = said_or_refused(to, "Tulis nama penerimanya.")
    detail = to
    if wanted := file.pick_up_code:
        detail = f"{to}, {_shown(wanted, code, has_shown_ktp=has_shown_ktp)}"
    fact = file.word(HandedOver, at, to=to)
    return file.then(What.HANDED_OVER, at, by.name, detail=detail, said=(fact,), stage=Stage.HANDED_OVER, handed_to=to)


def send_out(file: File, courier: str, by: Staff, at: datetime) -> Outcome:
    """A courier has the print, and goes to the address."""
    must_allow(file, Action.SEND_OUT, by)
    courier = said_or_refused(courier, "Tulis nama kurirnya.")
    fact = file.word(PrintSentOut, at, courier=courier)
    return file.then(What.SENT_OUT, at, by.name, detail=courier, said=(fact,), delivery=_with(file, courier))


def came_back(file: File, reason: str, by: Staff, at: datetime) -> Outcome:
    """The courier has brought it back: the next one goes, or the resident comes."""
    must_allow(file, Action.CAME_BACK, by)
    reason = said_or_refused(reason)
    fact = file.word(PrintCameBack, at, reason=reason)
    return file.then(What.CAME_BACK, at, by.name, reason=reason, said=(fact,), delivery=_with(file, None))


def _shown(wanted: str, code: str, *, has_shown_ktp: bool) -> str:
    """By what whoever took it was known."""
    if typed := "".join(filter(str.isdecimal, code)):
        if not hmac.compare_digest(typed.encode(), wanted.encode()):
            raise Amiss("code", WRONG_CODE)
        return "dengan kode pengambilan"
    if not has_shown_ktp:
        raise Amiss("code", NO_CODE)
    return "tanpa kode, KTP-nya dilihat"


def _with(file: File, courier: str | None) -> Delivery | None:
    return replace(file.delivery, out_with=courier) if file.delivery else None
