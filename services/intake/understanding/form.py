"""The form that a resident copies and fills in: in any order, partly, with labels or without, on lines or in one."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from services.intake.understanding import nik, person
from services.intake.understanding.neighbourhood import names_an_rt, read_rt, without_rt
from shared.contracts.catalogue import Directory
from shared.contracts.vocabulary import Rt
from shared.dialogue import Misunderstood
from shared.dialogue.understand import read_date, which
from shared.indonesian import long_date
from shared.particulars import born

#: The fields in the order of the form, with what people write before them.
LABELS: Mapping[str, str] = {
    "name": r"nama(?:\s+(?:lengkap|pemohon|saya))?",
    "nik": r"(?:nik|no(?:mor)?\.?\s+(?:nik|ktp)|nik\s+ktp)",
    "birth_place": r"(?:tempat\s*(?:[,/&]|dan)?\s*(?:tgl|tanggal)?\.?\s*lahir|ttl|kota\s+lahir|tmpt\s+lahir)",
    "birth_date": r"(?:tgl|tanggal)\.?\s*lahir",
    "religion": r"agama",
    "marital_status": r"status(?:\s+(?:kawin|perkawinan|pernikahan|nikah))?",
    "occupation": r"(?:pekerjaan|kerja)",
    "address": r"alamat(?:\s+(?:rumah|lengkap|sekarang))?",
    "rt": r"rt\s*/\s*rw",
}
_LABEL = {key: re.compile(rf"^\W*{label}\b[\s*_:=.\-]*", re.IGNORECASE) for key, label in LABELS.items()}
_ANY_LABEL = re.compile(rf"\s+(?=(?:{'|'.join(LABELS.values())})\s*[:=])", re.IGNORECASE)
_BREAKS = re.compile(r"\n|\s[/|·•]\s|;")
_BIRTH = re.compile(r"^\W*(?:lahir|kelahiran)\b", re.IGNORECASE)


def is_a_form(text: str) -> bool:
    """Whether somebody has filled in the form: two of its labels at least."""
    return sum(label is not None for label, _ in _lines(text)) > 1


@dataclass
class Filled:
    """What a form tells: what was understood, and what to say about the rest, by field."""

    understood: dict[str, str | Rt] = field(default_factory=dict[str, str | Rt])
    troubles: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Form:
    """How to read a form at this office, today."""

    directory: Directory
    today: date

    def read(self, text: str) -> Filled:
        """Everything the text tells. A birth date is only compared with that of the NIK."""
        filled, loose, said_born = Filled(), list[str](), None
        for label, value in _lines(text):
            said_born = said_born or (read_date(value, self.today) if label in ("birth_place", "birth_date") else None)
            if label is None:
                loose.append(value)
            elif label != "birth_date":
                self._take(filled, label, value)
        for value in loose:
            self._take(filled, self._guess(filled, value), value)
        self._compare(filled, said_born)
        return filled

    def fill(self, values: Mapping[str, str]) -> Filled:
        """The same of a page, which knows what each field holds. An RT in the address counts where none was told."""
        filled = Filled()
        for key in sorted(values, key="address".__eq__):
            self._take(filled, key, values[key].strip())
        return filled

    def reader(self, key: str) -> Callable[[str], str | Rt | Misunderstood]:
        """How the field with this key is read."""
        readers: dict[str, Callable[[str], str | Rt | Misunderstood]] = {
            "name": person.read_name,
            "nik": lambda text: nik.read_nik(text, self.today),
            "birth_place": person.read_birth_place,
            "religion": person.read_religion,
            "marital_status": person.read_marital_status,
            "occupation": person.read_occupation,
            "address": person.read_address,
            "rt": lambda text: read_rt(text, self.directory),
        }
        return readers[key]

    def _take(self, filled: Filled, key: str | None, value: str) -> None:
        if key == "address" and names_an_rt(value):
            self._take(filled, "rt", value)
            value = without_rt(value)
        if key is None or not re.search(r"\w", value) or key in filled.understood:
            return
        match self.reader(key)(value):
            case Misunderstood(hint=hint):
                filled.troubles[key] = hint
            case understood:
                filled.understood[key] = understood
                filled.troubles.pop(key, None)

    def _guess(self, filled: Filled, value: str) -> str | None:
        """Which field a line without a label is for: by what it looks like, else by what is still free."""
        by_looks: dict[str, bool] = {
            "nik": nik.looks_like_a_nik(value),
            "address": person.looks_like_an_address(value),
            "rt": names_an_rt(value),
            "religion": which(value, person.RELIGIONS) is not None,
            "marital_status": person.speaks_of_marriage(value),
            "occupation": person.known_occupation(value) is not None,
            "name": "name" not in filled.understood and person.might_be_a_name(value),
        }
        free = (
            key
            for key in ("birth_place", "occupation", "address")
            if filled.understood and key not in filled.understood
        )
        return next((key for key, fits in by_looks.items() if fits), next(free, None))

    def _compare(self, filled: Filled, said: date | None) -> None:
        """A birth date that is not the NIK's is a slip in one of them; the NIK is asked for again."""
        number = filled.understood.get("nik")
        if said is None or not isinstance(number, str):
            return
        told = born(number, self.today)
        if said > self.today:
            trouble = f"Tanggal lahir {long_date(said)} belum terjadi."
        elif (said.day, said.month, said.year % 100) != (told.day, told.month, told.year % 100):
            trouble = f"Tanggal lahir {long_date(said)} berbeda dari yang di NIK, {long_date(told)}."
        else:
            return
        filled.troubles["nik"] = f"{trouble} Mohon periksa KTP atau KK, lalu tulis NIK-nya lagi."
        del filled.understood["nik"]


def _lines(text: str) -> Iterator[tuple[str | None, str]]:
    """The lines of a form, each with the field its label names."""
    lines = [line for part in _BREAKS.split(text) for line in _ANY_LABEL.split(part)]
    if len(lines) == 1 and text.count(",") >= 3:
        lines = text.split(",")
    for line in lines:
        label, value = _labelled(line.strip())
        if value.strip():
            yield label, value.strip()


def _labelled(line: str) -> tuple[str | None, str]:
    for key, label in _LABEL.items():
        if found := label.match(line):
            return key, line[found.end() :]
    if _BIRTH.match(line):
        return "birth_place", line
    return None, line
