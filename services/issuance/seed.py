"""The office's file and the console change the same things. Whose word counts is told by what the file said before.

What only one of the two has changed since then is taken from the one that has. Where both have, the console's word
stays, and the file's is set aside until an admin decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from services.issuance.catalogue import Config
from services.issuance.directory import RtLine
from shared.contracts.catalogue import Catalogue, Directory

Part = Literal[
    "office", "calendar", "services", "complaints", "documents_kept_days", "ask_by", "rt_letter_format", "directory"
]
PARTS: tuple[Part, ...] = get_args(Part)
PART_NAMES: Mapping[Part, str] = {
    "office": "kop surat dan penanda tangan",
    "calendar": "jam kerja dan hari libur",
    "services": "layanan",
    "complaints": "jenis keluhan",
    "documents_kept_days": "lama dokumen disimpan",
    "ask_by": "cara meminta data dan foto",
    "rt_letter_format": "bentuk nomor surat RT",
    "directory": "daftar RT dan RW",
}


@dataclass(frozen=True, slots=True)
class Seed:
    """What the file of this office said, part by part, when it was last taken over or set aside for good."""

    office: str
    config: Config


class Merged(NamedTuple):
    """What counts now, what is to be remembered of the file, and the parts of it that were set aside."""

    config: Config
    seed: Config
    set_aside: tuple[Part, ...]


def as_config(catalogue: Catalogue, directory: Directory) -> Config:
    """What is in force, as a file would say it."""
    return Config(
        office=catalogue.office,
        calendar=catalogue.calendar,
        services=catalogue.services,
        complaints=catalogue.complaints,
        documents_kept_days=catalogue.documents_kept_days,
        ask_by=catalogue.ask_by,
        rt_letter_format=catalogue.rt_letter_format,
        rts=tuple(RtLine(rt=post.rt.rt, rw=post.rt.rw, chair=post.chair) for post in directory.rts),
        rws=directory.rws,
    )


def merge(file: Config, seed: Config, in_force: Config) -> Merged:
    """What the file changes, and what it may not change."""
    set_aside = set_aside_of(file, seed, in_force)
    settled: list[Part] = [part for part in PARTS if part not in set_aside]
    changed: list[Part] = [part for part in settled if part_of(file, part) != part_of(seed, part)]
    return Merged(with_parts_of(file, in_force, *changed), with_parts_of(file, seed, *settled), set_aside)


def set_aside_of(file: Config, seed: Config, in_force: Config) -> tuple[Part, ...]:
    """The parts that both the file and the console have changed, and not alike."""

    def is_disputed(part: Part) -> bool:
        said, before, now = part_of(file, part), part_of(seed, part), part_of(in_force, part)
        return said not in (before, now) and now != before

    return tuple(part for part in PARTS if is_disputed(part))


def part_of(config: Config, part: Part) -> Any:
    """What it says about this part."""
    return (config.rts, config.rws) if part == "directory" else getattr(config, part)


def with_parts_of(file: Config, config: Config, *parts: Part) -> Config:
    """The config with these parts as the file has them."""
    fields = [field for part in parts for field in (("rts", "rws") if part == "directory" else (part,))]
    return config.model_copy(update={field: getattr(file, field) for field in fields})
