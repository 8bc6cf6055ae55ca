"""A block of details that a resident copies and fills in: in any order, partly, with labels or without."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from services.intake.understanding.detail import Reader, means_nothing, tells_a_date
from services.intake.understanding.form import LABELS
from services.intake.understanding.neighbourhood import names_an_rt
from shared.contracts.details import UNKNOWN, Block, DataField, FieldKind
from shared.dialogue import Misunderstood

#: What people write before a detail of such a kind, whatever its label is.
_USUAL: dict[FieldKind, str] = {
    "name": LABELS["name"],
    "nik": LABELS["nik"],
    "birth": LABELS["birth_place"],
    "religion": LABELS["religion"],
    "occupation": LABELS["occupation"],
    "address": LABELS["address"],
    "phone": r"(?:telepon|telp|hp|no(?:mor)?\.?\s+(?:hp|telepon|wa))",
}
_NEVER = "(?!)"
_BREAKS = re.compile(r"\n|\s[/|·•]\s|;")


@dataclass
class FilledBlock:
    """What was told, by the keys of the details, and what to say about what could not be."""

    understood: dict[str, str] = field(default_factory=dict[str, str])
    troubles: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class BlockForm:
    """How to read these fields of a block."""

    block: Block
    fields: Sequence[DataField]
    reader: Reader

    def read(self, text: str) -> FilledBlock:
        """Everything the text tells. What is optional and was left empty is a dash, or what it usually is."""
        filled, loose = FilledBlock(), list[str]()
        if means_nothing_at_all(self.fields, text):
            filled.understood = {self.block.detail(it): UNKNOWN for it in self.fields}
            return filled
        for asked, value in self._lines(text):
            if asked:
                self._take(filled, asked, value)
            else:
                loose.append(value)
        for value in loose:
            self._take(filled, self._guess(filled, value), value)
        if filled.understood:
            self._leave_empty(filled)
        return filled

    def fill(self, values: Mapping[str, str]) -> FilledBlock:
        """The same of a page, which knows what each field holds."""
        filled = FilledBlock()
        for asked in self.fields:
            self._take(filled, asked, values.get(self.block.detail(asked), "").strip())
        self._leave_empty(filled)
        return filled

    def labelled(self, line: str) -> tuple[DataField | None, str]:
        """The field whose label with the block's name stands before the line, and the rest: `NIK ayah: 1671…`."""
        for asked in self.fields:
            if found := re.match(rf"^\W*{_words(self.block.called(asked))}\s*[:=]\s*", line, re.IGNORECASE):
                return asked, line[found.end() :]
        return None, line

    def _take(self, filled: FilledBlock, asked: DataField | None, value: str) -> None:
        if asked is None or (key := self.block.detail(asked)) in filled.understood:
            return
        if not value.strip():
            return
        match self.reader.read(asked, value):
            case Misunderstood(hint=hint):
                filled.troubles[key] = hint
            case understood:
                filled.understood[key] = understood
                filled.troubles.pop(key, None)

    def _guess(self, filled: FilledBlock, value: str) -> DataField | None:
        """By what the line looks like, else the first field still free that takes it. Nothing is made of a question."""
        if value.endswith("?"):
            return None
        free = [asked for asked in self.fields if self.block.detail(asked) not in filled.understood]
        looks = (asked for asked in free if self.reader.looks_right(asked, value))
        takes = (it for it in free if it.usual is None and isinstance(self.reader.read(it, value), str))
        return next(looks, None) or next(takes, None)

    def _leave_empty(self, filled: FilledBlock) -> None:
        for asked in self.fields:
            key = self.block.detail(asked)
            otherwise = asked.usual or (UNKNOWN if asked.optional else None)
            if otherwise and key not in filled.troubles:
                filled.understood.setdefault(key, otherwise)

    def _lines(self, text: str) -> Iterator[tuple[DataField | None, str]]:
        lines = _BREAKS.split(text)
        if len(lines) == 1 and len(parts := self._parts(text)) > 2:
            lines = parts
        for line in lines:
            if line.strip():
                yield self._labelled(line.strip())

    def _parts(self, text: str) -> list[str]:
        """What stands between commas; a date belongs to the place before it, an RT to the street."""
        parts = list[str]()
        for part in text.split(","):
            if parts and (tells_a_date(part, self.reader.today) or names_an_rt(part)):
                parts[-1] += f",{part}"
            else:
                parts.append(part)
        return parts

    def _labelled(self, line: str) -> tuple[DataField | None, str]:
        for asked in self.fields:
            label = f"(?:{_words(self.block.called(asked))}|{_words(asked.label)})"
            if found := re.match(rf"^\W*{label}\s*[:=]\s*", line, re.IGNORECASE):
                return asked, line[found.end() :]
        about = rf"(?:\s+{_words(self.block.name)})?"
        for asked in self.fields:
            usual = _USUAL.get(asked.kind, _NEVER)
            if found := re.match(rf"^\W*{usual}{about}\b[\s*_:=.]*", line, re.IGNORECASE):
                return asked, line[found.end() :]
        return None, line


def means_nothing_at_all(fields: Sequence[DataField], text: str) -> bool:
    """A dash instead of the whole block."""
    return all(asked.optional and means_nothing(asked, text) for asked in fields)


def _words(label: str) -> str:
    """The label, whatever stands between its words."""
    return r"\W*".join(re.escape(word) for word in re.findall(r"\w+", label))
