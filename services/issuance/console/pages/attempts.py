"""What was typed into a form: read field by field, and kept where something will not do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from starlette.datastructures import FormData

from services.issuance.stage import Amiss
from services.issuance.typed import Unseen, all_seen, as_day


@dataclass(frozen=True, slots=True)
class Attempt:
    """A form that was sent in vain: what was typed stays, the reason stands beside its field."""

    form: str = ""
    where: str = ""
    problem: str = ""
    typed: Mapping[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def at(cls, form: str, sent: FormData, why: Amiss) -> "Attempt":
        return cls(form, why.field, str(why), {name: word for name, word in sent.items() if isinstance(word, str)})

    def said(self, form: str, name: str, otherwise: object = "") -> object:
        """What was typed into this field of this form; what stands there before anyone typed."""
        return self.typed.get(name, "") if form == self.form else otherwise

    def trouble(self, form: str, name: str) -> str:
        """What is wrong with this field, if anything is."""
        return self.problem if (form, name) == (self.form, self.where) else ""


NO_ATTEMPT = Attempt()


def words(sent: FormData, name: str, what: str, most: int = 120) -> str:
    """One line of text. Raises `Amiss` when there is none or too much, or something that nobody sees."""
    said = " ".join(f"{sent.get(name) or ''}".split())
    if not said:
        raise Amiss(name, f"Isi {what}.")
    if len(said) > most:
        raise Amiss(name, f"{what[:1].upper()}{what[1:]} paling panjang {most} huruf.")
    try:
        return all_seen(said)
    except Unseen as why:
        raise Amiss(name, f"{why}") from None


def number(sent: FormData, name: str, what: str, *, least: int, most: int) -> int:
    """A whole number. Raises `Amiss`."""
    said = f"{sent.get(name) or ''}".strip()
    if not said.isdecimal() or len(said) > len(str(most)) or not least <= int(said) <= most:
        raise Amiss(name, f"{what[:1].upper()}{what[1:]} berupa angka dari {least} sampai {most}.")
    return int(said)


def day(sent: FormData, name: str, what: str) -> date:
    """A date. Raises `Amiss`."""
    try:
        return as_day(f"{sent.get(name) or ''}")
    except ValueError:
        raise Amiss(name, f"Isi {what}.") from None
