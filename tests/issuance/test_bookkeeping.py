"""What people do to the registers, and what the others are told of it."""

from datetime import date
from typing import Any

import pytest

from services.issuance import bookkeeping, deeds
from services.issuance.bookkeeping import OnPaper, PaperBook
from services.issuance.books import books
from services.issuance.edition import InForce
from services.issuance.errands import RenderLetter
from services.issuance.history import What
from services.issuance.letter import Letter
from services.issuance.register import AGENDA, Entry, Register, Standing, Status
from services.issuance.staff import Staff
from services.issuance.stage import Amiss, NotAllowed, Stage
from shared.contracts.issuance import ApplicationRefused, LetterIssued, LetterVoided
from shared.contracts.verification import CoverLetterApproved
from shared.messaging import Desk, Message
from shared.testing.samples import CATALOGUE, KTP, OFFICE_CODE, RT_5, SITI
from tests.issuance.files import AGUS, APPLICATION, IN_FORCE, NURHAYATI, RAHMA, a_file, told
from tests.issuance.office import AnOffice

PAPER = OnPaper("470", 1, date(2026, 11, 20), "Hasan Basri", "Surat Keterangan Domisili")


async def begin(office: AnOffice, paper: PaperBook, by: Staff = AGUS) -> None:
    await office.acts(
        bookkeeping.the_register(paper.key, OFFICE_CODE),
        lambda desk: bookkeeping.begin_after(desk, OFFICE_CODE, paper, by),
    )


async def enter(office: AnOffice, letter: OnPaper, by: Staff = RAHMA) -> None:
    await office.acts(
        bookkeeping.the_register(letter.key, OFFICE_CODE),
        lambda desk: bookkeeping.enter(desk, OFFICE_CODE, letter, by),
    )


async def void(office: AnOffice, by: Staff = NURHAYATI, *, replaced: bool = False) -> list[Message]:
    """The only number there is counts no more."""
    [entry] = [entry for entry in await office.all_of(Entry) if entry.register != AGENDA]
    return await office.acts(
        bookkeeping.the_entry(entry.entry_id, OFFICE_CODE),
        lambda desk: bookkeeping.void(desk, OFFICE_CODE, entry.entry_id, " Alamat salah tulis ", by, replaced=replaced),
    )


async def issued(office: AnOffice) -> Letter:
    """The letter of a file is out."""
    await office.has(a_file(Stage.DRAFTED))
    await office.works_on(lambda desk: deeds.approve(desk, APPLICATION, NURHAYATI))
    await office.prints()
    [letter] = await office.all_of(Letter)
    return letter


async def test_the_registers_go_on_where_paper_ended_each_year_for_itself(office: AnOffice):
    await begin(office, PaperBook("470", 2026, 122))
    await begin(office, PaperBook("470", 2025, 980))
    letter = await issued(office)
    assert letter.number == "470/0123/BKS/XI/2026"
    [register] = await office.all_of(Register)
    assert register.last == {2026: 123, 2025: 980}


@pytest.mark.parametrize("by", [RAHMA, NURHAYATI])
async def test_only_the_admin_says_where_paper_ended(office: AnOffice, by: Staff):
    with pytest.raises(NotAllowed, match="Hanya admin yang bisa mencatat nomor terakhir"):
        await begin(office, PaperBook("470", 2026, 122), by)
    assert await office.all_of(Register) == []


async def test_paper_and_letters_made_here_share_one_row_of_numbers(office: AnOffice):
    await enter(office, PAPER)
    assert (await issued(office)).number == "470/0002/BKS/XI/2026"
    await enter(office, PAPER._replace(number=3))
    numbers = sorted((entry.number, entry.noted_by) for entry in await office.all_of(Entry))
    assert [number for number, _ in numbers] == [1, 2, 3]


async def test_the_year_is_that_of_the_letter(office: AnOffice):
    await begin(office, PaperBook("470", 2025, 980))
    await enter(office, PAPER._replace(number=981, dated=date(2025, 12, 30)))
    [entry] = await office.all_of(Entry)
    assert (entry.year, entry.formatted) == (2025, "470/0981/BKS/XII/2025")


async def test_a_register_of_several_letters_writes_each_in_its_own_way(office: AnOffice):
    other = KTP.letter.model_copy(update={"number_register": "470", "classification": "503"})
    catalogue = CATALOGUE.model_copy(
        update={"services": (KTP, KTP.model_copy(update={"key": "situ", "letter": other}))}
    )
    await office.has(InForce(OFFICE_CODE, catalogue, IN_FORCE.directory))
    await enter(office, PAPER)
    await enter(office, PAPER._replace(number=2, kind=1))
    assert [entry.formatted for entry in await office.all_of(Entry)] == [
        "470/0001/BKS/XI/2026",
        "503/0002/BKS/XI/2026",
    ]


