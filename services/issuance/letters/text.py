"""What people wrote, made fit for paper without changing what it says."""

import re
import unicodedata

from services.issuance.letters.errors import Unprintable
from shared.indonesian import foreign_characters

#: What a line end must not tear apart.
_RT_AND_RW = re.compile(r"\bRT (\d{3}/RW) (\d{3})\b")


def fit_for_paper(text: str) -> str:
    """One line of clean text: accents composed, line ends made commas, emoji and invisible characters left out.

    Raises `Unprintable` for letters of other scripts: leaving them out would change a name.
    """
    visible = "".join(character for character in text if character.isspace() or not _is_ornament(character))
    lines = (" ".join(line.split()).rstrip(",") for line in unicodedata.normalize("NFC", visible).splitlines())
    line = ", ".join(filter(None, lines))
    if foreign := foreign_characters(line):
        raise Unprintable(foreign)
    return _RT_AND_RW.sub("RT\u00a0\\1\u00a0\\2", line)


def _is_ornament(character: str) -> bool:
    category = unicodedata.category(character)
    if (
        category in {"Cc", "Cf"} or "\ufe00" <= character <= "\ufe0f"
    ):  # invisible; the latter choose the look of an emoji
        return True
    return category in {"So", "Sk"} and foreign_characters(character) != ""
