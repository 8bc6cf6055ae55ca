"""What differs between two editions of the procedure, in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel

from shared.contracts.catalogue import Catalogue

#: What the parts are called; what is not named here is called as it is in the office's file.
_NAMES: Mapping[str, str] = {
    "office": "kop surat",
    "calendar": "kalender",
    "services": "layanan",
    "complaints": "keluhan",
    "documents_kept_days": "dokumen disimpan (hari)",
    "ask_by": "cara meminta data dan foto",
    "rt_letter_format": "bentuk nomor surat RT",
    "lurah_name": "nama lurah",
    "lurah_nip": "NIP lurah",
    "deputies": "pengganti lurah",
    "address": "alamat",
    "postcode": "kode pos",
    "paper": "kertas",
    "phone": "telepon",
    "city": "kota",
    "province": "provinsi",
    "hours": "jam kerja",
    "opens": "buka",
    "closes": "tutup",
    "seasons": "jam khusus",
    "cut_off": "batas jam pengajuan",
    "closed_on": "tutup pada",
    "open_on": "buka pada",
    "name": "nama",
    "short": "sebutan",
    "also": "kata lain",
    "cover_letter": "surat pengantar RT",
    "rw_endorses": "mengetahui RW",
    "reasons": "alasan",
    "blocks": "data",
    "fields": "isian",
    "documents": "dokumen",
    "working_days": "hari kerja",
    "letter": "surat",
    "other_letters": "surat lain",
    "label": "tulisan",
    "question": "pertanyaan",
    "example": "contoh",
    "hint": "petunjuk foto",
    "when": "syarat",
    "title": "judul",
    "classification": "klasifikasi",
    "number_format": "bentuk nomor",
    "number_register": "register",
    "valid_days": "berlaku (hari)",
    "purpose": "keperluan",
    "addressed_to": "tujuan",
    "signed": "cara tanda tangan",
    "form": "bentuk",
    "background": "latar foto",
    "options": "pilihan",
    "optional": "boleh kosong",
    "usual": "isi biasa",
    "on_letter": "kalimat di surat",
    "for_chairs": "dilihat ketua RT",
    "note": "catatan",
    "kind": "jenis",
}
_SAID: Mapping[bool | str | None, str] = {
    True: "ya",
    False: "tidak",
    None: "",
    "required": "perlu",
    "none": "tidak perlu",
    "electronically": "elektronik",
    "in_ink": "tanda tangan basah",
    "chat": "di chat",
    "link": "lewat tautan",
}
#: Of a list, that by which its members are told apart, and that by which people know them.
_KEYS = ("key", "kind", "account", "first")
_TITLES = ("short", "title", "label", "name")
Steps = tuple[str, ...]


class Difference(NamedTuple):
    """One thing that changed: where it stands, what it was and what it is; None where it was not there at all."""

    place: str
    before: str | None
    after: str | None


class _Leaf(NamedTuple):
    """One thing that is said: where by keys, which stay, and by names, for people."""

    keys: Steps
    names: Steps
    said: str


def differences(before: Catalogue, after: Catalogue) -> list[Difference]:
    """Everything that the second says differently, in the order in which it is said."""
    old, new = ({leaf.keys: leaf for leaf in _leaves(_plain(each))} for each in (before, after))
    pairs = [(old.get(keys), new.get(keys)) for keys in dict.fromkeys((*old, *new))]
    return [_difference(was, now) for was, now in pairs if (was and was.said) != (now and now.said)]


def _difference(was: _Leaf | None, now: _Leaf | None) -> Difference:
    place = " › ".join(leaf.names if (leaf := now or was) else ())
    return Difference(place, was.said if was else None, now.said if now else None)


def _plain(catalogue: Catalogue) -> Any:
    model: BaseModel = catalogue
    return model.model_dump(mode="json", exclude={"version"})


def _leaves(value: Any, keys: Steps = (), names: Steps = ()) -> Iterator[_Leaf]:
    if isinstance(value, dict):
        for name, part in _items(value):
            yield from _leaves(part, (*keys, name), (*names, _NAMES.get(name, name)))
    elif isinstance(value, list) and any(isinstance(part, dict) for part in _parts(value)):
        for number, part in enumerate(_parts(value), 1):
            yield from _leaves(part, (*keys, _first(part, _KEYS, number)), (*names, _first(part, _TITLES, number)))
    elif said := _said(value):
        yield _Leaf(keys, names, said)


def _items(value: Any) -> Iterable[tuple[str, Any]]:
    return value.items()


def _parts(value: Any) -> Sequence[Any]:
    return value


def _first(part: Mapping[str, Any], names: Sequence[str], number: int) -> str:
    """How a member of a list is called; by its number where it has no name."""
    return next((f"{part[name]}" for name in names if part.get(name)), f"{number}")


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_said(part) for part in _parts(value))
    return _SAID.get(value, f"{value}") if isinstance(value, bool | str | None) else f"{value}"
