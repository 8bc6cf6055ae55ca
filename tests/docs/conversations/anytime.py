"""What residents may write at any time, and those who help others."""

from datetime import UTC, date, datetime, timedelta
from typing import get_args

from shared.contracts.intake import ComplaintMade
from shared.contracts.issuance import (
    AnnouncementMade,
    ApplicationReceived,
    ApplicationRefused,
    ApplicationWithdrawn,
    CheckLetter,
    ComplaintAnswered,
    ComplaintOpenedByOffice,
    DeadlineMoved,
    LetterChecked,
    LetterVerdict,
    OpenedAtCounter,
    WithdrawalRefused,
)
from shared.contracts.verification import DocumentsConfirmed
from shared.contracts.vocabulary import Audience
from shared.messaging import uuid7
from shared.testing.samples import OFFICE_CODE, SITI
from tests.docs.conversations.chat import Chat
from tests.docs.conversations.letters import ASKED, MONDAY, TO_THE_DATA, cover_letter, letter, with_photos
from tests.docs.conversations.people import Resident
from tests.intake.phone import FORM, SITI_PHONE, fact, last

RECEIVED = {"agenda_number": "1", "applicant": SITI, "documents": {}, "document_names": {}, "received_by": "Ani"}


def status() -> Chat:
    siti = Resident("STATUS").writes("STATUS", *TO_THE_DATA, "STATUS", FORM, "[Sudah benar]", "STATUS", "terima kasih")
    cover_letter(siti).writes("STATUS", "[foto] [foto] [foto]", "STATUS", "[Kirim]", "ktp saya kapan jadi ya")
    siti.meanwhile("Petugas menerima berkas.", fact(ApplicationReceived, siti.application_id, siti.room, **RECEIVED))
    siti.writes("STATUS")
    confirmed = fact(DocumentsConfirmed, siti.application_id, siti.room, confirmed_by="Rahmat")
    siti.meanwhile("Ketua RT menyatakan dokumen benar.", confirmed).writes("STATUS")
    siti.after("Tiga hari kemudian.", timedelta(days=4)).writes("STATUS")
    return letter(siti).writes("STATUS").chat


def info() -> Chat:
    siti = Resident("INFO").writes("INFO")
    (told,) = siti.phone.got
    for choice in told.choices:
        siti.taps(told, choice.label)
    return siti.writes("RT 005 RW 002").chat


def announcements() -> Chat:
    siti = Resident("Pengumuman")
    made = AnnouncementMade(
        office=OFFICE_CODE,
        at=siti.room.now,
        announcement_id=uuid7(),
        text="Jalan ditutup Sabtu pagi.",
        audience=Audience(),
    )
    siti.meanwhile("Kelurahan membuat pengumuman.", made)
    siti.writes("terima pengumuman", "tidak mau", "terima pengumuman", "rumah saya", "005/002", "INFO")
    return siti.writes("BERHENTI PENGUMUMAN", "BERHENTI PENGUMUMAN").chat


def complaint() -> Chat:
    siti = Resident("KELUHAN").writes("KELUHAN", "Diminta bayar", "[foto]")
    siti.writes("Saya diminta uang dua puluh ribu di pos RT", "kirim", "STATUS")
    _is_answered(siti).writes("belum", "BATAL", "belum", "Uangnya belum dikembalikan sampai sekarang")
    return _is_answered(siti).writes("STATUS", "sudah").chat


def _is_answered(siti: Resident) -> Resident:
    about = last(ComplaintMade, siti.room).complaint_id
    words = {"text": "Uangnya sudah dikembalikan.", "answered_by": "Rahmawati"}
    return siti.meanwhile(
        "Petugas menjawab keluhan.",
        ComplaintAnswered.model_validate({"office": OFFICE_CODE, "at": siti.room.now, "complaint_id": about, **words}),
    )


def suggestion() -> Chat:
    siti = Resident("SARAN").writes("SARAN", "Tolong tambah kursi di ruang tunggu", "tidak jadi")
    return siti.writes("SARAN", "Tolong tambah kursi di ruang tunggu", "kirim").chat


def broken_promise() -> Chat:
    siti = with_photos("Kelurahan terlambat").writes("[foto] [foto] [foto]", "[Kirim]")
    words = {"complaint_id": uuid7(), "reference": "BKS-T7Q4K", "contact_id": SITI_PHONE, "due_at": MONDAY}
    late = fact(ComplaintOpenedByOffice, siti.application_id, siti.room, **words)
    return siti.meanwhile("Tanggal yang dijanjikan terlewat.", late).chat


def own_data() -> Chat:
    siti = Resident("DATA SAYA dan HAPUS DATA").writes("DATA SAYA", *ASKED, "DATA SAYA", "HAPUS DATA")
    why = {"reason": "KK sudah tidak berlaku", "refused_by": "Ani"}
    refused = fact(ApplicationRefused, siti.application_id, siti.room, **why)
    siti.meanwhile("Petugas menolak permohonan.", refused)
    return siti.writes("HAPUS DATA", "[Tidak jadi]", "HAPUS DATA", "[Ya, hapus]").chat


