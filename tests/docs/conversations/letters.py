"""From the first word to the rating: each of the four letters, and what may happen on the way."""

from datetime import timedelta
from typing import get_args

from shared.contracts.issuance import (
    DeadlineMoved,
    DocumentsReturned,
    HandedOver,
    LetterVoided,
    PrintCameBack,
    PrintSentOut,
)
from shared.contracts.notifier import Trouble
from shared.contracts.verification import CoverLetterDeclined, CoverLetterGoesToPaper
from shared.messaging import uuid7
from shared.testing.samples import RT_5
from tests.docs.conversations.chat import Chat
from tests.docs.conversations.people import Resident
from tests.intake.page.visitor import BY_LINK
from tests.intake.phone import FORM, WEDNESDAY, a_chair_is_asked, a_letter, fact

MONDAY = WEDNESDAY.replace(day=30, hour=15, minute=30)
TO_THE_DATA = ("ktp", "[Saya sendiri]", "[Rusak / ganti data]")
ASKED = (*TO_THE_DATA, FORM, "[Sudah benar]")


def cover_letter(of: Resident) -> Resident:
    return of.meanwhile("Ketua RT menyetujui.", a_letter(of.application_id, of.room))


def letter(of: Resident, **how: str) -> Resident:
    issued = a_letter(of.application_id, of.room, "letter").model_copy(update=how)
    return of.meanwhile("Lurah menandatangani suratnya.", issued)


def with_photos(title: str) -> Resident:
    return cover_letter(Resident(title).writes(*ASKED))


def ktp() -> Chat:
    siti = Resident("KTP, dari kata pertama sampai nilai")
    siti.writes("assalamualaikum, mau bikin ktp", "[Syaratnya apa?]", "[Saya sendiri]", "[Rusak / ganti data]", FORM)
    cover_letter(siti.writes("[Sudah benar]")).writes("[foto] [foto]", "[foto]", "[Kirim]")
    return letter(siti).writes("[Ambil sendiri]", "[Sangat baik]").chat


def kk() -> Chat:
    siti = Resident("KK, data ditanyakan satu per satu").writes("mau urus kk karena pindah", "[Saya sendiri]")
    siti.writes("[Satu per satu]", "Siti Aminah", "1671074508900000", "Palembang", "Islam", "Belum kawin")
    siti.writes("Wiraswasta", "Jl. Sapta Marga No. 12", "005/002", "[Sudah benar]")
    cover_letter(siti).writes("[foto] [foto]", "[Kirim]")
    letter(siti).writes("[Kirim kurir]", "[Alamat lain]", "rmh", "Rumah Ibu Ani, depan masjid, RT 6", "[Baik]")
    siti.meanwhile("Kurir berangkat.", fact(PrintSentOut, siti.application_id, siti.room, courier="Pak Budi"))
    back = fact(PrintCameBack, siti.application_id, siti.room, reason="Rumah kosong.")
    siti.meanwhile("Kurir kembali.", back)
    handed = fact(HandedOver, siti.application_id, siti.room, to="Zulkifli")
    return siti.meanwhile("Surat diserahkan kepada orang lain.", handed).chat


def marriage() -> Chat:
    siti = Resident("Pengantar nikah").writes("mau nikah", "[Saya sendiri]", FORM)
    siti.writes("Budi Santoso", "Ahmad Yani", "-", "[Sudah benar]")
    cover_letter(siti).writes("[foto] [foto] [foto]", "[Kirim]")
    return letter(siti).writes("[Tidak perlu]", "[Cukup]").chat


def business() -> Chat:
    siti = Resident("SITU: Ketua RW ikut mengetahui").writes("mau izin usaha", "[Syaratnya apa?]", "[Saya sendiri]")
    siti.writes(FORM, "Nama usaha: Warung Siti\nJenis usaha: warung\nAlamat usaha: sama", "[Sudah benar]", "STATUS")
    cover_letter(siti).writes("[foto] [foto]", "[Kirim]")
    return letter(siti).writes("[Tidak perlu]", "[Buruk]").chat


def contradicts() -> Chat:
    siti = Resident("Data bertentangan atau belum terbaca").writes("mau nikah", "[Saya sendiri]")
    siti.writes(f"{FORM.replace('Islam', 'Kristen')}\nTanggal lahir: 1 Januari 1980", "1671074508900000")
    return siti.writes(
        "Nama: Budi Santoso\nTempat, tanggal lahir: Palembang", "kapan-kapan", "Palembang, 2 Mei 1989"
    ).chat


def put_right() -> Chat:
    siti = Resident("Data diperbaiki").writes(*TO_THE_DATA)
    siti.writes(FORM.replace("0890 0000", "0890").replace("Islam", "entah"), "1671074508900000", "Islam")
    siti.writes("[Perbaiki]", "alamat", "Jl. Melati No. 3", "pekerjaan: guru")
    return siti.writes("tidak jadi").chat


def missing() -> Chat:
    siti = with_photos("Dokumen yang tidak dipunyai").writes("[Tidak punya]", "[KTP lama]", "hilang waktu banjir")
    return siti.writes("[foto] [foto]", "[Kirim]", "STATUS").chat


def which_photo() -> Chat:
    siti = with_photos("Foto diganti, ditunda, dan dikirim lagi").writes("[foto] [foto] [foto]")
    siti.writes("[Nanti dulu]", "halo", "[Ganti foto]", "[Kartu Keluarga]", "[foto]", "[foto]", "[Kartu Keluarga]")
    return siti.writes("[Kirim]").chat


