"""What somebody at the office has to tell those who are not on WhatsApp, in words to be said to them."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from services.issuance.at_counter import missing
from services.issuance.file import File
from services.issuance.history import HistoryEntry, What
from shared.indonesian import honorific, listed, near_moment

#: How somebody can be told, as the history says it.
WAYS = {"counter": "di loket", "phone": "lewat telepon", "visit": "di rumahnya"}


class News(NamedTuple):
    """One thing to be told."""

    id: UUID
    words: str


def news(file: File, entries: Sequence[HistoryEntry], zone: ZoneInfo) -> tuple[News, ...]:
    """What has not been told yet, the oldest first."""
    waiting = [entry for entry in entries if entry.id in file.to_tell]
    return tuple(News(entry.id, _SENTENCES[entry.what](file, entry, zone)) for entry in waiting)


def _declined(file: File, entry: HistoryEntry, _: ZoneInfo) -> str:
    return f"{_whom(file)}, Ketua RT belum bisa membuat surat pengantar: {_clause(entry.reason)}."


def _on_paper(file: File, _: HistoryEntry, __: ZoneInfo) -> str:
    return (
        f"{_whom(file)}, Ketua RT {file.applicant.rt.rt:03} belum bisa dihubungi lewat WhatsApp. "
        "Mohon minta surat pengantar di kertas, lalu bawa ke loket."
    )


def _letter_made(file: File, _: HistoryEntry, __: ZoneInfo) -> str:
    absent = [file.name_of(key) for key in missing(file)]
    then = f" Mohon bawa ke loket: {listed(absent)}." if absent else ""
    return f"{_whom(file)}, surat pengantar RT sudah jadi.{then}"


def _submitted(file: File, _: HistoryEntry, zone: ZoneInfo) -> str:
    return f"{_whom(file)}, berkas {file.reference} sudah lengkap.{_promise(file, zone)}"


def _returned(file: File, entry: HistoryEntry, _: ZoneInfo) -> str:
    what = "; ".join(f"{file.name_of(key)} ({_clause(why)})" for key, why in entry.reasons.items())
    return f"{_whom(file)}, ada yang perlu dibawa lagi ke loket: {what}. Waktunya berhenti dulu."


def _resubmitted(file: File, _: HistoryEntry, zone: ZoneInfo) -> str:
    return f"{_whom(file)}, berkas {file.reference} sudah lengkap lagi.{_promise(file, zone)}"


def _moved(file: File, entry: HistoryEntry, zone: ZoneInfo) -> str:
    why = f" ({_clause(entry.reason)})" if entry.reason else ""
    return f"{_whom(file)}, kelurahan tutup di luar jadwal{why}.{_promise(file, zone)}"


def _issued(file: File, _: HistoryEntry, __: ZoneInfo) -> str:
    return f"{_whom(file)}, surat nomor {file.letter_number} sudah jadi. Silakan diambil di loket pada jam kerja."


def _void(file: File, entry: HistoryEntry, _: ZoneInfo) -> str:
    return f"{_whom(file)}, surat nomor {entry.detail} dibatalkan: {_clause(entry.reason)}. Jangan dipakai lagi."


def _refused(file: File, entry: HistoryEntry, _: ZoneInfo) -> str:
    return f"{_whom(file)}, permohonan {file.reference} tidak bisa dilanjutkan: {_clause(entry.reason)}."


def _undelivered(_: File, entry: HistoryEntry, __: ZoneInfo) -> str:
    return f"Pesan WhatsApp tidak sampai ({_clause(entry.reason)}). Sampaikan sendiri bagaimana berkasnya sekarang."


_SENTENCES: Mapping[What, Callable[[File, HistoryEntry, ZoneInfo], str]] = {
    What.LETTER_DECLINED: _declined,
    What.LETTER_ON_PAPER: _on_paper,
    What.LETTER_MADE: _letter_made,
    What.SUBMITTED: _submitted,
    What.RETURNED: _returned,
    What.RESUBMITTED: _resubmitted,
    What.DEADLINE_MOVED: _moved,
    What.ISSUED: _issued,
    What.LETTER_VOID: _void,
    What.REFUSED: _refused,
    What.UNDELIVERED: _undelivered,
}


def _whom(file: File) -> str:
    """The neighbour who came, or the applicant."""
    if file.helped_by:
        return f"Bapak/Ibu {file.helped_by}, untuk {file.applicant.name}"
    return f"{honorific(file.applicant.sex)} {file.applicant.name}"


def _promise(file: File, zone: ZoneInfo) -> str:
    return f" Paling lambat selesai {near_moment(file.due_at, zone.key)}." if file.due_at else ""


def _clause(reason: str | None) -> str:
    """Somebody's words as a part of a sentence."""
    return (reason or "").strip().rstrip(".!")
