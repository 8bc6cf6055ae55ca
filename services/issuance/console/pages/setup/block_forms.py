"""What an admin types about the data that a service asks for beside the particulars of a person."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator

from services.issuance.console.pages.setup.rows import filled_rows, read_rows, shown_rows
from services.issuance.console.pages.setup.sheets import ReasonedForm, Shown
from services.issuance.procedure import conditions
from services.issuance.procedure.keys import key_for
from services.issuance.typed import Faults, Typed, a_line, optional, ticked, words
from shared.contracts.catalogue import Service
from shared.contracts.details import Answer, Block, DataField, FieldKind, When

KINDS: tuple[tuple[FieldKind, str], ...] = (
    ("text", "tulisan"),
    ("name", "nama orang"),
    ("nik", "NIK"),
    ("birth", "tempat dan tanggal lahir"),
    ("date", "tanggal"),
    ("address", "alamat"),
    ("religion", "agama"),
    ("occupation", "pekerjaan"),
    ("choice", "pilihan"),
    ("phone", "nomor HP"),
    ("number", "angka"),
)


class BlockForm(ReasonedForm):
    name: Annotated[str, BeforeValidator(a_line("Nama data", 18, least=2))]
    note: Annotated[str | None, BeforeValidator(optional(a_line("Catatan", 200)))]
    on_letter: Annotated[str | None, BeforeValidator(optional(a_line("Kalimat di surat", 160)))]
    for_chairs: Annotated[bool, BeforeValidator(ticked)]


class FieldRow(Typed):
    label: Annotated[str, BeforeValidator(a_line("Isian", 40, least=2))]
    kind: FieldKind
    question: Annotated[str | None, BeforeValidator(optional(a_line("Pertanyaan", 160)))]
    example: Annotated[str | None, BeforeValidator(optional(a_line("Contoh", 80)))]
    options: Annotated[tuple[str, ...], BeforeValidator(words("Pilihan", 24))]
    usual: Annotated[str | None, BeforeValidator(optional(a_line("Isi biasa", 80)))]
    optional: Annotated[bool, BeforeValidator(ticked)]


def read_block(typed: Shown, service: Service, before: Block | None) -> Block:
    """The block as it was typed. What was there keeps its key, so that what was told stays told. Raises `Faults`."""
    form = BlockForm.read(typed)
    rows = read_rows(typed, "fields", FieldRow, "label")
    if not rows:
        raise Faults({"fields.0.label": "Isi paling sedikit satu isian."})
    known = {field.key: field for field in before.fields} if before else {}
    return Block(
        key=before.key if before else key_for(form.name, {it.key for it in service.blocks}),
        name=form.name,
        note=form.note,
        on_letter=form.on_letter,
        for_chairs=form.for_chairs,
        when=_condition(typed.get("when", ""), service, "when"),
        fields=tuple(_fields(rows, filled_rows(typed, "fields", "label"), known, service)),
    )


def shown_block(block: Block | None, service: Service) -> dict[str, str]:
    """The fields of the form, as the block has them."""
    if block is None:
        return dict.fromkeys((*BlockForm.model_fields, "when"), "")
    return {
        "name": block.name,
        "note": block.note or "",
        "on_letter": block.on_letter or "",
        "for_chairs": "ya" if block.for_chairs else "",
        "when": conditions.written(block.when, service),
        **shown_rows("fields", [_shown_field(field, service) for field in block.fields]),
    }


def _shown_field(field: DataField, service: Service) -> dict[str, str]:
    return {
        "key": field.key,
        "label": field.label,
        "kind": field.kind,
        "question": field.question or "",
        "example": field.example or "",
        "options": ", ".join(option.label for option in field.options),
        "usual": field.usual or "",
        "optional": "ya" if field.optional else "",
        "when": conditions.written(field.when, service),
    }


def _fields(
    rows: list[tuple[FieldRow, Shown]], places: list[int], known: Mapping[str, DataField], service: Service
) -> list[DataField]:
    fields: list[DataField] = []
    taken = {row.get("key", "") for _, row in rows}
    for place, (form, row) in zip(places, rows, strict=True):
        before = known.get(row.get("key", ""))
        key = before.key if before else key_for(form.label, taken)
        taken.add(key)
        plain = form.model_dump(exclude={"options"})
        when = _condition(row.get("when", ""), service, f"fields.{place}.when")
        fields.append(DataField(key=key, when=when, options=_options(form.options, before), **plain))
    return fields


def _options(labels: tuple[str, ...], before: DataField | None) -> tuple[Answer, ...]:
    known = {option.label: option for option in before.options} if before else {}
    options: list[Answer] = []
    for label in labels:
        taken = {option.key for option in (*known.values(), *options)}
        options.append(known.get(label) or Answer(key=key_for(label, taken), label=label))
    return tuple(options)


def _condition(typed: str, service: Service, field: str) -> When:
    try:
        return conditions.read(typed, service)
    except ValueError as why:
        raise Faults({field: f"{why}"}) from None
