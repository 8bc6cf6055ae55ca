"""The cover sheet of a file that is printed: what it is, and what should lie in it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from services.issuance.at_counter import COVER_LETTER, needed
from services.issuance.console.words import masked
from services.issuance.file import File
from services.issuance.letters.bundle import Cover
from services.issuance.letters.text import fit_for_paper
from services.issuance.staff import Staff
from services.issuance.stage import STAGE_NAMES
from shared.contracts.catalogue import Office
from shared.contracts.vocabulary import DocumentKey
from shared.indonesian import foreign_characters, full_moment, long_date

RT_LETTER = "Surat pengantar RT"
_PRIVATE = "Memuat data pribadi: simpan dalam berkas, jangan dibawa pulang."


def cover(file: File, office: Office, address: str, by: Staff, now: datetime) -> Cover:
    """`address` is what the QR code leads to."""
    zone = office.time_zone
    return Cover(
        office=f"Kelurahan {office.name}, Kecamatan {office.kecamatan}, {office.city}",
        reference=file.reference,
        title=_title(file),
        facts=[(label, _on_paper(value)) for label, value in _facts(file, zone) if value],
        checklist=_checklist(file),
        address=address,
        note=f"Dicetak {by.name}, {full_moment(now, zone)}. {_PRIVATE}",
        printed_on=now.astimezone(ZoneInfo(zone)).date(),
    )


def _title(file: File) -> str:
    reason = file.service.reason(file.reason)
    return f"{file.service.name}, {reason.label.lower()}" if reason else file.service.name


def _facts(file: File, zone: str) -> list[tuple[str, str]]:
    person, letter = file.applicant, file.cover_letter
    return [
        ("Pemohon", person.name),
        ("NIK", masked(person.nik)),
        ("Alamat", f"{person.address}, {person.rt}"),
        ("Pendamping", file.helped_by or ""),
        ("Agenda", file.agenda_number or ""),
        ("Masuk", full_moment(file.submitted_at, zone) if file.submitted_at else ""),
        ("Paling lambat selesai", full_moment(file.due_at, zone) if file.due_at else ""),
        (RT_LETTER, letter.number or "di atas kertas, belum dicatat" if letter else ""),
        ("Surat", file.letter_number or ""),
        ("Keadaan", STAGE_NAMES[file.stage]),
    ]


def _checklist(file: File) -> list[tuple[str, bool, str]]:
    """Every document that the service asks for, and others that are there."""
    keys = dict.fromkeys([*needed(file), *file.documents])
    found = [(file.name_of(key), key in file.documents, _of_document(file, key)) for key in keys]
    letter = file.cover_letter
    if file.service.cover_letter == "required" and COVER_LETTER not in keys:
        dated = f"tertanggal {long_date(letter.dated)}" if letter and letter.dated else ""
        found.insert(0, (RT_LETTER, letter is not None, dated))
    return found


def _on_paper(text: str) -> str:
    """A cover sheet is no letter: a character that cannot be printed is a question mark on it."""
    return fit_for_paper(text.translate({ord(character): "?" for character in foreign_characters(text)}))


def _of_document(file: File, key: DocumentKey) -> str:
    """How many sheets; of what the resident does not have, why, and why it goes on without."""
    if key not in file.lacking:
        return _sheets(len(file.documents.get(key, ())))
    accepted = f"; diterima tanpa: {file.waived_because}" if file.waived_because else ""
    return _on_paper(f"tidak punya: {file.lacking[key]}{accepted}")


def _sheets(count: int) -> str:
    return f"{count} lembar" if count else "belum ada"
