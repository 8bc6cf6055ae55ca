"""What people type into the set-up of the office, read and checked.

A check takes what was typed, gives what it means, and raises ValueError with a sentence for the person.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any, Self, TypeVar

import phonenumbers
from pydantic import BaseModel, ConfigDict, ValidationError

from shared.indonesian import foreign_characters

T = TypeVar("T")
#: What a day at the office can be; its people are older.
FIRST_YEAR, LAST_YEAR = 2000, 2199
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_HOUR = re.compile(r"(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)", re.ASCII)


class Faults(Exception):
    """What is wrong with what was typed: a sentence by field, `` for what concerns the whole."""

    def __init__(self, by_field: Mapping[str, str]) -> None:
        super().__init__("; ".join(by_field.values()))
        self.by_field = by_field


class Typed(BaseModel):
    """A form as it is sent: text in every field, none where it was left empty. Its checks say what it means."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    @classmethod
    def read(cls, sent: Mapping[str, Any]) -> Self:
        """What was typed, when all of it will do. Raises `Faults`."""
        try:
            return cls.model_validate({**dict.fromkeys(cls.model_fields, ""), **sent})
        except ValidationError as error:
            faults = {".".join(map(str, at["loc"])): _sentence(at) for at in error.errors(include_input=False)}
            raise Faults(faults) from None


def _sentence(fault: Mapping[str, Any]) -> str:
    said = fault.get("ctx", {}).get("error")
    return str(said) if isinstance(said, ValueError) else "Isian ini tidak bisa dibaca."


class Unseen(ValueError):
    """Text holds a sign that nobody sees: a control character, or one that turns the writing round."""


def all_seen(text: str) -> str:
    """Text without signs that nobody sees. Raises `Unseen`."""
    if unseen := _UNSEEN.search(text):
        raise Unseen(f"Ada tanda yang tidak terlihat (U+{ord(unseen[0]):04X}). Ketik lagi.")
    return text


def a_line(what: str, most: int = 80, least: int = 1) -> Callable[[str], str]:
    """One line that a letter can carry; `what` begins the sentence that says what is wrong with it."""

    def check(typed: str) -> str:
        text = " ".join(typed.split())
        if not text:
            raise ValueError(f"{what} belum diisi.")
        if len(text) < least:
            raise ValueError(f"{what} paling sedikit {least} huruf.")
        if len(text) > most:
            raise ValueError(f"{what} paling panjang {most} huruf.")
        if foreign := foreign_characters(text):
            raise ValueError(f"{what} memuat huruf yang tidak bisa dicetak: {foreign}")
        return text

    return check


def optional(check: Callable[[str], T]) -> Callable[[str], T | None]:
    """The same check where the field may be left empty."""

    def check_if_typed(typed: str) -> T | None:
        return check(typed) if typed.strip() else None

    return check_if_typed


def words(what: str, most: int = 60) -> Callable[[str], tuple[str, ...]]:
    """Words with commas between them, each once; none where nothing is typed."""
    check = a_line(what, most)

    def check_each(typed: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(check(word) for word in typed.split(",") if word.strip()))

    return check_each


def a_count(what: str, least: int, most: int) -> Callable[[str], int]:
    """A whole number between these, both counted."""

    def check(typed: str) -> int:
        digits = typed.strip()
        is_number = digits.isascii() and digits.isdecimal() and len(digits) <= len("999999999")
        if not (is_number and least <= int(digits) <= most):
            raise ValueError(f"{what} adalah angka {least} sampai {most}.")
        return int(digits)

    return check


def ticked(typed: str) -> bool:
    """Whether a box was ticked: browsers send nothing for one that was not."""
    return typed == "ya"


def matching(what: str, pattern: str, advice: str) -> Callable[[str], str]:
    """Text of one form, with no spaces around it."""
    form = re.compile(pattern)

    def check(typed: str) -> str:
        text = typed.strip()
        if not text:
            raise ValueError(f"{what} belum diisi.")
        if not form.fullmatch(text):
            raise ValueError(advice)
        return text

    return check


def a_number(what: str) -> Callable[[str], int]:
    """The number of an RT or RW; zeros before it do not matter."""

    def check(typed: str) -> int:
        digits = typed.strip().lstrip("0")
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= len("999")):
            raise ValueError(f"Nomor {what} adalah angka 1 sampai 999.")
        return int(digits)

    return check


def a_phone(typed: str) -> str | None:
    """A phone in E.164, e.g. `+6281271002005`; None where nothing is typed."""
    if not typed.strip():
        return None
    try:
        number = phonenumbers.parse(typed, "ID")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise ValueError("Bukan nomor yang bisa ditelepon. Contoh: 0812-7100-2005.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def as_day(typed: str) -> date:
    """A date as browsers send it, `2026-11-24`. Raises ValueError, also for a year that is a slip of the finger."""
    day = date.fromisoformat(typed.strip())
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(day)
    return day


def a_day(what: str) -> Callable[[str], date]:
    """The same; `what` begins the sentence that says what is wrong with it."""

    def check(typed: str) -> date:
        try:
            return as_day(typed)
        except ValueError:
            raise ValueError(f"{what} belum diisi." if not typed.strip() else f"{what} bukan tanggal.") from None

    return check


def an_hour(typed: str) -> time | None:
    """An hour as browsers send it, `07:30`, or with a dot as people write it; None where nothing is typed."""
    text = typed.strip()
    if not text:
        return None
    if (written := _HOUR.fullmatch(text)) is None:
        raise ValueError("Tulis jamnya seperti 07.30.")
    return time(int(written["hour"]), int(written["minute"]))
