"""What a service asks for beside the particulars, in a form: typed by a clerk, checked, and kept as everywhere else."""

from collections.abc import Mapping
from typing import NamedTuple

from services.issuance.details import Detail, details_of
from services.issuance.stage import Amiss
from shared.contracts.catalogue import Service
from shared.contracts.details import PARTICULARS, UNKNOWN, Circumstances, DataField, Details
from shared.indonesian import foreign_characters
from shared.phones import e164

_ADVICE = {
    "nik": "NIK terdiri dari 16 angka.",
    "date": "pilih tanggalnya.",
    "choice": "pilih satu dari daftar.",
    "phone": "tulis nomor yang bisa ditelepon.",
    "number": "tulis dengan angka.",
}
_TYPES = {"date": "date", "phone": "tel"}


class Box(NamedTuple):
    """A field of the form: `options` where one is chosen; `value` as it was typed, or as it is kept."""

    name: str
    label: str
    type: str
    value: str
    options: tuple[tuple[str, str], ...] = ()


class BoxGroup(NamedTuple):
    """The fields of one block."""

    name: str
    boxes: tuple[Box, ...]


def boxes(service: Service, known: Circumstances, told: Details, typed: Mapping[str, object]) -> tuple[BoxGroup, ...]:
    """The fields to put right, by block: those that are asked for in the circumstances as they were typed last."""
    known, told = _as_typed(known, typed), {**told, **_details_in(typed)}
    found: dict[str, list[Box]] = {}
    for detail in details_of(service, {**known, **told}, told):
        found.setdefault(detail.block.name, []).append(_box(detail))
    return tuple(BoxGroup(name, tuple(group)) for name, group in found.items())


def read_details(service: Service, known: Circumstances, told: Details, typed: Mapping[str, object]) -> dict[str, str]:
    """All that is asked for in these circumstances; what was not typed stays as it was told.

    Raises `Amiss` for the first that will not do.
    """
    fields = {block.detail(field): field for block in service.blocks for field in block.fields}
    said = {key: _as_kept(fields[key], text) for key, text in _details_in(typed).items() if key in fields}
    told = {**told, **said}
    found = details_of(service, {**known, **told}, told)
    for detail in found:
        if not detail.field.takes(detail.value) or foreign_characters(detail.value):
            advice = _ADVICE.get(detail.field.kind, "isi, paling panjang 200 huruf.")
            raise Amiss(_name(detail.key), f"{detail.block.called(detail.field)}: {advice}")
    return {detail.key: detail.value for detail in found}


def usual(service: Service) -> dict[str, str]:
    """What stands in the fields of the service before anybody typed."""
    fields = [(block.detail(field), field.usual) for block in service.blocks for field in block.fields]
    return {key: value for key, value in fields if value}


def _box(detail: Detail) -> Box:
    field, label = detail.field, detail.block.called(detail.field)
    value = "" if detail.value == UNKNOWN and not field.optional else detail.value
    options = tuple((option.key, option.label) for option in field.options)
    options += ((UNKNOWN, UNKNOWN),) if options and field.optional else ()
    kind = "text" if value == UNKNOWN else _TYPES.get(field.kind, "text")
    return Box(_name(detail.key), label, kind, value, options)


def _name(key: str) -> str:
    return f"detail.{key}"


def _details_in(typed: Mapping[str, object]) -> dict[str, str]:
    """What was typed for details, by their keys; a dash where nothing was."""
    said = {name.removeprefix("detail."): text for name, text in typed.items() if name.startswith("detail.")}
    return {key: " ".join(f"{text or ''}".split()) or UNKNOWN for key, text in said.items()}


def _as_typed(known: Circumstances, typed: Mapping[str, object]) -> Circumstances:
    return {**known, **{name: f"{typed[name]}" for name in PARTICULARS if name in typed}}


def _as_kept(field: DataField, said: str) -> str:
    if said == UNKNOWN:
        return said
    match field.kind:
        case "nik" | "number":
            return said.replace(" ", "").replace(".", "")
        case "phone":
            return e164(said) or said
        case _:
            return said
