"""How an Indonesian office writes dates, numbers and people; words, never sentences.

What CLDR knows comes from babel, by pattern where its own form is not the office's: CLDR writes `01 Desember`, an
office `1 Desember`. Moments are aware datetimes, and `zone` is the office's time zone, e.g. `Asia/Jakarta`.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from shared.contracts.vocabulary import Sex

_INDONESIAN = Locale("id")
#: Outside of: ASCII, Latin letters of all kinds, apostrophes and accents that stand apart, dashes and quotes.
_FOREIGN = re.compile(r"[^\s -~\u00a0-\u024f\u02b9-\u02cf\u0300-\u036f\u1e00-\u1eff\u2010-\u2026]")
_ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def short_date(day: date) -> str:
    """`1 Des 2026`"""
    return format_date(day, "d MMM y", _INDONESIAN)


def long_date(day: date) -> str:
    """`1 Desember 2026`"""
    return format_date(day, "d MMMM y", _INDONESIAN)


def month_and_year(day: date) -> str:
    """`Desember 2026`"""
    return format_date(day, "MMMM y", _INDONESIAN)


def full_date(day: date) -> str:
    """`Selasa, 1 Desember 2026`"""
    return format_date(day, "EEEE, d MMMM y", _INDONESIAN)


def near_date(day: date) -> str:
    """`Selasa, 1 Desember`: for a day so near that nobody asks for the year."""
    return format_date(day, "EEEE, d MMMM", _INDONESIAN)


def clock(hour: time) -> str:
    """`15.30`"""
    return format_time(hour, "HH.mm", locale=_INDONESIAN)


def full_moment(moment: datetime, zone: str) -> str:
    """`Selasa, 1 Desember 2026, pukul 15.30`"""
    return _written(moment, zone, "EEEE, d MMMM y, 'pukul' HH.mm")


def near_moment(moment: datetime, zone: str) -> str:
    """`Selasa, 1 Desember, pukul 15.30`"""
    return _written(moment, zone, "EEEE, d MMMM, 'pukul' HH.mm")


def official_moment(moment: datetime, zone: str) -> str:
    """`Selasa, 1 Desember 2026, pukul 15.30 WIB`: where the zone of three must be clear."""
    return _written(moment, zone, "EEEE, d MMMM y, 'pukul' HH.mm z")


def _written(moment: datetime, zone: str, pattern: str) -> str:
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be told to people")
    return format_datetime(moment, pattern, tzinfo=ZoneInfo(zone), locale=_INDONESIAN)


def roman_month(month: int) -> str:
    """The month as letter numbers carry it: 11 is `XI`. Raises ValueError outside 1 to 12."""
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    return _ROMAN_MONTHS[month - 1]


def number(value: int | float) -> str:
    """`12.345` and `1,5`"""
    return format_decimal(value, locale=_INDONESIAN)


def listed(words: Sequence[str], *, last: Literal["dan", "atau"] = "dan") -> str:
    """`KK, KTP lama, dan pas foto`"""
    return format_list(words, style="standard" if last == "dan" else "or", locale=_INDONESIAN)


def honorific(sex: Sex) -> Literal["Bapak", "Ibu"]:
    """How an adult is addressed before the name."""
    return "Bapak" if sex == "male" else "Ibu"


def sex_in_words(sex: Sex) -> Literal["laki-laki", "perempuan"]:
    """As identity cards say it."""
    return "laki-laki" if sex == "male" else "perempuan"


def nip(digits: str) -> str:
    """A civil servant's number in its four groups (birth, appointment, sex, serial): `19780512 200501 2 004`.

    What has not 18 digits is given back as it is: an acting official may have another kind of number.
    """
    bare = digits.replace(" ", "")
    if len(bare) != 18 or not bare.isdecimal():
        return digits
    return f"{bare[:8]} {bare[8:14]} {bare[14]} {bare[15:]}"


def foreign_characters(text: str) -> str:
    """What Indonesian papers cannot carry, each once: other scripts, emoji. Latin letters keep their accents."""
    return "".join(dict.fromkeys(_FOREIGN.findall(unicodedata.normalize("NFC", text))))
