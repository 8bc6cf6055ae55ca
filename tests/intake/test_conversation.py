"""What else happens in a conversation: reserved words, several errands at once, old buttons, silence, endings."""

from datetime import timedelta
from uuid import UUID

import pytest

from services.intake.application import Application
from services.intake.dialogue.manners import calls_for_a_person
from services.intake.incoming import hear
from services.intake.stage import Stage
from shared.contracts.intake import CoverLetterRequested, DeliveryChosen, ServiceRated
from shared.contracts.issuance import (
    ApplicationReceived,
    ApplicationRefused,
    ApplicationWithdrawn,
    DeadlineMoved,
    HandedOver,
    PrintCameBack,
    PrintSentOut,
    WithdrawalRefused,
    WithdrawApplication,
)
from shared.contracts.verification import (
    CoverLetterDeclined,
    CoverLetterGoesToPaper,
    DocumentsConfirmed,
    DocumentsDisputed,
    NoChairToAsk,
)
from shared.messaging import NotYet, uuid7
from shared.testing.desk import Room
from shared.testing.samples import CATALOGUE, KTP, RT_5, SITI
from tests.intake.phone import WEDNESDAY, Phone, a_chair_is_asked, a_letter, fact, intake, last, later

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
PHOTOS = """
    kantor: Surat pengantar sudah jadi.
    warga:  [foto] [foto] [foto]
    kantor: Lengkap
    warga:  [Kirim]
    kantor: Paling lambat selesai
"""
RECEIVED = {"agenda_number": "1", "applicant": SITI, "documents": {}, "document_names": {}, "received_by": "Ani"}


def requested(phone: Phone) -> UUID:
    phone.chat(REQUEST)
    return last(CoverLetterRequested, phone.room).application_id


def submitted(phone: Phone) -> UUID:
    application_id = requested(phone)
    phone.room.hear(a_letter(application_id, phone.room))
    phone.chat(PHOTOS)
    return application_id


def issued(phone: Phone) -> UUID:
    application_id = submitted(phone)
    phone.room.hear(a_letter(application_id, phone.room, "ktp_introduction"))
    phone.chat("kantor: Perlu surat cetak?")
    return application_id


# STATUS


def test_status_tells_at_every_stage_what_comes_next_and_when(room: Room, phone: Phone):
    phone.chat("warga: status\nkantor: Belum ada permohonan yang berjalan. Ketik MENU")
    application_id = requested(phone)
    phone.chat("warga: STATUS\nkantor: Berkas BKS- … (KTP, Siti Aminah): menunggu jawaban Ketua RT 005.")
    room.hear(a_letter(application_id, room))
    phone.chat(
        """
        kantor: Surat pengantar sudah jadi.
        warga:  [foto]
        kantor: Tinggal
        warga:  status
        kantor: menunggu foto KTP lama dan pas foto latar biru.
        warga:  [foto] [foto]
        kantor: Lengkap
        warga:  status
        kantor: fotonya lengkap, tinggal dikirim
        warga:  kirim
        kantor: kami terima
        warga:  status
        kantor: hari ke-1, menunggu diterima petugas. Paling lambat selesai Jumat, 27 November, pukul 15.30.
        """
    )
    later(room, days=1)
    room.hear(fact(ApplicationReceived, application_id, room, **RECEIVED))
    phone.chat("warga: status\nkantor: hari ke-2, menunggu pemeriksaan Ketua RT. Paling lambat selesai Jumat")
    room.hear(fact(DocumentsDisputed, application_id, room, disputed_by="Rahmat", doubts={"kk": "?"}))
    phone.chat("warga: status\nkantor: hari ke-2, dokumen sedang diperiksa lagi oleh petugas.")
    room.hear(fact(DocumentsConfirmed, application_id, room, confirmed_by="Rahmat"))
    phone.chat("warga: status\nkantor: hari ke-2, surat sedang dibuat dan ditandatangani lurah.")
    later(room, days=3)
    phone.chat("warga: status\nkantor: Seharusnya selesai Jumat, 27 November, pukul 15.30; mohon maaf terlambat.")


