"""Numbers: none twice, none left out."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.issuance.register import (
    AGENDA,
    Entry,
    Register,
    Status,
    agenda_number,
    office_letter_number,
    rt_letter_number,
    rt_of,
    rt_register,
)
from services.issuance.stage import Amiss, NotAllowed
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


AN_ENTRY = Entry(
    entry_id=uuid7(),
    register="470",
    year=2026,
    number=123,
    formatted="470/0123/BKS/XI/2026",
    dated=date(2026, 11, 24),
    subject="Surat Pengantar KTP",
    holder="Siti Aminah",
    application_id=APPLICATION,
    reference="BKS-7Q4K",
)
WEDNESDAY = date(2026, 11, 25)


def test_a_void_number_stays_in_the_register():
    void = AN_ENTRY.void("Alamat salah tulis", WEDNESDAY, "Agus Salim")
    assert (void.number, void.status, void.reason) == (123, Status.VOID, "Alamat salah tulis")
    assert (void.voided_on, void.voided_by) == (WEDNESDAY, "Agus Salim")
    assert void.issued() == void


def test_a_number_is_made_void_once_and_one_of_the_agenda_never():
    with pytest.raises(NotAllowed, match="sudah batal"):
        AN_ENTRY.void("Sekali", WEDNESDAY).void("Dua kali", WEDNESDAY)
    with pytest.raises(NotAllowed, match="Nomor agenda"):
        replace(AN_ENTRY, register=AGENDA).void("Salah", WEDNESDAY)


def test_a_line_is_found_by_number_name_kind_and_reference():
    assert AN_ENTRY.words == "470/0123/bks/xi/2026 surat pengantar ktp siti aminah bks-7q4k"


def begun(register: Register, last: int, year: int = 2026) -> Register:
    return register.goes_on_after(last, year, "Agus Salim", WEDNESDAY)


def test_numbers_go_on_behind_those_of_the_paper_book():
    register = begun(Register("470"), 122)
    assert register.take(2026).number == 123
    assert register.take(2027).number == 1
    [span] = register.on_paper
    assert (span.first, span.last, span.noted_by) == (1, 122, "Agus Salim")


def test_a_slip_can_be_put_right_until_a_number_is_given_behind_it():
    register = begun(begun(Register("470"), 1220), 122)
    assert [(span.first, span.last) for span in register.on_paper] == [(1, 122)]
    assert begun(register, 0) == Register("470", {2026: 0})

    register = register.take(2026).register
    for last in (0, 100, 122):
        with pytest.raises(Amiss, match="sampai 123 tahun 2026 sudah diberikan di sini") as refused:
            begun(register, last)
        assert refused.value.field == "last"
    with pytest.raises(Amiss, match="memang sudah 123"):
        begun(register, 123)


def test_a_paper_book_that_went_on_beside_the_register_is_a_span_of_its_own():
    register = begun(begun(Register("470"), 122).take(2026).register, 130)
    assert [(span.first, span.last) for span in register.on_paper] == [(1, 122), (124, 130)]
    assert register.take(2026).number == 131


@given(st.lists(st.one_of(st.none(), st.integers(0, 30)), max_size=30))
def test_whatever_is_noted_every_number_is_given_here_or_stands_in_the_paper_book(steps: list[int | None]):
    register, given_here = Register("470"), set[int]()
    for last in steps:
        if last is None:
            register, number = register.take(2026)
            assert number not in given_here
            given_here.add(number)
        else:
            with suppress(Amiss):
                register = begun(register, last)
    on_paper = [number for span in register.on_paper for number in range(span.first, span.last + 1)]
    assert sorted([*given_here, *on_paper]) == list(range(1, register.next(2026)))


def test_registers_of_rts_are_told_from_those_of_the_office():
    assert rt_of(rt_register(RT_5)) == RT_5
    for key in ("470", AGENDA, "rt:", "rt:x/y"):
        assert rt_of(key) is None


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
