"""A letter signed in ink, and one that does not count any more, as the resident hears of them."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from services.intake.application import Application
from services.intake.stage import Stage
from shared.contracts.intake import CoverLetterRequested
from shared.contracts.issuance import LetterVoided
from shared.messaging import uuid7
from shared.testing.desk import Room
from tests.intake.phone import Phone, a_letter, fact, intake, last, later

ASKED = """
    warga:  mau bikin ktp
    kantor: KTP ini untuk siapa?
    warga:  [Saya sendiri]
    kantor: Kenapa perlu KTP?
    warga:  [Hilang]
    kantor: Salin, lengkapi, lalu kirim
    warga:  {form}
    kantor: Mohon diperiksa
    warga:  [Sudah benar]
    kantor: Terima kasih, Ibu Siti.
"""
IN_INK = {"signed": "in_ink"}


def asked() -> tuple[Room, Phone, UUID]:
    """Siti has asked for a KTP; her chair is being asked."""
    room = intake()
    phone = Phone(room).chat(ASKED)
    return room, phone, last(CoverLetterRequested, room).application_id


def with_letter(**how: Any) -> tuple[Room, Phone, UUID]:
    """Her letter is out."""
    room, phone, application_id = asked()
    room.hear(a_letter(application_id, room, "ktp_introduction").model_copy(update=how))
    return room, phone, application_id


def void(application_id: UUID, room: Room, *, replaced: bool, kind: str = "ktp_introduction") -> LetterVoided:
    number = "012/RT.005/RW.002/XI/2026" if kind == "surat_pengantar" else "470/0123/BKS/XI/2026"
    words = {"letter_id": uuid7(), "kind": kind, "number": number, "reason": "Alamat salah tulis."}
    return fact(LetterVoided, application_id, room, voided_by="Hj. Nurhayati", replaced=replaced, **words)


def stage(room: Room) -> Stage:
    return room.only(Application).stage


def test_of_a_letter_signed_in_ink_the_copy_is_sent_and_the_original_offered():
    _, phone, _ = with_letter(**IN_INK)
    phone.chat(
        """
        kantor: Surat Ibu sudah jadi dan ditandatangani basah; ini salinannya. Yang asli mau diambil di kantor, atau
                dikirim kurir? [Ambil sendiri] [Kirim kurir] [Tidak perlu]
        """
    )
    [told] = phone.got[-1:]
    assert told.document is not None
    assert told.template is not None
    assert told.template.parameters[1] == "Surat Pengantar KTP bertanda tangan basah (aslinya di kantor)"


def test_a_void_letter_is_told_in_one_sentence_and_its_replacement_is_sent_as_a_letter_is():
    room, phone, application_id = with_letter()
    phone.chat(
        """
        kantor: Perlu surat cetak?
        warga:  [Ambil sendiri]
        kantor: Surat cetak bisa diambil … Bagaimana layanan kami?
        """
    )

    room.hear(void(application_id, room, replaced=True))

    phone.chat(
        """
        kantor: Mohon maaf, Ibu Siti, surat nomor 470/0123/BKS/XI/2026 kami batalkan (alamat salah tulis), jadi jangan
                dipakai lagi; penggantinya kami kirim di sini begitu jadi.
        """
    )
    assert stage(room) is Stage.VOUCHED
    room.hear(a_letter(application_id, room, "ktp_introduction"))
    phone.chat("kantor: Surat Ibu sudah jadi dan ditandatangani. … Perlu surat cetak? [Ambil sendiri]")


def test_a_void_letter_without_a_replacement_ends_it_and_shows_the_way_to_a_person():
    room, phone, application_id = with_letter()
    phone.chat("kantor: Perlu surat cetak?")

    room.hear(void(application_id, room, replaced=False))

    phone.chat("kantor: … kami batalkan (alamat salah tulis), jadi jangan dipakai lagi; … ketik PETUGAS.")
    assert stage(room) is Stage.CLOSED


def test_a_void_surat_pengantar_is_told_while_something_rests_on_it():
    room, phone, application_id = asked()
    room.hear(a_letter(application_id, room))
    phone.chat("kantor: Surat pengantar sudah jadi.")

    room.hear(void(application_id, room, replaced=False, kind="surat_pengantar"))

    phone.chat("kantor: Mohon maaf, Ibu Siti, surat pengantar RT nomor 012/RT.005/RW.002/XI/2026 kami batalkan")
    assert stage(room) is Stage.COLLECTING


def test_a_void_letter_of_an_application_that_is_forgotten_is_told_to_nobody():
    room, phone, application_id = with_letter()
    phone.chat("kantor: Perlu surat cetak?")
    later(room, days=400)
    assert room.all(Application) == []
    before = len(phone.got)

    room.hear(void(application_id, room, replaced=True))

    assert len(phone.got) == before


def test_a_letter_that_was_never_sent_is_not_taken_back():
    application = replace(_drafted(), stage=Stage.RECEIVED)
    assert application.lose_letter(replaced=True) == application


def _drafted() -> Application:
    return Application(uuid7(), uuid7(), "1671101001", "BKS-7Q4K")
