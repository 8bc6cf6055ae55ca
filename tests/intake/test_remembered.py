"""What people let us remember is offered the next time, to themselves alone, until they have it erased."""

from dataclasses import replace

import pytest

from services.intake.application import Application
from services.intake.remembered import Remembered
from shared.contracts.intake import CoverLetterRequested
from shared.contracts.issuance import ApplicationRefused
from shared.contracts.notifier import ContactsMerged
from shared.contracts.verification import CoverLetterDeclined
from shared.testing.desk import Room
from shared.testing.samples import OFFICE_CODE, RT_5, SITI
from shared.testing.services import ALL_FOUR
from tests.intake.phone import Phone, fact, intake, last, later
from tests.intake.test_one_person import BEFORE, NOW, says

FILLED_IN = """
    warga:  ktp rusak
    kantor: untuk siapa?
    warga:  [Saya sendiri]
    kantor: Tolong isi data
    warga:  {form}"""
TOLD = f"""{FILLED_IN}
    kantor: Mohon diperiksa … data ini kami simpan … sampai Bapak/Ibu mengetik HAPUS DATA [Benar, dan simpan]
"""
AGREED = f"{TOLD}    warga: [Benar, dan simpan]\n    kantor: Terima kasih"
OFFERED = """
    warga:  mau bikin ktp karena hilang
    kantor: untuk siapa?
    warga:  [Saya sendiri]
    kantor: Data Bapak/Ibu masih sama? … Siti Aminah … NIK ••••••••••••0000 … Palembang, 5 Agustus 1990
            … Islam, belum kawin, wiraswasta … Jl. Sapta Marga No. 12, RT 005/RW 002
            [Masih sama] [Ada yang berubah]
"""
SHOP = """
    warga:  mau izin usaha
    kantor: untuk siapa? [Saya sendiri]
"""


def ended(phone: Phone) -> Phone:
    """Nothing runs any more."""
    for application in phone.room.all(Application):
        refused = fact(ApplicationRefused, application.application_id, phone.room, reason="Salah.", refused_by="Ani")
        phone.room.hear(refused)
    phone.seen = len(phone.got)
    return phone


def declined(room: Room) -> CoverLetterDeclined:
    application_id = last(CoverLetterRequested, room).application_id
    return fact(CoverLetterDeclined, application_id, room, rt=RT_5, declined_by="Rahmat", reason="Pindah.")


@pytest.fixture
def remembered() -> Phone:
    return ended(Phone(intake()).chat(AGREED))


@pytest.fixture
def with_a_shop() -> Phone:
    """Somebody who let their data and those of their shop be remembered."""
    return ended(
        Phone(intake(ALL_FOUR))
        .chat(SHOP)
        .chat("""
            warga:  [Saya sendiri]
            kantor: Tolong isi data
            warga:  {form}
            kantor: Tolong isi data usaha
            warga:  Nama usaha: Warung Siti
                    Jenis usaha: warung
                    Alamat usaha: sama
                    Usaha berdiri sejak: 1 januari 2020
                    Telepon usaha: 0812-7100-1001
            kantor: Mohon diperiksa
            warga:  [Benar, dan simpan]
            kantor: Terima kasih
            """)
    )


def test_what_was_agreed_to_is_offered_the_next_time_and_one_tap_takes_it(remembered: Phone):
    remembered.chat(OFFERED).chat("""
        warga:  [Masih sama]
        kantor: Mohon diperiksa, Ibu Siti Aminah: NIK ••••••••••••0000 [Sudah benar] [Perbaiki] [Batal]
        warga:  [Sudah benar]
        kantor: Terima kasih
        """)
    assert last(CoverLetterRequested, remembered.room).applicant == SITI
    assert not [it for it in remembered.got[-3:] if SITI.nik in it.text]


def test_who_does_not_agree_is_neither_remembered_nor_asked_again(phone: Phone):
    ended(phone.chat(f"{TOLD}    warga: [Sudah benar]\n    kantor: Terima kasih"))
    assert phone.room.only(Remembered).person is None
    phone.chat(f"{FILLED_IN}\n    kantor: Mohon diperiksa [Sudah benar] [Perbaiki] [Batal]")
    assert "Benar, dan simpan" not in [choice.label for choice in phone.got[-1].choices]


