"""Phone numbers, however people write them."""

import re

import phonenumbers

#: Where a number without a country is from (ITU region of the office).
REGION = "ID"
#: Indonesia dials 001 and others to go abroad; people still write 00 before a country's number, as elsewhere.
_ABROAD = re.compile(r"\s*00(?=[1-9])")


def e164(written: str) -> str | None:
    """The number in its one spelling, `+6281271002005`; None for what cannot be dialled."""
    try:
        number = phonenumbers.parse(_ABROAD.sub("+", written, count=1) if _ABROAD.match(written) else written, REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
