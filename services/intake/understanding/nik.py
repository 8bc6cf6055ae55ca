"""The NIK: six digits of region, birth date as DDMMYY with the day + 40 for women, four digits of serial."""

import re
from datetime import date

from stdnum.exceptions import InvalidComponent, InvalidFormat, InvalidLength
from stdnum.id import nik as numbers

from shared.contracts.vocabulary import Sex
from shared.dialogue import Misunderstood, Unacceptable

#: Enough digits, in one run or with spaces, dots and dashes between, to be meant as a NIK.
_LOOKS_LIKE = re.compile(r"\d(?:[ .\-]{0,2}\d){11,}")
_WHERE = "NIK ada di baris atas KTP, juga di Kartu Keluarga. Contoh: 1671074508900000."


def read_nik(text: str, today: date) -> str | Misunderstood:
    """The 16 digits, however they are grouped."""
    found = find_nik(text)
    if found is None:
        return Misunderstood(f"NIK terdiri dari 16 angka. {_WHERE}")
    try:
        numbers.validate(found)
        born(found, today)
    except InvalidLength:
        return Unacceptable(f"NIK terdiri dari 16 angka, yang ditulis {len(found)} angka. {_WHERE}")
    except InvalidComponent:
        return Unacceptable(f"NIK {found} sepertinya salah tulis: wilayah atau tanggal lahirnya tidak ada. {_WHERE}")
    except InvalidFormat:
        return Misunderstood(f"NIK terdiri dari 16 angka. {_WHERE}")
    return found


def find_nik(text: str) -> str | None:
    """The digits in the text that are meant as a NIK, right or wrong."""
    found = _LOOKS_LIKE.search(text)
    digits = re.sub(r"\D", "", found.group() if found else text)
    return digits if found or len(digits) >= 6 else None


def looks_like_a_nik(text: str) -> bool:
    return bool(_LOOKS_LIKE.search(text))


def born(nik: str, today: date) -> date:
    """The birth date a NIK tells: of the two centuries it may mean, the latest that is not in the future.

    Raises InvalidComponent where there is no such day in either.
    """
    day, month, year = int(nik[6:8]) % 40, int(nik[8:10]), int(nik[10:12])
    for century in (2000, 1900):
        try:
            found = date(century + year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise InvalidComponent


def sex(nik: str) -> Sex:
    return "female" if int(nik[6:8]) > 40 else "male"


def is_from_elsewhere(nik: str, office_code: str) -> bool:
    """Issued in another city than the office's: people move, so this is worth a word but no refusal."""
    return nik[:4] != office_code[:4]
