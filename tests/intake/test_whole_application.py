"""A KTP from the first word to the letter, as the resident sees it."""

from datetime import datetime

from services.intake.application import Application
from services.intake.stage import Stage
from shared.contracts.intake import (
    ApplicationSubmitted,
    CoverLetterRequested,
    DeliveryChosen,
    DocumentsResubmitted,
    ServiceRated,
)
from shared.contracts.issuance import ApplicationReceived, DeadlineMoved, DocumentsReturned, HandedOver
from shared.contracts.verification import DocumentsConfirmed
from shared.testing.samples import SITI
from tests.intake.phone import WEDNESDAY, Phone, a_letter, fact, intake, last


def test_a_ktp_from_first_word_to_letter_takes_at_most_fourteen_messages():
    room = intake()
    phone = Phone(room).chat(
        """
        warga:  assalamualaikum, mau bikin ktp
        kantor: Waalaikumsalam, Bapak/Ibu. Ini layanan Kelurahan Bukit Sangkal. … surat untuk KTP: gratis, paling lama
                3 hari kerja … hanya dipakai untuk surat ini. Foto dihapus 365 hari … KTP ini untuk siapa?
                [Saya sendiri] [Orang lain] [Syaratnya apa?]
        warga:  [Saya sendiri]
        kantor: Kenapa perlu KTP? [Baru pertama kali] [Rusak / ganti data] [Hilang]
        warga:  [Rusak / ganti data]
        kantor: Tolong isi data Bapak/Ibu. Salin, lengkapi, lalu kirim: Nama: … RT/RW: … [Satu per satu]
        warga:  Nama: Siti Aminah
                NIK 1671 0745 0890 0000
                lahir palembang
                islam
                belum kawin
                wiraswasta
                jl sapta marga no 12
                rt 5 rw 2
        kantor: Mohon diperiksa, Ibu Siti Aminah: NIK 1671074508900000 Lahir di Palembang, 5 Agustus 1990, perempuan
                Islam, belum kawin, Wiraswasta Jl. Sapta Marga No. 12, RT 005/RW 002 Untuk KTP (rusak / ganti data)
                Kami mintakan surat pengantar ke Ketua RT 005, Bapak Rahmat Hidayat. …
                [Sudah benar] [Benar, dan simpan] [Perbaiki]
        warga:  [Sudah benar]
        kantor: Terima kasih, Ibu Siti. Permintaan sudah sampai ke Ketua RT 005, Bapak Rahmat Hidayat. … 1 hari kerja …
                Nomor permohonan: BKS- … Ketik STATUS
        """
    )
    request = last(CoverLetterRequested, room)
    application_id = request.application_id
    assert request.applicant == SITI
    assert (request.service, request.reason, request.helped_by) == ("ktp", "changed", None)

    room.hear(a_letter(application_id, room))
    phone.chat(
        """
        kantor: Surat pengantar sudah jadi. Sekarang kirim foto: 1. Kartu Keluarga, 2. KTP lama, 3. pas foto latar biru.
                Boleh sekaligus, boleh satu-satu. … tahun lahir genap
        warga:  [foto] [foto]
        kantor: Kartu Keluarga dan KTP lama sudah kami simpan. Tinggal pas foto latar biru.
        warga:  [foto]
        kantor: Lengkap, Ibu Siti. Kirim ke kelurahan sekarang? [Kirim] [Ganti foto] [Nanti dulu]
        warga:  [Kirim]
        kantor: Berkas … kami terima. Paling lambat selesai Jumat, 27 November, pukul 15.30. Kami kabari
        """
    )
    submitted = last(ApplicationSubmitted, room)
    assert submitted.cover_letter and submitted.cover_letter.number == "012/RT.005/RW.002/XI/2026"
    assert list(submitted.documents) == ["kk", "old_ktp", "photo"]
    assert submitted.due_at == WEDNESDAY.replace(day=27, hour=15, minute=30)

    room.hear(
        fact(DocumentsReturned, application_id, room, reasons={"kk": "bagian bawah terpotong"}, returned_by="Ani")
    )
    phone.chat(
        """
        kantor: Ibu Siti, foto Kartu Keluarga perlu dikirim ulang: bagian bawah terpotong. … foto itu saja.
                Waktu 3 hari berhenti dulu
        warga:  [foto]
        """
    )
    assert list(last(DocumentsResubmitted, room).documents) == ["kk"]
    monday = datetime(2026, 11, 30, 15, 30, tzinfo=WEDNESDAY.tzinfo)
    room.hear(fact(DeadlineMoved, application_id, room, due_at=monday, reason="resubmitted"))
    phone.chat("kantor: Terima kasih, sudah lengkap lagi. Paling lambat selesai Senin, 30 November, pukul 15.30.")

    received = {"agenda_number": "1", "applicant": SITI, "documents": {}, "document_names": {}, "received_by": "Ani"}
    room.hear(fact(ApplicationReceived, application_id, room, **received))
    room.hear(fact(DocumentsConfirmed, application_id, room, confirmed_by="Rahmat Hidayat"))
    room.hear(a_letter(application_id, room, "ktp_introduction"))
    phone.chat(
        """
        kantor: Surat Ibu sudah jadi dan ditandatangani. … kode QR … Perlu surat cetak?
                [Ambil sendiri] [Kirim kurir] [Tidak perlu]
        warga:  [Ambil sendiri]
        kantor: Surat cetak bisa diambil di Kantor Kelurahan Bukit Sangkal, Jalan Sapta Marga No. 1, Senin sampai Jumat
                pukul 07.30–15.30. Sebutkan kode … boleh mengambilkan dengan kode itu.
                Bagaimana layanan kami? [Sangat baik] [Buruk]
        warga:  [Sangat baik]
        kantor: Terima kasih, Ibu Siti.
        """
    )
    assert last(DeliveryChosen, room).way == "pick_up"
    assert last(ServiceRated, room).stars == 5
    assert room.only(Application).stage is Stage.CLOSED
    assert len(phone.got) == 14

    room.hear(fact(HandedOver, application_id, room, to="Siti Aminah"))
    assert len(phone.got) == 14

    room.hear(fact(HandedOver, application_id, room, to="Zulkifli"))
    phone.chat("kantor: Surat cetak berkas … sudah diterima Zulkifli.")


def test_the_letters_come_as_documents_with_a_template_for_a_closed_window():
    room = intake()
    phone = Phone(room).chat(
        """
        warga:  ktp hilang
        kantor: untuk siapa?
        warga:  saya
        kantor: Tolong isi data
        warga:  {form}
        kantor: Mohon diperiksa
        warga:  ya
        kantor: Terima kasih
        """
    )
    application_id = last(CoverLetterRequested, room).application_id
    room.hear(a_letter(application_id, room))
    cover = phone.got[-1]
    assert cover.document and cover.template and cover.about == application_id
    assert cover.template.name == "surat_pengantar_jadi"
    assert cover.template.parameters == (
        "Siti Aminah",
        "012/RT.005/RW.002/XI/2026",
        "foto Kartu Keluarga, Surat kehilangan dari polisi, dan pas foto latar biru",
    )
    assert cover.awaits_text
