"""A resident who holds the surat pengantar on paper already: no chair is asked, and a photo of it does."""

import pytest

from services.intake.application import Application
from services.intake.dialogue.request import holds_the_letter
from shared.contracts.intake import ApplicationSubmitted, CoverLetterInHand, CoverLetterRequested
from shared.contracts.issuance import WithdrawApplication
from shared.contracts.verification import CoverLetterDeclined
from shared.testing.desk import Room
from shared.testing.samples import RT_5
from tests.intake.phone import Phone, a_letter, fact, last

SUMMARY = """
    warga:  ktp rusak
    kantor: untuk siapa?
    warga:  saya
    kantor: Tolong isi data
    warga:  {form}
    kantor: Mohon diperiksa … Kalau suratnya sudah ada di tangan, balas sudah punya surat.
"""
PHOTOS = """
    warga:  [foto] [foto] [foto] [foto]
    kantor: Lengkap
    warga:  [Kirim]
    kantor: kami terima
"""


def said(kind: type[object], room: Room) -> list[object]:
    return [it for it in room.said if isinstance(it, kind)]


def asked_for(room: Room) -> Phone:
    return Phone(room).chat(SUMMARY).chat("warga: ya\nkantor: Permintaan sudah sampai ke Ketua RT 005")


def test_who_holds_it_before_anybody_is_asked_asks_nobody(room: Room):
    phone = Phone(room).chat(SUMMARY)

    phone.chat(
        """
        warga:  sdh punya surat
        kantor: Terima kasih, Ibu Siti. Nomor permohonan: BKS- … 1. surat pengantar dari Ketua RT, 2. Kartu Keluarga
        """
    ).chat(PHOTOS)

    assert said(CoverLetterRequested, room) == []
    submitted = last(ApplicationSubmitted, room)
    assert submitted.cover_letter and submitted.cover_letter.on_paper
    assert list(submitted.documents) == ["cover_letter", "kk", "old_ktp", "photo"]


def test_who_finds_it_while_the_chair_is_asked_need_not_wait(room: Room):
    asked_for(room).chat(
        """
        warga:  STATUS
        kantor: menunggu jawaban Ketua RT 005. … Kalau suratnya sudah ada di kertas, balas sudah punya surat.
        warga:  suratnya sudah ada pak
        kantor: Baik, Ibu Siti, surat pengantar di kertas bisa dipakai. Ketua RT tidak kami tanya lagi. …
                1. surat pengantar dari Ketua RT, 2. Kartu Keluarga
        """
    ).chat(PHOTOS)

    application_id = last(CoverLetterRequested, room).application_id
    assert last(CoverLetterInHand, room).application_id == application_id
    assert last(ApplicationSubmitted, room).application_id == application_id


def test_a_chair_who_was_quicker_spares_the_photo_of_the_paper(room: Room):
    phone = asked_for(room).chat(
        "warga: sudah punya surat\nkantor: 1. surat pengantar dari Ketua RT, 2. Kartu Keluarga"
    )

    room.hear(a_letter(last(CoverLetterRequested, room).application_id, room))

    phone.chat("kantor: Surat pengantar sudah jadi. Sekarang kirim foto: 1. Kartu Keluarga, 2. KTP lama")


def test_a_chair_who_declines_too_late_takes_nothing_back(room: Room):
    phone = asked_for(room).chat("warga: sudah punya surat\nkantor: Baik, Ibu Siti")
    application_id = last(CoverLetterRequested, room).application_id
    declined = {"rt": RT_5, "declined_by": "Rahmat Hidayat", "reason": "Bukan warga RT ini."}

    room.hear(fact(CoverLetterDeclined, application_id, room, **declined))

    phone.chat(PHOTOS)


def test_what_nobody_else_has_heard_of_is_withdrawn_at_once(room: Room):
    phone = Phone(room).chat(SUMMARY).chat("warga: sudah punya surat\nkantor: Terima kasih, Ibu Siti")

    phone.chat("warga: batal\nkantor: Batalkan\nwarga: ya\nkantor: sudah dibatalkan, data dan fotonya kami hapus")

    assert said(WithdrawApplication, room) == []
    assert room.all(Application) == []


def test_where_no_letter_is_awaited_the_words_mean_nothing_of_the_kind(room: Room):
    Phone(room).chat("warga: sudah punya surat\nkantor: KTP ini untuk siapa?")

    assert said(CoverLetterInHand, room) == []


@pytest.mark.parametrize("words", ["sudah punya surat", "Sdh ada suratnya bu", "saya udah pegang surat dari pak RT"])
def test_it_can_be_said_in_many_ways(words: str):
    assert holds_the_letter(words)


@pytest.mark.parametrize("words", ["belum punya surat", "sudah ada surat kehilangan", "suratnya kapan?", "tidak sudah"])
def test_not_everything_about_a_letter_means_it(words: str):
    assert not holds_the_letter(words)
