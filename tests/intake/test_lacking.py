"""A document that the resident does not have: said at its question, with why; the clerk decides."""

from uuid import UUID

from services.intake.application import Application
from services.intake.stage import Stage
from shared.contracts.intake import ApplicationSubmitted, DocumentsResubmitted
from shared.contracts.issuance import DocumentsReturned
from shared.contracts.verification import CoverLetterGoesToPaper
from shared.testing.samples import RT_5
from tests.intake.phone import Phone, a_letter, fact, last
from tests.intake.test_documents import requested


def asked_for_photos() -> tuple[Phone, UUID]:
    room, phone, application_id = requested()
    room.hear(a_letter(application_id, room))
    return phone.chat("kantor: Sekarang kirim foto … [Tidak punya]"), application_id


def test_who_does_not_have_a_document_says_which_and_why_and_it_goes_on():
    phone, _ = asked_for_photos()
    phone.chat(
        """
        warga:  [Tidak punya]
        kantor: Dokumen mana yang tidak ada? [Kartu Keluarga] [KTP lama] [Ada semua]
        warga:  [KTP lama]
        kantor: Kenapa KTP lama tidak ada? Tulis singkat saja; petugas yang memutuskan.
        warga:  hilang waktu banjir
        kantor: Tanpa KTP lama sudah kami catat. Tinggal Kartu Keluarga dan pas foto latar biru.
        warga:  [foto] [foto]
        kantor: Sudah semua, Ibu Siti. Tanpa KTP lama: petugas yang memutuskan, kami kabari di sini. [Kirim]
        warga:  [Kirim]
        kantor: kami terima
        warga:  STATUS
        kantor: menunggu diterima petugas. Tanpa KTP lama. Paling lambat selesai
        """
    )

    submitted = last(ApplicationSubmitted, phone.room)
    assert submitted.lacking == {"old_ktp": "hilang waktu banjir"}
    assert set(submitted.documents) == {"kk", "photo"}


def test_words_name_the_document_and_the_last_one_needs_no_name():
    phone, _ = asked_for_photos()
    phone.chat(
        """
        warga:  ktp lama gak punya
        kantor: Kenapa KTP lama tidak ada?
        warga:  ada yang mencuri, saya mau bikin ktp baru
        kantor: Tanpa KTP lama sudah kami catat. Tinggal
        warga:  [foto]
        kantor: Kartu Keluarga sudah kami simpan. Tanpa KTP lama sudah kami catat. Tinggal pas foto latar biru.
        warga:  tidak punya
        kantor: Kenapa pas foto latar biru tidak ada?
        warga:  belum sempat foto
        kantor: Tanpa KTP lama dan pas foto: petugas yang memutuskan
        """
    )


def test_a_photo_or_a_second_thought_takes_it_back():
    phone, _ = asked_for_photos()
    phone.chat(
        """
        warga:  tidak punya
        kantor: Dokumen mana yang tidak ada?
        warga:  [Ada semua]
        kantor: Sekarang kirim foto
        warga:  tidak punya kk
        kantor: Kenapa Kartu Keluarga tidak ada?
        warga:  [foto]
        kantor: Kartu Keluarga sudah kami simpan. Tinggal KTP lama dan pas foto latar biru.
        """
    )


def test_what_is_said_not_to_be_there_can_still_be_sent():
    phone, _ = asked_for_photos()
    phone.chat(
        """
        warga:  tidak punya kk
        kantor: Kenapa Kartu Keluarga tidak ada?
        warga:  belum dibuat
        kantor: Tinggal KTP lama dan pas foto latar biru.
        warga:  [foto] [foto]
        kantor: Tanpa Kartu Keluarga … [Ganti foto]
        warga:  [foto] kk
        kantor: Lengkap, Ibu Siti.
        warga:  kirim
        kantor: kami terima
        """
    )

    assert last(ApplicationSubmitted, phone.room).lacking == {}


def test_nothing_at_all_is_handed_in_with_the_reasons():
    phone, _ = asked_for_photos()
    for document in ("kk", "ktp lama", "pas foto"):
        phone.write(f"tidak punya {document}")
        phone.write("hilang semua")
    phone.write("kirim")

    submitted = last(ApplicationSubmitted, phone.room)
    assert (submitted.documents, len(submitted.lacking)) == ({}, 3)


def test_a_document_that_is_returned_can_be_said_not_to_be_there():
    phone, application_id = asked_for_photos()
    phone.chat("warga: [foto] [foto] [foto]\nkantor: Lengkap\nwarga: kirim\nkantor: kami terima")
    returned = fact(DocumentsReturned, application_id, phone.room, reasons={"kk": "bukan KK"}, returned_by="Ani")
    phone.room.hear(returned)
    phone.chat(
        """
        kantor: perlu dikirim ulang … [Tidak punya]
        warga:  [Tidak punya]
        kantor: Kenapa Kartu Keluarga tidak ada?
        warga:  masih di bank
        """
    )

    resubmitted = last(DocumentsResubmitted, phone.room)
    assert (resubmitted.documents, resubmitted.lacking) == ({}, {"kk": "masih di bank"})
    assert phone.room.only(Application).stage is Stage.SUBMITTED


def test_a_letter_on_paper_that_is_in_hand_is_sent():
    room, phone, application_id = requested()
    room.hear(fact(CoverLetterGoesToPaper, application_id, room, rt=RT_5, chair_name="Rahmat"))
    phone.seen = len(phone.got)
    phone.write("tidak punya")

    assert "Dokumen mana" in phone.got[-1].text
    assert "cover_letter" not in {choice.key for choice in phone.got[-1].choices}
