"""Why a file cannot be used."""

from collections.abc import Mapping
from typing import Literal

Cause = Literal[
    "other_kind", "broken_picture", "too_many_pixels", "broken_pdf", "locked", "pages", "active", "disguised", "endless"
]
Trouble = Literal["not_readable", "locked", "too_large", "too_many_pages", "active", "other_kind"]

_TROUBLES: Mapping[Cause, Trouble] = {
    "locked": "locked",
    "other_kind": "other_kind",
    "too_many_pixels": "too_large",
    "pages": "too_many_pages",
    "active": "active",
    "disguised": "active",
}


class Unfit(Exception):
    """It cannot be used: `cause` says why, `trouble` is what a person on WhatsApp is told."""

    def __init__(self, cause: Cause, note: str = "") -> None:
        super().__init__(f"{cause} {note}".strip())
        self.cause: Cause = cause
        self.note = note

    @property
    def trouble(self) -> Trouble:
        return _TROUBLES.get(self.cause, "not_readable")
