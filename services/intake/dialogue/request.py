"""From the first words to the request for the surat pengantar."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from services.intake.books import KnownCatalogue, KnownDirectory
from services.intake.dialogue.opening import open_conversation, who_is_it_for
from services.intake.dialogue.particulars import FIELDS, TROUBLES, particulars
from services.intake.dialogue.words import lowered, purpose, the_chair
from services.intake.understanding import nik
from services.intake.understanding.form import Form
from shared.contracts.catalogue import Reason, Service
from shared.contracts.vocabulary import Nik, Person, ServiceKey
from shared.dialogue import Heard, Misunderstood, Option, Script, Several, ask, choose, forget, scene
from shared.dialogue.understand import one_of
from shared.indonesian import honorific, long_date, sex_in_words

RIGHT = Option("right", "Sudah benar", also=("ya", "benar", "betul", "ok", "oke", "lanjut", "sip", "setuju", "sesuai"))
FIX = Option(
    "fix", "Perbaiki", also=("salah", "ubah", "ganti", "belum", "tidak", "bukan", "keliru", "koreksi", "ada salah")
)
CANCEL = Option("cancel", "Batal", also=("batalkan", "tidak jadi", "batalin", "jangan"))
#: Applications under way, by whom they are for and what, with their reference where the same contact asked for them.
UnderWay = Mapping[tuple[Nik, ServiceKey], str | None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a resident asks for, and has said is right."""

    service: Service
    reason: Reason | None
    applicant: Person
    helped_by: str | None


@dataclass(frozen=True, slots=True)
class Counter:
    """What someone at the counter knows: the procedure, the neighbourhoods, the date."""

    catalogue: KnownCatalogue
    directory: KnownDirectory
    today: date

    @property
    def form(self) -> Form:
        return Form(self.directory.directory, self.today)


@scene
def request(counter: Counter, under_way: UnderWay) -> Script[Wish | None]:
    """Who wants what, and why. None when they think better of it."""
    service = yield from open_conversation(counter.catalogue.catalogue)
    helper = yield from who_is_it_for(service)
    reason = yield from why(service)
    applicant = yield from particulars(counter.form, "Bapak/Ibu" if helper is None else "orang yang dibantu")
    wish = Wish(service, reason, applicant, helper)
    warning = already_under_way(wish, under_way)
    match (yield from confirm(counter, wish, warning)):
        case RIGHT.key:
            return wish
        case CANCEL.key:
            return None
        case _:
            return (yield from put_right(counter.form, service))


def why(service: Service) -> Script[Reason | None]:
    if not service.reasons:
        return None
    options = [Option(reason.key, reason.label, reason.also) for reason in service.reasons]
    key = yield from choose("reason", f"Kenapa perlu {service.short}?", options, list_button="Pilih alasan")
    return service.reason(key)


def confirm(counter: Counter, wish: Wish, warning: str) -> Script[str]:
    text = "\n\n".join(part for part in (summary(wish), warning, next_step(counter, wish)) if part)
    options = [RIGHT, FIX, CANCEL]
    hint = "Tekan *Sudah benar* kalau datanya sudah benar, atau *Perbaiki* kalau ada yang salah."
    return (yield from ask("sure", text, a_verdict(counter.form), [option.choice for option in options], hint=hint))


def put_right(form: Form, service: Service) -> Script[None]:
    """Forget what is wrong, so that only that is asked again, or take what is right from the reply."""
    text = "Apa yang perlu diperbaiki? Pilih dari daftar, atau tulis yang benar, contoh: *Alamat: Jl. Melati No. 3*"
    options = correctable(service)
    what = yield from ask(
        "fix", text, a_correction(form, options), [option.choice for option in options], awaits_text=True
    )
    also = ("helper",) if what == "whose" else ()
    yield from forget(what, *also, TROUBLES, "sure", "fix")


def correctable(service: Service) -> list[Option]:
    fields = [Option(field.key, field.label) for field in FIELDS]
    reason = [Option("reason", "Alasan", also=("keperluan",))] if service.reasons else []
    return [*fields, *reason, Option("whose", "Untuk siapa", also=("pendamping",))]


def a_correction(form: Form, options: list[Option]) -> Callable[[Heard], str | Misunderstood | Several]:
    """The key of what is wrong; with what is right after it, that is taken at once."""

    def correction(heard: Heard) -> str | Misunderstood | Several:
        understood = _labelled_fields(form, heard)
        return Several({**understood, "fix": "sure"}) if understood else one_of(options)(heard)

    return correction


def a_verdict(form: Form) -> Callable[[Heard], str | Misunderstood | Several]:
    """Right, wrong or not at all; whoever writes what is right has it put right at once."""

    def verdict(heard: Heard) -> str | Misunderstood | Several:
        understood = _labelled_fields(form, heard)
        return Several(understood) if understood else one_of([RIGHT, FIX, CANCEL])(heard)

    return verdict


def _labelled_fields(form: Form, heard: Heard) -> Mapping[str, object]:
    return form.read(heard.text or "").understood if heard.kind == "text" and ":" in (heard.text or "") else {}


def summary(wish: Wish) -> str:
    """The particulars as they will stand in the letter, for the resident to check."""
    person = wish.applicant
    whom = f"{honorific(person.sex)} {person.name}"
    opening = f"Mohon diperiksa, {whom}:" if wish.helped_by is None else f"Mohon diperiksa, data *{whom}*:"
    born = f"Lahir di {person.birth_place}, {long_date(person.birth_date)}, {sex_in_words(person.sex)}"
    lines = [
        opening,
        f"NIK {person.nik}",
        born,
        f"{person.religion}, {person.marital_status.lower()}, {lowered(person.occupation)}",
        f"{person.address}, {person.rt}",
        f"Untuk {purpose(wish.service, wish.reason)}",
    ]
    return "\n".join([*lines, f"Pendamping: {wish.helped_by}"] if wish.helped_by else lines)


def next_step(counter: Counter, wish: Wish) -> str:
    """What happens once this is confirmed, and what is worth a word before."""
    person = wish.applicant
    foreign = nik.is_from_elsewhere(person.nik, counter.catalogue.office)
    remark = "NIK ini terbit di daerah lain. Tidak apa-apa, asal sekarang tinggal di sini.\n\n" if foreign else ""
    if wish.service.cover_letter == "none":
        return f"{remark}Setelah ini kami minta foto dokumennya."
    chair = counter.directory.chair(person.rt)
    return f"{remark}Kami mintakan surat pengantar ke {the_chair(person.rt, chair)}."


def already_under_way(wish: Wish, under_way: UnderWay) -> str:
    """A second application of the same person for the same service is possible, but worth a warning."""
    key = (wish.applicant.nik, wish.service.key)
    if key not in under_way:
        return ""
    reference = f" (*{under_way[key]}*)" if under_way[key] else ""
    return (
        f"Perhatian: untuk {wish.applicant.name} sudah ada permohonan {wish.service.short} yang berjalan{reference}. "
        "Tekan *Batal* kalau tidak perlu dua kali."
    )
