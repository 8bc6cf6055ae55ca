"""What a clerk opens at the counter, for somebody who reads it on WhatsApp."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.intake.application import Application
from services.intake.stage import Stage
from shared.contracts.intake import DeliveryChosen, DocumentsResubmitted
from shared.contracts.issuance import (
    CompletedAtCounter,
    DeadlineMoved,
    DocumentsReturned,
    OpenedAtCounter,
    WithdrawApplication,
)
from shared.contracts.verification import CoverLetterDeclined, CoverLetterGoesToPaper
from shared.messaging import NotYet, uuid7
from shared.testing.desk import Room
from shared.testing.samples import RT_5, SITI
from tests.intake.phone import SITI_PHONE, Phone, a_letter, fact, last

APPLICATION = uuid7()
FRIDAY = datetime(2026, 11, 27, 8, 30, tzinfo=UTC)


def opened(room: Room, **other: Any) -> OpenedAtCounter:
    words = {
        "contact_id": SITI_PHONE,
        "reference": "BKS-L7Q4K",
        "service": "ktp",
        "reason": "changed",
        "catalogue_version": 1,
        "applicant": SITI,
        "asks_chair": True,
        "opened_by": "Rahmawati",
    }
    return fact(OpenedAtCounter, APPLICATION, room, **words | other)


def tells(room: Room, contract: type[Any], **words: Any) -> None:
    room.hear(fact(contract, APPLICATION, room, **words))


def phone_of(room: Room, **other: Any) -> Phone:
    room.hear(opened(room, **other))
    return Phone(room).chat(
        """
        kantor: Ibu Siti, permohonan KTP sudah dibuka di loket oleh Rahmawati. Nomor permohonan: BKS-L7Q4K.
                Kabarnya kami kirim di sini. Ketik STATUS kapan saja.
        """
    )


def test_everything_that_happens_is_told_as_in_any_other(room: Room):
    phone = phone_of(room)
    first = phone.got[0]
    assert first.template and first.template.name == "kabar_permohonan"

    phone.chat("warga: STATUS\nkantor: Berkas BKS-L7Q4K (KTP, Siti Aminah): menunggu jawaban Ketua RT 005.")
    room.hear(a_letter(APPLICATION, room))
    phone.chat("kantor: Surat pengantar sudah jadi.")
    assert phone.got[-1].document is not None
    phone.chat("warga: STATUS\nkantor: dokumennya dikumpulkan di loket kelurahan")
    tells(room, CompletedAtCounter, due_at=FRIDAY)
    phone.chat("kantor: Berkas BKS-L7Q4K kami terima. Paling lambat selesai Jumat, 27 November, pukul 15.30.")
    room.hear(a_letter(APPLICATION, room, "ktp_introduction"))
    phone.chat("kantor: Surat Ibu sudah jadi … [Ambil sendiri]\nwarga: [Ambil sendiri]\nkantor: bisa diambil")

    assert last(DeliveryChosen, room).way == "pick_up"


def test_told_twice_it_is_there_once(room: Room):
    phone = phone_of(room)
    room.hear(opened(room))
    phone.chat("")
    tells(room, CompletedAtCounter, due_at=FRIDAY)
    tells(room, CompletedAtCounter, due_at=FRIDAY)
    phone.chat("kantor: kami terima")


def test_who_has_no_contact_is_none_of_our_business(room: Room):
    room.hear(opened(room, contact_id=None))
    tells(room, CompletedAtCounter, due_at=FRIDAY)
    assert room.all(Application) == []


def test_what_is_not_known_yet_waits(room: Room):
    with pytest.raises(NotYet):
        room.hear(opened(room, catalogue_version=2))


def test_without_a_chair_on_whatsapp_the_paper_is_brought_to_the_counter(room: Room):
    phone = phone_of(room)
    tells(room, CoverLetterGoesToPaper, rt=RT_5, chair_name="Yuliana")
    phone.chat("kantor: Ibu Siti, Ketua RT 005, Yuliana, belum bisa dihubungi … lalu bawa ke loket kelurahan.")
    assert room.only(Application).stage is Stage.AT_COUNTER


def test_a_decline_ends_it(room: Room):
    phone = phone_of(room)
    tells(room, CoverLetterDeclined, rt=RT_5, declined_by="Rahmat Hidayat", reason="Bukan warga RT ini.")
    phone.chat("kantor: Ketua RT 005 belum bisa membuat surat pengantar: bukan warga RT ini. … datang lagi ke loket")
    assert room.only(Application).stage is Stage.REFUSED


def test_photos_are_not_asked_for_here_until_some_are_returned(room: Room):
    phone = phone_of(room, asks_chair=False)
    phone.chat("warga: [foto]\nkantor: Foto belum kami perlukan sekarang.")
    tells(room, CompletedAtCounter, due_at=FRIDAY)
    phone.chat("kantor: kami terima")

    tells(room, DocumentsReturned, reasons={"kk": "buram"}, returned_by="Ani")
    phone.chat("kantor: foto Kartu Keluarga perlu dikirim ulang: buram.\nwarga: [foto]")

    assert list(last(DocumentsResubmitted, room).documents) == ["kk"]


def test_what_was_returned_may_be_brought_to_the_counter_instead(room: Room):
    phone = phone_of(room, asks_chair=False)
    tells(room, CompletedAtCounter, due_at=FRIDAY)
    tells(room, DocumentsReturned, reasons={"kk": "buram"}, returned_by="Ani")
    phone.chat("kantor: kami terima\nkantor: perlu dikirim ulang")

    tells(room, DeadlineMoved, due_at=FRIDAY + timedelta(days=3), reason="resubmitted")

    phone.chat("kantor: sudah lengkap lagi. Paling lambat selesai Senin, 30 November")
    assert room.only(Application).stage is Stage.SUBMITTED


def test_it_can_be_withdrawn_here(room: Room):
    phone = phone_of(room)
    phone.chat("warga: batal\nkantor: Batalkan permohonan BKS-L7Q4K\nwarga: ya")
    assert last(WithdrawApplication, room).application_id == APPLICATION


def test_paper_in_hand_is_for_the_counter_too(room: Room):
    phone = phone_of(room)
    phone.chat("warga: sudah punya surat\nkantor: menunggu jawaban Ketua RT 005")
