"""Handing in documents: one by one or all at once, in any order, and again for what was returned."""

from datetime import datetime, timedelta
from typing import get_args
from uuid import UUID

import pytest

from services.intake.application import Application
from services.intake.dialogue.manners import MANNERS
from services.intake.errands import PhotosExpire
from services.intake.stage import Stage
from shared.contracts.intake import ApplicationSubmitted, CoverLetterRequested, DocumentsResubmitted
from shared.contracts.issuance import DocumentsReturned
from shared.contracts.notifier import Trouble
from shared.contracts.verification import CoverLetterGoesToPaper
from shared.contracts.vocabulary import Attachment
from shared.testing.desk import Room
from shared.testing.samples import RT_5
from tests.intake.phone import Phone, a_letter, fact, intake, last, later

REQUEST = """
    warga:  ktp rusak
    kantor: untuk siapa?
    warga:  saya
    kantor: Tolong isi data
    warga:  {form}
    kantor: Mohon diperiksa
    warga:  ya
    kantor: Terima kasih
"""


def requested() -> tuple[Room, Phone, UUID]:
    room = intake()
    phone = Phone(room).chat(REQUEST)
    return room, phone, last(CoverLetterRequested, room).application_id


@pytest.fixture
def collecting() -> Phone:
    """A resident who has the surat pengantar and is asked for three photos."""
    room, phone, application_id = requested()
    room.hear(a_letter(application_id, room))
    return phone.chat("kantor: Sekarang kirim foto: 1. Kartu Keluarga, 2. KTP lama, 3. pas foto latar biru")


def submitted_pages(phone: Phone) -> dict[str, int]:
    return {key: len(pages) for key, pages in last(ApplicationSubmitted, phone.room).documents.items()}


def test_all_photos_at_once_are_answered_once(collecting: Phone):
    collecting.chat(
        """
        warga:  [foto] [foto] [foto]
        kantor: Lengkap, Ibu Siti. Kirim ke kelurahan sekarang?
        warga:  kirim
        kantor: Paling lambat selesai Jumat, 27 November, pukul 15.30
        """
    )
    assert submitted_pages(collecting) == {"kk": 1, "old_ktp": 1, "photo": 1}


def test_captions_tell_which_photo_is_which(collecting: Phone):
    collecting.chat(
        """
        warga:  [foto] pas foto
        kantor: Pas foto sudah kami simpan. Tinggal Kartu Keluarga dan KTP lama.
        warga:  [pdf] [foto] kk
        kantor: Lengkap
        """
    )
    assert "application/pdf" in str(collecting.room.only(Application).answers["document.old_ktp"])


def test_words_right_after_a_photo_are_its_caption(collecting: Phone):
    collecting.room.hear(collecting.reply("[foto]"))
    collecting.room.hear(collecting.reply("ini pas foto nya"))
    later(collecting.room, seconds=2)
    collecting.chat("kantor: Pas foto sudah kami simpan.")


def test_nothing_is_said_while_more_photos_may_come(collecting: Phone):
    for _ in range(3):
        collecting.room.hear(collecting.reply("[foto]"))
        later(collecting.room, seconds=1)
    collecting.chat("")
    later(collecting.room, seconds=1)
    collecting.chat("kantor: Lengkap")


def test_photos_that_could_be_of_anything_are_shown_and_asked_about(collecting: Phone):
    collecting.chat(
        """
        warga:  [foto] [foto] [foto] [foto]
        kantor: Foto ini apa? (masih 4 foto) [Kartu Keluarga] [KTP lama] [Pas foto] [Tidak dipakai]
        warga:  [Kartu Keluarga]
        kantor: Foto ini apa? (masih 3 foto)
        warga:  kk
        kantor: Foto ini apa? (masih 2 foto)
        warga:  [Tidak dipakai]
        kantor: Foto ini apa?
        warga:  [Pas foto]
        kantor: Kartu Keluarga dan Pas foto sudah kami simpan. Tinggal KTP lama.
        warga:  [foto] [foto]
        kantor: Lengkap
        warga:  [Kirim]
        kantor: kami terima
        """
    )
    assert all(message.image for message in collecting.got if message.text.startswith("Foto ini apa"))
    assert submitted_pages(collecting) == {"kk": 2, "old_ktp": 2, "photo": 1}


