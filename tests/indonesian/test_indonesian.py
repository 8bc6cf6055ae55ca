from datetime import UTC, date, datetime, time

import pytest

from shared.indonesian import (
    clock,
    foreign_characters,
    full_date,
    full_moment,
    honorific,
    listed,
    long_date,
    near_date,
    near_moment,
    nip,
    number,
    official_moment,
    roman_month,
    sex_in_words,
    short_date,
)

TUESDAY = date(2026, 12, 1)
HALF_PAST_THREE = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)


def test_a_date_has_no_leading_zero():
    assert short_date(TUESDAY) == "1 Des 2026"
    assert long_date(TUESDAY) == "1 Desember 2026"
    assert full_date(TUESDAY) == "Selasa, 1 Desember 2026"
    assert near_date(TUESDAY) == "Selasa, 1 Desember"


def test_every_month_and_weekday_has_its_indonesian_name():
    months = [long_date(date(2026, month, 1)).split()[1] for month in range(1, 13)]
    days = [full_date(date(2026, 11, 22 + day)).split(",")[0] for day in range(1, 8)]

    assert " ".join(months) == (
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
    )
    assert " ".join(days) == "Senin Selasa Rabu Kamis Jumat Sabtu Minggu"


def test_a_moment_is_told_in_the_time_of_the_office():
    assert full_moment(HALF_PAST_THREE, "Asia/Jakarta") == "Selasa, 1 Desember 2026, pukul 15.30"
    assert near_moment(HALF_PAST_THREE, "Asia/Jakarta") == "Selasa, 1 Desember, pukul 15.30"
    assert near_moment(datetime(2026, 12, 1, 17, 5, tzinfo=UTC), "Asia/Jakarta") == "Rabu, 2 Desember, pukul 00.05"


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("Asia/Jakarta", "Selasa, 1 Desember 2026, pukul 15.30 WIB"),
        ("Asia/Makassar", "Selasa, 1 Desember 2026, pukul 16.30 WITA"),
        ("Asia/Jayapura", "Selasa, 1 Desember 2026, pukul 17.30 WIT"),
    ],
)
def test_an_official_moment_names_its_zone(zone: str, written: str):
    assert official_moment(HALF_PAST_THREE, zone) == written


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        full_moment(HALF_PAST_THREE.replace(tzinfo=None), "Asia/Jakarta")


def test_hours_are_written_with_a_point():
    assert clock(time(7, 30)) == "07.30"


def test_months_of_letter_numbers_are_roman():
    assert [roman_month(month) for month in (1, 4, 9, 11)] == ["I", "IV", "IX", "XI"]
    for month in (0, 13):
        with pytest.raises(ValueError, match="no month"):
            roman_month(month)


def test_thousands_have_a_point_and_decimals_a_comma():
    assert number(12345) == "12.345"
    assert number(1.5) == "1,5"


def test_a_list_ends_in_dan_or_atau():
    assert listed(["KK"]) == "KK"
    assert listed(["KK", "KTP"]) == "KK dan KTP"
    assert listed(["KK", "KTP lama", "pas foto"]) == "KK, KTP lama, dan pas foto"
    assert listed(["KK", "KTP"], last="atau") == "KK atau KTP"


def test_people_are_addressed_by_their_sex():
    assert (honorific("male"), honorific("female")) == ("Bapak", "Ibu")
    assert (sex_in_words("male"), sex_in_words("female")) == ("laki-laki", "perempuan")


def test_a_nip_is_written_in_four_groups():
    assert nip("197805122005012004") == "19780512 200501 2 004"
    assert nip("19780512 200501 2 004") == "19780512 200501 2 004"
    assert nip("PPPK 12345") == "PPPK 12345"


def test_latin_names_with_accents_are_at_home():
    assert foreign_characters("Nguyễn Đặng ʼAisyah ‘Abdul Ḥasan, S.Sos., M.Si. – d/a No. 12½") == ""


def test_other_scripts_and_emoji_are_foreign():
    assert foreign_characters("Siti 🌸🌸 نور 林 \x07") == "🌸نور林\x07"
