"""What a letter rests on, and the number it is about to get."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from services.issuance.console.words import near_time
from services.issuance.edition import InForce
from services.issuance.file import File
from services.issuance.history import HistoryEntry, What
from services.issuance.letter import Letter, Signature
from services.issuance.register import Register, office_letter_number
from services.issuance.staff import Staff
from shared.indonesian import listed, long_date


class Ground(NamedTuple):
    """One thing the letter rests on; `doubted` where the office went on in spite of a doubt."""

    what: str
    note: str
    doubted: bool = False


def grounds(file: File, entries: Sequence[HistoryEntry], now: datetime, zone: ZoneInfo) -> tuple[Ground, ...]:
    """The surat pengantar, the word about the documents, and who prepared it."""
    found: list[Ground] = []
    if letter := file.cover_letter:
        kind = "Surat pengantar RT (kertas)" if letter.on_paper else "Surat pengantar RT"
        said = (letter.number, file.cover_letter_by, file.rw_word, long_date(letter.dated) if letter.dated else None)
        found.append(Ground(kind, ", ".join(word for word in said if word)))
    names = listed([file.name_of(key) for key in file.documents])
    for entry in reversed(entries):
        if entry.what is What.CONFIRMED:
            why = f"; tetangga belum cukup membenarkan: {entry.reason}" if entry.reason else ""
            note = f"menurut {entry.by}, {near_time(entry.at, now, zone)}{why}"
            found.append(Ground(f"{names} sah", note, doubted=bool(entry.reason)))
            break
        if entry.what is What.CONFIRMED_BY_OFFICE:
            why = f"{entry.by}, {near_time(entry.at, now, zone)}: {entry.reason}"
            found.append(Ground(f"{names}: dilanjutkan dengan alasan", why, doubted=True))
            break
    prepared = near_time(file.since, now, zone)
    found.append(Ground("Data dicocokkan dengan dokumen", f"{file.drafted_by}, {prepared}"))
    return tuple(found)


class Waiting(NamedTuple):
    """A letter that has its number and no signature yet: why, and whether this person can sign it."""

    file: File
    letter: Letter
    why: str
    tone: str
    is_mine: bool


def unsigned(file: File, letters: Sequence[Letter], person: Staff) -> Waiting | None:
    """What the signing service has not signed of this file."""
    letter = next((it for it in letters if it.number == file.letter_number), None)
    if letter is None or letter.ordered is None:
        return None
    why = letter.ordered.because or "Menunggu kata sandi tanda tangan."
    tone = "late" if letter.ordered.state is Signature.FAILED else "today"
    return Waiting(file, letter, why, tone, letter.ordered.signer == person.username)


def next_number(file: File, register: Register | None, in_force: InForce, now: datetime) -> str:
    """The number that an approval at this moment would give."""
    kind, today = file.letter, in_force.today(now)
    number = (register or Register(kind.runs_in)).next(today.year)
    office = in_force.catalogue.office.short
    return office_letter_number(kind.number_format, number, kind.classification, office, today)