def test_a_submission_after_the_cut_off_counts_from_the_next_day(room: Room, phone: Phone):
    later(room, hours=5)
    submitted(phone)
    phone.chat("warga: status\nkantor: dihitung mulai Kamis, 26 November. Paling lambat selesai Senin, 30 November")


def test_status_in_the_middle_of_a_draft_goes_on_with_its_question(phone: Phone):
    phone.chat(
        """
        warga:  ktp
        kantor: untuk siapa?
        warga:  status
        kantor: Permohonan baru: datanya belum lengkap. … KTP ini untuk siapa? [Saya sendiri]
        warga:  [Saya sendiri]
        kantor: Kenapa perlu KTP?
        """
    )


def test_whoever_writes_without_being_asked_hears_where_it_stands(phone: Phone):
    requested(phone)
    phone.chat(
        """
        warga:  ktp saya kapan jadi ya, mau dipakai
        kantor: menunggu jawaban Ketua RT 005 … [Urus surat lain] [Hubungi petugas]
        warga:  [foto]
        kantor: Foto belum kami perlukan sekarang. … menunggu jawaban Ketua RT 005
        warga:  terima kasih banyak
        kantor: Sama-sama
        """
    )


# BATAL and MENU


def test_a_draft_is_simply_ended(room: Room, phone: Phone):
    phone.chat(
        """
        warga:  ktp
        kantor: untuk siapa?
        warga:  batal
        kantor: Batalkan permohonan baru ini? Data dan fotonya kami hapus. [Ya, batalkan] [Tidak jadi]
        warga:  [Tidak jadi]
        kantor: Baik, tidak jadi dibatalkan. … KTP ini untuk siapa?
        warga:  BATAL
        kantor: Batalkan permohonan baru ini?
        warga:  ya
        kantor: Baik, tidak jadi. Data yang tadi ditulis sudah kami hapus.
        """
    )
    assert room.all(Application) == []
    assert room.errands == {}


def test_withdrawing_what_the_office_knows_of_is_its_to_answer(room: Room, phone: Phone):
    application_id = requested(phone)
    phone.chat("warga: batal\nkantor: Batalkan permohonan BKS- … (KTP, Siti Aminah)?\nwarga: [Ya, batalkan]")
    assert last(WithdrawApplication, room).application_id == application_id
    room.hear(fact(ApplicationWithdrawn, application_id, room))
    phone.chat("kantor: sudah dibatalkan, data dan fotonya kami hapus")
    assert room.all(Application) == []
    room.hear(fact(ApplicationWithdrawn, application_id, room))
    phone.chat("")


def test_a_withdrawal_may_come_too_late(room: Room, phone: Phone):
    application_id = submitted(phone)
    phone.chat("warga: batal\nkantor: Batalkan\nwarga: ya")
    room.hear(fact(WithdrawalRefused, application_id, room, reason="Surat sudah ditandatangani."))
    phone.chat("kantor: Surat sudah ditandatangani.")
    assert room.only(Application).stage is Stage.SUBMITTED


def test_an_application_that_nobody_else_has_heard_of_is_ended_here():
    no_letter = KTP.model_copy(update={"cover_letter": "none"})
    room = intake(CATALOGUE.model_copy(update={"services": (no_letter,)}))
    Phone(room).chat(
        """
        warga:  ktp hilang
        kantor: untuk siapa?
        warga:  saya
        kantor: Tolong isi data
        warga:  {form}
        kantor: Setelah ini kami minta foto dokumennya.
        warga:  ya
        kantor: Terima kasih, Ibu Siti. Nomor permohonan: BKS- … Sekarang kirim foto: 1. Kartu Keluarga
        warga:  [foto]
        kantor: Tinggal
        warga:  batal
        kantor: Batalkan permohonan BKS-
        warga:  ya
        kantor: sudah dibatalkan
        """
    )
    assert room.all(Application) == []
    assert not [it for it in room.said if isinstance(it, WithdrawApplication)]


def test_a_photo_is_never_an_answer_to_a_withdrawal(room: Room, phone: Phone):
    room.hear(a_letter(requested(phone), room))
    phone.chat(
        """
        kantor: Surat pengantar sudah jadi.
        warga:  batal
        kantor: Batalkan
        warga:  [foto]
        kantor: Kartu Keluarga sudah kami simpan.
        """
    )


