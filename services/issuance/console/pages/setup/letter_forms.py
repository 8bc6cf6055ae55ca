"""What an admin types about the letter that a service ends in."""

from typing import Annotated

from pydantic import BeforeValidator

from services.issuance.console.pages.setup.sheets import Shown
from services.issuance.procedure import conditions
from services.issuance.procedure.keys import key_for
from services.issuance.typed import Faults, Typed, a_count, a_line, optional
from shared.contracts.catalogue import Letter, LetterForm, Service
from shared.contracts.vocabulary import Signing

FORMS: tuple[tuple[LetterForm, str], ...] = (
    ("introduction", "Surat pengantar, kepada suatu kantor"),
    ("statement", "Surat keterangan, untuk siapa saja"),
    ("model_n1", "Pengantar nikah, Model N1"),
)
SIGNING: tuple[tuple[Signing, str], ...] = (("electronically", "Elektronik"), ("in_ink", "Tanda tangan basah"))
USUAL_FORMAT = "{code}/{number}/{office}/{month}/{year}"


class WordingForm(Typed):
    """The wording of a letter."""

    title: Annotated[str, BeforeValidator(a_line("Judul surat", 60))]
    form: LetterForm
    purpose: Annotated[str, BeforeValidator(a_line("Keperluan", 200))]
    addressed_to: Annotated[str | None, BeforeValidator(optional(a_line("Tujuan", 120)))]
    valid_days: Annotated[int | None, BeforeValidator(optional(a_count("Masa berlaku", 1, 3650)))]
    classification: Annotated[str, BeforeValidator(a_line("Klasifikasi", 30))]
    number_format: Annotated[str, BeforeValidator(a_line("Bentuk nomor", 80))]
    number_register: Annotated[str | None, BeforeValidator(optional(a_line("Register", 30)))]
    signed: Signing


def read_letter(typed: Shown, service: Service, before: Letter | None, *, condition: bool) -> Letter:
    """The letter as it was typed; a new one gets its kind of its title. Raises `Faults`."""
    form = WordingForm.read(typed)
    taken = {letter.kind for letter in service.letters}
    fields = {name: getattr(form, name) for name in WordingForm.model_fields}
    return Letter(
        kind=before.kind if before else key_for(form.title, taken),
        when=_condition(typed, service) if condition else {},
        **fields,
    )


def shown_letter(letter: Letter | None, service: Service) -> dict[str, str]:
    """The fields of the form, as the letter has them; the usual ones where there is none yet."""
    if letter is None:
        return {**dict.fromkeys(WordingForm.model_fields, ""), "when": "", "form": "statement"} | {
            "number_format": USUAL_FORMAT,
            "signed": "electronically",
        }
    return {
        "title": letter.title,
        "form": letter.form,
        "purpose": letter.purpose,
        "addressed_to": letter.addressed_to or "",
        "valid_days": f"{letter.valid_days or ''}",
        "classification": letter.classification,
        "number_format": letter.number_format,
        "number_register": letter.number_register or "",
        "signed": letter.signed,
        "when": conditions.written(letter.when, service),
    }


def _condition(typed: Shown, service: Service) -> conditions.When:
    try:
        return conditions.read(typed.get("when", ""), service)
    except ValueError as why:
        raise Faults({"when": f"{why}"}) from None
