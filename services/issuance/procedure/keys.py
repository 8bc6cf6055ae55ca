"""Keys of the catalogue, made of what people call things."""

import re
import unicodedata
from collections.abc import Collection
from itertools import count

_LONGEST = 19  # two of them and a line between make the key of a detail


def key_for(name: str, taken: Collection[str] = ()) -> str:
    """`Surat keterangan domisili` is `surat_keterangan_do`; with a number where that is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    key = (words if words[:1].isalpha() else f"x{words}")[:_LONGEST].rstrip("_")
    if key not in taken:
        return key
    numbered = (f"{key[: _LONGEST - len(str(number)) - 1]}_{number}" for number in count(2))
    return next(each for each in numbered if each not in taken)
