"""The services of the catalogue, each as a resident goes through it: what makes them differ is data."""

from pathlib import Path
from typing import Any

from services.intake.application import Application
from services.intake.stage import Stage
from shared.contracts.catalogue import Catalogue, Service
from shared.contracts.intake import ApplicationSubmitted, CoverLetterRequested
from shared.contracts.verification import CoverLetterDeclined
from shared.testing.samples import KTP
from shared.testing.services import ALL_FOUR, SITU
from tests.a_fifth_service import with_a_fifth_service
from tests.intake.phone import FORM, Phone, a_letter, fact, intake, last


def an_office_with(service: Service, **changes: Any) -> Catalogue:
    return ALL_FOUR.model_copy(update={"services": (service.model_copy(update=changes),)})


def test_a_kk_for_who_moves_in_needs_the_letter_of_the_former_place():
    room = intake(ALL_FOUR)
    phone = Phone(room).chat(
        """
        warga:  mau urus kk karena pindah
        kantor: KK ini untuk siapa?
        warga:  [Syaratnya apa?]
        kantor: Syarat KK: … foto KK lama (kalau pindah datang, kelahiran, atau ubah data)
                … foto Surat keterangan pindah
                (kalau pindah datang) … untuk siapa?
        warga:  saya
        kantor: Tolong isi data
        warga:  {form}
        kantor: Mohon diperiksa … Untuk KK (pindah datang)
        warga:  ya
        kantor: Terima kasih
        """
    )
    request = last(CoverLetterRequested, room)
    assert (request.service, request.reason, dict(request.details), request.rw_endorses) == (
        "kk",
        "moving_in",
        {},
        False,
    )

    room.hear(a_letter(request.application_id, room))
    phone.chat("kantor: Surat pengantar sudah jadi. Sekarang kirim foto: 1. KK lama, 2. Surat keterangan pindah.")


def test_the_pas_foto_for_a_marriage_is_always_blue_and_details_are_handed_on():
    room = intake(ALL_FOUR)
    phone = Phone(room).chat(
        """
        warga:  mau nikah
        kantor: untuk siapa?
        warga:  saya
        kantor: Tolong isi data
        warga:  {form}
        kantor: calon
        warga:  budi santoso
        kantor: Tolong isi data ayah
        warga:  Ahmad Yani
        kantor: Tolong isi data ibu
        warga:  -
        kantor: Mohon diperiksa
        warga:  ya
        kantor: Terima kasih
        """
    )
    request = last(CoverLetterRequested, room)
    assert request.details["spouse_name"] == "Budi Santoso"
    assert request.details["mother_name"] == "-"

    room.hear(a_letter(request.application_id, room))
    phone.chat(
        """
        kantor: Surat pengantar sudah jadi. Sekarang kirim foto: 1. Kartu Keluarga, 2. KTP, 3. pas foto latar biru.
        warga:  [foto] [foto] [foto]
        kantor: Lengkap, Ibu Siti.
        warga:  [Kirim]
        kantor: kami terima
        """
    )
    assert last(ApplicationSubmitted, room).details == request.details

    room.hear(a_letter(request.application_id, room, "model_n1"))
    phone.chat("kantor: Surat Ibu sudah jadi")
    template = phone.got[-1].template
    assert template
    assert template.parameters[1] == "Pengantar Nikah"


def test_the_pas_foto_for_a_ktp_goes_by_the_birth_year():
    for nik, colour in (("1671074508900000", "biru"), ("1671074508910000", "merah")):
        room = intake()
        phone = Phone(room).chat("warga: ktp hilang\nkantor: untuk siapa?\nwarga: saya\nkantor: Tolong isi data")
        phone.write(FORM.replace("1671 0745 0890 0000", nik))
        phone.write("ya")
        room.hear(a_letter(last(CoverLetterRequested, room).application_id, room))
        assert f"pas foto latar {colour}" in phone.got[-1].text


