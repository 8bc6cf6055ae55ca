"""What a service may not be, in words for who edits it; the rules are those for the office's file."""

from collections.abc import Mapping, Sequence

from services.issuance.config_file import Place
from services.issuance.service_rules import mistakes_in_registers, mistakes_in_service, repeated
from services.issuance.stage import Amiss
from shared.contracts.catalogue import Service

_SENTENCES: Mapping[str, str] = {
    "addressed_to": "Surat pengantar perlu tujuan: kepada siapa surat ini.",
    "fields": "Ada dua isian yang namanya sama.",
    "form": "Model N1 perlu data ayah dan ibu yang lengkap, dari nama sampai alamat.",
    "number_format": "Bentuk nomor harus memuat {number} dan {year}, selain itu hanya {code}, {office}, dan {month}.",
    "options": "Jenis pilihan perlu daftar pilihan; jenis lain tidak memakainya.",
    "other_letters": "Surat lain perlu syarat, supaya surat biasa tetap dipakai.",
    "register": "Nomornya akan sama dengan nomor register lain. Pakai register atau bentuk nomor lain.",
    "rw_endorses": "RW hanya bisa mengetahui kalau ada surat pengantar RT.",
    "usual": "Isi biasa tidak cocok dengan jenis isiannya.",
}


def must_fit(services: Sequence[Service]) -> None:
    """Whether each service, and all of them together, can be. Raises `Amiss` for the first thing that cannot."""
    for service in services:
        for place, _ in mistakes_in_service(service, ()):
            raise Amiss(_field(place), _sentence(place, service))
    for place, _ in mistakes_in_registers(services):
        raise Amiss("number_register" if place[-1] == "register" else _field(place), _SENTENCES["register"])
    for place, _ in repeated((it.key for it in services), ()):
        raise Amiss("short", f"Ada dua layanan yang bernama sama ({services[int(place[0])].short}).")


def _field(place: Place) -> str:
    return "when" if "when" in place else next((step for step in reversed(place) if isinstance(step, str)), "")


def _sentence(place: Place, service: Service) -> str:
    if "when" in place:
        return f"Ada syarat yang tidak cocok lagi, di {_where(place, service)}. Ubah dulu syarat itu."
    if place[-1] == "purpose":
        return f"Nama data dalam kurung kurawal hanya bisa: {_details(service)}."
    if place[-1] == "key":
        return f"Ada dua yang bernama sama, di {_where(place, service)}."
    known = (_SENTENCES[step] for step in reversed(place) if isinstance(step, str) and step in _SENTENCES)
    return next(known, f"Belum bisa disimpan; periksa {_where(place, service)}.")


def _details(service: Service) -> str:
    keys = [f"{{{block.detail(field)}}}" for block in service.blocks for field in block.fields]
    return ", ".join(keys) if keys else "layanan ini tidak menanyakan data lain, jadi tidak ada"


def _where(place: Place, service: Service) -> str:
    match place:
        case ("documents", int(index), *_):
            return f"dokumen {service.documents[index].name}"
        case ("blocks", int(index), *_):
            return f"data {service.blocks[index].name}"
        case ("letter", *_):
            return f"surat {service.letter.title}"
        case ("other_letters", int(index), *_):
            return f"surat {service.other_letters[index].title}"
        case _:
            return f"layanan {service.short}"