def test_a_change_leads_to_the_usual_form_and_the_new_data_are_remembered(remembered: Phone):
    ended(
        remembered.chat(OFFERED).chat("""
            warga:  [Ada yang berubah]
            kantor: Tolong isi data
            warga:  Nama: Siti Aminah, NIK 1671074508900000, palembang, islam, kawin, guru, jl melati 3, rt 5 rw 2
            kantor: Mohon diperiksa [Sudah benar] [Perbaiki] [Batal]
            warga:  [Sudah benar]
            kantor: Terima kasih
            """)
    )
    person = remembered.room.only(Remembered).person
    assert person
    assert (person.address, person.marital_status) == ("Jl. Melati 3", "Kawin")


def test_whoever_writes_the_form_anew_needs_not_say_that_it_changed(remembered: Phone):
    remembered.chat(OFFERED).chat("""
        warga:  Nama: Siti Aminah, NIK 1671074508900000, palembang, islam, kawin, guru, jl melati 3, rt 5 rw 2
        kantor: Mohon diperiksa … Jl. Melati 3
        """)


def test_one_thing_can_be_put_right_after_it_was_taken(remembered: Phone):
    remembered.chat(OFFERED).chat("""
        warga:  masih sama
        kantor: Mohon diperiksa
        warga:  [Perbaiki]
        kantor: Apa yang perlu diperbaiki?
        warga:  alamat
        kantor: Alamat rumahnya di mana?
        warga:  jl melati no 3
        kantor: Mohon diperiksa … Jl. Melati No. 3
        """)


def test_for_another_nothing_is_offered_and_nothing_remembered(remembered: Phone):
    before = remembered.room.all(Remembered)
    ended(
        remembered.chat(
            """
            warga:  ktp hilang untuk ibu
            kantor: Nama Bapak/Ibu siapa?
            warga:  Siti Aminah
            kantor: Tolong isi data orang yang dibantu
            warga:  Nama: Dewi, NIK 1671074508900001, palembang, islam, kawin, guru, jl melati 3, rt 5 rw 2
            kantor: Mohon diperiksa [Sudah benar] [Perbaiki] [Batal]
            warga:  [Sudah benar]
            kantor: Terima kasih
            """
        )
    )
    assert remembered.room.all(Remembered) == before


def test_turning_it_into_an_application_for_another_shows_no_number(remembered: Phone):
    remembered.chat(OFFERED).chat("""
        warga:  [Masih sama]
        kantor: Mohon diperiksa
        warga:  [Perbaiki]
        kantor: Apa yang perlu diperbaiki?
        warga:  untuk siapa
        kantor: untuk siapa?
        warga:  [Orang lain]
        kantor: Nama Bapak/Ibu siapa?
        warga:  Budi
        kantor: Pendamping: Budi
        """)
    assert SITI.nik not in remembered.got[-1].text


def test_an_application_that_runs_is_warned_of_all_the_same():
    phone = Phone(intake()).chat(AGREED)
    phone.chat(OFFERED).chat("warga: [Masih sama]\nkantor: Mohon diperiksa … sudah ada permohonan KTP [Batal]")


def test_data_of_a_service_are_offered_as_well(with_a_shop: Phone):
    with_a_shop.chat(SHOP).chat("""
        warga:  [Saya sendiri]
        kantor: Data Bapak/Ibu masih sama?
        warga:  [Masih sama]
        kantor: Data usaha masih sama? … Nama usaha: Warung Siti … Jenis usaha: Makanan dan minuman …
                Usaha berdiri sejak: 1 Januari 2020 [Masih sama]
        warga:  [Masih sama]
        kantor: Mohon diperiksa … Usaha: Warung Siti
        """)


def test_data_of_a_service_that_changed_are_asked_for_anew(with_a_shop: Phone):
    with_a_shop.chat(SHOP).chat("""
        warga:  [Saya sendiri]
        kantor: Data Bapak/Ibu masih sama?
        warga:  [Masih sama]
        kantor: Data usaha masih sama?
        warga:  [Ada yang berubah]
        kantor: Tolong isi data usaha
        """)


