"""Phone numbers, however people write them."""

import phonenumbers

REGION = "ID"


def e164(written: str) -> str | None:
    """The number in its one spelling, `+6281271002005`; None for what cannot be dialled."""
    try:
        number = phonenumbers.parse(written, REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
