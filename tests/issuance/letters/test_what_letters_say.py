from datetime import date
from textwrap import dedent

import pytest

from services.issuance.letters import render
from shared.contracts.verification import Endorsement
from shared.contracts.vocabulary import CoverLetter
from tests.issuance.letters.examples import (
    ENDORSED,
    INTRODUCTION,
    KK_INTRODUCTION,
    MARRIAGE,
    MODEL_N1,
    RT_LETTER,
    STATEMENT,
)
from tests.issuance.letters.page import Page


def test_the_letter_of_the_rt_says_who_asks_for_what_and_who_approved_it():
    assert Page(render(RT_LETTER)).lines == said("""
        KOTA PALEMBANG
        KECAMATAN KALIDONI, KELURAHAN BUKIT SANGKAL
        RUKUN TETANGGA 005 / RUKUN WARGA 002
        SURAT PENGANTAR
        Nomor: 012/RT.005/RW.002/XI/2026
        Ketua RT 005/RW 002 Kelurahan Bukit Sangkal, Kecamatan Kalidoni, Kota Palembang, dengan
        ini menerangkan bahwa:
        Nama : Siti Aminah
        NIK : 1671074508900000
        Tempat, tanggal lahir : Palembang, 5 Agustus 1990
        Jenis kelamin : Perempuan
        Agama : Islam
        Status perkawinan : Belum kawin
        Pekerjaan : Wiraswasta
        Kewarganegaraan : WNI
        Alamat : Jl. Sapta Marga No. 12, RT 005/RW 002
        Kelurahan Bukit Sangkal, Kecamatan Kalidoni
        adalah benar warga RT 005/RW 002 Kelurahan Bukit Sangkal. Surat pengantar ini diberikan
        untuk keperluan:
        Pengurusan Kartu Tanda Penduduk (KTP) elektronik (rusak / ganti data)
        Demikian surat pengantar ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana
        mestinya.
        Cek keaslian surat ini:
        pengantar.example/cek/7K4M-Q2XD-9AHT-3WNP-C5RA
        Palembang, 24 November 2026
        Ketua RT 005/RW 002,
        Disetujui secara elektronik oleh Rahmat Hidayat
        pada Selasa, 24 November 2026, pukul 15.30 WIB
        Rahmat Hidayat
    """)


def test_the_introduction_says_on_what_it_rests_and_how_long_it_counts():
    assert Page(render(INTRODUCTION)).lines == said("""
        PEMERINTAH KOTA PALEMBANG
        KECAMATAN KALIDONI
        KELURAHAN BUKIT SANGKAL
        Jalan Sapta Marga No. 1, Palembang 30114, Telepon (0711) 555010
        SURAT PENGANTAR KTP
        Nomor: 470/0123/BKS/XI/2026
        Kepada Yth.
        Kepala Dinas Kependudukan dan Pencatatan Sipil Kota Palembang
        di Palembang
        Lurah Bukit Sangkal, Kecamatan Kalidoni, Kota Palembang, dengan ini menerangkan bahwa:
        Nama : Siti Aminah
        NIK : 1671074508900000
        Tempat, tanggal lahir : Palembang, 5 Agustus 1990
        Jenis kelamin : Perempuan
        Agama : Islam
        Status perkawinan : Belum kawin
        Pekerjaan : Wiraswasta
        Kewarganegaraan : WNI
        Alamat : Jl. Sapta Marga No. 12, RT 005/RW 002
        Kelurahan Bukit Sangkal, Kecamatan Kalidoni
        adalah benar penduduk Kelurahan Bukit Sangkal dan kami antarkan kepada Bapak/Ibu
        dengan keterangan:
        Keperluan : Pengurusan Kartu Tanda Penduduk (KTP) elektronik
        (rusak / ganti data)
        Dasar : Surat pengantar Ketua RT 005/RW 002
        Nomor 012/RT.005/RW.002/XI/2026
        tanggal 24 November 2026
        Masa berlaku : 30 hari, sampai dengan 27 Desember 2026
        Demikian surat pengantar ini kami sampaikan. Atas perhatian dan kerja sama Bapak/Ibu,
        kami ucapkan terima kasih.
        Cek keaslian surat ini:
        pengantar.example/cek/D1AC-RYQ5-ZZ03-HM7V-2T9K
        Palembang, 27 November 2026
        Lurah Bukit Sangkal,
        Ditandatangani secara elektronik pada
        Jumat, 27 November 2026, pukul 10.12 WIB
        Hj. Nurhayati, S.Sos., M.Si.
        NIP 19720314 199803 2 004
    """)