def withdrawal() -> Chat:
    siti = Resident("BATAL").writes("BATAL", "ktp", "BATAL", "[Tidak jadi]", "BATAL", "[Ya, batalkan]")
    siti.writes(*ASKED, "MENU", "[KTP]", "BATAL", "entah", "[Tidak jadi]", "BATAL", "1", "[Ya, batalkan]")
    signed = {"reason": "Surat sudah ditandatangani."}
    siti.meanwhile("Terlambat.", fact(WithdrawalRefused, siti.application_id, siti.room, **signed))
    gone = fact(ApplicationWithdrawn, siti.application_id, siti.room)
    return siti.meanwhile("Atau: kelurahan membatalkannya.", gone).chat


def refused() -> Chat:
    siti = with_photos("Permohonan ditolak petugas").writes("[foto] [foto] [foto]", "[Kirim]")
    why = {"reason": "KK sudah tidak berlaku", "refused_by": "Ani"}
    return siti.meanwhile("Petugas menolak.", fact(ApplicationRefused, siti.application_id, siti.room, **why)).chat


def closed() -> Chat:
    siti = with_photos("Kelurahan tutup di luar jadwal").writes("[foto] [foto] [foto]", "[Kirim]")
    because = {"due_at": MONDAY, "reason": "office_closed", "because": "Banjir di sekitar kantor."}
    return siti.meanwhile("Kelurahan tutup.", fact(DeadlineMoved, siti.application_id, siti.room, **because)).chat


def misunderstood() -> Chat:
    siti = Resident("Yang tidak dipahami, dan petunjuknya").writes("halo", "kucing", "kucing", "[Hubungi petugas]")
    siti.writes("ktp", "[suara]", "[stiker]", "[lokasi]", "[video]", "[kontak]", "[foto]", "[30 MB]", "[Saya sendiri]")
    old = siti.phone.got[0]
    siti.writes("kucing", "[Hilang]", "kucing").taps(old, "KK")
    return siti.writes("mau bicara sama petugas", "MENU", "STOP").chat


def silence() -> Chat:
    siti = Resident("Lama diam").writes(*TO_THE_DATA)
    siti.after("Satu minggu kemudian.", timedelta(days=7)).writes("ya", FORM, "[Sudah benar]")
    return cover_letter(siti).after("Satu minggu kemudian.", timedelta(days=8)).chat


def twice() -> Chat:
    siti = Resident("Dua permohonan sekaligus").writes(*ASKED, "mau bikin ktp juga", "[Saya sendiri]", "rusak", FORM)
    siti.writes("[Batal]", "mau bikin ktp juga untuk ibu saya, hilang")
    return cover_letter(siti).writes("[foto] [foto] [foto]", "[Kirim]").chat


def remembered() -> Chat:
    siti = Resident("Data disimpan untuk lain kali").writes(*TO_THE_DATA, FORM, "[Benar, dan simpan]")
    return siti.writes("MENU", "[KK]", "[Saya sendiri]", "[Hilang]", "[Masih sama]", "DATA SAYA").chat


def at_counter() -> Chat:
    siti = Resident("Dibuka petugas di loket")
    words = {"contact_id": SITI_PHONE, "reference": "BKS-L7Q4K", "service": "ktp", "reason": "changed"}
    words |= {"catalogue_version": 1, "applicant": SITI, "asks_chair": True, "opened_by": "Rahmawati"}
    return siti.meanwhile("Petugas membuka berkas di loket.", fact(OpenedAtCounter, uuid7(), siti.room, **words)).chat


def is_it_genuine() -> Chat:
    siti = Resident("Surat dikirim untuk diperiksa keasliannya")
    printed = {"title": "Surat Pengantar KTP", "number": "470/0001/BKS/XI/2026", "holder": "S*** A***"}
    for verdict in get_args(LetterVerdict):
        siti.writes("[pdf] ini asli tidak?")
        asked = last(CheckLetter, siti.room)
        about = {"office": OFFICE_CODE, "at": datetime(2026, 11, 25, tzinfo=UTC), "contact_id": asked.contact_id}
        told = {**printed, "verdict": verdict, "dated": date(2026, 11, 24), "because": "Nama salah tulis"}
        siti.meanwhile("Surat diperiksa.", LetterChecked.model_validate(about | told))
    return siti.chat


def helper() -> Chat:
    budi = Resident("Mengurus KTP untuk orang lain", "Pendamping").writes(
        "mau bikin ktp", "[Orang lain]", "Budi Santoso"
    )
    budi.writes("[Rusak / ganti data]", FORM, "[Sudah benar]", "STATUS")
    cover_letter(budi).writes("[foto] [foto] [foto]", "[Kirim]")
    return letter(budi).writes("[Ambil sendiri]", "[Sangat baik]", "DATA SAYA", "terima pengumuman").chat


WORDS = (status, info, announcements, complaint, suggestion, own_data, withdrawal, is_it_genuine)
OTHERWISE = (refused, closed, broken_promise, at_counter, misunderstood, silence, twice, remembered)
HELPERS = (helper,)