def test_which_one_is_asked_when_there_are_several(room: Room, phone: Phone):
    first = requested(phone)
    phone.chat(
        """
        warga:  menu
        kantor: Permohonan BKS- … tetap berjalan. … untuk siapa?
        warga:  batal
        kantor: Yang mana yang dibatalkan? [Permohonan baru] [Tidak jadi]
        warga:  tidak jadi
        kantor: Baik, tidak jadi dibatalkan. … untuk siapa?
        warga:  batal
        kantor: Yang mana yang dibatalkan?
        warga:  entah
        kantor: Maaf, kami belum paham. Yang mana yang dibatalkan?
        warga:  1
        kantor: Batalkan permohonan BKS-
        warga:  ya
        """
    )
    assert last(WithdrawApplication, room).application_id == first


@pytest.mark.parametrize("said", ["saya mau batalkan", "gak jadi deh", "cancel", "batalin aja pak"])
def test_whoever_says_in_other_words_that_it_shall_be_withdrawn_is_asked_whether(phone: Phone, said: str):
    requested(phone)
    phone.chat(f"warga: {said}\nkantor: Batalkan permohonan BKS- … [Ya, batalkan] [Tidak jadi]")


def test_whoever_writes_stop_hears_once_what_that_means_and_goes_on_by_writing(phone: Phone):
    requested(phone)
    phone.chat("warga: STOP\nkantor: Kami tidak mengirim pesan lagi ke nomor ini. … tulis apa saja di sini.")
    assert phone.got[-1].despite_stop


@pytest.mark.parametrize("said", ["mau bicara sama petugas", "petugas dong", "bisa ngomong dengan orang?", "bantuan"])
def test_whoever_calls_for_a_person_in_other_words_is_shown_the_way(phone: Phone, said: str):
    phone.chat(f"warga: mau bikin ktp\nkantor: untuk siapa?\nwarga: {said}\nkantor: PETUGAS … [Hubungi petugas]")


@pytest.mark.parametrize("said", ["petugas kebersihan", "admin", "operator alat berat"])
def test_who_is_a_clerk_by_trade_calls_for_nobody(said: str):
    assert not calls_for_a_person(said)


def test_who_needs_something_else_hears_what_there_is():
    phone = Phone(
        intake(
            CATALOGUE.model_copy(
                update={
                    "services": (
                        KTP,
                        KTP.model_copy(update={"key": "kk", "short": "KK", "name": "Pembuatan KK", "also": ()}),
                    )
                }
            )
        )
    )
    phone.chat(
        """
        warga:  halo
        kantor: Surat apa yang diperlukan? [KTP] [KK]
        warga:  sktm
        kantor: Maaf, kami belum paham. Surat apa yang diperlukan: KTP atau KK? Untuk surat lain, ketik PETUGAS.
        """
    )


def test_there_may_be_nothing_to_withdraw(phone: Phone):
    phone.chat("warga: batal\nkantor: Tidak ada permohonan yang bisa dibatalkan.")


def test_menu_starts_over_and_keeps_what_runs(room: Room, phone: Phone):
    requested(phone)
    phone.chat(
        """
        warga:  menu
        kantor: Permohonan BKS- … tetap berjalan. Halo, Bapak/Ibu. … KTP ini untuk siapa?
        warga:  [Orang lain]
        kantor: Nama Bapak/Ibu siapa?
        warga:  menu
        kantor: KTP ini untuk siapa?
        """
    )
    assert [it.stage for it in room.all(Application)] == [Stage.WITH_CHAIR, Stage.DRAFT]


# Several errands at once


def test_two_applications_at_the_same_time_do_not_mix(room: Room, phone: Phone):
    first = requested(phone)
    phone.chat(
        """
        warga:  mau bikin ktp juga untuk ibu saya, hilang
        kantor: Nama Bapak/Ibu siapa?
        """
    )
    room.hear(a_letter(first, room))
    phone.chat(
        """
        kantor: Surat pengantar sudah jadi. Sekarang kirim foto
        warga:  Siti
        kantor: Tolong isi data orang yang dibantu
        warga:  [foto] [foto] [foto]
        kantor: Lengkap, Ibu Siti. Kirim ke kelurahan sekarang?
        warga:  [Kirim]
        kantor: Berkas … kami terima. … Sekarang kita lanjutkan yang tadi. Tolong isi data orang yang dibantu
        """
    )