def test_model_n1_says_what_the_decree_orders_line_by_line():
    assert Page(render(MODEL_N1)).lines == said("""
        FORMULIR PENGANTAR NIKAH
        Model N1
        KANTOR DESA/KELURAHAN : BUKIT SANGKAL
        KECAMATAN : KALIDONI
        KABUPATEN/KOTA : KOTA PALEMBANG
        PENGANTAR NIKAH
        Nomor: 474.2/0007/BKS/XI/2026
        Yang bertanda tangan di bawah ini menjelaskan dengan sesungguhnya bahwa:
        1. Nama : Siti Aminah
        2. Nomor Induk Kependudukan (NIK) : 1671074508900000
        3. Jenis kelamin : Perempuan
        4. Tempat dan tanggal lahir : Palembang, 5 Agustus 1990
        5. Kewarganegaraan : WNI
        6. Agama : Islam
        7. Pekerjaan : Wiraswasta
        8. Alamat : Jl. Sapta Marga No. 12, RT 005/RW 002,
        Kelurahan Bukit Sangkal, Kecamatan Kalidoni,
        Kota Palembang
        9. Status perkawinan
        a. Laki-laki: jejaka, duda, atau beristri ke- : -
        b. Perempuan: perawan, janda : Perawan
        10. Nama istri/suami terdahulu : -
        adalah benar anak dari perkawinan seorang pria:
        Nama lengkap dan alias : Ahmad Yani (alm.)
        Nomor Induk Kependudukan (NIK) : 1671070101600000
        Tempat dan tanggal lahir : Palembang, 1 Januari 1960
        Kewarganegaraan : WNI
        Agama : Islam
        Pekerjaan : Pedagang
        Alamat : Jl. Melati No. 3
        dengan seorang wanita:
        Nama lengkap dan alias : Maimunah
        Nomor Induk Kependudukan (NIK) : -
        Tempat dan tanggal lahir : Palembang, 1 Januari 1960
        Kewarganegaraan : WNI
        Agama : Islam
        Pekerjaan : Pedagang
        Alamat : Jl. Melati No. 3
        Demikian, surat pengantar ini dibuat dengan mengingat sumpah jabatan dan untuk dipergunakan
        sebagaimana mestinya.
        Cek keaslian surat ini:
        pengantar.example/cek/D1AC-RYQ5-ZZ03-HM7V-2T9K
        Palembang, 27 November 2026
        Lurah Bukit Sangkal,
        Ditandatangani secara elektronik pada
        Jumat, 27 November 2026, pukul 10.12 WIB
        Hj. Nurhayati, S.Sos., M.Si.
        NIP 19720314 199803 2 004
    """)


@pytest.mark.parametrize(
    ("sex", "status", "more", "men", "women"),
    [
        ("male", "Belum kawin", {}, "Jejaka", "-"),
        ("male", "Cerai mati", {"former_name": "Aisyah"}, "Duda", "-"),
        ("male", "Kawin", {"marriage_number": "2"}, "Beristri ke-2", "-"),
        ("female", "Belum kawin", {}, "-", "Perawan"),
        ("female", "Cerai hidup", {"former_name": "Hasan"}, "-", "Janda"),
        ("female", "Kawin", {}, "-", "Kawin"),
    ],
)
def test_model_n1_says_the_status_in_the_line_for_men_or_for_women(
    sex: str, status: str, more: dict[str, str], men: str, women: str
):
    applicant = MODEL_N1.applicant.model_copy(update={"sex": sex, "marital_status": status})
    details = {**MODEL_N1.details, **more}
    text = Page(render(MODEL_N1.model_copy(update={"applicant": applicant, "details": details}))).text

    assert f"a. Laki-laki: jejaka, duda, atau beristri ke- : {men} b. Perempuan: perawan, janda : {women} 10." in text
    assert f"10. Nama istri/suami terdahulu : {more.get('former_name', '-')} adalah" in text


def test_a_statement_says_what_a_resident_has_and_what_it_is_for():
    assert Page(render(STATEMENT)).lines[4:] == said("""
        SURAT KETERANGAN USAHA
        Nomor: 470/0123/BKS/XI/2026
        Yang bertanda tangan di bawah ini, Lurah Bukit Sangkal, Kecamatan Kalidoni, Kota Palembang,
        menerangkan bahwa:
        Nama : Siti Aminah
        NIK : 1671074508900000
        Tempat, tanggal lahir : Palembang, 5 Agustus 1990
        Jenis kelamin : Perempuan
        Agama : Islam
        Status perkawinan : Belum kawin
        Pekerjaan : Wiraswasta
        Kewarganegaraan : WNI
        Alamat : Jl. Sapta Marga No. 12, RT 005/RW 002
        Kelurahan Bukit Sangkal, Kecamatan Kalidoni
        adalah benar penduduk Kelurahan Bukit Sangkal.
        Yang bersangkutan benar memiliki usaha:
        Nama usaha : Warung Sederhana
        Jenis usaha : Makanan dan minuman
        Alamat usaha : Jl. Sapta Marga No. 12
        Surat keterangan ini diberikan untuk:
        Keperluan : Pengurusan surat izin tempat usaha (SITU) untuk Warung
        Sederhana
        Dasar : Surat pengantar Ketua RT 005/RW 002
        Nomor 012/RT.005/RW.002/XI/2026
        tanggal 24 November 2026
        Masa berlaku : 180 hari, sampai dengan 26 Mei 2027
        Demikian surat keterangan ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana
        mestinya.
        Cek keaslian surat ini:
        pengantar.example/cek/D1AC-RYQ5-ZZ03-HM7V-2T9K
        Palembang, 27 November 2026
        Lurah Bukit Sangkal,
        Ditandatangani secara elektronik pada
        Jumat, 27 November 2026, pukul 10.12 WIB
        Hj. Nurhayati, S.Sos., M.Si.
        NIP 19720314 199803 2 004
    """)


