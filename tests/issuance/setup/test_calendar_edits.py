"""The calendar is changed: what moves, who is told, and what does not move."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from services.issuance import calendar_edits
from services.issuance.catalogue import Config
from services.issuance.edits import Edit, the_set_up
from services.issuance.file import File, Pause
from services.issuance.history import HistoryEntry, What
from services.issuance.publishing import take_over, what_is_in_force
from services.issuance.seed import as_config
from services.issuance.stage import Amiss, NotAllowed, Stage
from shared.contracts.catalogue import Hours, Season
from shared.contracts.intake import DocumentsResubmitted
from shared.contracts.issuance import CataloguePublished, DeadlineMoved
from shared.messaging import Message
from shared.testing.samples import CATALOGUE, DIRECTORY, OFFICE_CODE
from tests.issuance.files import AGUS, APPLICATION, RAHMA, THURSDAY_CLOSING, TUESDAY, a_file, told
from tests.issuance.office import AnOffice

WEDNESDAY, THURSDAY, FRIDAY = date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 27)
FRIDAY_CLOSING = datetime(2026, 11, 27, 8, 30, tzinfo=UTC)
RAMADAN = Season(
    name="Ramadan",
    first=date(2027, 2, 8),
    last=date(2027, 3, 9),
    hours={"mon": Hours(opens=time(8), closes=time(14))},
)


def by_agus(seen: int = 1, why: str = "Banjir di sekitar kantor") -> Edit:
    return Edit(AGUS, seen, why)


async def closes(office: AnOffice, first: date, last: date, *, sure: int, edit: Edit | None = None) -> list[Message]:
    shut = partial(calendar_edits.close, code=OFFICE_CODE, first=first, last=last, edit=edit or by_agus(), sure=sure)
    return await office.acts(calendar_edits.what_a_closure_needs(OFFICE_CODE), shut)


async def edits(office: AnOffice, deed: Any, **what: Any) -> list[Message]:
    return await office.acts(the_set_up(OFFICE_CODE), partial(deed, code=OFFICE_CODE, **what))


def moved(said: Iterable[Message]) -> list[DeadlineMoved]:
    return [each for each in said if isinstance(each, DeadlineMoved)]


async def test_a_closure_moves_open_dates_and_the_resident_is_told_why(office: AnOffice):
    await office.has(a_file(Stage.CONFIRMED))

    said = await closes(office, WEDNESDAY, WEDNESDAY, sure=1)

    [catalogue] = [each for each in said if isinstance(each, CataloguePublished)]
    assert catalogue.catalogue.calendar.closed_on == {WEDNESDAY: "Banjir di sekitar kantor"}
    [word] = moved(said)
    assert (word.application_id, word.due_at, word.reason) == (APPLICATION, FRIDAY_CLOSING, "office_closed")
    assert word.because == "Banjir di sekitar kantor"
    assert (await office.file()).due_at == FRIDAY_CLOSING
    [line] = await office.all_of(HistoryEntry)
    assert (line.what, line.by, line.detail) == (What.DEADLINE_MOVED, "Agus Salim", "Jumat, 27 November 2026")


@pytest.mark.parametrize("stage", [Stage.COLLECTING, Stage.ISSUED, Stage.REFUSED])
async def test_what_has_no_date_or_has_ended_does_not_move(office: AnOffice, stage: Stage):
    await office.has(a_file(stage))
    assert moved(await closes(office, WEDNESDAY, WEDNESDAY, sure=0)) == []


async def test_a_date_before_the_closure_and_one_that_is_late_already_stay(office: AnOffice):
    late = a_file(Stage.DRAFTED, due_at=TUESDAY - timedelta(days=1), application_id=UUID(int=1))
    await office.has(a_file(Stage.DRAFTED), late)
    assert moved(await closes(office, FRIDAY, FRIDAY, sure=0)) == []


async def test_a_paused_file_keeps_the_days_that_were_left_and_is_told_when_it_goes_on(office: AnOffice):
    await office.has(a_file(Stage.RETURNED, pauses=(Pause(TUESDAY),)))

    assert moved(await closes(office, WEDNESDAY, WEDNESDAY, sure=1)) == []

    friday = datetime(2026, 11, 27, 3, tzinfo=UTC)
    [word] = moved(await office.hears(told(DocumentsResubmitted, documents={}).model_copy(update={"at": friday})))
    assert word.due_at == datetime(2026, 12, 1, 8, 30, tzinfo=UTC)  # Friday, Monday, Tuesday: three days were left


async def test_several_days_are_closed_at_once_weekends_among_them_left_as_they_are(office: AnOffice):
    await closes(office, THURSDAY, date(2026, 12, 1), sure=0)
    shut = (await office.in_force()).catalogue.calendar.closed_on
    assert list(shut) == [THURSDAY, FRIDAY, date(2026, 11, 30), date(2026, 12, 1)]


@pytest.mark.parametrize(
    ("first", "last", "field", "why"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), "first", "sudah lewat"),
        (THURSDAY, WEDNESDAY, "last", "lebih awal"),
        (WEDNESDAY, date(2027, 1, 30), "last", "31 hari"),
        (date(2026, 11, 28), date(2026, 11, 29), "first", "memang tutup"),
        (date(2026, 12, 25), date(2026, 12, 25), "first", "memang tutup"),
    ],
)
async def test_a_closure_that_says_nothing_or_too_much_is_refused(
    office: AnOffice, first: date, last: date, field: str, why: str
):
    with pytest.raises(Amiss, match=why) as refused:
        await closes(office, first, last, sure=0)
    assert refused.value.field == field
    assert (await office.in_force()).catalogue.version == 1


async def test_nothing_is_closed_when_other_files_move_than_the_person_has_seen(office: AnOffice):
    await office.has(a_file(Stage.SUBMITTED))
    with pytest.raises(Amiss, match="berubah menjadi 1"):
        await closes(office, WEDNESDAY, WEDNESDAY, sure=0)
    assert (await office.file()).due_at == THURSDAY_CLOSING
    assert (await office.in_force()).catalogue.version == 1


async def test_who_was_too_slow_is_told_and_who_is_no_admin_is_refused(office: AnOffice):
    await closes(office, WEDNESDAY, WEDNESDAY, sure=0)
    with pytest.raises(Amiss, match="orang lain"):
        await closes(office, FRIDAY, FRIDAY, sure=0, edit=by_agus(seen=1))
    with pytest.raises(NotAllowed, match="admin"):
        await closes(office, FRIDAY, FRIDAY, sure=0, edit=Edit(RAHMA, 2, "Libur"))


async def test_a_closure_called_off_brings_no_date_forward(office: AnOffice):
    await office.has(a_file(Stage.CONFIRMED))
    await closes(office, WEDNESDAY, WEDNESDAY, sure=1)

    said = await edits(office, calendar_edits.reopen, day=WEDNESDAY, edit=by_agus(seen=2))

    assert moved(said) == []
    assert (await office.file()).due_at == FRIDAY_CLOSING
    assert (await office.in_force()).catalogue.calendar.closed_on == {}


async def test_a_holiday_on_which_the_office_works_can_be_closed_again_and_that_moves_dates(office: AnOffice):
    christmas = date(2026, 12, 25)
    await edits(office, calendar_edits.reopen, day=christmas, edit=by_agus())
    assert (await office.in_force()).calendar.is_working_day(christmas)
    due_at = datetime(2026, 12, 25, 8, 30, tzinfo=UTC)
    await office.has(a_file(Stage.SUBMITTED, due_at=due_at))

    [word] = moved(await closes(office, christmas, christmas, sure=1, edit=by_agus(2)))

    assert word.due_at == datetime(2026, 12, 28, 8, 30, tzinfo=UTC)
    calendar = (await office.in_force()).catalogue.calendar
    assert (calendar.open_on, calendar.closed_on) == ((), {})


@pytest.mark.parametrize(("day", "why"), [(FRIDAY, "memang buka"), (date(2026, 11, 23), "sudah lewat")])
async def test_a_day_that_is_open_or_past_cannot_be_opened(office: AnOffice, day: date, why: str):
    with pytest.raises(Amiss, match=why):
        await edits(office, calendar_edits.reopen, day=day, edit=by_agus())


async def test_other_hours_move_no_date(office: AnOffice):
    await office.has(a_file(Stage.SUBMITTED))
    short = {"mon": Hours(opens=time(8), closes=time(12))}

    said = await edits(office, calendar_edits.change_hours, hours=short, cut_off=time(10), edit=by_agus())

    [catalogue] = said
    assert isinstance(catalogue, CataloguePublished)
    assert catalogue.catalogue.calendar.cut_off == time(10)
    assert (await office.file()).due_at == THURSDAY_CLOSING


async def test_a_season_is_added_and_goes_again_and_two_do_not_overlap(office: AnOffice):
    await edits(office, calendar_edits.add_season, season=RAMADAN, edit=by_agus())
    other = RAMADAN.model_copy(update={"first": RAMADAN.last, "last": date(2027, 3, 20), "name": "Lebaran"})
    with pytest.raises(Amiss, match="Bertumpuk dengan Ramadan"):
        await edits(office, calendar_edits.add_season, season=other, edit=by_agus(2))
    over = RAMADAN.model_copy(update={"first": date(2026, 11, 1), "last": date(2026, 11, 20)})
    with pytest.raises(Amiss, match="sudah lewat"):
        await edits(office, calendar_edits.add_season, season=over, edit=by_agus(2))

    await edits(office, calendar_edits.remove_season, first=RAMADAN.first, edit=by_agus(2))
    assert (await office.in_force()).catalogue.calendar.seasons == ()
    with pytest.raises(Amiss, match="sudah tidak ada"):
        await edits(office, calendar_edits.remove_season, first=RAMADAN.first, edit=by_agus(3))


async def test_a_closure_written_into_the_file_moves_dates_too(office: AnOffice):
    config = as_config(CATALOGUE, DIRECTORY)
    await office.has(a_file(Stage.SUBMITTED))
    closed = CATALOGUE.calendar.model_copy(update={"closed_on": {WEDNESDAY: "Pemilihan"}})
    file: Config = config.model_copy(update={"calendar": closed})

    said = await office.acts(what_is_in_force(file), partial(take_over, config=file))

    [word] = moved(said)
    assert (word.due_at, word.because) == (FRIDAY_CLOSING, "Pemilihan")
    kept: File = await office.file()
    assert kept.due_at == FRIDAY_CLOSING
