"""What a clerk types about somebody at the counter."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, ValidationInfo, field_validator

from services.issuance.particulars import TypedPerson
from services.issuance.stage import Amiss
from services.issuance.typed import a_phone, as_day
from shared.contracts.vocabulary import CoverLetter
from shared.indonesian import foreign_characters
from shared.particulars import a_name

LONGEST_NUMBER = 120


def _a_tick(typed: str) -> bool:
    return bool(typed)


def _with_consent(typed: str) -> bool:
    if not typed:
        raise ValueError("Bacakan dulu untuk apa datanya dipakai. Kalau pemohon setuju, centang.")
    return True


def _a_day_or_none(typed: str) -> date | None:
    try:
        return as_day(typed) if typed.strip() else None
    except ValueError:
        raise ValueError("Tanggal surat bukan tanggal.") from None


class TypedVisit(TypedPerson):
    """`application_id` comes with the form, so that what is sent twice is opened once.

    `helped_by` is who came in the applicant's place. `letter`: the RT chair is asked for the surat pengantar, or it is
    there on paper. `again`: that the same is under way already is known.
    """

    application_id: UUID
    helped_by: Annotated[str | None, BeforeValidator(lambda typed: a_name(typed) if typed.strip() else None)]
    phone: Annotated[str | None, BeforeValidator(a_phone)]
    on_whatsapp: Annotated[bool, BeforeValidator(_a_tick)]
    letter: Literal["ask", "paper", ""]
    letter_number: str
    letter_dated: Annotated[date | None, BeforeValidator(_a_day_or_none)]
    consent: Annotated[bool, BeforeValidator(_with_consent)]
    again: Annotated[bool, BeforeValidator(_a_tick)]

    @field_validator("on_whatsapp")
    @classmethod
    def _on_some_number(cls, ticked: bool, others: ValidationInfo) -> bool:
        if ticked and "phone" in others.data and others.data["phone"] is None:
            raise ValueError("Tulis dulu nomor WhatsApp-nya, atau hapus centang ini.")
        return ticked

    def paper_letter(self, today: date) -> CoverLetter | None:
        """The surat pengantar that was brought. Raises `Amiss`."""
        if self.letter != "paper":
            return None
        number = " ".join(self.letter_number.split())
        if not number or len(number) > LONGEST_NUMBER or foreign_characters(number):
            raise Amiss("letter_number", "Tulis nomor suratnya, paling panjang 120 huruf.")
        if self.letter_dated is None or self.letter_dated > today:
            raise Amiss("letter_dated", "Tulis tanggal suratnya, paling lambat hari ini.")
        return CoverLetter(number=number, dated=self.letter_dated, on_paper=True)
