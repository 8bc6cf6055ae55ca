"""The letters the office issues: what each says (`models`), its page (`paper/`), its check code, and the press."""

from services.issuance.letters.arms import ArmsUnreadable, arms_from_aside, coat_of_arms
from services.issuance.letters.binding import bind, bind_aside
from services.issuance.letters.code import is_well_formed, new_code, normalised, spelled
from services.issuance.letters.errors import CannotBePrinted, TooLong, Unprintable
from services.issuance.letters.models import Introduction, Issue, Letter, ModelN1, Printed, RtLetter, Signatory
from services.issuance.letters.models import Letter as Wording
from services.issuance.letters.press import preview, preview_aside, render, render_aside

__all__ = [
    "ArmsUnreadable",
    "CannotBePrinted",
    "Introduction",
    "Issue",
    "Letter",
    "ModelN1",
    "Printed",
    "RtLetter",
    "Signatory",
    "TooLong",
    "Unprintable",
    "Wording",
    "arms_from_aside",
    "bind",
    "bind_aside",
    "coat_of_arms",
    "is_well_formed",
    "new_code",
    "normalised",
    "preview",
    "preview_aside",
    "render",
    "render_aside",
    "spelled",
]
