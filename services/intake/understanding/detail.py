"""One detail that a service asks for, as people write it: understood by its kind, tidied as it is kept."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from services.intake.understanding import nik, person
from shared.contracts.details import LONGEST, UNKNOWN, DataField, FieldKind
from shared.dialogue import Misunderstood, Option
from shared.dialogue.understand import plain, read_date, which
from shared.indonesian import foreign_characters, long_date
from shared.phones import e164

_NOTHING = {"", "strip", "tidak ada", "tidak tahu", "tidak punya", "tidak ingat", "lupa", "kosong", "nihil"}
_GONE = {"meninggal", "sudah meninggal", "wafat", "sudah wafat", "alm", "almh", "almarhum", "almarhumah"}
_LATE = re.compile(r"\W*\b(alm|almarhum|almh|almarhumah)\b\W*", re.IGNORECASE)
_SAME = {"sama", "sda", "idem", "sama saja", "sama dengan saya", "alamat sama", "serumah", "sama dengan di atas"}
_YEAR = re.compile(r"\b(?:(?:tahun|thn|th)\.?\s*)?(1[89]\d\d|20\d\d)\b")
_DATE_EXAMPLE = "17-8-1990"
#: Words that answer no such question.
_NO_TEXT = {"ya", "iya", "ok", "oke", "baik", "siap", "sudah", "apa", "maksudnya", "apa maksudnya", "kenapa", "halo"}


@dataclass(frozen=True)
class Reader:
    """How details are read today; `home` is the applicant's own address, for those who write *sama*."""

    today: date
    home: str

    def read(self, field: DataField, text: str) -> str | Misunderstood:
        """The value as it is kept. What is optional may be a dash."""
        if field.optional and means_nothing(field, text):
            return UNKNOWN
        readers: dict[FieldKind, Callable[[str], str | Misunderstood]] = {
            "text": _read_text,
            "name": read_late_name,
            "nik": lambda said: nik.read_nik(said, self.today),
            "birth": self._read_birth,
            "date": self._read_date,
            "address": self._read_address,
            "religion": person.read_religion,
            "occupation": person.read_occupation,
            "choice": lambda said: _read_choice(field, said),
            "phone": _read_phone,
            "number": _read_number,
        }
        value = readers[field.kind](text)
        if isinstance(value, Misunderstood) or field.takes(value):
            return value
        return Misunderstood(f"Tulis lebih pendek, paling panjang {LONGEST} huruf.")

    def looks_right(self, field: DataField, text: str) -> bool:
        """Whether a line without a label can hardly be anything else than this."""
        if field.usual:
            return plain(text) == plain(field.usual)
        looks: dict[FieldKind, Callable[[str], object]] = {
            "nik": nik.looks_like_a_nik,
            "birth": lambda said: tells_a_date(said, self.today),
            "date": lambda said: read_date(said, self.today),
            "address": lambda said: person.looks_like_an_address(said) or plain(said) in _SAME,
            "religion": lambda said: which(said, person.RELIGIONS),
            "occupation": person.known_occupation,
            "phone": lambda said: isinstance(_read_phone(said), str),
        }
        return field.kind in looks and bool(looks[field.kind](text))

    def _read_birth(self, text: str) -> str | Misunderstood:
        """`palembang, 5-8-1960` is `Palembang, 5 Agustus 1960`; of the old, the year may be all that is known."""
        born = read_date(text, self.today)
        year = _YEAR.search(text)
        when = long_date(born) if born else year[1] if year else None
        place = person.read_birth_place(text if born else _YEAR.sub("", text))
        if isinstance(place, Misunderstood) or when is None or (born and born > self.today):
            return Misunderstood(f"Tulis tempat dan tanggal lahir. Contoh: Palembang, {_DATE_EXAMPLE}.")
        return f"{place}, {when}"

    def _read_date(self, text: str) -> str | Misunderstood:
        if found := read_date(text, self.today):
            return found.isoformat()
        return Misunderstood(f"Tulis tanggal, bulan, dan tahun. Contoh: {_DATE_EXAMPLE}.")

    def _read_address(self, text: str) -> str | Misunderstood:
        return self.home if plain(text) in _SAME else person.read_address(text)


def tells_a_date(text: str, today: date) -> bool:
    """A whole date, or at least the year."""
    return read_date(text, today) is not None or _YEAR.search(text) is not None


def means_nothing(field: DataField, text: str) -> bool:
    """A dash, or words for one. Of the dead only the name is left to be told."""
    said = plain(text)
    return said in _NOTHING or (said in _GONE and field.kind != "name")


def options(field: DataField) -> list[Option]:
    """What can be chosen; none where it is to be written."""
    if field.kind == "religion":
        return list(person.RELIGIONS)
    return [Option(answer.key, answer.label, answer.also) for answer in field.options]


def read_late_name(text: str) -> str | Misunderstood:
    """A name; that somebody has died stands after it, as papers have it: `Ahmad Yani (alm.)`."""
    found = _LATE.search(text)
    name = person.read_name(_LATE.sub(" ", text).strip() if found else text)
    if found is None or isinstance(name, Misunderstood):
        return name
    return f"{name} ({'almh.' if found[1].lower().startswith(('almh', 'almarhumah')) else 'alm.'})"


def _read_text(text: str) -> str | Misunderstood:
    said = " ".join(text.split()).strip(" ,;:")
    is_chat = plain(said) in _NO_TEXT or said.endswith("?")
    if is_chat or len(said) < 2 or not re.search(r"\w", said) or foreign_characters(said):
        return Misunderstood()
    return said[0].upper() + said[1:]


def _read_choice(field: DataField, text: str) -> str | Misunderstood:
    return which(text, options(field)) or Misunderstood("Pilih satu dari daftar.")


def _read_number(text: str) -> str | Misunderstood:
    digits = re.findall(r"\d+", re.sub(r"(?<=\d)\.(?=\d{3}\b)", "", text))
    return str(int(digits[0])) if len(digits) == 1 else Misunderstood("Tulis dengan angka. Contoh: 2.")


def _read_phone(text: str) -> str | Misunderstood:
    """As E.164, whichever way it is written."""
    return e164(text) or Misunderstood("Tulis nomor telepon. Contoh: 0812 3456 7890.")
