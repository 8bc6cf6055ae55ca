"""KELUHAN and SARAN: from the first word to *sudah selesai*, in the midst of anything else."""

from uuid import UUID

import pytest

from services.intake.complaint import Complaint
from shared.contracts.intake import ComplaintMade, ComplaintReopened, ComplaintSettled
from shared.contracts.issuance import ComplaintAnswered, ComplaintOpenedByOffice
from shared.messaging import uuid7
from shared.testing.desk import Room
from shared.testing.samples import OFFICE_CODE
from tests.intake.phone import Phone, fact, last, later

COMPLAINT = """
    warga:  KELUHAN
    kantor: Keluhannya tentang apa?
    warga:  Diminta bayar
    kantor: Ceritakan apa yang terjadi. Boleh dengan foto.
    warga:  Saya diminta uang dua puluh ribu di pos RT
    kantor: Keluhan tentang Diminta bayar: “Saya diminta uang dua puluh ribu di pos RT” … Kirim ke kelurahan?
    warga:  kirim
    kantor: Keluhan Bapak/Ibu kami catat dengan nomor BKS-K … paling lambat Kamis, 26 November, pukul 15.30.
"""


def complained(phone: Phone) -> ComplaintMade:
    phone.chat(COMPLAINT)
    return last(ComplaintMade, phone.room)


def answers(room: Room, complaint_id: UUID, text: str = "Uangnya sudah dikembalikan.") -> None:
    at = room.now
    room.hear(
        ComplaintAnswered(office=OFFICE_CODE, at=at, complaint_id=complaint_id, text=text, answered_by="Rahmawati")
    )


def test_a_complaint_gets_a_number_and_a_date_by_its_category(phone: Phone):
    made = complained(phone)

    assert (made.kind, made.category, made.words) == (
        "complaint",
        "money",
        "Saya diminta uang dua puluh ribu di pos RT",
    )
    assert made.reference.startswith("BKS-K")
    assert made.due_at is not None


def test_a_photo_may_come_before_the_words_with_them_or_at_the_end(phone: Phone):
    phone.chat(
        """
        warga:  KELUHAN
        kantor: tentang apa?
        warga:  Hal lain
        kantor: Ceritakan
        warga:  [foto]
        kantor: Fotonya sudah masuk. Ceritakan apa yang terjadi.
        warga:  Papan pengumuman di kantor roboh
        kantor: Foto: 1
        warga:  [foto]
        kantor: Foto: 2
        warga:  kirim
        kantor: kami catat
        """
    )
    assert len(last(ComplaintMade, phone.room).pages) == 2


def test_what_is_not_meant_after_all_is_not_sent(room: Room, phone: Phone):
    phone.chat(
        """
        warga:  SARAN
        kantor: Silakan tulis sarannya.
        warga:  Tolong tambah kursi di ruang tunggu
        kantor: Saran: “Tolong tambah kursi di ruang tunggu” … Kirim ke kelurahan?
        warga:  tidak jadi
        kantor: tidak jadi dikirim
        """
    )
    assert not [said for said in room.said if isinstance(said, ComplaintMade)]


def test_a_suggestion_has_a_number_and_no_date(room: Room, phone: Phone):
    phone.chat(
        """
        warga:  saran
        kantor: Silakan tulis sarannya.
        warga:  Tolong tambah kursi di ruang tunggu
        kantor: Kirim ke kelurahan?
        warga:  kirim
        kantor: Terima kasih, saran Bapak/Ibu kami catat dengan nomor BKS-S
        """
    )
    made = last(ComplaintMade, room)
    assert (made.kind, made.category, made.due_at) == ("suggestion", None, None)


def test_a_complaint_in_the_midst_of_an_application_leaves_its_question_open(phone: Phone):
    phone.chat("warga: ktp\nkantor: untuk siapa?")
    phone.chat(COMPLAINT.replace("pukul 15.30.", "pukul 15.30. … KTP ini untuk siapa?"))
    phone.chat("warga: saya sendiri\nkantor: Kenapa perlu KTP?")


