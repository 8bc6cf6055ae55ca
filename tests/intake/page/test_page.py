"""The page to which a link leads, as a resident with an old phone uses it."""

from datetime import timedelta

import pytest

from services.intake.application import Application
from services.intake.errands import PhotosExpire
from services.intake.stage import Stage
from shared.contracts.details import Answer, Block, DataField
from shared.contracts.intake import ApplicationSubmitted, CoverLetterRequested
from shared.contracts.issuance import DocumentsReturned
from shared.testing.desk import Room
from shared.testing.samples import KTP
from tests.intake.page.test_both_ways import FATHER, SITI
from tests.intake.page.visitor import BY_LINK, Visitor, a_photo, by_link, in_words, link_in
from tests.intake.phone import Phone, a_letter, fact, last, later


def asked_for_data() -> tuple[Room, Phone, Visitor]:
    room, phone, visitor = by_link()
    phone.chat(
        """
        warga:  ktp hilang
        kantor: KTP ini untuk siapa?
        warga:  saya
        kantor: Sekarang data Bapak/Ibu. … diisi di halaman kelurahan, bukan di chat. Buka tautan ini: …
                berlaku 3 hari. [Tautan baru]
        """
    )
    return room, phone, visitor


def asked_for_photos() -> tuple[Room, Phone, Visitor]:
    room, phone, visitor = asked_for_data()
    visitor.open(phone).fill_in(SITI)
    phone.write("ya")
    room.hear(a_letter(last(CoverLetterRequested, room).application_id, room))
    phone.seen = len(phone.got)
    return room, phone, visitor


def test_what_is_filled_in_is_shown_in_the_chat_where_it_goes_on():
    _, phone, visitor = asked_for_data()

    visitor.open(phone)
    assert "Data Bapak/Ibu" in in_words(visitor.html)
    visitor.fill_in(SITI)

    assert "Sudah kami terima" in in_words(visitor.html)
    phone.chat(
        """
        kantor: Terima kasih, datanya sudah kami terima. Mohon diperiksa, Ibu Siti Aminah: NIK ••••••••••••0000
                Lahir di Palembang, 5 Agustus 1990 … Jl. Sapta Marga No. 12, RT 005/RW 002 [Sudah benar]
        """
    )


def test_a_wrong_nik_is_told_beside_it_and_everything_else_is_kept():
    room, phone, visitor = asked_for_data()

    visitor.open(phone).fill_in({**SITI, "NIK": "16710745", "Agama": ""})

    assert visitor.status == 422
    page = in_words(visitor.html)
    assert "Ada 2 isian yang perlu dilihat lagi" in page
    assert "NIK terdiri dari 16 angka, yang ditulis 8 angka." in page
    assert 'value="16710745"' in visitor.html
    phone.chat("")
    visitor.visit(link_in(phone))
    assert 'value="Siti Aminah"' in visitor.html
    assert room.only(Application).answers["rt"] == {"rt": 5, "rw": 2}

    visitor.fill_in({"NIK": SITI["NIK"], "Agama": "Islam"})
    assert "Sudah kami terima" in in_words(visitor.html)


def test_an_rt_in_the_address_is_not_asked_for_twice():
    room, phone, visitor = asked_for_data()

    visitor.open(phone).fill_in({**SITI, "Alamat": "jl melati 3 rt 5 rw 2", "RT/RW": ""})

    assert visitor.status == 200
    assert room.only(Application).answers["address"] == "Jl. Melati 3"


def test_data_that_is_written_in_the_chat_is_not_taken_there():
    room, phone, _ = asked_for_data()
    before = link_in(phone)

    phone.chat(
        """
        warga:  {form}
        kantor: Supaya aman, data dan foto dokumen tidak dikirim di chat ini. … Buka tautan yang kami kirim tadi
        """
    )

    assert "nik" not in room.only(Application).answers
    assert link_in(phone) == before


@pytest.mark.parametrize("words", ["tautan baru", "link baru dong", "[Tautan baru]"])
def test_a_new_link_makes_the_old_one_void(words: str):
    _, phone, visitor = asked_for_data()
    before = link_in(phone)

    phone.chat(f"warga: {words}\nkantor: Buka tautan ini:")

    assert visitor.visit(before).status == 404
    assert "Tautan ini tidak berlaku" in in_words(visitor.html)
    assert visitor.open(phone).status == 200


def test_a_link_is_over_after_three_days_and_whatever_is_written_then_brings_another():
    room, phone, visitor = asked_for_data()
    visitor.open(phone)
    later(room, days=3)

    assert visitor.open(phone).status == 410
    assert "habis waktunya" in in_words(visitor.html)
    assert visitor.fill_in_blindly({"name": "Siti Aminah"}).status == 410
    assert "name" not in room.only(Application).answers
    phone.chat("warga: kok tidak bisa dibuka?\nkantor: Buka tautan ini:")
    assert visitor.open(phone).status == 200


def test_a_link_that_nobody_made_leads_nowhere_and_guessing_is_stopped():
    _, phone, visitor = asked_for_data()

    assert {visitor.visit(f"/isi/tebak{number}").status for number in range(60)} == {404}
    assert visitor.visit("/isi/tebak").status == 429
    assert visitor.open(phone).status == 429