def unusable() -> Chat:
    siti = with_photos("Foto atau PDF yang tidak bisa dipakai")
    for trouble in get_args(Trouble):
        siti.sends("[foto atau PDF]", trouble)
    return siti.chat


def returned() -> Chat:
    siti = with_photos("Dokumen dikembalikan petugas").writes("[foto] [foto] [foto]", "[Kirim]")
    reasons = {"reasons": {"kk": "bagian bawah terpotong"}, "returned_by": "Ani"}
    back = fact(DocumentsReturned, siti.application_id, siti.room, **reasons)
    siti.meanwhile("Petugas mengembalikan Kartu Keluarga.", back).writes("[foto]")
    moved = fact(DeadlineMoved, siti.application_id, siti.room, due_at=MONDAY, reason="resubmitted")
    return siti.meanwhile("Tanggal selesainya dihitung lagi.", moved).chat


def declined() -> Chat:
    siti = Resident("Ketua RT menolak").writes(*ASKED)
    why = {"rt": RT_5, "declined_by": "Rahmat", "reason": "Data salah: alamat sudah pindah"}
    siti.meanwhile("Ketua RT menolak.", fact(CoverLetterDeclined, siti.application_id, siti.room, **why))
    return siti.writes("STATUS", "entah", "[Perbaiki data]", "Alamat: jl melati no 3", "[Sudah benar]").chat


def on_paper() -> Chat:
    siti = Resident("Surat pengantar sudah ada di kertas").writes(*TO_THE_DATA, FORM, "sudah punya surat", "STATUS")
    return siti.writes("[foto] [foto] [foto] [foto]", "[Kirim]").chat


def on_paper_while_waiting() -> Chat:
    return Resident("Surat di kertas, sesudah Ketua RT ditanya").writes(*ASKED, "STATUS", "suratnya sudah ada").chat


def no_chair() -> Chat:
    siti = Resident("Ketua RT tidak memakai WhatsApp", chair_is_asked=False).writes(*ASKED)
    paper = fact(CoverLetterGoesToPaper, siti.application_id, siti.room, rt=RT_5, chair_name=None)
    return siti.meanwhile("Tidak ada ketua yang bisa ditanya.", paper).writes("STATUS").chat


def the_rw_instead() -> Chat:
    siti = Resident("Ketua RW ditanya sebagai gantinya", chair_is_asked=False).writes(*ASKED)
    dewi = {"chair_name": "Dewi Sartika", "honorific": "Ibu", "acting_as": "rw_chair"}
    return siti.meanwhile("Ketua RW ditanya.", a_chair_is_asked(siti.application_id, siti.room, **dewi)).chat


def chair_themselves() -> Chat:
    siti = Resident("Pemohon adalah Ketua RT", chair_is_asked=False).writes(*ASKED)
    paper = fact(CoverLetterGoesToPaper, siti.application_id, siti.room, rt=RT_5, chair_name="Siti Aminah")
    return siti.meanwhile("Ketua RW tidak bisa ditanya.", paper).chat


def slow_word() -> Chat:
    siti = Resident("Belum jelas siapa yang ditanya", chair_is_asked=False).writes(*ASKED)
    return siti.after("Beberapa detik kemudian.", timedelta(seconds=20)).chat


def silent_chair() -> Chat:
    siti = Resident("Ketua RT diam").writes(*ASKED)
    paper = fact(CoverLetterGoesToPaper, siti.application_id, siti.room, rt=RT_5, chair_name="Rahmat Hidayat")
    return siti.meanwhile("Ketua RT tidak menjawab.", paper).writes("tidak punya", "STATUS").chat


def in_ink() -> Chat:
    siti = with_photos("Tanda tangan basah").writes("[foto] [foto] [foto]", "[Kirim]")
    return letter(siti, signed="in_ink").writes("[Ambil sendiri]").chat


def void() -> Chat:
    siti = with_photos("Surat dibatalkan kelurahan").writes("[foto] [foto] [foto]", "[Kirim]")
    letter(siti).writes("[Tidak perlu]")
    words = {"letter_id": uuid7(), "kind": "letter", "number": "470/0123/BKS/XI/2026", "reason": "Alamat salah tulis."}
    for replaced, what in ((True, "Surat dibatalkan, dan akan diganti."), (False, "Surat dibatalkan begitu saja.")):
        lost = fact(LetterVoided, siti.application_id, siti.room, voided_by="Hj. Nurhayati", replaced=replaced, **words)
        siti.meanwhile(what, lost)
        if replaced:
            letter(siti)
    return siti.chat


def by_link() -> Chat:
    siti = Resident("Data dan foto diisi di halaman (`ask_by: link`)", catalogue=BY_LINK).writes(*TO_THE_DATA)
    return siti.writes("1671074508900000", "[foto]", "[Tautan baru]", "STATUS", "batal", "[Ya, batalkan]").chat


LETTERS = (ktp, kk, marriage, business, by_link)
ON_THE_WAY = (
    *(
        contradicts,
        put_right,
        missing,
        which_photo,
        unusable,
        returned,
        declined,
        on_paper,
        on_paper_while_waiting,
        no_chair,
    ),
    *(the_rw_instead, chair_themselves, slow_word, silent_chair, in_ink, void),
)
