"""A file's history in sentences."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from services.issuance.console.words import near_time
from services.issuance.file import File
from services.issuance.history import HistoryEntry, What

_WAYS = {
    "pick_up": "Surat cetak akan diambil sendiri",
    "courier": "Surat cetak dikirim lewat kurir",
    "none": "Surat cetak tidak diperlukan",
}
_BY_STAFF = frozenset(
    {
        What.OPENED_AT_COUNTER,
        What.PAPERS_BROUGHT,
        What.TOLD,
        What.PAPER_LETTER_ACCEPTED,
        What.ACCEPTED_WITHOUT,
        What.RECEIVED,
        What.CHAIR_ASKED_AGAIN,
        What.NEIGHBOURS_WANTED,
        What.CONFIRMED_BY_OFFICE,
        What.DRAFTED,
        What.SENT_BACK,
        What.APPROVED,
        What.APPROVED_FOR_INK,
        What.SIGNED_AGAIN,
        What.SIGNED_IN_INK,
        What.LETTER_VOID,
        What.REFUSED,
        What.WITHDRAWN_AT_COUNTER,
        What.HANDED_OVER,
        What.SENT_OUT,
        What.CAME_BACK,
        What.SENT_AGAIN,
        What.TOLD_OTHERWISE,
        What.NIK_SHOWN,
        What.DOCUMENTS_SHOWN,
        What.DRAFT_SHOWN,
        What.FILE_PRINTED,
    }
)
_SENTENCES: Mapping[What, str] = {
    What.OPENED: "{by} memulai permohonan",
    What.OPENED_AT_COUNTER: "{by} membuka permohonan di loket; pemohon setuju datanya dipakai",
    What.PAPERS_BROUGHT: "{by} mengunggah {detail} di loket",
    What.TOLD: "{by} memberi tahu pemohon, {detail}",
    What.LETTER_APPROVED: "{by} menyetujui surat pengantar {detail}",
    What.LETTER_DECLINED: "{by} menolak surat pengantar: {reason}",
    What.LETTER_ON_PAPER: "Surat pengantar RT dibuat di atas kertas",
    What.LETTER_IN_HAND: "{by} memegang surat pengantar RT di kertas",
    What.LETTER_MADE: "Surat pengantar {detail} jadi dan dikirim ke pemohon",
    What.SUBMITTED: "Dokumen lengkap. Hitungan tiga hari dimulai.",
    What.PAPER_LETTER_ACCEPTED: "{by} mencatat surat pengantar kertas {detail}",
    What.ACCEPTED_WITHOUT: "{by} menerima tanpa {detail}: {reason}",
    What.RECEIVED: "{by} menerima berkas, agenda {detail}",
    What.ARCHIVED: "Dokumen diarsipkan, Ketua RT ditanya",
    What.RETURNED: "{by} mengembalikan {reasons}. Hitungan berhenti.",
    What.RESUBMITTED: "Dokumen dikirim ulang. Hitungan lanjut.",
    What.DEADLINE_MOVED: "Kantor tutup ({reason}). Tenggat mundur ke {detail}.",
    What.CONFIRMED: "{by} menyatakan dokumen sah",
    What.DISPUTED: "{by} meragukan {reasons}",
    What.NEIGHBOURS_WANTED: "{by} meminta tetangga ditanya: {reason}",
    What.NEIGHBOURS_ANSWERED: "Tetangga ditanya oleh {by}, Ketua RT/RW: {detail}",
    What.NO_CHAIR: "Tidak ada Ketua RT yang bisa ditanya lewat WhatsApp",
    What.CHAIR_ASKED_AGAIN: "{by} meminta Ketua RT melihat lagi: {reason}",
    What.CONFIRMED_BY_OFFICE: "{by} melanjutkan dengan alasan: {reason}",
    What.DRAFTED: "{by} membuat konsep surat",
    What.SENT_BACK: "{by} mengembalikan konsep: {reason}",
    What.APPROVED: "{by} menyetujui dan menandatangani, nomor {detail}",
    What.APPROVED_FOR_INK: "{by} menyetujui, nomor {detail}, untuk ditandatangani basah",
    What.UNSIGNED: "Surat {detail} belum ditandatangani: {reason}",
    What.SIGNED_AGAIN: "{by} meminta tanda tangan surat {detail} sekali lagi",
    What.TO_SIGN: "Surat {detail} siap dicetak dan ditandatangani basah",
    What.SIGNED_IN_INK: "{by} mencatat surat {detail} sudah ditandatangani basah",
    What.LETTER_VOID: "{by} membatalkan surat {detail}: {reason}",
    What.ISSUED: "Surat {detail} terbit dan dikirim ke pemohon",
    What.REFUSED: "{by} menolak permohonan: {reason}",
    What.WITHDRAWN: "{by} menarik permohonan",
    What.WITHDRAWN_AT_COUNTER: "{by} menarik permohonan atas permintaan pemohon",
    What.SENT_OUT: "{by} menyerahkan surat cetak ke kurir, {detail}",
    What.CAME_BACK: "{by} mencatat surat cetak kembali dari kurir: {reason}",
    What.HANDED_OVER: "{by} menyerahkan surat cetak kepada {detail}",
    What.RATED: "Layanan dinilai {detail} dari 5",
    What.ARRIVED: "Pesan yang tadinya belum pasti ternyata sampai",
    What.SENT_AGAIN: "{by} mengirim ulang pesan yang tidak sampai",
    What.TOLD_OTHERWISE: "{by} mencatat isi pesan yang tidak sampai sudah disampaikan",
    What.UNDELIVERED: "Ada pesan yang tidak sampai: {reason}",
    What.NIK_SHOWN: "{by} membuka NIK",
    What.DOCUMENTS_SHOWN: "{by} melihat dokumen",
    What.DRAFT_SHOWN: "{by} melihat konsep surat",
    What.FILE_PRINTED: "{by} mencetak berkas",
    What.DOCUMENTS_DELETED: "Foto dan dokumen pemohon dihapus: sudah disimpan selama yang ditetapkan",
    What.DATA_ERASED: "Kontak, foto dan dokumen pemohon dihapus atas permintaannya",
    What.WARNED: "Hampir jatuh tempo: {detail} diingatkan",
    What.STUCK: "Perlu dilihat: {reason}",
}
#: Who is not on WhatsApp is sent nothing.
_BY_HAND: Mapping[What, str] = {
    What.LETTER_MADE: "Surat pengantar {detail} jadi",
    What.ISSUED: "Surat {detail} terbit",
    What.RESUBMITTED: "Dokumen dibawa lagi. Hitungan lanjut.",
}
_DATA: Mapping[str, str] = {
    "name": "nama",
    "birth_place": "tempat lahir",
    "religion": "agama",
    "marital_status": "status kawin",
    "occupation": "pekerjaan",
    "nationality": "kewarganegaraan",
    "address": "alamat",
}


class Line(NamedTuple):
    """One line; `tone` is `us` for what staff did, `held` where the clock stopped."""

    at: datetime
    when: str
    words: str
    tone: str


def past(entries: list[HistoryEntry], file: File, now: datetime, zone: ZoneInfo) -> tuple[Line, ...]:
    """The history, newest first."""
    return tuple(
        Line(entry.at, near_time(entry.at, now, zone), sentence(entry, file), _tone(entry.what))
        for entry in reversed(entries)
    )


def sentence(entry: HistoryEntry, file: File) -> str:
    """What happened, in words."""
    if entry.what is What.DELIVERY_CHOSEN:
        return _WAYS.get(entry.detail or "", "Cara penyerahan dipilih")
    reasons = "; ".join(f"{file.name_of(key)}: {reason}" for key, reason in entry.reasons.items())
    said = (_BY_HAND if file.is_told_by_hand else _SENTENCES).get(entry.what, _SENTENCES[entry.what])
    words = said.format(by=entry.by or "Sistem", detail=entry.detail or "", reason=entry.reason or "", reasons=reasons)
    if entry.what is What.LETTER_APPROVED and entry.reason:
        return f"{words}, {entry.reason}"
    if entry.what is What.CONFIRMED and entry.reason:
        return f"{words}, walau tetangga belum cukup membenarkan: {entry.reason}"
    if entry.what is What.DRAFTED and entry.detail:
        changed = ", ".join(_DATA.get(name) or file.called(name) for name in entry.detail.split(", "))
        return f"{words}; diperbaiki: {changed}"
    return words


def _tone(what: What) -> str:
    if what is What.RETURNED:
        return "held"
    return "us" if what in _BY_STAFF else ""
