"""Putting right what the summary shows: by choosing what is wrong, or by writing what is right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.intake.dialogue.details import block_key, detail_key, troubles_key
from services.intake.dialogue.particulars import FIELDS, TROUBLES
from services.intake.dialogue.wish import Wish
from services.intake.understanding.block import BlockForm
from services.intake.understanding.detail import Reader
from services.intake.understanding.form import Form
from shared.contracts.details import Block
from shared.dialogue import Heard, Misunderstood, Option, Script, Several, ask, choose, forget
from shared.dialogue.understand import one_of

#: What says by itself which of the particulars it is.
_UNMISTAKABLE = {"nik", "religion", "marital_status", "address", "rt"}
#: A NIK that is written in the chat where it belongs on the page.
_ON_THE_PAGE_AGAIN = {"fix": "nik"}
WHOLE = Option("whole", "Semuanya", also=("semua", "semua salah", "isi ulang"))


@dataclass(frozen=True)
class Corrections:
    """What may be put right: the particulars, and the blocks that were filled in."""

    form: Form
    wish: Wish

    @property
    def blocks(self) -> list[BlockForm]:
        """The blocks of the service, with the fields that were asked for."""
        wish, person = self.wish, self.wish.applicant
        reader = Reader(self.form.today, f"{person.address}, {person.rt}")
        found = [
            BlockForm(block, [field for field in block.fields if block.detail(field) in wish.details], reader)
            for block in wish.service.blocks
        ]
        return [form for form in found if form.fields]

    @property
    def options(self) -> list[Option]:
        """Everything that can be chosen to be put right."""
        fields = [Option(field.key, field.label) for field in FIELDS]
        reason = [Option("reason", "Alasan", also=("keperluan",))] if self.wish.service.reasons else []
        blocks = [_as_option(form.block) for form in self.blocks]
        return [*fields, *reason, Option("whose", "Untuk siapa", also=("pendamping",)), *blocks]

    def written(self, heard: Heard) -> Several | None:
        """What a reply says by itself, `Alamat: Jl. Melati No. 3`; None when it names nothing.

        What it says wrong is asked for again, with the reason; a number of what goes by links, on the page.
        """
        if heard.kind != "text" or ":" not in (heard.text or ""):
            return None
        understood, rest = dict[str, object](), list[str]()
        for line in (heard.text or "").splitlines():
            told = self._detail(line)
            understood |= told
            rest += [] if told else [line]
        read = self.form.read("\n".join(rest))
        if self.wish.asks_by_link and "nik" in {*read.understood, *read.troubles}:
            return Several({**_ON_THE_PAGE_AGAIN, TROUBLES: {}})
        understood |= read.understood
        if read.troubles:
            return Several({**understood, "fix": next(iter(read.troubles)), TROUBLES: read.troubles})
        return Several(understood) if understood else None

    def unmistakable(self, heard: Heard) -> dict[str, object]:
        """What is right, written without saying what it is: `jl melati 5`."""
        read = self.form.read(heard.text or "") if heard.kind == "text" else None
        if read and self.wish.asks_by_link and "nik" in read.understood:
            return dict(_ON_THE_PAGE_AGAIN)
        return {key: value for key, value in read.understood.items() if key in _UNMISTAKABLE} if read else {}

    def _detail(self, line: str) -> dict[str, object]:
        for form in self.blocks:
            field, value = form.labelled(line)
            if field is None:
                continue
            key, read = form.block.detail(field), form.reader.read(field, value)
            if isinstance(read, Misunderstood) or (field.kind == "nik" and self.wish.asks_by_link):
                trouble = {key: read.hint} if isinstance(read, Misunderstood) and read.hint else {}
                return {"fix": block_key(form.block), "fix_in": field.key, troubles_key(form.block): trouble}
            return {detail_key(key): read}
        return {}


def put_right(corrections: Corrections) -> Script[None]:
    """Forget what is wrong, so that only that is asked again, or take what is right from the reply."""
    options = corrections.options
    text = "Apa yang perlu diperbaiki? Pilih dari daftar, atau tulis yang benar, contoh: *Alamat: Jl. Melati No. 3*"
    choices = [option.choice for option in options]
    what = yield from ask("fix", text, a_correction(corrections), choices, awaits_text=True)
    chosen = next((form for form in corrections.blocks if block_key(form.block) == what), None)
    if chosen:
        yield from put_right_in(chosen)
    also = ("helper",) if what == "whose" else ()
    yield from forget(what, *also, "sure", "fix")


def put_right_in(form: BlockForm) -> Script[None]:
    """One field of the block, or all of it."""
    block = form.block
    keys = {field.key: detail_key(block.detail(field)) for field in form.fields}
    options = [*(Option(field.key, field.label) for field in form.fields), WHOLE]
    what = next(iter(keys))
    if len(keys) > 1:
        what = yield from choose("fix_in", f"Apa yang salah di data {block.name}?", options, list_button="Pilih data")
    forgotten = (*keys.values(), block_key(block)) if what == WHOLE.key else (keys[what],)
    yield from forget(*forgotten, "sure", "fix", "fix_in")


def a_correction(corrections: Corrections) -> Callable[[Heard], str | Misunderstood | Several]:
    """The key of what is wrong; with what is right after it, that is taken at once."""

    def correction(heard: Heard) -> str | Misunderstood | Several:
        match corrections.written(heard) or one_of(corrections.options)(heard):
            case str(what):
                told_before = {troubles_key(form.block): {} for form in corrections.blocks}
                return Several({"fix": what, TROUBLES: {}, **told_before})
            case Several(answers=answers):
                return Several({"fix": "sure", **answers})
            case trouble:
                told = corrections.unmistakable(heard)
                return Several({"fix": "sure", **told}) if told else trouble

    return correction


def a_verdict(corrections: Corrections, options: Sequence[Option]) -> Callable[[Heard], str | Misunderstood | Several]:
    """One of the options; whoever writes what is right has it put right at once."""

    def verdict(heard: Heard) -> str | Misunderstood | Several:
        written = corrections.written(heard)
        if isinstance(written, Several) and "fix" in written.answers:
            return Several({"sure": "fix", **written.answers})
        return written or one_of(options)(heard)

    return verdict


def _as_option(block: Block) -> Option:
    labels = tuple(block.called(field) for field in block.fields)
    return Option(block_key(block), f"Data {block.name}", also=(block.name, *labels))
