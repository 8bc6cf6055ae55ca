"""INFO: where the office is and when it is open, what each letter asks for, who chairs which RT."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote_plus

from services.intake.books import KnownCatalogue, KnownDirectory
from services.intake.dialogue.news import opening_hours
from services.intake.dialogue.opening import requirements
from services.intake.dialogue.words import begun, says_briefly
from shared.contracts.catalogue import Chair, Office, Service
from shared.contracts.vocabulary import Choice

#: What a row says is known by this, so that it can be tapped at any time.
ABOUT = "INFO."
CHAIRS = Choice(key=f"{ABOUT}ketua", label="Ketua RT dan RW")
BEGIN = Choice(key="MENU", label="Urus surat")
WHAT_ABOUT = "Mau tahu tentang apa?"

_ASKS = re.compile(
    r"\bjam (?:buka|kerja|tutup|berapa (?:buka|tutup))\b|\b(?:buka|tutup) jam\b"
    r"|\b(?:alamat|lokasi|letak) (?:kantor|kelurahan)"
    r"|\bkantor\w* (?:di ?mana|dimana)\b|\b(?:di ?mana|dimana) kantor"
)
_LONGEST_QUESTION = 9  # words


def asks_about_the_office(said: str) -> bool:
    """`jam buka kantor?`, `alamat kelurahan di mana`: what the word INFO would lead to."""
    return says_briefly(said, _ASKS, _LONGEST_QUESTION)


def the_office(known: KnownCatalogue, today: date) -> str:
    """Everything that people ask for before they come."""
    office, services = known.catalogue.office, known.catalogue.services
    days = max(service.working_days for service in services)
    return (
        f"*Kantor Kelurahan {office.name}*\n"
        f"{office.address}, {office.city} {office.postcode}\n"
        f"Buka {opening_hours(known, today)}\n"
        f"Telepon {office.phone}\n"
        f"Peta: {map_of(office)}\n\n"
        f"Semua surat *gratis*, paling lama {days} hari kerja setelah berkas lengkap."
    )


def topics(known: KnownCatalogue, *more: Choice) -> tuple[Choice, ...]:
    """What can be asked next, and `more` that can be done."""
    letters = (
        Choice(key=f"{ABOUT}{it.key}", label=begun(it.short), description=it.name) for it in known.catalogue.services
    )
    return (*letters, *more, CHAIRS)


def told_about(topic: str, catalogue: KnownCatalogue, directory: KnownDirectory) -> str | None:
    """What a row leads to; None for a letter that is not made any more."""
    if topic == CHAIRS.key:
        return "\n".join(("*Ketua RT dan RW*", *the_chairs(directory)))
    services = {f"{ABOUT}{service.key}": service for service in catalogue.catalogue.services}
    return steps(services[topic]) if topic in services else None


def steps(service: Service) -> str:
    """What it asks for, and what happens in which order."""
    ways = ["tulis data di sini"]
    if service.cover_letter == "required":
        ways.append("kami mintakan surat pengantar ke Ketua RT")
    ways += [
        "kirim foto dokumennya di sini",
        f"petugas memeriksa dan lurah menandatangani, paling lama {service.working_days} hari kerja",
        "suratnya kami kirim di sini; yang tercetak bisa diambil atau diantar",
    ]
    numbered = "\n".join(f"{number}. {way}" for number, way in enumerate(ways, start=1))
    return f"{requirements(service)}\n\n*Langkahnya* (gratis):\n{numbered}"


def the_chairs(known: KnownDirectory) -> Iterator[str]:
    """One line for each RW and RT, by their numbers; names alone, for phones are not the office's to give away."""
    posts = sorted(known.directory.rts, key=lambda post: (post.rt.rw, post.rt.rt))
    last = 0
    for post in posts:
        if post.rt.rw != last:
            last = post.rt.rw
            yield f"\nRW {last:03}: {called(known.directory.rw_chair(last))}"
        yield f"• RT {post.rt.rt:03}: {called(post.chair)}"


def called(chair: Chair | None) -> str:
    return f"{chair.honorific} {chair.name}" if chair else "belum ada"


def map_of(office: Office) -> str:
    """A search that any phone understands: the directory of offices has no coordinates."""
    where = f"Kantor Kelurahan {office.name}, {office.kecamatan}, {office.city}"
    return f"https://www.google.com/maps/search/?api=1&query={quote_plus(where)}"