def test_an_introduction_may_carry_more_data():
    kk, marriage = Page(render(KK_INTRODUCTION)).text, Page(render(MARRIAGE)).text

    assert "SURAT PENGANTAR KK Nomor:" in kk
    assert (
        "adalah benar penduduk Kelurahan Bukit Sangkal. Perubahan yang diminta: Data yang berubah : Pekerjaan, menjadi "
        "karyawan Yang bersangkutan kami antarkan kepada Bapak/Ibu dengan keterangan: Keperluan : Pengurusan Kartu "
        "Keluarga (KK) (ubah data)"
    ) in kk
    assert (
        "hendak melangsungkan perkawinan dengan: Nama : Budi Santoso Tempat, tanggal lahir : Medan, "
        "1 Januari 1988 Agama : Katolik Pekerjaan : Guru Alamat : Jl. Melati No. 3 Yang bersangkutan"
    ) in marriage
    assert "Keperluan : Pencatatan perkawinan dengan Budi Santoso" in marriage


def test_a_letter_that_counts_for_good_says_no_last_day():
    wording = INTRODUCTION.wording.model_copy(update={"valid_days": None})
    assert "Masa berlaku" not in Page(render(INTRODUCTION.model_copy(update={"wording": wording}))).text


def test_the_rw_chair_knows_of_the_rts_letter_electronically_or_in_ink():
    electronic = Page(render(ENDORSED)).text
    assert "Mengetahui, Ketua RW 002, Diketahui secara elektronik pada Selasa, 24 November 2026, pukul" in electronic
    assert "Dewi Sartika" in electronic

    in_ink = Page(render(RT_LETTER.model_copy(update={"endorsement": Endorsement(rw=2)}))).text
    assert "Mengetahui, Ketua RW 002, ...." in in_ink
    assert "Diketahui" not in in_ink


def test_an_rw_chair_approves_in_the_name_of_the_rt_chair():
    issue = RT_LETTER.issue and RT_LETTER.issue.model_copy(update={"approved_by": "Dewi Sartika"})
    page = Page(render(RT_LETTER.model_copy(update={"acting_as": "rw_chair", "issue": issue})))

    assert "Ketua RW 002, atas nama Ketua RT 005/RW 002, Kelurahan Bukit Sangkal" in page.text
    assert "a.n. Ketua RT 005/RW 002 Ketua RW 002," in page.text
    assert "Disetujui secara elektronik oleh Dewi Sartika" in page.text


def test_a_letter_on_paper_is_named_as_such_with_the_number_it_has():
    unread = CoverLetter(number=None, dated=None, on_paper=True)
    read = CoverLetter(number="7/RT05/2026", dated=None, on_paper=True)

    for cover_letter, words in (
        (unread, "Dasar : Surat pengantar Ketua RT 005/RW 002 (di atas kertas) Masa berlaku"),
        (read, "Dasar : Surat pengantar Ketua RT 005/RW 002 (di atas kertas) Nomor 7/RT05/2026 Masa berlaku"),
    ):
        assert words in Page(render(INTRODUCTION.model_copy(update={"cover_letter": cover_letter}))).text


def test_an_introduction_without_a_letter_of_the_rt_names_none():
    assert "Dasar" not in Page(render(INTRODUCTION.model_copy(update={"cover_letter": None}))).text


def test_a_letter_signed_in_ink_leaves_room_and_its_copy_says_that_it_is_one():
    letter = INTRODUCTION.model_copy(update={"wording": INTRODUCTION.wording.model_copy(update={"signed": "in_ink"})})
    assert letter.issue
    to_sign = Page(render(letter))
    signed = letter.issue.model_copy(update={"approved_by": "Hj. Nurhayati", "signed_by_hand_on": date(2026, 11, 28)})
    copy = Page(render(letter.model_copy(update={"issue": signed})))

    assert "elektronik pada" not in to_sign.text
    assert to_sign.where("NIP 1972").top - to_sign.where("Lurah Bukit Sangkal,").bottom > 24
    assert "Ditandatangani basah oleh Hj. Nurhayati pada 28 November 2026. Ini salinan, bukan naskah asli." in copy.text
    assert copy.where("NIP 1972").top == to_sign.where("NIP 1972").top


def test_what_people_write_is_never_taken_for_markup():
    name = '#panic() *x* _y_ $z$ @ref <l> [a] "q" \\ `raw` // -- ~'
    applicant = RT_LETTER.applicant.model_copy(update={"name": name, "address": "#import https://x #{1+1} = judul"})
    page = Page(render(RT_LETTER.model_copy(update={"applicant": applicant, "purpose": "#lorem(9) /* x */"})))

    assert f"Nama : {name} NIK" in page.text
    assert "Alamat : #import https://x #{1+1} = judul, RT" in page.text
    assert "#lorem(9) /* x */" in page.text


def said(lines: str) -> list[str]:
    return dedent(lines).strip().splitlines()