def test_another_errand_can_be_begun_while_photos_are_waited_for(room: Room, phone: Phone):
    room.hear(a_letter(requested(phone), room))
    phone.chat(
        """
        kantor: Surat pengantar sudah jadi.
        warga:  mau bikin ktp untuk ibu saya juga
        kantor: Nama Bapak/Ibu siapa?
        warga:  [foto]
        kantor: Kartu Keluarga sudah kami simpan. Tinggal
        warga:  Budi
        kantor: Kenapa perlu KTP?
        """
    )


def test_a_tap_on_another_applications_question_turns_to_it(room: Room, phone: Phone):
    issued(phone)
    delivery = phone.got[-1]
    phone.chat("warga: mau bikin ktp untuk ibu saya\nkantor: Nama Bapak/Ibu siapa?")
    phone.tap(delivery, "Kirim kurir")
    phone.chat(
        """
        kantor: Kurir mengantar ke Jl. Sapta Marga No. 12, RT 005/RW 002. Sudah benar? [Ya, ke sana] [Alamat lain]
        warga:  [Alamat lain]
        kantor: Diantar ke mana?
        warga:  rmh
        kantor: Tulis alamat lengkapnya
        warga:  Rumah Ibu Ani, depan masjid, RT 6
        kantor: Kurir mengantar ke Rumah Ibu Ani, depan masjid, RT 6. … Bagaimana layanan kami?
        warga:  [Baik]
        kantor: Terima kasih, Ibu Siti. … Sekarang kita lanjutkan yang tadi. … Nama Bapak/Ibu siapa?
        """
    )
    assert last(DeliveryChosen, room).address == "Rumah Ibu Ani, depan masjid, RT 6"


def test_where_the_print_is_on_its_way_is_told(room: Room, phone: Phone):
    issued(phone)
    phone.chat(
        """
        warga:  kirim kurir
        kantor: Sudah benar?
        warga:  ya
        kantor: Kami kabari kalau sudah berangkat. … Bagaimana layanan kami?
        """
    )
    application_id = room.only(Application).application_id
    room.hear(fact(PrintSentOut, application_id, room, courier="Pak Budi"))
    room.hear(fact(PrintCameBack, application_id, room, reason="Rumah kosong."))
    phone.chat(
        """
        kantor: dibawa kurir, Pak Budi, ke Jl. Sapta Marga No. 12, RT 005/RW 002.
        kantor: kembali ke kantor (rumah kosong). Kurir kami kirim lagi
        """
    )


def test_the_same_person_and_service_twice_is_warned_about(room: Room, phone: Phone):
    requested(phone)
    again = """
        warga:  menu
        kantor: untuk siapa?
        warga:  saya
        kantor: Kenapa perlu KTP?
        warga:  rusak
        kantor: Tolong isi data
        warga:  {form}
        kantor: Perhatian: untuk Siti Aminah sudah ada permohonan KTP yang berjalan
    """
    phone.chat(again)
    reference = room.all(Application)[0].reference
    assert reference in phone.got[-1].text
    neighbour = Phone(room, uuid7())
    neighbour.chat(again)
    assert reference not in neighbour.got[-1].text


def test_an_old_button_changes_nothing(room: Room, phone: Phone):
    phone.chat("warga: ktp\nkantor: untuk siapa?")
    old = phone.got[-1]
    phone.chat("warga: [Saya sendiri]\nkantor: Kenapa perlu KTP?")
    phone.tap(old, "Orang lain")
    phone.chat("kantor: Pertanyaan itu sudah dijawab, terima kasih. … Kenapa perlu KTP? [Hilang]")


