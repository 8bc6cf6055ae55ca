"""The first words of a conversation: the greeting, which service, and for whom."""

import re
from collections.abc import Callable, Sequence

from services.intake.dialogue.words import begun, lowered, photo_of
from services.intake.understanding.form import is_a_form
from services.intake.understanding.person import read_name
from shared.contracts.catalogue import Catalogue, Service
from shared.dialogue import Heard, Misunderstood, Option, Script, Several, ask, recall, tell
from shared.dialogue.understand import named, one_of, plain
from shared.indonesian import listed

_KIN = (
    *("ibu", "emak", "mama", "bapak", "ayah", "papa", "anak", "adik", "kakak", "nenek", "kakek", "paman", "om", "bibi"),
    *("tante", "suami", "istri", "saudara", "keponakan", "mertua", "menantu", "tetangga", "teman", "warga"),
)
SELF = Option("self", "Saya sendiri", also=("saya", "sendiri", "diri sendiri", "untuk saya"))
OTHER = Option("other", "Orang lain", also=("bukan saya", "lain", *_KIN, *(f"{kin} saya" for kin in _KIN)))
REQUIREMENTS = Option("requirements", "Syaratnya apa?", also=("syarat", "syaratnya", "persyaratan", "dokumennya apa"))
_FOR_OTHERS = re.compile(rf"\b(?:untuk|buat|bantu|punya)\s+(?:{'|'.join(_KIN)}|orang)\b")
_WANTS = re.compile(r"\b(?:mau|ingin|pengen|perlu|butuh|bikin|buat|urus|ngurus|mengurus|daftar|ajukan)\w*\b")
_ASKS_AFTER = re.compile(r"\b(?:kapan|jadi|selesai|sampai|belum|sudah|lama|gimana|bagaimana)\b")
_GREETINGS = (
    (re.compile(r"\bass?\w*lamu\W?a?\W?laiku?m"), "Waalaikumsalam"),
    (re.compile(r"\bpagi\b"), "Selamat pagi"),
    (re.compile(r"\bsiang\b"), "Selamat siang"),
    (re.compile(r"\bsore\b"), "Selamat sore"),
    (re.compile(r"\bmalam\b"), "Selamat malam"),
)


def open_conversation(catalogue: Catalogue) -> Script[Service]:
    """Greet, say what the data is for before any is asked, and find out which service is wanted."""
    greeting = yield from ask("first_words", "", first_words(catalogue))
    yield from tell(f"{greeting}, Bapak/Ibu. Ini layanan Kelurahan {catalogue.office.name}. {promise(catalogue)}")
    options = [_as_option(service) for service in catalogue.services]
    if len(options) == 1:
        return catalogue.services[0]

    text, hint = "Surat apa yang diperlukan?", what_there_is(catalogue)
    choices, understand = [option.choice for option in options], the_service(catalogue)
    key = yield from ask("service", text, understand, choices, list_button="Pilih surat", hint=hint)
    return catalogue.service(key)


def who_is_it_for(service: Service) -> Script[str | None]:
    """Whose document it is; returns the helper's name when someone applies for another person."""
    shown = yield from recall("requirements", bool)
    text = f"{begun(service.short)} ini untuk siapa?"
    options = [SELF, OTHER] if shown else [SELF, OTHER, REQUIREMENTS]
    text = f"{requirements(service)}\n\n{text}" if shown else text
    hint = "Tekan salah satu tombol: untuk Bapak/Ibu sendiri, atau untuk orang lain?"
    whose = yield from ask("whose", text, for_whom(), [option.choice for option in options], hint=hint)
    if whose == SELF.key:
        return None
    return (
        yield from ask(
            "helper",
            "Baik, Bapak/Ibu membantu orang lain. Nama Bapak/Ibu siapa? Kami catat sebagai pendamping.",
            a_name,
        )
    )


def promise(catalogue: Catalogue) -> str:
    """What is offered, what it costs, how long it takes, and what becomes of the data."""
    what = f"surat untuk {listed([service.short for service in catalogue.services])}"
    days = max(service.working_days for service in catalogue.services)
    return (
        f"Kami bantu urus *{what}*: gratis, paling lama {days} hari kerja setelah berkas lengkap. "
        "Data dan foto dokumen hanya dipakai untuk surat ini. "
        f"Foto dihapus {catalogue.documents_kept_days} hari setelah selesai; buku register tetap disimpan."
    )