def test_where_the_rw_signs_too_the_resident_hears_of_it():
    room = intake(ALL_FOUR)
    phone = Phone(room).chat(
        """
        warga:  mau izin usaha
        kantor: SITU ini untuk siapa?
        warga:  [Syaratnya apa?]
        kantor: • data usaha • surat pengantar Ketua RT dan RW: kami yang mintakan
        warga:  saya
        kantor: Tolong isi data
        warga:  {form}
        kantor: Tolong isi data usaha
        warga:  Nama usaha: Warung Siti
                Jenis usaha: warung
                Alamat usaha: sama
        kantor: Kami mintakan surat pengantar ke Ketua RT 005, Bapak Rahmat Hidayat, lalu Ketua RW 002
        warga:  ya
        kantor: Permintaan sudah sampai ke Ketua RT 005 … Setelah itu Ketua RW 002, Ibu Dewi Sartika ikut mengetahui.
        warga:  status
        kantor: menunggu jawaban Ketua RT 005 dan Ketua RW 002.
        """
    )
    request = last(CoverLetterRequested, room)
    assert request.rw_endorses
    assert request.details["business_kind"] == "food"

    declined = {"rt": request.applicant.rt, "declined_by": "Dewi Sartika", "reason": "Belum izin tetangga"}
    room.hear(fact(CoverLetterDeclined, request.application_id, room, acting_as="rw_chair", **declined))
    phone.chat(
        """
        kantor: Ketua RW 002 belum bisa membuat surat pengantar: Belum izin tetangga.
        warga:  status
        kantor: Ketua RW 002 belum bisa membuat surat pengantar. Balas perbaiki
        """
    )


def test_without_a_cover_letter_the_documents_are_asked_for_at_once():
    room = intake(an_office_with(KTP, cover_letter="none"))
    phone = Phone(room).chat(
        """
        warga:  ktp hilang
        kantor: untuk siapa?
        warga:  [Syaratnya apa?]
        kantor: Syarat KTP: • data diri, alamat dan RT/RW • foto Kartu Keluarga
        warga:  saya
        kantor: Tolong isi data
        warga:  {form}
        kantor: Mohon diperiksa … Setelah ini kami minta foto dokumennya.
        warga:  ya
        kantor: Terima kasih, Ibu Siti. Nomor permohonan: … Sekarang kirim foto: 1. Kartu Keluarga,
        warga:  [foto] [foto] [foto]
        kantor: Lengkap
        warga:  [Kirim]
        kantor: kami terima. Paling lambat selesai
        """
    )
    submitted = last(ApplicationSubmitted, room)
    assert submitted.cover_letter is None
    assert not [it for it in room.said if isinstance(it, CoverLetterRequested)]

    room.hear(a_letter(submitted.application_id, room, "ktp_introduction"))
    phone.chat("kantor: Surat Ibu sudah jadi")
    assert room.only(Application).stage is Stage.ISSUED


def test_before_the_documents_are_handed_in_it_is_given_up_without_asking_anybody():
    room = intake(an_office_with(SITU, cover_letter="none"))
    Phone(room).chat(
        """
        warga:  izin usaha
        kantor: untuk siapa?
        warga:  saya
        kantor: Tolong isi data
        warga:  {form}
        kantor: Tolong isi data usaha
        warga:  Warung Siti
                warung
                sama
        kantor: Mohon diperiksa
        warga:  ya
        kantor: Sekarang kirim foto
        warga:  BATAL
        kantor: Batalkan permohonan
        warga:  [Ya, batalkan]
        kantor: sudah dibatalkan
        """
    )
    assert room.all(Application) == []


def test_a_fifth_service_is_only_data(tmp_path: Path):
    catalogue = with_a_fifth_service(tmp_path).catalogue(version=1)
    room = intake(catalogue)
    Phone(room).chat(
        """
        warga:  perlu surat domisili untuk sekolah
        kantor: KK, KTP, pengantar nikah, SITU, dan domisili: gratis … Domisili ini untuk siapa?
        warga:  saya
        kantor: Tolong isi data
        warga:  {form}
        kantor: Tolong isi data tempat tinggal … Tinggal sejak: Status rumah: … Status rumah: Milik sendiri atau Sewa.
        warga:  sejak 1 januari 2020
                kontrak
        kantor: Pemilik rumah tempat tinggal?
        warga:  hasan
        kantor: Untuk domisili (daftar sekolah) Tempat tinggal: Tinggal sejak 1 Januari 2020, Sewa, Hasan
        warga:  ya
        kantor: Sekarang kirim foto: 1. KTP, 2. Surat dari sekolah.
        warga:  [foto] [foto]
        kantor: Lengkap
        warga:  [Kirim]
        kantor: Paling lambat selesai Rabu, 25 November
        """
    )
    submitted = last(ApplicationSubmitted, room)
    assert dict(submitted.details) == {"home_since": "2020-01-01", "home_kind": "rent", "home_owner": "Hasan"}


def test_a_filled_form_names_no_service():
    Phone(intake(ALL_FOUR)).chat(
        """
        warga:  halo
        kantor: Surat apa yang diperlukan?
        warga:  {form}
        kantor: Surat apa yang diperlukan: … atau
        warga:  mau nikah
        kantor: untuk siapa?
        """
    )


def test_a_conversation_that_begins_with_a_filled_form_asks_which_letter():
    Phone(intake(ALL_FOUR)).chat(
        """
        warga:  {form}
        kantor: Surat apa yang diperlukan?
        """
    )