def test_a_withdrawn_application_has_no_page_any_more():
    _, phone, visitor = asked_for_data()
    phone.write("batal")
    phone.write("ya")

    assert visitor.open(phone).status == 404


def test_photos_come_one_by_one_and_the_link_is_taken_up_again_later():
    room, phone, visitor = asked_for_photos()
    assert "Unggah di halaman kelurahan" in phone.got[-1].text

    visitor.open(phone).upload("kk", a_photo(1))
    later(room, days=2)
    visitor.open(phone)

    page = in_words(visitor.html)
    assert "1. Kartu Keluarga ✓ Sudah kami terima (1 halaman)" in page
    assert "tombol Selesai muncul di sini" in page
    phone.chat("")
    visitor.upload("police_report", a_photo(2), a_photo(3)).upload("photo", a_photo(4)).press("selesai")
    assert "Sudah kami terima" in in_words(visitor.html)
    assert phone.got[-1].template
    phone.chat(
        """
        kantor: fotonya sudah kami terima. Balas pesan ini untuk melanjutkan.
        warga:  ya?
        kantor: Lengkap, Ibu Siti. Kirim ke kelurahan sekarang? [Kirim] [Ganti foto]
        warga:  [Kirim]
        kantor: kami terima
        """
    )
    submitted = last(ApplicationSubmitted, room)
    assert {key: len(pages) for key, pages in submitted.documents.items()} == {"kk": 1, "police_report": 2, "photo": 1}
    assert {page.bucket for pages in submitted.documents.values() for page in pages} == {"inbound"}


def test_the_same_photo_twice_is_one_and_a_wrong_one_can_be_taken_back():
    room, phone, visitor = asked_for_photos()
    visitor.open(phone).upload("kk", a_photo(1)).upload("kk", a_photo(1))
    assert "(1 halaman)" in in_words(visitor.html)

    visitor.press("kk/ulang")

    assert "Sudah kami terima" not in in_words(visitor.html)
    visitor.upload("kk", a_photo(2))
    assert "(1 halaman)" in in_words(visitor.html)
    application_id = room.only(Application).application_id
    assert PhotosExpire.place(application_id) in room.errands


def test_a_file_that_cannot_be_used_is_told_beside_its_document_and_nothing_of_it_is_kept():
    _, phone, visitor = asked_for_photos()

    visitor.open(phone).upload("kk", b"MZ\x90 no picture")

    assert visitor.status == 422
    assert "Berkas jenis itu tidak bisa kami buka. Yang bisa: foto atau PDF." in in_words(visitor.html)
    assert visitor.cupboard.kept == []


def test_a_document_that_is_not_there_is_told_with_the_reason():
    room, phone, visitor = asked_for_photos()
    visitor.open(phone).press("police_report/tidak-punya", reason=" ")
    assert "Tulis singkat kenapa tidak ada" in in_words(visitor.html)

    visitor.press("police_report/tidak-punya", reason="kantor polisi masih tutup")
    assert "Tidak punya: kantor polisi masih tutup." in in_words(visitor.html)
    visitor.upload("kk", a_photo(1)).upload("photo", a_photo(2)).press("selesai")
    phone.chat("kantor: fotonya sudah kami terima. Sudah semua, Ibu Siti. Tanpa Surat kehilangan dari polisi")
    phone.write("kirim")

    assert last(ApplicationSubmitted, room).lacking == {"police_report": "kantor polisi masih tutup"}


def test_it_is_not_done_while_something_is_missing():
    room, phone, visitor = asked_for_photos()

    visitor.open(phone).upload("kk", a_photo(1)).press("selesai")

    assert "Masih ada dokumen yang belum diunggah." in in_words(visitor.html)
    assert room.only(Application).stage is Stage.COLLECTING


def test_photos_in_the_chat_are_led_to_the_page():
    _, phone, _ = asked_for_photos()
    phone.chat(
        """
        warga:  [foto]
        kantor: Supaya aman, data dan foto dokumen tidak dikirim di chat ini.
        warga:  status
        kantor: menunggu foto Kartu Keluarga, Surat kehilangan dari polisi, dan pas foto latar biru lewat tautan.
        """
    )


def test_another_photo_after_all_opens_the_page_again_with_what_is_there():
    _, phone, visitor = asked_for_photos()
    visitor.open(phone).upload_all()
    phone.chat(
        """
        kantor: fotonya sudah kami terima. Lengkap, Ibu Siti. Kirim ke kelurahan sekarang?
        warga:  [Ganti foto]
        kantor: Buka tautan ini:
        """
    )

    assert in_words(visitor.open(phone).html).count("Sudah kami terima") == 3


