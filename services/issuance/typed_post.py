"""An RT or RW and its chair as people type them: in a form, or as a row of a list."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, ValidationInfo, field_validator

from services.issuance.directory_edits import Post
from services.issuance.typed import Typed, a_line, a_number, a_phone
from shared.contracts.catalogue import Chair, RtPost, RwPost
from shared.contracts.vocabulary import Rt

_HONORIFICS: Mapping[str, Literal["Bapak", "Ibu"]] = {
    "bapak": "Bapak",
    "bpk": "Bapak",
    "pak": "Bapak",
    "ibu": "Ibu",
    "bu": "Ibu",
}
_a_name = a_line("Nama ketua")


class TypedPost(Typed):
    """Without an `rt` it is the RW itself, without a `name` it is vacant."""

    rt: Annotated[int | None, BeforeValidator(lambda typed: a_number("RT")(typed) if typed.strip() else None)]
    rw: Annotated[int, BeforeValidator(a_number("RW"))]
    phone: Annotated[str | None, BeforeValidator(a_phone)]
    name: str
    honorific: Literal["Bapak", "Ibu"] | None

    @field_validator("name", mode="before")
    @classmethod
    def _a_name_or_nobody(cls, typed: str, others: ValidationInfo) -> str:
        if typed.strip():
            return _a_name(typed)
        if others.data.get("phone"):
            raise ValueError("Ada nomor HP, tetapi namanya kosong.")
        return ""

    @field_validator("honorific", mode="before")
    @classmethod
    def _how_the_chair_is_addressed(cls, typed: str, others: ValidationInfo) -> Literal["Bapak", "Ibu"] | None:
        known = _HONORIFICS.get(typed.strip().rstrip(".").casefold())
        if known is None and (others.data.get("name") or typed.strip()):
            raise ValueError("Tulis Bapak atau Ibu.")
        return known

    @property
    def post(self) -> Post:
        """The same as the directory has it."""
        chair = (
            Chair(name=self.name, honorific=self.honorific, phone=self.phone) if self.honorific and self.name else None
        )
        if self.rt is None:
            return RwPost(rw=self.rw, chair=chair)
        return RtPost(rt=Rt(rt=self.rt, rw=self.rw), chair=chair)
