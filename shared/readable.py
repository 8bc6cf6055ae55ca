"""Letters and digits for what is read from paper or over the phone."""

#: Without what is easily taken for something else: 0 and O, 1, I and L, 5 and S, 2 and Z, 8 and B, U and V.
DIGITS, LETTERS = "34679", "ACDEFGHJKMNPQRTWXY"
ALPHABET = DIGITS + LETTERS


def spelt(digest: bytes, length: int = 4) -> str:
    """The first letters that these bytes come to: the same bytes, the same letters."""
    number, base = int.from_bytes(digest), len(ALPHABET)
    return "".join(ALPHABET[number // base**place % base] for place in range(length))