def test_a_photo_can_be_changed_before_it_is_sent(collecting: Phone):
    collecting.chat(
        """
        warga:  [foto] [foto] [foto]
        kantor: Lengkap … [Ganti foto]
        warga:  [Ganti foto]
        kantor: Foto mana yang diganti? [Kartu Keluarga] [KTP lama] [Pas foto]
        warga:  [KTP lama]
        kantor: Kartu Keluarga dan Pas foto sudah kami simpan. Tinggal KTP lama.
        warga:  [foto]
        kantor: Lengkap
        warga:  [foto] ini kk yang baru
        kantor: Lengkap
        """
    )


def test_there_is_no_hurry(collecting: Phone):
    collecting.chat(
        """
        warga:  besok ya
        kantor: Baik, tidak perlu buru-buru. Kirim foto Kartu Keluarga, balas tidak punya kalau tidak ada
        warga:  [foto] [foto] [foto]
        kantor: Lengkap … [Nanti dulu]
        warga:  [Nanti dulu]
        kantor: Baik, tidak perlu buru-buru. Fotonya sudah kami simpan.
        warga:  halo
        kantor: Lengkap, Ibu Siti. Kirim ke kelurahan sekarang?
        warga:  ya
        kantor: kami terima
        """
    )


def test_who_asks_what_to_send_is_told_all_of_it_again(collecting: Phone):
    collecting.chat(
        """
        warga:  foto apa aja ya?
        kantor: Sekarang kirim foto: 1. Kartu Keluarga, 2. KTP lama, 3. pas foto latar biru.
        warga:  [foto]
        kantor: Kartu Keluarga sudah kami simpan. Tinggal KTP lama dan pas foto latar biru.
        warga:  tinggal apa
        kantor: Kartu Keluarga sudah kami simpan. Tinggal KTP lama dan pas foto latar biru.
        """
    )


def test_a_pas_foto_is_not_called_a_foto_twice(collecting: Phone):
    collecting.chat(
        """
        warga:  [foto] [foto]
        kantor: Tinggal pas foto latar biru.
        warga:  status
        kantor: menunggu pas foto latar biru. Kirim di sini.
        """
    )


def test_a_voice_note_where_a_photo_is_asked(collecting: Phone):
    collecting.chat(
        """
        warga:  [suara]
        kantor: Pesan suara belum bisa kami dengar di sini. Kirim foto Kartu Keluarga, balas tidak punya
                    kalau tidak ada, atau ketik PETUGAS untuk bicara
                dengan orang.
        warga:  [stiker]
        kantor: Stikernya lucu … Kirim foto Kartu Keluarga … [Hubungi petugas]
        """
    )


def test_a_file_that_is_too_large(collecting: Phone):
    collecting.chat(
        """
        warga:  [30 MB]
        kantor: Berkas itu terlalu besar untuk kami terima. Kirim foto Kartu Keluarga
        """
    )


@pytest.mark.parametrize("trouble", get_args(Trouble))
def test_a_photo_that_could_not_be_had_is_answered_with_why_and_what_to_do(collecting: Phone, trouble: Trouble):
    collecting.room.hear(collecting.reply("[foto]").model_copy(update={"pages": (), "trouble": trouble}))
    later(collecting.room, seconds=2)
    collecting.chat(f"kantor: {MANNERS.cannot[trouble]} … Kirim foto Kartu Keluarga")