async def test_a_number_that_is_not_next_in_line_is_refused(office: AnOffice):
    with pytest.raises(Amiss, match="Catat dulu nomor 1 sampai 4"):
        await enter(office, PAPER._replace(number=5))
    assert await office.all_of(Register) == []


def test_every_register_of_the_office_has_its_book():
    assert [book.key for book in books(IN_FORCE)] == [
        AGENDA,
        "470",
        "rt:005/002",
        "rt:006/002",
        "rt:018/005",
        "rt:052/010",
    ]


@pytest.mark.parametrize(("replaced", "stage"), [(True, Stage.CONFIRMED), (False, Stage.VOID)])
async def test_of_a_void_letter_the_resident_is_told_and_its_file_says_so(
    office: AnOffice, replaced: bool, stage: Stage
):
    letter = await issued(office)

    [fact] = await void(office, replaced=replaced)

    assert isinstance(fact, LetterVoided)
    assert (fact.number, fact.reason, fact.replaced) == (letter.number, "Alamat salah tulis", replaced)
    assert (fact.letter_id, fact.voided_by) == (letter.letter_id, NURHAYATI.name)
    assert (await office.file()).stage is stage
    assert (await office.history())[-1] is What.LETTER_VOID


async def test_the_letter_in_place_of_a_void_one_is_told_as_any_other(office: AnOffice):
    await issued(office)
    await void(office, replaced=True)
    file = await office.file()
    await office.has(a_file(Stage.DRAFTED, applicant=file.applicant))
    await office.works_on(lambda desk: deeds.approve(desk, APPLICATION, NURHAYATI))
    [fact] = await office.prints()
    assert isinstance(fact, LetterIssued)
    assert fact.number == "470/0002/BKS/XI/2026"
    statuses = {entry.number: entry.status for entry in await office.all_of(Entry)}
    assert statuses == {1: Status.VOID, 2: Status.ISSUED}
    standings = {letter.number: letter.standing for letter in await office.all_of(Letter)}
    assert standings == {"470/0001/BKS/XI/2026": Standing.REPLACED, "470/0002/BKS/XI/2026": Standing.GENUINE}


async def test_a_void_surat_pengantar_is_told_and_what_rests_on_it_stays_where_it_is(office: AnOffice):
    await office.has(a_file(Stage.COVER_LETTER))
    await office.hears(told(CoverLetterApproved, rt=RT_5, applicant=SITI, approved_by="Rahmat Hidayat"))
    await office.prints()

    [fact] = await void(office, AGUS, replaced=True)

    assert isinstance(fact, LetterVoided)
    assert (fact.kind, fact.number) == ("surat_pengantar", "001/RT.005/RW.002/XI/2026")
    assert not fact.replaced, "the RT writes letters, not the office"
    assert (await office.file()).stage is Stage.COLLECTING


async def test_a_surat_pengantar_that_is_void_before_it_is_made_ends_the_application(office: AnOffice):
    await office.has(a_file(Stage.COVER_LETTER))
    await office.hears(told(CoverLetterApproved, rt=RT_5, applicant=SITI, approved_by="Rahmat Hidayat"))

    [fact] = await void(office, AGUS)

    assert isinstance(fact, ApplicationRefused)
    assert (fact.reason, fact.refused_by) == ("Alamat salah tulis", "Agus Salim")
    assert not office.has_sent_for(RenderLetter)


async def test_a_number_on_paper_is_made_void_without_telling_anyone(office: AnOffice):
    await enter(office, PAPER)
    assert await void(office) == []
    [entry] = await office.all_of(Entry)
    assert (entry.status, entry.reason, entry.voided_by) == (Status.VOID, "Alamat salah tulis", NURHAYATI.name)


async def test_a_clerk_makes_no_number_void(office: AnOffice):
    await issued(office)
    with pytest.raises(NotAllowed, match="Hanya admin atau lurah yang bisa membatalkan nomor"):
        await void(office, RAHMA)


@pytest.mark.parametrize("reason", ["", " \n "])
async def test_a_number_is_void_for_a_reason(office: AnOffice, reason: str):
    await enter(office, PAPER)
    [entry] = await office.all_of(Entry)

    def change(desk: Desk) -> Any:
        bookkeeping.void(desk, OFFICE_CODE, entry.entry_id, reason, AGUS, replaced=False)

    with pytest.raises(Amiss, match="alasan"):
        await office.acts(bookkeeping.the_entry(entry.entry_id, OFFICE_CODE), change)
    assert (await office.all_of(Entry)) == [entry]
