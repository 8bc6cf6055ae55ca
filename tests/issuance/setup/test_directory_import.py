"""A list of RTs and RWs from a spreadsheet: every bad row is explained."""

import pytest

from services.issuance.directory_import import COLUMNS, TEMPLATE, BadCell, NoList, as_text, read_list
from shared.contracts.catalogue import Chair, RtPost, RwPost
from shared.contracts.vocabulary import Rt

HEAD = "RT;RW;Nama ketua;Sapaan;Nomor HP\n"


def faults(text: str) -> list[BadCell]:
    return list(read_list(text).bad)


def test_the_template_can_be_imported_as_it_is():
    read = read_list(as_text(TEMPLATE.encode()))
    assert read.bad == ()
    assert [type(post) for post in read.posts] == [RtPost, RtPost, RwPost]
    assert TEMPLATE.startswith("\ufeff" + ";".join(COLUMNS.values()))


def test_a_row_becomes_an_rt_a_row_without_rt_an_rw_and_one_without_name_is_vacant():
    read = read_list(HEAD + "5;2;Rahmat Hidayat;Bapak;0812-7100-2005\n;2;Dewi Sartika;Ibu;\n052;010;;;\n")
    assert read.posts == (
        RtPost(rt=Rt(rt=5, rw=2), chair=Chair(name="Rahmat Hidayat", phone="+6281271002005")),
        RwPost(rw=2, chair=Chair(name="Dewi Sartika", honorific="Ibu")),
        RtPost(rt=Rt(rt=52, rw=10)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "RT,RW,Nama,Panggilan,No. HP\n5,2,Rahmat Hidayat,Bpk.,081271002005\n",
        "No RW\tNo RT\tNama Ketua RT\tSapaan\tWhatsApp\r\n2\t5\tRahmat Hidayat\tPak\t+62 812 7100 2005\r\n",
        'nama ketua;rt;rw;hp;sapaan\n"Rahmat Hidayat";005;002;81271002005;bapak\n\n;;;;\n',
    ],
)
def test_lists_of_other_offices_are_understood_too(text: str):
    chair = Chair(name="Rahmat Hidayat", phone="+6281271002005")
    assert read_list(text).posts == (RtPost(rt=Rt(rt=5, rw=2), chair=chair),)


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ("lima;2;;;", "RT", "angka 1 sampai 999"),
        ("0;2;;;", "RT", "angka 1 sampai 999"),
        ("5;;;;", "RW", "angka 1 sampai 999"),
        ("5;1000;;;", "RW", "angka 1 sampai 999"),
        ("0000000019999999;2;;;", "RT", "angka 1 sampai 999"),
        ("5;2;Rahmat;Tuan;", "Sapaan", "Bapak atau Ibu"),
        ("5;2;Rahmat;;", "Sapaan", "Bapak atau Ibu"),
        ("5;2;Рахмат;Bapak;", "Nama ketua", "tidak bisa dicetak: Рахмат"[:20]),
        ("5;2;;;0812-7100-2005", "Nama ketua", "namanya kosong"),
        ("5;2;Rahmat;Bapak;8,12711E+11", "Nomor HP", "ditelepon"),
        ("5;2;Rahmat;Bapak;0812", "Nomor HP", "ditelepon"),
        ("5;2;Rahmat;Bapak;;catatan", "", "lebih banyak kolom"),
    ],
)
def test_a_bad_row_is_told_with_its_number_its_column_and_what_is_wrong(row: str, column: str, why: str):
    [cell] = faults(HEAD + "6;2;;;\n" + row + "\n")
    assert (cell.row, cell.column) == (3, column)
    assert why in cell.why


def test_all_that_is_wrong_is_told_at_once_and_good_rows_are_still_good():
    read = read_list(HEAD + "x;y;Rahmat;;08\n5;2;;;\n\n6;z;;;\n")
    assert [(cell.row, cell.column) for cell in read.bad] == [
        (2, "RT"),
        (2, "RW"),
        (2, "Nomor HP"),
        (2, "Sapaan"),
        (5, "RW"),
    ]
    assert read.bad_rows == 2
    assert read.posts == (RtPost(rt=Rt(rt=5, rw=2)),)


def test_the_same_rt_twice_is_told_with_the_row_it_stood_in_before():
    [cell] = faults(HEAD + "5;2;;;\n6;2;;;\n005;002;;;\n")
    assert cell == BadCell(4, "RT", "RT 005/RW 002 sudah ada di baris 2.")


def test_columns_of_no_use_are_named():
    assert read_list("RT;RW;Nama;Sapaan;HP;Alamat\n5;2;;;;Jl. Sangkal\n").unused == ("Alamat",)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "judul kolom"),
        (b"nama;hp\nRahmat;0812\n", "Yang tidak ada: RT, RW"),
        (b"PK\x03\x04 a spreadsheet", "Simpan dulu sebagai CSV"),
        (b"RT;RW;Nama\n" + b"1;1;\n" * 2001, "lebih dari 2000 baris"),
        (b'RT;RW;Nama;Catatan\n1;1;;\n2;1;;"pindah\n3;1;;\n', "Baris 3 tidak bisa dibaca"),
        (b'RT;RW;Nama\n1;1;"' + b"x" * 200_000 + b'"\n', "tidak bisa dibaca"),
    ],
)
def test_what_is_no_such_list_is_refused_in_words(data: bytes, why: str):
    with pytest.raises(NoList, match=why):
        read_list(as_text(data))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_names_survive_whatever_excel_makes_of_the_file(encoding: str):
    [post] = read_list(as_text((HEAD + "5;2;José Rizal;Bapak;\n").encode(encoding))).posts
    assert post.chair == Chair(name="José Rizal")