def test_what_could_not_be_used_of_an_album_is_remarked_on(collecting: Phone):
    collecting.room.hear(collecting.reply("[foto]"))
    collecting.room.hear(collecting.reply("[30 MB]"))
    later(collecting.room, seconds=2)
    collecting.chat(
        "kantor: Berkas itu terlalu besar untuk kami terima. Mohon dikirim lagi sebagai foto. … sudah kami simpan"
    )


def test_a_letter_on_paper_is_the_first_document():
    room, phone, application_id = requested()
    room.hear(fact(CoverLetterGoesToPaper, application_id, room, rt=RT_5, chair_name="Yuliana"))
    phone.chat(
        """
        kantor: Ibu Siti, Ketua RT 005, Yuliana, belum bisa dihubungi lewat WhatsApp. … surat pengantar di kertas …
                1. surat pengantar dari Ketua RT, 2. Kartu Keluarga
        warga:  [foto] [foto] [foto] [foto]
        kantor: Lengkap
        warga:  [Kirim]
        kantor: kami terima
        """
    )
    submitted = last(ApplicationSubmitted, room)
    assert submitted.cover_letter and submitted.cover_letter.on_paper
    assert submitted.cover_letter.number is None
    assert list(submitted.documents) == ["cover_letter", "kk", "old_ktp", "photo"]


def test_only_what_was_returned_is_asked_for_again(collecting: Phone):
    collecting.chat(
        """
        warga:  [foto] [foto] [foto]
        kantor: Lengkap
        warga:  [Kirim]
        kantor: kami terima
        """
    )
    room, application_id = collecting.room, collecting.room.only(Application).application_id
    reasons = {"photo": "latarnya hijau.", "kk": "buram"}
    room.hear(fact(DocumentsReturned, application_id, room, reasons=reasons, returned_by="Ani"))
    returned = collecting.got[-1]
    assert returned.template and returned.template.name == "dokumen_dikembalikan"
    assert returned.template.parameters[2] == "Kartu Keluarga: buram; Pas foto: latarnya hijau."
    collecting.chat(
        """
        kantor: Ibu Siti, ada 2 foto yang perlu dikirim ulang: • Kartu Keluarga: buram • Pas foto: latarnya hijau
                Tolong kirim ulang itu saja. Waktu 3 hari berhenti dulu
        warga:  [foto]
        kantor: Kartu Keluarga sudah kami simpan. Tinggal pas foto latar biru.
        warga:  [foto]
        """
    )
    assert list(last(DocumentsResubmitted, room).documents) == ["kk", "photo"]
    assert room.only(Application).stage is Stage.SUBMITTED


def test_photos_that_have_been_deleted_meanwhile_are_asked_for_again(collecting: Phone):
    collecting.chat("warga: [foto]\nkantor: Tinggal KTP lama dan pas foto latar biru.")
    assert any(errand.startswith(PhotosExpire.name) for errand in collecting.room.errands)
    later(collecting.room, days=27)
    collecting.seen = len(collecting.got)
    collecting.chat("warga: halo\nkantor: Sekarang kirim foto: 1. Kartu Keluarga, 2. KTP lama")


def test_an_album_of_ten_is_one_answer_in_the_order_in_which_the_photos_were_sent(collecting: Phone):
    room = collecting.room
    sent: list[tuple[datetime, Attachment]] = []
    for second in (3, 1, 2, 2, 9, 5, 4, 8, 7, 6):
        reply = collecting.reply("[foto] kk")
        written_at = room.now + timedelta(seconds=second)
        sent.append((written_at, reply.pages[0]))
        room.hear(reply.model_copy(update={"written_at": written_at}))
    later(room, seconds=2)

    collecting.chat("kantor: Kartu Keluarga sudah kami simpan. Tinggal")
    pages = room.only(Application).answers["document.kk"]
    assert isinstance(pages, list)
    in_order = [page.name for _, page in sorted(sent, key=lambda it: it[0])]
    assert [page["name"] for page in pages if isinstance(page, dict)] == in_order
