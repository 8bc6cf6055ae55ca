"""DATA SAYA and HAPUS DATA: whoever wrote can see what is kept of it, and have it erased."""

from services.intake.application import Application
from services.intake.complaint import Complaint
from shared.contracts.intake import ApplicationSubmitted, ComplaintSettled, CoverLetterRequested, DataErased
from shared.contracts.issuance import ApplicationRefused
from tests.intake.phone import Phone, a_letter, fact, intake, last
from tests.intake.test_complaints import answers, complained
from tests.intake.test_documents import REQUEST


def test_who_asks_is_shown_what_is_kept_with_the_nik_masked():
    phone = Phone(intake()).chat(REQUEST)
    phone.chat(
        """
        warga:  data saya
        kantor: Data Bapak/Ibu yang kami simpan … KTP (rusak / ganti data) … Nama: Siti Aminah … NIK: ••••••••••••0000
                … Alamat: Jl. Sapta Marga No. 12, RT 005/RW 002 … buku register … HAPUS DATA
        """
    )
    assert "1671074508900000" not in phone.got[-1].text


def test_a_helper_is_not_shown_the_data_of_whom_they_have_helped():
    phone = Phone(intake()).chat(
        """
        warga:  ktp rusak untuk ibu
        kantor: Nama Bapak/Ibu siapa?
        warga:  Budi Santoso
        kantor: Tolong isi data
        warga:  {form}
        kantor: Mohon diperiksa
        warga:  ya
        kantor: Terima kasih
        warga:  DATA SAYA
        kantor: untuk Siti Aminah … Pendamping: Budi Santoso … Data orang yang dibantu tidak kami tampilkan
        """
    )
    assert "Sapta Marga" not in phone.got[-1].text
    assert "0000" not in phone.got[-1].text


def test_who_never_wrote_is_told_that_nothing_is_kept():
    Phone(intake()).chat("warga: DATA SAYA\nkantor: Tidak ada permohonan atau keluhan atas nomor ini")


def test_what_runs_holds_the_erasure_up_and_it_is_said_why():
    phone = Phone(intake()).chat(REQUEST)
    phone.chat(
        """
        warga:  hapus data
        kantor: Data belum bisa dihapus: BKS-… masih berjalan … ketik BATAL
        """
    )
    assert phone.room.all(Application)
    assert not [it for it in phone.room.said if isinstance(it, DataErased)]


def test_what_has_ended_is_erased_after_a_question_and_what_stays_is_told():
    phone = Phone(intake()).chat(REQUEST)
    application_id = last(CoverLetterRequested, phone.room).application_id
    phone.room.hear(a_letter(application_id, phone.room))
    phone.room.hear(fact(ApplicationRefused, application_id, phone.room, reason="Salah.", refused_by="Ani"))
    phone.seen = len(phone.got)
    phone.chat(
        """
        warga:  HAPUS DATA
        kantor: Hapus data Bapak/Ibu? … Buku register dan surat yang sudah terbit, … tetap disimpan … [Tidak jadi]
        warga:  [Tidak jadi]
        kantor: Baik, tidak ada yang dihapus.
        warga:  HAPUS DATA
        kantor: Hapus data Bapak/Ibu? [Ya, hapus]
        warga:  [Ya, hapus]
        kantor: sudah kami hapus … Yang tetap disimpan: buku register dan surat yang sudah terbit
        warga:  DATA SAYA
        kantor: Tidak ada permohonan
        """
    )
    assert not phone.room.all(Application)
    assert last(DataErased, phone.room).contact_id == phone.contact_id


def test_a_draft_is_erased_with_the_rest():
    phone = Phone(intake()).chat("warga: ktp rusak\nkantor: untuk siapa?\nwarga: saya\nkantor: Tolong isi data")
    phone.chat("warga: HAPUS DATA\nkantor: Hapus data Bapak/Ibu?\nwarga: ya\nkantor: sudah kami hapus")
    assert not phone.room.all(Application)
    assert not [it for it in phone.room.said if isinstance(it, ApplicationSubmitted)]


def test_a_complaint_holds_it_up_until_it_is_answered(phone: Phone):
    made = complained(phone)
    phone.chat(f"warga: HAPUS DATA\nkantor: {made.reference} masih berjalan")
    answers(phone.room, made.complaint_id)
    phone.seen = len(phone.got)
    phone.chat("warga: HAPUS DATA\nkantor: Hapus data Bapak/Ibu?\nwarga: [Ya, hapus]\nkantor: sudah kami hapus")

    assert last(ComplaintSettled, phone.room).complaint_id == made.complaint_id
    assert not phone.room.all(Complaint)
