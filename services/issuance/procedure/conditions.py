"""What must be so for a letter, a block or a field: `agama: Kristen, Katolik; status kawin: Kawin`, and back."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from services.issuance.typed import a_line
from shared.contracts.catalogue import Service
from shared.contracts.details import When
from shared.indonesian import sex_in_words


class Circumstance(NamedTuple):
    """Something that others may depend on; `values` are its keys by the words for them, none where any will do."""

    name: str
    words: str
    values: Mapping[str, str]


def circumstances_of(service: Service) -> tuple[Circumstance, ...]:
    """What is known of every application for this service."""
    return (*_particulars(service), *_choices(service))


def written(when: When, service: Service) -> str:
    """The condition as an admin reads and types it; nothing where there is none."""
    known = {it.name: it for it in circumstances_of(service)}
    return "; ".join(
        f"{it.words if (it := known.get(name)) else name}: {', '.join(_worded(it, value) for value in values)}"
        for name, values in when.items()
    )


def read(typed: str, service: Service) -> When:
    """What was typed. Raises ValueError with a sentence for the person."""
    when: dict[str, tuple[str, ...]] = {}
    for part in filter(str.strip, typed.split(";")):
        name, values = _read_one(part, service)
        if name in when:
            raise ValueError(f"{part.partition(':')[0].strip()} tertulis dua kali. Pisahkan isinya dengan koma.")
        when[name] = values
    return when


def _read_one(part: str, service: Service) -> tuple[str, tuple[str, ...]]:
    name, _, listed = part.partition(":")
    values = [value.strip() for value in listed.split(",") if value.strip()]
    if not name.strip() or not values:
        raise ValueError("Tulis syaratnya seperti agama: Kristen, Katolik; status kawin: Kawin.")
    wanted = name.strip().casefold()
    known = circumstances_of(service)
    found = next((it for it in known if wanted in (it.words.casefold(), it.name)), None)
    if found is None:
        raise ValueError(f"{name.strip()} tidak dikenal. Yang dikenal: {', '.join(it.words for it in known)}.")
    return found.name, tuple(_key(found, value) for value in values)


def _key(circumstance: Circumstance, typed: str) -> str:
    if not circumstance.values:
        return a_line(circumstance.words, 80)(typed)
    for words, key in circumstance.values.items():
        if typed.casefold() in (words.casefold(), key):
            return key
    raise ValueError(f"{circumstance.words} bisa {', '.join(circumstance.values)}; bukan {typed}.")


def _worded(circumstance: Circumstance | None, value: str) -> str:
    values = circumstance.values if circumstance else {}
    return next((words for words, key in values.items() if key == value), value)


def _particulars(service: Service) -> Iterator[Circumstance]:
    if service.reasons:
        yield Circumstance("reason", "alasan", {reason.label: reason.key for reason in service.reasons})
    yield Circumstance("sex", "jenis kelamin", {sex_in_words("male"): "male", sex_in_words("female"): "female"})
    yield Circumstance("religion", "agama", {})
    yield Circumstance("marital_status", "status kawin", {})


def _choices(service: Service) -> Iterator[Circumstance]:
    for block in service.blocks:
        for field in block.fields:
            values = {option.label: option.key for option in field.options}
            yield Circumstance(block.detail(field), f"{block.name} {field.label}".lower(), values)