def what_there_is(catalogue: Catalogue) -> str:
    """For those who need something else, or have not said what."""
    services = listed([service.short for service in catalogue.services], last="atau")
    return f"Surat apa yang diperlukan: {services}? Untuk surat lain, ketik PETUGAS."


def requirements(service: Service) -> str:
    """What a service asks for, before anything is asked."""
    lines = [f"Syarat *{service.short}*:", "• data diri, alamat dan RT/RW"]
    if blocks := [block.name for block in service.blocks if "reason" not in block.when]:
        lines.append(f"• data {listed(blocks)}")
    if service.cover_letter == "required":
        whose = "Ketua RT dan RW" if service.rw_endorses else "Ketua RT"
        lines.append(f"• surat pengantar {whose}: kami yang mintakan, tidak perlu datang")
    for document in service.documents:
        when = [lowered(reason.label) for reason in service.reasons if reason.key in document.when]
        condition = f" (kalau {listed(when, last='atau')})" if when else ""
        lines.append(f"• {photo_of(document.name)}{condition}")
    return "\n".join(lines)


def first_words(catalogue: Catalogue) -> Callable[[Heard], str | Several]:
    """How to greet back, and whatever the first words already tell."""

    def the_first_words(heard: Heard) -> str | Several:
        said = heard.text or ""
        told = {"first_words": greeting(said)}
        service = wanted_service(said, catalogue.services)
        if service is None:
            return Several(told)
        return Several({**told, "service": service.key, **what_else(said, service)})

    return the_first_words


def the_service(catalogue: Catalogue) -> Callable[[Heard], str | Misunderstood | Several]:
    """Which service is meant, with what else is told. A filled form names none: `Status kawin` is no wish to marry."""
    understand = one_of([_as_option(service) for service in catalogue.services])

    def service(heard: Heard) -> str | Misunderstood | Several:
        said = heard.text or ""
        if heard.choice is None and is_a_form(said):
            return Misunderstood()
        key = understand(heard)
        more = what_else(said, catalogue.service(key)) if isinstance(key, str) else {}
        return Several({"service": key, **more}) if more else key

    return service


def what_else(said: str, service: Service) -> dict[str, object]:
    """The reason and the person, where the words for a service name them as well: `ktp hilang`, `kk untuk ibu`."""
    told: dict[str, object] = {}
    reasons = [Option(reason.key, reason.label, reason.also) for reason in service.reasons]
    if (reason := named(plain(said), reasons)) is not None:
        told["reason"] = reason
    if _FOR_OTHERS.search(plain(said)):
        told["whose"] = OTHER.key
    return told


def greeting(said: str) -> str:
    return next((answer for pattern, answer in _GREETINGS if pattern.search(said.lower())), "Halo")


def wanted_service(said: str, services: Sequence[Service]) -> Service | None:
    """The one service that the words name, or the only one there is when they name none."""
    options = [_as_option(service) for service in services]
    key = None if is_a_form(said) else named(plain(said), options)
    only = services[0] if len(services) == 1 else None
    return next((service for service in services if service.key == key), only)


def wants_another(said: str, services: Sequence[Service]) -> bool:
    """Whether someone with a running application begins a new one: `mau bikin ktp untuk ibu`."""
    words = plain(said)
    begins = _WANTS.search(words) and not _ASKS_AFTER.search(words)
    return bool(begins and named(words, [_as_option(service) for service in services]))


def for_whom() -> Callable[[Heard], str | Misunderstood | Several]:
    understand = one_of([SELF, OTHER, REQUIREMENTS])

    def whose(heard: Heard) -> str | Misunderstood | Several:
        said = understand(heard)
        return Several({"requirements": True}) if said == REQUIREMENTS.key else said

    return whose


def a_name(heard: Heard) -> str | Misunderstood:
    return (
        read_name(heard.text or "") if heard.kind == "text" else Misunderstood("Tulis namanya, contoh: Budi Santoso.")
    )


def _as_option(service: Service) -> Option:
    also = (service.key, service.name, *service.also)
    return Option(service.key, begun(service.short), also, description=service.name)