def test_who_may_be_remembered_is_asked_once_even_when_the_chair_declines(phone: Phone):
    phone.chat(AGREED)
    phone.room.hear(declined(phone.room))
    phone.chat(
        """
        kantor: Pindah. [Perbaiki data]
        warga:  [Perbaiki data]
        kantor: Apa yang perlu diperbaiki?
        warga:  Alamat: Jl. Melati No. 3
        kantor: Mohon diperiksa [Sudah benar] [Perbaiki] [Batal]
        warga:  [Sudah benar]
        kantor: Terima kasih
        """
    )
    person = phone.room.only(Remembered).person
    assert person
    assert person.address == "Jl. Melati No. 3"


def test_what_was_taken_stays_taken_when_it_is_remembered_otherwise_since(remembered: Phone):
    remembered.chat(OFFERED).chat("warga: [Masih sama]\nkantor: Mohon diperiksa")
    known = remembered.room.only(Remembered)
    remembered.room.put(replace(known, person=SITI.model_copy(update={"address": "Jl. Lain No. 1"})))

    remembered.chat("warga: ya\nkantor: Terima kasih")

    assert last(CoverLetterRequested, remembered.room).applicant == SITI


def test_it_is_shown_and_erased_with_the_rest(remembered: Phone):
    remembered.chat(
        """
        warga:  DATA SAYA
        kantor: Untuk permohonan berikutnya, dengan izin Bapak/Ibu tanggal 25 November 2026: … NIK: ••••••••••••0000
        warga:  HAPUS DATA
        kantor: data yang disimpan untuk permohonan berikutnya [Ya, hapus]
        warga:  [Ya, hapus]
        kantor: sudah kami hapus
        warga:  ktp hilang
        kantor: untuk siapa?
        warga:  saya
        kantor: Tolong isi data
        """
    )
    assert not remembered.room.all(Remembered)


def test_what_nobody_confirmed_for_two_years_is_forgotten(remembered: Phone):
    later(remembered.room, days=729)
    remembered.chat(OFFERED).chat("warga: [Masih sama]\nkantor: Mohon diperiksa\nwarga: ya\nkantor: Terima kasih")
    later(remembered.room, days=729)
    assert remembered.room.all(Remembered)

    later(remembered.room, days=2)

    assert not remembered.room.all(Remembered)


def test_it_is_erased_at_once_even_while_something_runs():
    phone = Phone(intake()).chat(AGREED)
    phone.chat(
        """
        warga:  HAPUS DATA
        kantor: Data yang disimpan untuk permohonan berikutnya sudah kami hapus. Data belum bisa dihapus: BKS-
        """
    )
    assert not phone.room.all(Remembered)


def test_whoever_had_it_erased_is_asked_again_before_it_is_remembered_again():
    phone = Phone(intake()).chat(AGREED)
    phone.chat("warga: HAPUS DATA\nkantor: sudah kami hapus")
    phone.room.hear(declined(phone.room))
    phone.chat(
        """
        kantor: Pindah. [Perbaiki data]
        warga:  [Perbaiki data]
        kantor: Apa yang perlu diperbaiki?
        warga:  Alamat: Jl. Melati No. 3
        kantor: Mohon diperiksa [Benar, dan simpan]
        warga:  [Sudah benar]
        kantor: Terima kasih
        """
    )
    assert phone.room.only(Remembered).person is None


def test_two_contacts_that_are_one_have_one_memory():
    room = intake()
    ended(Phone(room, BEFORE).chat(AGREED))
    room.hear(ContactsMerged(office=OFFICE_CODE, at=room.now, contact_id=NOW, absorbed=(BEFORE,)))

    says(room, kind="text", text="ktp hilang")

    assert "Data Bapak/Ibu masih sama?" in says(room, kind="text", text="saya").text
    assert room.only(Remembered).contact_id == NOW


def test_of_two_memories_of_one_person_the_one_with_consent_stays():
    room = intake()
    ended(Phone(room, NOW).chat(f"{TOLD}    warga: [Sudah benar]\n    kantor: Terima kasih"))
    ended(Phone(room, BEFORE).chat(AGREED))

    room.hear(ContactsMerged(office=OFFICE_CODE, at=room.now, contact_id=NOW, absorbed=(BEFORE,)))

    assert (room.only(Remembered).contact_id, room.only(Remembered).person) == (NOW, SITI)