def test_the_answer_asks_whether_that_settles_it(room: Room, phone: Phone):
    made = complained(phone)
    answers(room, made.complaint_id)
    phone.chat(
        """
        kantor: Jawaban untuk keluhan BKS-K … dari Rahmawati: Uangnya sudah dikembalikan. Apakah sudah selesai?
        warga:  sudah
        kantor: Keluhan ini kami tutup.
        """
    )
    assert last(ComplaintSettled, room).complaint_id == made.complaint_id


def test_what_is_not_settled_is_opened_again_for_the_lurah(room: Room, phone: Phone):
    made = complained(phone)
    answers(room, made.complaint_id)
    phone.chat(
        """
        kantor: Apakah sudah selesai?
        warga:  belum
        kantor: Apa yang belum beres?
        warga:  Uangnya belum dikembalikan sampai sekarang
        kantor: kami buka lagi dan diteruskan ke lurah. Dijawab paling lambat
        """
    )
    again = last(ComplaintReopened, room)
    assert (again.complaint_id, again.words) == (made.complaint_id, "Uangnya belum dikembalikan sampai sekarang")


def test_after_a_week_without_a_word_it_counts_as_settled(room: Room, phone: Phone):
    made = complained(phone)
    answers(room, made.complaint_id)
    phone.chat("kantor: Apakah sudah selesai?")
    later(room, days=8)

    assert last(ComplaintSettled, room).complaint_id == made.complaint_id
    phone.tap(phone.got[-1], "Belum selesai")
    assert not [said for said in room.said if isinstance(said, ComplaintReopened)]
    later(room, days=31)
    assert not room.all(Complaint)


def test_outside_of_the_window_the_answer_goes_by_template_and_is_answered_in_words(room: Room, phone: Phone):
    made = complained(phone)
    later(room, days=2)
    answers(room, made.complaint_id)

    told = phone.got[-1]
    assert told.template is not None
    assert not told.choices
    phone.seen = len(phone.got)
    phone.chat("warga: sudah beres\nkantor: Keluhan ini kami tutup.")


def test_status_tells_of_complaints_too(room: Room, phone: Phone):
    made = complained(phone)
    phone.chat("warga: STATUS\nkantor: Keluhan BKS-K … menunggu jawaban kelurahan, paling lambat Kamis")
    answers(room, made.complaint_id)
    phone.seen = len(phone.got)
    phone.chat("warga: STATUS\nkantor: sudah dijawab. Sudah selesai?")


def test_an_answer_told_twice_is_told_once(room: Room, phone: Phone):
    made = complained(phone)
    answers(room, made.complaint_id)
    before = len(phone.got)
    answers(room, made.complaint_id)

    assert len(phone.got) == before


def test_a_broken_promise_of_a_file_that_nobody_here_knows_is_told_to_nobody(room: Room):
    said = room.hear(
        fact(
            ComplaintOpenedByOffice,
            uuid7(),
            room,
            complaint_id=uuid7(),
            reference="BKS-T7Q4K",
            contact_id=None,
            due_at=room.now,
        )
    )
    assert not said


@pytest.mark.parametrize("said", ["BATAL", "tidak jadi"])
def test_a_complaint_is_left_by_a_word_whatever_is_asked_and_what_was_asked_before_goes_on(phone: Phone, said: str):
    phone.chat(
        f"""
        warga:  ktp rusak
        kantor: untuk siapa?
        warga:  keluhan
        kantor: Keluhannya tentang apa?
        warga:  1
        kantor: Ceritakan apa yang terjadi
        warga:  {said}
        kantor: Baik, tidak jadi dikirim. … KTP ini untuk siapa?
        warga:  [Saya sendiri]
        kantor: Tolong isi data
        """
    )


@pytest.mark.parametrize("word", ["STATUS", "BERHENTI PENGUMUMAN"])
def test_what_a_complaint_interrupts_is_not_asked_before_it_is_told(phone: Phone, word: str):
    phone.chat(
        """
        warga:  ktp rusak
        kantor: untuk siapa?
        warga:  [Saya sendiri]
        kantor: Tolong isi data
        warga:  keluhan
        kantor: Keluhannya tentang apa?
        """
    )

    phone.write(word)

    assert "Tolong isi data" not in phone.got[-1].text
