"""The code by which anyone can check a letter: unguessable, and readable aloud from paper.

Crockford's base 32 (https://www.crockford.com/base32.html) without its check symbols, which are not all letters and so
do not survive URLs and telephones; the check character is ISO 7064's hybrid system over the same alphabet instead.
"""

import secrets

from stdnum.iso7064 import mod_37_36

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM = 19  # characters of 5 bits: 95 bits, so that nobody finds a letter by trying
_LENGTH = _RANDOM + 1
_GROUP = 4
_AS_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})


def new_code() -> str:
    """A code nobody has: 20 characters without hyphens, as it is stored and as the URL carries it."""
    body = "".join(secrets.choice(_ALPHABET) for _ in range(_RANDOM))
    return body + mod_37_36.calc_check_digit(body, _ALPHABET)


def normalised(typed: str) -> str:
    """A typed code as it is stored: capitals, no hyphens or spaces, O read as 0, I and L as 1."""
    return "".join(typed.split()).upper().translate(_AS_MEANT)


def is_well_formed(typed: str) -> bool:
    """Whether a code could be one of ours: every single wrong character is noticed."""
    code = normalised(typed)
    return len(code) == _LENGTH and mod_37_36.is_valid(code, _ALPHABET)


def spelled(code: str) -> str:
    """The code as paper shows it: `7K4M-Q2XD-9AHT-3WNP-C5RA`."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))
