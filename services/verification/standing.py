"""How a case stands, told to a chair who answers a question that no longer waits for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from services.verification.stage import Stage
from shared.contracts.vocabulary import ContactId

if TYPE_CHECKING:
    from services.verification.case import Case

_SENTENCES: Mapping[Stage, str] = {
    Stage.WITH_CHAIR: "Urusan {name} sudah dialihkan{to}. Tidak perlu dijawab lagi.",
    Stage.WITH_RW: "Surat pengantar untuk {name} sudah disetujui{by}, sekarang menunggu Ketua RW.",
    Stage.APPROVED: "Surat pengantar untuk {name} sudah disetujui{by}. Nomornya segera kami kirim.",
    Stage.DECLINED: "Permintaan {name} sudah ditolak{by}. Warga sudah kami kabari.",
    Stage.ON_PAPER: "Surat pengantar untuk {name} dibuat di kertas. Tidak perlu dijawab di sini.",
    Stage.AWAITING_DOCUMENTS: "Urusan {name} sudah lanjut, sekarang menunggu dokumen dari warga. "
    "Kalau ada yang perlu diperiksa, kami kabari di sini.",
    Stage.DOCUMENTS_WITH_CHAIR: "Urusan {name} sudah dialihkan{to}. Tidak perlu dijawab lagi.",
    Stage.CONFIRMED: "Dokumen {name} sudah diperiksa{by}, semuanya benar. Kelurahan sudah tahu.",
    Stage.DISPUTED: "Dokumen {name} sudah diperiksa{by}. Catatannya sudah sampai di kelurahan.",
    Stage.WITH_CLERK: "Pemeriksaan dokumen {name} sudah diambil alih petugas kelurahan. Tidak perlu dijawab lagi.",
    Stage.CLOSED: "Permohonan {name} sudah selesai atau dibatalkan. Tidak perlu dijawab lagi.",
}


def how_it_stands(case: Case, told_to: ContactId) -> str:
    """One or two sentences, in Indonesian."""
    name = case.applicant.name
    if case.was_asked(told_to):
        return f"Pertanyaan itu sudah diganti yang baru. Ketik TUGAS untuk melihat yang terbaru tentang {name}."
    return _SENTENCES[case.stage].format(name=name, by=_by(case, told_to), to=_to(case))


def _by(case: Case, told_to: ContactId) -> str:
    if case.answered_by is None:
        return ""
    return " oleh Bapak/Ibu sendiri" if case.answered_by.contact_id == told_to else f" oleh {case.answered_by.called}"


def _to(case: Case) -> str:
    return f" ke {case.asked[0].called}, Ketua {case.asked[0].post}" if case.asked else ""