def test_a_second_tap_on_a_button_does_nothing_twice(room: Room, phone: Phone):
    requested(phone)
    summary = next(message for message in phone.got if message.text.startswith("Mohon diperiksa"))
    phone.tap(summary, "Sudah benar")
    phone.chat("kantor: Pertanyaan itu sudah lewat, terima kasih. … menunggu jawaban Ketua RT 005")
    assert len([it for it in room.said if isinstance(it, CoverLetterRequested)]) == 1


def test_a_button_of_a_draft_that_is_gone_begins_anew(phone: Phone):
    phone.chat("warga: ktp\nkantor: untuk siapa?")
    old = phone.got[-1]
    phone.chat("warga: batal\nkantor: Batalkan\nwarga: ya\nkantor: Baik, tidak jadi.")
    phone.tap(old, "Orang lain")
    phone.chat("kantor: Pertanyaan itu sudah lewat, terima kasih. … KTP ini untuk siapa?")


def test_an_album_that_nobody_waits_for_is_answered_once(phone: Phone):
    phone.chat(
        """
        warga:  mau bikin ktp
        kantor: untuk siapa?
        warga:  [foto] [foto] [foto]
        kantor: Foto belum kami perlukan sekarang. Tekan salah satu tombol
        """
    )


def test_an_album_while_nothing_is_asked_is_answered_once(phone: Phone):
    requested(phone)
    phone.chat(
        """
        warga:  [foto] [foto]
        kantor: Foto belum kami perlukan sekarang. Berkas BKS- … menunggu jawaban Ketua RT 005 … [Urus surat lain]
        """
    )


def test_help_is_a_word_away(phone: Phone):
    phone.chat(
        """
        warga:  ktp
        kantor: untuk siapa?
        warga:  kucing
        kantor: Maaf, kami belum paham.
        warga:  kucing
        kantor: Maaf, kami belum paham. … [Hubungi petugas]
        warga:  [Hubungi petugas]
        kantor: Ketik PETUGAS, lalu tulis pertanyaan Bapak/Ibu.
        warga:  saya sendiri
        kantor: Kenapa perlu KTP?
        """
    )


# What the others decide


def test_a_declined_cover_letter_can_be_asked_for_again_with_the_data_put_right(room: Room, phone: Phone):
    application_id = requested(phone)
    reason = "Data salah: alamat sudah pindah"
    room.hear(fact(CoverLetterDeclined, application_id, room, rt=RT_5, declined_by="Rahmat", reason=reason))
    phone.chat(
        """
        kantor: Mohon maaf, Ibu Siti. Ketua RT 005 belum bisa membuat surat pengantar: Data salah: alamat sudah pindah.
                [Perbaiki data] [Hubungi petugas] [Batalkan]
        warga:  status
        kantor: Ketua RT 005 belum bisa membuat surat pengantar.
        warga:  perbaiki
        kantor: Apa yang perlu diperbaiki?
        warga:  Alamat: jl melati no 3
        kantor: Mohon diperiksa … Jl. Melati No. 3
        warga:  [Sudah benar]
        kantor: Permintaan sudah sampai ke Ketua RT 005
        """
    )
    again = last(CoverLetterRequested, room)
    assert (again.application_id, again.applicant.address) == (application_id, "Jl. Melati No. 3")
    assert room.only(Application).reference == again.reference


def test_whom_it_waits_for_is_told_once_that_is_known(room: Room):
    phone = Phone(room, chair_is_asked=False).chat(REQUEST.removesuffix("kantor: Terima kasih\n"))
    application_id = last(CoverLetterRequested, room).application_id
    dewi = {"chair_name": "Dewi Sartika", "honorific": "Ibu", "acting_as": "rw_chair"}
    room.hear(a_chair_is_asked(application_id, room, **dewi))
    room.hear(a_chair_is_asked(application_id, room))
    phone.chat(
        """
        kantor: Terima kasih, Ibu Siti. Ketua RT 005 belum bisa ditanya lewat WhatsApp, jadi permintaan sudah sampai ke
                Ketua RW 002, Ibu Dewi Sartika. … Nomor permohonan: BKS-
        warga:  status
        kantor: menunggu jawaban Ketua RW 002.
        """
    )


