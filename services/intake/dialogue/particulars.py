"""The particulars of a person: as a form to fill in and send back, and one by one for whatever is still missing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.intake.dialogue.by_link import DataSheet, Line, Read, fill_in_on_the_page, with_all_told
from services.intake.dialogue.remembered import offer, those_of
from services.intake.understanding.form import LABELS, Form
from services.intake.understanding.person import MARITAL_STATUSES, RELIGIONS
from shared.contracts.vocabulary import Choice, Person, Rt
from shared.dialogue import Heard, Misunderstood, Option, Script, Several, ask, recall, tell
from shared.dialogue.understand import plain
from shared.particulars import born, sex

#: What was wrong with a field of the form opens the question for it.
TROUBLES = "troubles"
ONE_BY_ONE = Choice(key="one_by_one", label="Satu per satu")


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the form, and how it is asked for by itself."""

    key: str
    label: str
    question: str
    options: tuple[Option, ...] = ()


FIELDS = (
    Field("name", "Nama", "Nama lengkapnya siapa, seperti di Kartu Keluarga?"),
    Field("nik", "NIK", "NIK-nya berapa? 16 angka, ada di baris atas KTP dan di Kartu Keluarga."),
    Field("birth_place", "Tempat lahir", "Lahir di kota atau kabupaten mana?"),
    Field("religion", "Agama", "Agamanya apa?", RELIGIONS),
    Field("marital_status", "Status kawin", "Status perkawinannya apa?", MARITAL_STATUSES),
    Field("occupation", "Pekerjaan", "Pekerjaannya apa? Contoh: wiraswasta, ibu rumah tangga, pelajar."),
    Field("address", "Alamat", "Alamat rumahnya di mana? Nama jalan dan nomor, contoh: Jl. Sapta Marga No. 12."),
    Field("rt", "RT/RW", "RT dan RW berapa? Contoh: 005/002."),
)

_HOW_TO_FILL = (
    "Salin daftar di atas, isi di belakang tanda titik dua, lalu kirim. "
    "Atau tekan *Satu per satu*, nanti kami tanya satu-satu."
)


def particulars(form: Form, whose: str, *, by_link: bool = False, remembered: Person | None = None) -> Script[Person]:
    """Everything a letter says about a person. Birth date and sex are those that the NIK tells."""
    if remembered:
        known = {field.key: getattr(remembered, field.key) for field in FIELDS}
        yield from offer("particulars", those_of(remembered), known, None if by_link else a_filled(form))
    if by_link:
        yield from fill_in_on_the_page("particulars", (yield from the_sheet(form, whose)), whose)
    else:
        how = _HOW_TO_FILL
        yield from ask("particulars", the_form(whose), a_filled(form), [ONE_BY_ONE], awaits_text=True, hint=how)
    troubles = (yield from recall(TROUBLES, dict[str, str])) or {}
    missing = yield from _missing()
    if missing and len(missing) < len(FIELDS):
        yield from tell("Terima kasih, sudah kami catat. Tinggal yang ini:")
    told: dict[str, str | Rt] = {}
    for field in FIELDS:
        question = troubles.get(field.key, field.question)
        choices = [option.choice for option in field.options]
        told[field.key] = yield from ask(
            field.key, question, _a_field(form, field), choices, list_button="Pilih", hint=_hint(field)
        )
    number = str(told["nik"])
    return Person.model_validate({**told, "birth_date": born(number, form.today), "sex": sex(number)})


def the_form(whose: str) -> str:
    lines = "\n".join(f"{field.label}: " for field in FIELDS)
    return (
        f"Tolong isi data {whose}. Salin, lengkapi, lalu kirim:\n\n{lines}\n\n"
        "Kalau sulit, tekan tombol di bawah, kami tanya satu per satu."
    )


def the_sheet(form: Form, whose: str) -> Script[DataSheet]:
    """The same form on a page."""
    lines: list[Line] = []
    for field in FIELDS:
        known = yield from recall(field.key, object)
        options = tuple(option.label for option in field.options)
        hint = "" if options else field.question
        is_number, is_known = field.key == "nik", known is not None
        lines.append(Line(field.key, field.label, _shown(known), hint, options, False, is_number, is_known))

    def read(typed: Mapping[str, str]) -> Read:
        filled = form.fill({key: typed[key] for key in LABELS if key in typed})
        return with_all_told(lines, Read(dict(filled.understood), filled.troubles))

    return DataSheet(f"Data {whose}", tuple(lines), read)


def a_filled(form: Form) -> Callable[[Heard], str | Several | Misunderstood]:
    """What the form tells, as the answers to the single questions, and what is wrong with the rest."""

    def filled(heard: Heard) -> str | Several | Misunderstood:
        if heard.choice == ONE_BY_ONE.key or plain(heard.text or "") in ("satu per satu", "satu satu", "satu persatu"):
            return ONE_BY_ONE.key
        read = form.read(heard.text or "")
        if heard.kind != "text" or not (read.understood or read.troubles) or is_a_lone_word(heard.text or ""):
            return Misunderstood()
        return Several({"particulars": "form", TROUBLES: read.troubles, **read.understood})

    return filled


def is_a_lone_word(said: str) -> bool:
    """`kemarin`: nothing tells that it is somebody's name."""
    return len(said.split()) == 1 and said.strip().isalpha()


def _shown(known: object) -> str:
    """An RT was stored by its numbers."""
    return f"{known['rt']:03}/{known['rw']:03}" if isinstance(known, dict) else str(known or "")


def _missing() -> Script[list[Field]]:
    missing: list[Field] = []
    for field in FIELDS:
        if (yield from recall(field.key, object)) is None:
            missing.append(field)
    return missing


def _a_field(form: Form, field: Field) -> Callable[[Heard], str | Rt | Misunderstood | Several]:
    """How a reply to one question is understood; whoever sends a whole form after all is understood too."""
    read = form.reader(field.key)
    keys = {option.key for option in field.options}

    def the_field(heard: Heard) -> str | Rt | Misunderstood | Several:
        if heard.choice is not None:
            return heard.choice if heard.choice in keys else Misunderstood()
        if heard.kind != "text":
            return Misunderstood()
        filled = form.read(heard.text or "").understood
        return Several(filled) if len(filled) > 1 and field.key in filled else read(heard.text or "")

    return the_field


def _hint(field: Field) -> str | None:
    return "Pilih satu dari daftar." if field.options else None
