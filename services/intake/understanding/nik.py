"""The NIK in what somebody writes."""

import re
from datetime import date

from services.intake.understanding.said import fit
from shared.dialogue import Misunderstood
from shared.particulars import a_nik

#: Enough digits, in one run or with spaces, dots and dashes between, to be meant as a NIK.
_LOOKS_LIKE = re.compile(r"\d(?:[ .\-]{0,2}\d){11,}")


def read_nik(text: str, today: date) -> str | Misunderstood:
    """The 16 digits, however they are grouped."""
    return fit(lambda digits: a_nik(digits, today), find_nik(text) or "")


def find_nik(text: str) -> str | None:
    """The digits in the text that are meant as a NIK, right or wrong."""
    found = _LOOKS_LIKE.search(text)
    digits = re.sub(r"\D", "", found.group() if found else text)
    return digits if found or len(digits) >= 6 else None


def looks_like_a_nik(text: str) -> bool:
    return bool(_LOOKS_LIKE.search(text))


def is_from_elsewhere(nik: str, office_code: str) -> bool:
    """Issued in another city than the office's: people move, so this is worth a word but no refusal."""
    return nik[:4] != office_code[:4]
