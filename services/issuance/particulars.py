"""The particulars of a person, typed by a clerk."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

from services.issuance.stage import Amiss
from services.issuance.typed import Typed, a_line
from shared.contracts.vocabulary import Person, Rt
from shared.particulars import (
    MARITAL_STATUSES,
    RELIGIONS,
    a_birth_place,
    a_name,
    a_nik,
    an_address,
    an_occupation,
    born,
    sex,
)


def any_nik(typed: str) -> str:
    """Whenever its person was born. Raises `Unfit`."""
    return a_nik(typed, date.max)


def a_religion(typed: str) -> str:
    if typed not in RELIGIONS:
        raise ValueError("Pilih satu dari daftar, contoh: Islam.")
    return typed


def a_marital_status(typed: str) -> str:
    if typed not in MARITAL_STATUSES:
        raise ValueError("Pilih satu dari daftar, contoh: Belum kawin.")
    return typed


def an_rt(typed: str) -> Rt:
    """`005/002`, as the list of the form has it."""
    rt, _, rw = typed.partition("/")
    if not (rt.isdecimal() and rw.isdecimal()):
        raise ValueError("Pilih RT dan RW dari daftar.")
    return Rt(rt=int(rt), rw=int(rw))


class TypedPerson(Typed):
    """Birth date and sex are those that the NIK tells."""

    name: Annotated[str, BeforeValidator(a_name)]
    nik: Annotated[str, BeforeValidator(any_nik)]
    birth_place: Annotated[str, BeforeValidator(a_birth_place)]
    religion: Annotated[str, BeforeValidator(a_religion)]
    marital_status: Annotated[str, BeforeValidator(a_marital_status)]
    occupation: Annotated[str, BeforeValidator(an_occupation)]
    address: Annotated[str, BeforeValidator(an_address)]
    rt: Annotated[Rt, BeforeValidator(an_rt)]

    def person(self, today: date) -> Person:
        """The same as letters have it."""
        told = {name: getattr(self, name) for name in TypedPerson.model_fields}
        return Person(**told, birth_date=born(self.nik, today), sex=sex(self.nik))


def _a_word(what: str) -> Callable[[str], str]:
    line = a_line(what, 40)

    def check(typed: str) -> str:
        if len(said := line(typed)) < 2:
            raise ValueError(f"{what} belum lengkap.")
        return said

    return check


_PUT_RIGHT: Mapping[str, Callable[[str], str]] = {
    "name": a_name,
    "birth_place": a_birth_place,
    "religion": _a_word("Agama"),
    "marital_status": _a_word("Status kawin"),
    "occupation": an_occupation,
    "address": an_address,
}


def put_right(person: Person, typed: Mapping[str, str]) -> Person:
    """What a clerk corrects; what was not touched stays as it is. Raises `Amiss` for what no letter can carry."""
    said: dict[str, str] = {}
    for name, check in _PUT_RIGHT.items():
        if name in typed and typed[name] != getattr(person, name):
            try:
                said[name] = check(typed[name])
            except ValueError as why:
                raise Amiss(name, str(why)) from None
    return person.model_copy(update=said)