def test_where_nobody_can_be_asked_the_first_word_says_so(room: Room):
    phone = Phone(room, chair_is_asked=False).chat(REQUEST.removesuffix("kantor: Terima kasih\n"))
    application_id = last(CoverLetterRequested, room).application_id
    room.hear(fact(CoverLetterGoesToPaper, application_id, room, rt=RT_5, chair_name=None))
    phone.chat(
        """
        kantor: Terima kasih, Ibu Siti. Ketua RT 005 belum bisa dihubungi lewat WhatsApp. Mohon minta surat pengantar di
                kertas … Nomor permohonan: BKS- … Sekarang kirim foto: 1. surat pengantar dari Ketua RT
        """
    )


def test_who_is_the_chair_is_told_to_ask_the_chair_of_the_rw(room: Room):
    phone = Phone(room, chair_is_asked=False).chat(REQUEST.removesuffix("kantor: Terima kasih\n"))
    application_id = last(CoverLetterRequested, room).application_id
    room.hear(fact(CoverLetterGoesToPaper, application_id, room, rt=RT_5, chair_name="Siti Aminah"))
    phone.chat(
        """
        kantor: Surat pengantar untuk Ketua RT sendiri dibuat oleh Ketua RW. Mohon minta surat pengantar di kertas ke
                Ketua RW, lalu fotokan di sini
        """
    )


def test_nobody_waits_for_a_word_without_a_word(room: Room):
    phone = Phone(room, chair_is_asked=False).chat(REQUEST.removesuffix("kantor: Terima kasih\n"))
    later(room, seconds=20)
    phone.chat("kantor: Surat pengantarnya sedang kami mintakan; kami kabari di sini. Nomor permohonan: BKS-")
    room.hear(a_chair_is_asked(last(CoverLetterRequested, room).application_id, room))
    phone.chat("warga: status\nkantor: menunggu jawaban Ketua RT 005.")


def test_outside_the_window_a_declined_cover_letter_is_told_without_buttons(room: Room, phone: Phone):
    application_id = requested(phone)
    later(room, days=1)
    room.hear(fact(CoverLetterDeclined, application_id, room, rt=RT_5, declined_by="Rahmat", reason="Bukan warga."))
    assert phone.got[-1].choices == ()
    assert phone.got[-1].awaits_text
    assert phone.got[-1].template


def test_after_a_decline_it_can_be_left_at_that(room: Room, phone: Phone):
    application_id = requested(phone)
    room.hear(fact(CoverLetterDeclined, application_id, room, rt=RT_5, declined_by="Rahmat", reason="Bukan warga."))
    phone.chat("kantor: Mohon maaf\nwarga: [Batalkan]\nkantor: sudah dibatalkan")
    assert room.all(Application) == []
    assert not [it for it in room.said if isinstance(it, WithdrawApplication)]


def test_a_refusal_is_told_with_its_reason(room: Room, phone: Phone):
    application_id = submitted(phone)
    room.hear(fact(ApplicationRefused, application_id, room, reason="KK sudah tidak berlaku", refused_by="Ani"))
    phone.chat("kantor: Mohon maaf, Ibu Siti. Permohonan BKS- … tidak bisa kami lanjutkan: KK sudah tidak berlaku.")


def test_an_extraordinary_closure_moves_the_date_and_everyone_is_told_why(room: Room, phone: Phone):
    application_id = submitted(phone)
    monday = WEDNESDAY.replace(day=30, hour=15, minute=30)
    because = "Banjir di sekitar kantor."
    room.hear(fact(DeadlineMoved, application_id, room, due_at=monday, reason="office_closed", because=because))
    phone.chat("kantor: kelurahan tutup di luar jadwal (banjir di sekitar kantor), jadi berkas … Senin, 30 November")
    phone.chat("warga: status\nkantor: Paling lambat selesai Senin")


def test_a_low_rating_is_answered_with_a_way_to_complain(room: Room, phone: Phone):
    issued(phone)
    phone.chat(
        """
        warga:  tidak perlu
        kantor: Selesai. Bagaimana layanan kami?
        warga:  kurang
        kantor: mohon maaf. … ketik KELUHAN
        """
    )
    assert last(ServiceRated, room).stars == 2


