"""Numbers: none twice, none left out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.issuance.register import (
    Entry,
    Register,
    Standing,
    agenda_number,
    office_letter_number,
    rt_letter_number,
    rt_register,
)
from shared.contracts.vocabulary import Rt
from shared.messaging import uuid7
from shared.testing.samples import RT_5
from tests.issuance.files import APPLICATION


@given(st.lists(st.sampled_from([2026, 2027, 2028])))
def test_the_numbers_of_every_year_run_from_one_without_gap_or_repeat(years: list[int]):
    register, given_out = Register("470"), {year: list[int]() for year in years}
    for year in years:
        register, number = register.take(year)
        given_out[year].append(number)
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in given_out.values())


def test_a_late_number_of_the_old_year_goes_on_where_it_was():
    register = Register("470", {2026: 122})
    register, first_of_2027 = register.take(2027)
    _, last_of_2026 = register.take(2026)
    assert (first_of_2027, last_of_2026) == (1, 123)


def test_every_rt_has_a_register_of_its_own():
    assert rt_register(RT_5) == "rt:005/002"
    assert rt_register(Rt(rt=5, rw=12)) != rt_register(RT_5)


def test_a_void_number_stays_in_the_register():
    entry = Entry(uuid7(), "470", 2026, 123, "470/0123/BKS/XI/2026", APPLICATION, date(2026, 11, 24), "Siti Aminah")
    void = entry.void("Alamat salah tulis")
    assert (void.number, void.standing, void.reason) == (123, Standing.VOID, "Alamat salah tulis")


@pytest.mark.parametrize(
    ("made", "written"),
    [
        (
            rt_letter_number("{number}/RT.{rt}/RW.{rw}/{month}/{year}", 12, RT_5, date(2026, 11, 24)),
            "012/RT.005/RW.002/XI/2026",
        ),
        (
            office_letter_number("{code}/{number}/{office}/{month}/{year}", 123, "470", "BKS", date(2026, 1, 4)),
            "470/0123/BKS/I/2026",
        ),
        (agenda_number(412, 2026), "0412/2026"),
        (agenda_number(12345, 2026), "12345/2026"),
    ],
)
def test_numbers_are_written_as_the_office_writes_them(made: str, written: str):
    assert made == written
