"""What a service asks for beside the particulars: a block of data in one message, and one by one what is missing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from services.intake.dialogue.by_link import DataSheet, Line, Read, fill_in_on_the_page, with_all_told
from services.intake.dialogue.particulars import ONE_BY_ONE
from services.intake.dialogue.remembered import offer
from services.intake.dialogue.words import masked
from services.intake.understanding.block import BlockForm
from services.intake.understanding.detail import Reader, options
from shared.contracts.catalogue import Reason, Service
from shared.contracts.details import UNKNOWN, Block, Circumstances, DataField, Details, circumstances
from shared.contracts.vocabulary import CatalogueKey, Choice, Person
from shared.dialogue import Heard, Misunderstood, Script, Several, ask, recall, tell
from shared.dialogue.understand import plain
from shared.indonesian import listed

#: For what may be unknown; what comes back is the dash that is kept.
NOTHING = Choice(key=UNKNOWN, label="Tidak ada / lupa")
_HOW_TO_FILL = (
    "Salin daftar di atas, isi di belakang tanda titik dua, lalu kirim. "
    "Atau tekan *Satu per satu*, nanti kami tanya satu-satu."
)


def details(
    service: Service, reason: Reason | None, applicant: Person, today: date, remembered: Details | None = None
) -> Script[Details]:
    """Everything else that this service asks for, in these circumstances."""
    reader = Reader(today, f"{applicant.address}, {applicant.rt}")
    told: dict[CatalogueKey, str] = {}
    for block in service.blocks:
        known = circumstances(reason.key if reason else None, applicant, told)
        yield from offer_again(block, known, remembered or {})
        fill = fill_in_by_link if service.ask_by == "link" else fill_in
        told |= yield from fill(block, reader, known)
    return told


def offer_again(block: Block, known: Circumstances, remembered: Details) -> Script[None]:
    """A block of which everything that is asked for now is remembered."""
    fields = block.fields_for({**known, **remembered})
    mine = {block.detail(field): remembered.get(block.detail(field), "") for field in fields}
    if len(fields) > 1 and all(field.takes(mine[block.detail(field)]) for field in fields):
        lines = "\n".join(f"{field.label}: {field.written(masked(mine[block.detail(field)]))}" for field in fields)
        told = {detail_key(key): value for key, value in mine.items()}
        yield from offer(block_key(block), f"Data *{block.name}* masih sama?\n\n{lines}", told)


def fill_in_by_link(block: Block, reader: Reader, known: Circumstances) -> Script[Details]:
    """One block on a page. Fields that depend on others of it appear there once those are known."""
    told: dict[CatalogueKey, str] = {}
    for field in block.fields:
        if (value := (yield from recall(detail_key(block.detail(field)), str))) is not None:
            told[block.detail(field)] = value
    fields = block.fields_for({**known, **told})
    yield from fill_in_on_the_page(block_key(block), the_sheet(block, fields, reader, told), block.name)
    return {block.detail(field): told[block.detail(field)] for field in fields}


def the_sheet(block: Block, fields: Sequence[DataField], reader: Reader, told: Details) -> DataSheet:
    """The block as a page shows it."""
    lines = tuple(_line(block, field, told.get(block.detail(field))) for field in fields)

    def read(typed: Mapping[str, str]) -> Read:
        values = {block.detail(field): typed.get(detail_key(block.detail(field)), "") for field in fields}
        filled = BlockForm(block, fields, reader).fill(values)
        understood: dict[str, object] = {detail_key(key): value for key, value in filled.understood.items()}
        troubles = {detail_key(key): hint or "Ini belum bisa kami baca." for key, hint in filled.troubles.items()}
        return with_all_told(lines, Read(understood, troubles))

    return DataSheet(f"Data {block.name}", lines, read, block.note or "")


def fill_in(block: Block, reader: Reader, known: Circumstances) -> Script[Details]:
    """One block; fields that depend on others of it are asked for after those."""
    at_once = block.fields_for(known)
    missing = yield from _missing(block, at_once)
    if len(missing) > 1:
        form = BlockForm(block, missing, reader)
        yield from ask(
            block_key(block), the_block(form), a_filled_block(form), [ONE_BY_ONE], awaits_text=True, hint=_HOW_TO_FILL
        )
    if 0 < len(missing) < len(at_once):
        yield from tell("Terima kasih, sudah kami catat. Tinggal yang ini:")
    told: dict[CatalogueKey, str] = {}
    for field in block.fields:
        if field in block.fields_for({**known, **told}):
            told[block.detail(field)] = yield from one(block, field, reader)
    return told


def one(block: Block, field: DataField, reader: Reader) -> Script[str]:
    """A single detail."""
    troubles = (yield from recall(troubles_key(block), dict[str, str])) or {}
    key = block.detail(field)
    text = troubles.get(key) or question(block, field)
    choices = [option.choice for option in options(field)]
    if field.optional:
        choices = [*choices, NOTHING]
    awaits_text = not options(field)
    return (yield from ask(detail_key(key), text, a_detail(field, reader), choices, awaits_text=awaits_text))


def question(block: Block, field: DataField) -> str:
    """How it is asked for by itself."""
    text = field.question or f"{block.called(field)}?"
    return f"{text} Contoh: {field.example}." if field.example else text


def the_block(form: BlockForm) -> str:
    """The lines to copy and fill in; what is usual stands there already."""
    lines = "\n".join(f"{field.label}: {field.usual or ''}" for field in form.fields)
    notes = [form.block.note] if form.block.note else []
    notes += [
        f"{it.label}: {listed([answer.label for answer in it.options], last='atau')}."
        for it in form.fields
        if it.options
    ]
    return f"Tolong isi data *{form.block.name}*. Salin, lengkapi, lalu kirim:\n\n{lines}\n\n" + "\n".join(
        [*notes, "Kalau sulit, tekan tombol di bawah, kami tanya satu per satu."]
    )


def a_filled_block(form: BlockForm) -> Callable[[Heard], str | Several | Misunderstood]:
    """What the block tells, as the answers to the single questions, and what is wrong with the rest."""

    def filled(heard: Heard) -> str | Several | Misunderstood:
        if heard.choice == ONE_BY_ONE.key or plain(heard.text or "") in ("satu per satu", "satu satu", "satu persatu"):
            return ONE_BY_ONE.key
        read = form.read(heard.text or "") if heard.kind == "text" else None
        if read is None or not (read.understood or read.troubles):
            return Misunderstood()
        told = {detail_key(key): value for key, value in read.understood.items()}
        return Several({block_key(form.block): "form", troubles_key(form.block): read.troubles, **told})

    return filled


def a_detail(field: DataField, reader: Reader) -> Callable[[Heard], str | Misunderstood]:
    """How a reply to one question is understood."""

    def the_detail(heard: Heard) -> str | Misunderstood:
        if heard.choice is not None:
            return heard.choice if field.takes(heard.choice) else Misunderstood()
        return reader.read(field, heard.text or "") if heard.kind == "text" else Misunderstood()

    return the_detail


def in_words(service: Service, told: Details, *, hides: bool) -> list[str]:
    """What was told, a line for each block, for the resident to check; `hides` numbers of persons."""
    lines: list[str] = []
    for block in service.blocks:
        shown = _hidden if hides else _as_it_is
        parts = [shown(block, field, told[key]) for field in block.fields if (key := block.detail(field)) in told]
        if parts:
            lines.append(f"*{block.name.capitalize()}*: {', '.join(parts)}")
    return lines


def block_key(block: Block) -> str:
    """The question, and the answer, that is this block as a whole."""
    return f"block.{block.key}"


def detail_key(key: CatalogueKey) -> str:
    """The question, and the answer, that is this detail."""
    return f"detail.{key}"


def troubles_key(block: Block) -> str:
    """What was wrong with its fields opens the questions for them."""
    return f"troubles.{block.key}"


def _missing(block: Block, fields: Sequence[DataField]) -> Script[list[DataField]]:
    missing: list[DataField] = []
    for field in fields:
        if (yield from recall(detail_key(block.detail(field)), str)) is None:
            missing.append(field)
    return missing


def _line(block: Block, field: DataField, known: str | None) -> Line:
    shown = field.usual or "" if known is None else field.written(known)
    labels = tuple(option.label for option in options(field))
    hint = "" if labels else question(block, field)
    is_number = field.kind in ("nik", "number", "phone")
    return Line(
        detail_key(block.detail(field)), field.label, shown, hint, labels, field.optional, is_number, known is not None
    )


def _hidden(block: Block, field: DataField, value: str) -> str:
    """As it is, but for numbers by which somebody is known."""
    return _as_it_is(block, field, masked(value))


def _as_it_is(block: Block, field: DataField, value: str) -> str:
    """A value that does not speak for itself has its label before it."""
    is_bare = value == UNKNOWN or field.kind in ("nik", "number", "phone", "date")
    return f"{field.label} {field.written(value)}" if is_bare else field.written(value)
