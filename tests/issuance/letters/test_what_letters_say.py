from textwrap import dedent

from services.issuance.letters import render
from shared.contracts.vocabulary import CoverLetter
from tests.issuance.letters.examples import INTRODUCTION, RT_LETTER
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


def test_what_people_write_is_never_taken_for_markup():
    name = '#panic() *x* _y_ $z$ @ref <l> [a] "q" \\ `raw` // -- ~'
    applicant = RT_LETTER.applicant.model_copy(update={"name": name, "address": "#import https://x #{1+1} = judul"})
    page = Page(render(RT_LETTER.model_copy(update={"applicant": applicant, "purpose": "#lorem(9) /* x */"})))

    assert f"Nama : {name} NIK" in page.text
    assert "Alamat : #import https://x #{1+1} = judul, RT" in page.text
    assert "#lorem(9) /* x */" in page.text


def said(lines: str) -> list[str]:
    return dedent(lines).strip().splitlines()
