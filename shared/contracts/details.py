"""What only some services ask for, beside the particulars of a person: a business, both parents. Kept as text."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from shared.contracts.vocabulary import CatalogueKey, Person, ReasonKey, Value
from shared.indonesian import long_date

#: What is kept where nobody knows, or where there is none: an official form has a dash there.
UNKNOWN = "-"
LONGEST = 200

#: What must be so, all of it: by the name of a circumstance, the values of which one must be it.
When = Mapping[CatalogueKey, tuple[str, ...]]
#: How an application is: `reason`, `sex`, `religion`, `marital_status`, and what was told for each detail, by its key.
Circumstances = Mapping[str, str]
#: What was told, by the key of the detail.
Details = Mapping[CatalogueKey, str]
#: The particulars on which something may depend.
PARTICULARS = ("sex", "religion", "marital_status")

FieldKind = Literal[
    "text", "name", "nik", "birth", "date", "address", "religion", "occupation", "choice", "phone", "number"
]


class Answer(Value):
    """An answer that can be chosen; `also` are other words people use for it."""

    key: CatalogueKey
    label: Annotated[str, StringConstraints(min_length=1, max_length=24)]
    also: tuple[str, ...] = ()


class DataField(Value):
    """One thing that is asked for.

    It is kept as its kind says: a `nik` as 16 digits, a `date` as 2026-11-24, a `choice` as its key, a `phone` as
    E.164, a `number` in digits, a `birth` as place and date in words; what is `optional` may be a dash. `usual` stands
    where nothing else was said. `when` limits it to some circumstances.
    """

    key: CatalogueKey
    label: Annotated[str, StringConstraints(min_length=2, max_length=40)]
    kind: FieldKind = "text"
    question: str | None = Field(default=None, description="how it is asked for by itself")
    example: str | None = None
    options: tuple[Answer, ...] = ()
    optional: bool = False
    usual: str | None = None
    when: When = Field(default_factory=dict)

    def takes(self, value: str) -> bool:
        """Whether this can be kept for it."""
        if value == UNKNOWN:
            return self.optional
        if not value.strip() or len(value) > LONGEST or "\n" in value:
            return False
        match self.kind:
            case "choice":
                return any(option.key == value for option in self.options)
            case "date":
                return _is_a_date(value)
            case "nik" | "phone" | "number":
                return bool(re.fullmatch(_DIGITS[self.kind], value))
            case _:
                return True

    def written(self, value: str) -> str:
        """The value as people and papers read it."""
        if self.kind == "choice":
            return next((option.label for option in self.options if option.key == value), value)
        return long_date(date.fromisoformat(value)) if self.kind == "date" and value != UNKNOWN else value


class Block(Value):
    """Fields that are asked for in one message. The key of each detail is `<block>_<field>`, e.g. `father_nik`.

    `name` is what they are about, as in *data ayah*. `on_letter` leads to them on a letter that prints them.
    """

    key: CatalogueKey
    name: Annotated[str, StringConstraints(min_length=2, max_length=18)]
    note: str | None = Field(default=None, description="what to know before filling it in")
    fields: tuple[DataField, ...] = Field(min_length=1)
    when: When = Field(default_factory=dict)
    on_letter: str | None = None
    for_chairs: bool = Field(default=False, description="whether chairs see it before they vouch")

    def detail(self, field: DataField) -> CatalogueKey:
        """The key of the field among all details."""
        return f"{self.key}_{field.key}"

    def called(self, field: DataField) -> str:
        """The field's label where other blocks may have one like it: `NIK ayah`."""
        return field.label if self.name.lower() in field.label.lower() else f"{field.label} {self.name}"

    def fields_for(self, known: Circumstances) -> tuple[DataField, ...]:
        """Those that are asked for in these circumstances."""
        return tuple(field for field in self.fields if holds(self.when, known) and holds(field.when, known))


def holds(when: When, known: Circumstances) -> bool:
    """Whether the circumstances are so. What is not known is not so."""
    return all(known.get(name, "").casefold() in map(str.casefold, values) for name, values in when.items())


def circumstances(reason: ReasonKey | None, applicant: Person, details: Details) -> Circumstances:
    """How this application is."""
    particulars = {name: str(getattr(applicant, name)) for name in PARTICULARS}
    return {"reason": reason or "", **particulars, **details}


_DIGITS = {"nik": r"\d{16}", "phone": r"\+\d{8,15}", "number": r"\d{1,9}"}


def _is_a_date(value: str) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False
