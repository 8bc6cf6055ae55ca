"""Identifiers as Meta makes them, so that whoever reads them meets the real form."""

import base64
import hashlib
import secrets

import phonenumbers


class NotAPhone(ValueError):
    """The text is not a phone number."""


def wa_id(text: str) -> str:
    """A phone number as WhatsApp writes it: digits only, with the country. `0812…` is read as Indonesian.

    Raises `NotAPhone`.
    """
    digits = "".join(filter(str.isdigit, text))
    international = text.strip().startswith("+") or digits.startswith("62")
    try:
        number = phonenumbers.parse(f"+{digits}" if international else digits, "ID")
    except phonenumbers.NumberParseException:
        raise NotAPhone(text) from None
    if not phonenumbers.is_possible_number(number):
        raise NotAPhone(text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164).removeprefix("+")


def user_id(phone: str, earlier: int = 0) -> str:
    """The business-scoped user id of a phone: the country, a point, digits.

    The same phone always has the same one after so many `earlier` ones.
    """
    country = phonenumbers.region_code_for_number(phonenumbers.parse(f"+{phone}")) or "ID"
    digest = int.from_bytes(hashlib.sha256(f"{phone}{earlier or ''}".encode()).digest()[:8], "big")
    return f"{country}.{digest:020d}"


def wamid(phone: str, *, from_office: bool) -> str:
    """A message id: `wamid.` and, in base64, the phone, who wrote and a random part, as in Meta's own examples."""
    kind, length = (b"\x11", 18) if from_office else (b"\x12", 20)
    random_part = secrets.token_hex(length // 2).upper().encode()
    person = phone.encode()
    raw = b"\x1c\x18" + bytes([len(person)]) + person + b"\x15\x02\x00" + kind
    return "wamid." + base64.b64encode(raw + b"\x18" + bytes([length]) + random_part + b"\x00").decode()


def media_id() -> str:
    """Fifteen or sixteen digits."""
    return str(secrets.randbelow(9 * 10**15) + 10**15)


def conversation_id(phone: str, day: str) -> str:
    """The same for all messages of a phone and a day."""
    return hashlib.sha256(f"{phone} {day}".encode()).hexdigest()[:32]


def trace_id() -> str:
    """What Meta's support asks for: `fbtrace_id`."""
    return "A" + secrets.token_urlsafe(17)