def test_what_is_wrong_in_the_summary_is_put_right_on_the_page():
    room, phone, visitor = asked_for_data()
    visitor.open(phone).fill_in(SITI)
    phone.chat(
        """
        kantor: Mohon diperiksa
        warga:  [Perbaiki]
        kantor: Apa yang perlu diperbaiki?
        warga:  [NIK]
        kantor: Buka tautan ini:
        """
    )
    visitor.open(phone).fill_in({"NIK": "1671074508910000"})
    phone.chat("kantor: Mohon diperiksa, Ibu Siti Aminah: … 5 Agustus 1991")
    assert room.only(Application).answers["name"] == "Siti Aminah"


@pytest.mark.parametrize(
    "written",
    [
        ["NIK: 1671074508910000"],
        ["NIK: 167107"],
        ["perbaiki", "1671074508910000"],
        ["perbaiki", "NIK: 1671074508910000"],
    ],
)
def test_a_number_that_is_put_right_in_the_chat_is_led_to_the_page(written: list[str]):
    room, phone, visitor = asked_for_data()
    visitor.open(phone).fill_in(SITI)
    before = link_in(phone)

    for words in written:
        phone.write(words)

    assert link_in(phone) != before
    assert "1671074508910000" not in str(room.only(Application).answers)


def test_the_number_of_a_parent_is_put_right_on_the_page_too():
    room, phone, visitor = by_link()
    for words in ("mau nikah", "saya"):
        phone.write(words)
    for values in (SITI, {"Nama": "Budi Santoso"}, FATHER, {}):
        visitor.open(phone).fill_in(values)
    phone.write("NIK ayah: 1671070101600000")

    assert "Buka tautan ini" in phone.got[-1].text
    assert "1671070101600000" not in str(room.only(Application).answers)
    assert 'value="Ahmad Yani"' in visitor.open(phone).html


def test_where_a_template_went_in_its_place_any_answer_brings_the_link():
    room, phone, visitor = asked_for_data()
    visitor.open(phone).fill_in(SITI)
    phone.write("ya")
    later(room, hours=30)
    room.hear(a_letter(last(CoverLetterRequested, room).application_id, room))
    template = phone.got[-1].template
    assert template
    assert template.parameters[-1].endswith("lewat tautan, yang kami kirim begitu pesan ini dibalas")
    phone.seen = len(phone.got)

    phone.chat("warga: baik\nkantor: Buka tautan ini:")

    assert visitor.open(phone).status == 200


def test_what_is_sent_back_while_the_window_is_closed_is_told_by_a_template_that_leads_to_a_link():
    room, phone, visitor = asked_for_photos()
    visitor.open(phone).upload_all()
    phone.write("kirim")
    application_id = last(ApplicationSubmitted, room).application_id
    later(room, hours=30)

    room.hear(fact(DocumentsReturned, application_id, room, reasons={"kk": "buram"}, returned_by="Ani"))

    template = phone.got[-1].template
    assert template
    assert template.name == "kabar_permohonan"
    assert template.parameters[-1].startswith("Kartu Keluarga: buram. Mohon unggah lagi lewat tautan")
    phone.write("baik")
    assert in_words(visitor.open(phone).html).count("Pilih atau ambil foto") == 1


def test_after_a_reminder_any_word_brings_the_link_and_status_tells_of_it():
    room, phone, visitor = asked_for_photos()
    visitor.open(phone).upload("kk", a_photo(1))
    later(room, days=8)
    phone.seen = len(phone.got)

    phone.chat(
        """
        warga:  status
        kantor: menunggu foto Surat kehilangan dari polisi dan pas foto latar biru lewat tautan.
        warga:  oh ya
        kantor: Buka tautan ini:
        """
    )
    assert "✓ Sudah kami terima" in in_words(visitor.open(phone).html)


def test_what_depends_on_another_line_appears_once_that_is_known():
    job = Block(
        key="job",
        name="pekerjaan",
        fields=(
            DataField(
                key="has",
                label="Bekerja",
                kind="choice",
                options=(Answer(key="yes", label="Ya"), Answer(key="no", label="Belum")),
            ),
            DataField(key="where", label="Tempat kerja", when={"job_has": ("yes",)}),
        ),
    )
    ktp = KTP.model_copy(update={"blocks": (job,)})
    room, phone, visitor = by_link(BY_LINK.model_copy(update={"services": (ktp,)}))
    for words in ("ktp hilang", "saya"):
        phone.write(words)
    visitor.open(phone).fill_in(SITI)
    assert "Tempat kerja" not in in_words(visitor.html)

    visitor.fill_in({"Bekerja": "Ya"})
    assert "Tempat kerja" in in_words(visitor.html)
    assert not phone.got[-1].text.startswith("Terima kasih")
    visitor.fill_in({"Tempat kerja": "Pasar Kalidoni"})

    assert "Sudah kami terima" in in_words(visitor.html)
    assert room.only(Application).answers["detail.job_where"] == "Pasar Kalidoni"


def test_nobody_reads_the_token_out_of_what_is_kept_and_it_holds_no_personal_data():
    room, phone, _ = asked_for_data()
    token = link_in(phone).removeprefix("/isi/")

    assert len(token) >= 32
    assert token not in str(room.only(Application))
    link = room.only(Application).link
    assert link
    assert timedelta(days=3) - timedelta(minutes=1) < link.expires_at - room.now <= timedelta(days=3)
