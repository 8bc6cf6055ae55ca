"""What a file waits for, in words, with the reason beside it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from services.issuance.console.words import near_time
from services.issuance.file import Delivery, File
from services.issuance.stage import Stage
from shared.indonesian import listed


class Awaits(NamedTuple):
    """What must happen next, and a note beside it."""

    what: str
    note: str | None = None


def waits_for_hand_over(file: File) -> bool:
    """The letter is out, and its print should go to the resident."""
    return file.stage is Stage.ISSUED and file.delivery is not None and file.delivery.way != "none"


def awaits(file: File, now: datetime, zone: ZoneInfo) -> Awaits:
    """What this file waits for."""
    return _WORDS[file.stage](file, near_time(file.since, now, zone))


def _cover_letter(file: File, since: str) -> Awaits:
    if file.cover_letter:
        return Awaits("Surat pengantar RT sedang dibuat", f"Disetujui {since}")
    return Awaits("Menunggu Ketua RT: surat pengantar", f"Diminta {since}")


def _collecting(file: File, since: str) -> Awaits:
    note = "Surat pengantar RT di atas kertas" if file.paper_letter_unread else f"Surat pengantar RT ada {since}"
    return Awaits("Menunggu dokumen pemohon", note)


def _submitted(file: File, since: str) -> Awaits:
    if file.paper_letter_unread:
        return Awaits("Catat surat pengantar kertas, lalu terima", f"Masuk {since}")
    if file.lacks_undecided:
        return Awaits(f"Tidak punya {listed([file.name_of(key) for key in file.lacking])}: putuskan", f"Masuk {since}")
    if file.pauses:
        return Awaits("Dikirim ulang: periksa lagi", f"Kembali {since}")
    return Awaits(f"Terima {len(file.documents)} dokumen", f"Masuk {since}")


def _returned(file: File, since: str) -> Awaits:
    return Awaits(f"Menunggu pemohon: {listed([file.name_of(key) for key in file.returned])}", f"Dikembalikan {since}")


def _disputed(file: File, _: str) -> Awaits:
    names = listed([file.name_of(key) for key in file.doubts])
    return Awaits(f"Ketua RT meragukan {names}: putuskan", f"“{next(iter(file.doubts.values()), '')}”")


def _confirmed(file: File, since: str) -> Awaits:
    if file.sent_back_because:
        return Awaits(f"Perbaiki konsep: {file.sent_back_because}", f"Dikembalikan {since}")
    said = "Dilanjutkan" if file.confirmed_because else "Dokumen dibenarkan"
    return Awaits("Buat konsep surat", f"{said} {file.confirmed_by}, {since}")


def _issued(file: File, _: str) -> Awaits:
    if file.letter.signed == "in_ink":
        return _issued_in_ink(file)
    match file.delivery:
        case Delivery(way="pick_up"):
            return Awaits("Cetak dan serahkan", "Akan diambil sendiri")
        case Delivery(way="courier", out_with=str(courier), address=address):
            return Awaits(f"Dibawa kurir {courier}: catat penerimanya", address)
        case Delivery(way="courier", address=address):
            return Awaits("Cetak dan kirim lewat kurir", address)
        case _:
            return Awaits("Surat sudah terbit", file.letter_number)


def _issued_in_ink(file: File) -> Awaits:
    """The original lies at the office, whatever the resident has chosen."""
    match file.delivery:
        case Delivery(way="courier", out_with=str(courier), address=address):
            return Awaits(f"Aslinya dibawa kurir {courier}: catat penerimanya", address)
        case Delivery(way="courier", address=address):
            return Awaits("Kirim surat aslinya lewat kurir", address)
        case Delivery(way="pick_up"):
            return Awaits("Serahkan surat aslinya", "Akan diambil sendiri")
        case _:
            return Awaits("Surat sudah terbit, aslinya di kantor", file.letter_number)


_WORDS: Mapping[Stage, Callable[[File, str], Awaits]] = {
    Stage.COVER_LETTER: _cover_letter,
    Stage.DECLINED: lambda file, _: Awaits("Ditolak Ketua RT", file.ended_because),
    Stage.COLLECTING: _collecting,
    Stage.SUBMITTED: _submitted,
    Stage.RETURNED: _returned,
    Stage.RECEIVED: lambda _, since: Awaits("Menunggu Ketua RT memeriksa dokumen", f"Diterima {since}"),
    Stage.DISPUTED: _disputed,
    Stage.NO_CHAIR: lambda _, since: Awaits("Tidak ada Ketua RT yang bisa ditanya: putuskan", f"Sejak {since}"),
    Stage.CONFIRMED: _confirmed,
    Stage.DRAFTED: lambda file, since: Awaits("Menunggu tanda tangan lurah", f"Disiapkan {file.drafted_by}, {since}"),
    Stage.APPROVED: lambda _, since: Awaits("Surat sedang dibuat", f"Disetujui {since}"),
    Stage.UNSIGNED: lambda file, since: Awaits("Menunggu kata sandi lurah", f"Disetujui {file.approved_by}, {since}"),
    Stage.TO_SIGN: lambda _, since: Awaits("Cetak, mintakan tanda tangan basah, lalu catat", f"Disetujui {since}"),
    Stage.SIGNED: lambda _, since: Awaits("Salinan untuk pemohon sedang dibuat", f"Ditandatangani {since}"),
    Stage.ISSUED: _issued,
    Stage.HANDED_OVER: lambda file, _: Awaits(f"Surat cetak diserahkan kepada {file.handed_to}", file.letter_number),
    Stage.VOID: lambda file, _: Awaits(f"Surat {file.letter_number} dibatalkan", file.ended_because),
    Stage.REFUSED: lambda file, _: Awaits("Ditolak kelurahan", file.ended_because),
    Stage.WITHDRAWN: lambda _, since: Awaits("Ditarik pemohon", f"Sejak {since}"),
}