@pytest.mark.parametrize(("said", "stars"), [("5", 5), ("bintang 4", 4), ("1", 1), ("bagus banget, mantap", 5)])
def test_a_digit_is_as_many_stars_whatever_its_place_in_the_list(room: Room, phone: Phone, said: str, stars: int):
    issued(phone)
    phone.chat(f"warga: tidak perlu\nkantor: Bagaimana layanan kami?\nwarga: {said}\nkantor: Terima kasih")
    assert last(ServiceRated, room).stars == stars


def test_questions_after_the_letter_may_stay_open(room: Room, phone: Phone):
    issued(phone)
    phone.chat("warga: terima kasih\nkantor: Sama-sama\nwarga: mau urus ktp lagi\nkantor: untuk siapa?")


def test_facts_about_applications_of_the_counter_are_none_of_intakes_business(room: Room):
    said = len(room.said)
    unknown = uuid7()
    for message in (
        a_letter(unknown, room),
        fact(ApplicationReceived, unknown, room, **RECEIVED),
        fact(HandedOver, unknown, room, to="Siti"),
        fact(NoChairToAsk, unknown, room, rt=RT_5),
        fact(ApplicationWithdrawn, unknown, room),
        fact(DeadlineMoved, unknown, room, due_at=WEDNESDAY, reason="resubmitted"),
    ):
        room.hear(message)
    assert len(room.said) == said


def test_a_fact_heard_again_changes_nothing(room: Room, phone: Phone):
    application_id = submitted(phone)
    before, said = room.only(Application), len(room.said)
    room.hear(a_letter(application_id, room))
    room.hear(fact(CoverLetterDeclined, application_id, room, rt=RT_5, declined_by="Rahmat", reason="Bukan warga."))
    assert room.only(Application) == before
    assert len(room.said) == said


# Silence, and forgetting


def test_after_a_week_of_silence_there_is_one_reminder_and_nothing_is_lost(room: Room, phone: Phone):
    phone.chat("warga: ktp rusak\nkantor: untuk siapa?\nwarga: saya\nkantor: Tolong isi data")
    later(room, days=7)
    phone.chat("kantor: permohonan ini belum selesai. Tidak ada yang hilang … Tolong isi data")
    assert phone.got[-1].template
    later(room, days=21)
    phone.chat("")
    phone.chat("warga: ya\nkantor: Tolong isi data\nwarga: {form}\nkantor: Mohon diperiksa")


def test_a_draft_of_long_ago_is_deleted(room: Room, phone: Phone):
    phone.chat("warga: ktp\nkantor: untuk siapa?")
    later(room, days=70)
    assert room.all(Application) == []


def test_what_has_ended_is_deleted_after_a_while(room: Room, phone: Phone):
    issued(phone)
    phone.chat("warga: [Tidak perlu]\nkantor: Bagaimana\nwarga: [Baik]\nkantor: Terima kasih")
    later(room, days=31)
    assert room.all(Application) == []


def test_what_runs_is_kept_for_as_long_as_it_takes(room: Room, phone: Phone):
    submitted(phone)
    later(room, days=100)
    assert room.only(Application).stage is Stage.SUBMITTED


def test_nothing_is_answered_before_the_catalogue_is_known():
    with pytest.raises(NotYet):
        Phone(Room(hear, WEDNESDAY)).write("halo")


def test_references_are_unique_and_easy_to_read(room: Room):
    for _ in range(30):
        Phone(room, uuid7()).write("ktp")
    references = [it.reference for it in room.all(Application)]
    assert len(set(references)) == 30
    assert all(it.startswith("BKS-") and not set(it[4:]) & set("01OILSZ258BUV") for it in references)


def test_an_album_of_somebody_who_withdraws_meanwhile_is_answered_all_the_same(room: Room, phone: Phone):
    application_id = requested(phone)
    room.hear(a_letter(application_id, room))
    room.hear(phone.reply("[foto]"))
    room.hear(fact(ApplicationWithdrawn, application_id, room))
    room.pass_time(timedelta(seconds=2))
    phone.chat("kantor: Surat pengantar\nkantor: sudah dibatalkan\nkantor: Foto belum kami perlukan sekarang.")
