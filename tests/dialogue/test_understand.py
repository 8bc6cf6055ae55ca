"""What people write, and what it means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.dialogue import Heard, Misunderstood, Option
from shared.dialogue.understand import a_date, an_integer, plain, read_date, some_text, which, yes_or_no

REASONS = [
    Option("first", "Baru pertama kali", ("baru", "pertama", "belum punya")),
    Option("changed", "Rusak / ganti data", ("rusak", "ganti", "pindah alamat")),
    Option("lost", "Hilang", ("kehilangan", "ilang", "kecopetan")),
]
CONFIRM = [
    Option("right", "Sudah benar", ("ya", "benar", "betul", "ok")),
    Option("fix", "Perbaiki", ("salah", "ubah", "belum", "tidak")),
    Option("cancel", "Batal", ("batalkan", "tidak jadi")),
]
TODAY = date(2026, 11, 25)


@pytest.mark.parametrize("said", ["ya", "Iya", "ya benar", "betul", "ok", "Sudah", "sip", "yoi", "tidak apa-apa"])
def test_a_yes(said: str):
    assert yes_or_no(Heard("text", said)) is True


@pytest.mark.parametrize(
    "said", ["tidak", "gak", "belum benar", "bukan", "jangan", "ga mau", "salah", "saya tdk setuju"]
)
def test_a_no(said: str):
    assert yes_or_no(Heard("text", said)) is False


@pytest.mark.parametrize("said", ["", "tidak salah", "kucing", "entah"])
def test_neither_yes_nor_no(said: str):
    assert isinstance(yes_or_no(Heard("text", said)), Misunderstood)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("2", "changed"),
        ("no 2", "changed"),
        ("nomor dua", "changed"),
        ("yang kedua", "changed"),
        ("yg rusak", "changed"),
        ("ktp ilang", "lost"),
        ("KTP saya hilang di pasar", "lost"),
        ("hilanng", "lost"),
        ("rusakk", "changed"),
        ("belum punya", "first"),
        ("baru pertama", "first"),
        ("tidak hilang, cuma rusak", "changed"),
    ],
)
def test_a_reason_in_everyday_words(said: str, key: str):
    assert which(said, REASONS) == key


@pytest.mark.parametrize("said", ["", "4", "apa saja", "hilang dan rusak", "tidak hilang", "0"])
def test_what_names_no_single_reason_is_not_guessed(said: str):
    assert which(said, REASONS) is None


@pytest.mark.parametrize(
    ("said", "key"),
    [("ya benar", "right"), ("belum benar", "fix"), ("tidak jadi", "cancel"), ("sdh bnr", "right"), ("btl", "right")],
)
def test_a_denied_word_does_not_count(said: str, key: str):
    assert which(said, CONFIRM) == key


@given(st.sampled_from(REASONS), st.data())
def test_a_slip_of_the_finger_in_a_label_is_forgiven(option: Option, data: st.DataObject):
    label = option.label
    place = data.draw(st.integers(1, len(label) - 1))
    assert which(label[:place] + label[place + 1 :], REASONS) in (option.key, None)
    assert which(label[:place] + label[place] + label[place:], REASONS) == option.key


@given(st.text())
def test_any_text_at_all_is_taken_in_good_grace(said: str):
    for understand in (yes_or_no, an_integer, a_date(TODAY), some_text):
        understand(Heard("text", said))
    assert which(said, REASONS) in ("first", "changed", "lost", None)
    assert plain(plain(said)) == plain(said)


@pytest.mark.parametrize(
    ("said", "number"), [("12", 12), ("ada 3 orang", 3), ("dua", 2), ("1.250", 1250), ("sepuluh anak", 10)]
)
def test_a_number(said: str, number: int):
    assert an_integer(Heard("text", said)) == number


@pytest.mark.parametrize("said", ["", "banyak", "2 atau 3"])
def test_no_single_number(said: str):
    assert isinstance(an_integer(Heard("text", said)), Misunderstood)


@pytest.mark.parametrize(
    "said",
    [
        "5 Agustus 1990",
        "05-08-1990",
        "5/8/90",
        "5.8.1990",
        "5 8 1990",
        "5 agt 1990",
        "5 agus 90",
        "5 Agustsu 1990",
        "tgl 5 bln 8 th 1990",
        "tanggal 5 bulan agustus tahun 1990",
        "1990-08-05",
        "lahir 5 agustus 1990",
        "5agustus1990",
    ],
)
def test_a_date_in_the_ways_people_write_it(said: str):
    assert read_date(said, TODAY) == date(1990, 8, 5)


@pytest.mark.parametrize("said", ["", "32 Januari 1990", "29-02-2023", "5 bulan lagi", "kemarin"])
def test_no_date(said: str):
    assert read_date(said, TODAY) is None


@given(st.dates(date(1927, 1, 1), TODAY))
def test_every_date_is_read_back(day: date):
    assert read_date(f"{day:%d-%m-%Y}", TODAY) == day
    assert read_date(f"{day.day}/{day.month}/{day:%y}", TODAY) == day
