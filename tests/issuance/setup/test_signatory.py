"""Who signs for the lurah: on which days, and how letters say so."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from services.issuance import deeds
from services.issuance.edits import Edit
from services.issuance.errands import RenderLetter
from services.issuance.letters import Introduction, ModelN1, Signatory, render
from services.issuance.office_edits import add_deputy, remove_deputy, the_set_up_and
from services.issuance.signatory import the_lurah, who_signs, who_would_sign
from services.issuance.staff import Role, Staff
from services.issuance.stage import Amiss, NotAllowed, Stage
from shared.contracts.catalogue import Deputy, Office
from shared.testing.samples import OFFICE, OFFICE_CODE
from tests.issuance.files import AGUS, NURHAYATI, RAHMA, a_file
from tests.issuance.letters.examples import INTRODUCTION, MODEL_N1
from tests.issuance.letters.page import Page
from tests.issuance.office import AnOffice

AHMAD = Staff("sekre", "Ahmad Fauzi, S.IP.", Role.LURAH, password_hash="")
PLH = Deputy(
    account="sekre",
    name="Ahmad Fauzi, S.IP.",
    nip="19800101 200501 1 001",
    acts="plh",
    first=date(2026, 11, 23),
    last=date(2026, 11, 27),
)
ON_BEHALF = PLH.model_copy(update={"acts": "an", "position": "Sekretaris Kelurahan"})
LURAH = Signatory(name=OFFICE.lurah_name, nip=OFFICE.lurah_nip)


def an_office_with(*deputies: Deputy) -> Office:
    return OFFICE.model_copy(update={"deputies": deputies})


def test_the_lurah_signs_what_the_lurah_approves_also_while_somebody_stands_in():
    assert who_signs(an_office_with(PLH), NURHAYATI, date(2026, 11, 24)) == LURAH == the_lurah(OFFICE)


@pytest.mark.parametrize("on", [PLH.first, PLH.last])
def test_a_deputy_signs_on_their_days_both_ends_counted(on: date):
    signatory = who_signs(an_office_with(PLH), AHMAD, on)
    assert (signatory.name, signatory.acts) == ("Ahmad Fauzi, S.IP.", "plh")


@pytest.mark.parametrize(
    ("on", "why"), [(date(2026, 11, 22), "mulai 23 November"), (date(2026, 11, 28), "berakhir 27 November")]
)
def test_a_deputy_signs_nothing_before_and_after(on: date, why: str):
    with pytest.raises(NotAllowed, match=why):
        who_signs(an_office_with(PLH), AHMAD, on)


def test_a_draft_shows_whoever_looks_at_it_or_is_in_the_lurahs_place():
    office, today = an_office_with(PLH), date(2026, 11, 24)
    assert who_would_sign(office, NURHAYATI, today) == LURAH
    assert who_would_sign(office, AHMAD, today).acts == "plh"
    assert who_would_sign(office, RAHMA, today).acts == "plh"
    assert who_would_sign(office, RAHMA, date(2026, 12, 1)) == LURAH
    assert who_would_sign(office, AHMAD, date(2026, 12, 1)) == LURAH
    assert who_would_sign(an_office_with(ON_BEHALF), RAHMA, today) == LURAH


@pytest.mark.parametrize("letter", [INTRODUCTION, MODEL_N1], ids=["introduction", "model N1"])
@pytest.mark.parametrize(
    ("deputy", "says"),
    [
        (None, ["Lurah Bukit Sangkal,", "Hj. Nurhayati, S.Sos., M.Si.", "NIP 19720314 199803 2 004"]),
        (PLH, ["Plh. Lurah Bukit Sangkal,", "Ahmad Fauzi, S.IP.", "NIP 19800101 200501 1 001"]),
        (
            PLH.model_copy(update={"acts": "plt"}),
            ["Plt. Lurah Bukit Sangkal,", "Ahmad Fauzi, S.IP.", "NIP 19800101 200501 1 001"],
        ),
        (ON_BEHALF, ["a.n. Lurah Bukit Sangkal", "Sekretaris Kelurahan,", "Ahmad Fauzi, S.IP."]),
    ],
    ids=["lurah", "plh", "plt", "an"],
)
def test_letters_name_who_signs_and_in_which_capacity(
    letter: Introduction | ModelN1, deputy: Deputy | None, says: list[str]
):
    signatory = who_signs(an_office_with(deputy), AHMAD, PLH.first) if deputy else None
    page = Page(render(letter.model_copy(update={"signatory": signatory})))
    for words in says:
        assert words in page.text


async def adds(office: AnOffice, deputy: Deputy = PLH, seen: int = 1) -> Any:
    add = partial(add_deputy, code=OFFICE_CODE, deputy=deputy, edit=Edit(AGUS, seen, "SP 800/12"))
    return await office.acts(the_set_up_and(OFFICE_CODE, deputy.account), add)


async def test_a_deputy_is_added_and_signs_what_they_approve(office: AnOffice):
    await office.has(AHMAD, a_file(Stage.DRAFTED))
    await adds(office)

    await office.works_on(partial(deeds.approve, application_id=a_file().application_id, by=AHMAD))

    wording = office.sent_for(RenderLetter).wording
    assert isinstance(wording, Introduction)
    assert wording.signatory == Signatory(name=PLH.name, nip=PLH.nip, acts="plh")


async def test_a_deputy_whose_days_are_over_approves_nothing_and_no_number_is_taken(office: AnOffice):
    await office.has(AHMAD, a_file(Stage.DRAFTED))
    await adds(office)
    office.wait(days=7)
    with pytest.raises(NotAllowed, match="berakhir"):
        await office.works_on(partial(deeds.approve, application_id=a_file().application_id, by=AHMAD))
    assert (await office.file()).stage is Stage.DRAFTED


@pytest.mark.parametrize(
    "account", [Staff("sekre", "Ahmad", Role.CLERK, ""), Staff("sekre", "Ahmad", Role.LURAH, "", active=False), None]
)
async def test_a_deputy_needs_an_account_that_may_approve(office: AnOffice, account: Staff | None):
    if account:
        await office.has(account)
    with pytest.raises(Amiss, match="berperan lurah") as refused:
        await adds(office)
    assert refused.value.field == "account"


async def test_the_lurahs_own_account_does_not_become_a_deputys(office: AnOffice):
    await office.has(Staff(PLH.account, OFFICE.lurah_name, Role.LURAH, ""))
    with pytest.raises(Amiss, match="akun lurah sendiri") as refused:
        await adds(office)
    assert refused.value.field == "account"


async def test_two_terms_of_one_deputy_do_not_overlap_and_one_that_is_removed_is_gone(office: AnOffice):
    await office.has(AHMAD)
    await adds(office)
    with pytest.raises(Amiss, match="Bertumpuk"):
        await adds(office, PLH.model_copy(update={"first": PLH.last, "last": date(2026, 12, 4)}), seen=2)

    for place, seen, why in ((0, 1, "orang lain"), (1, 2, "sudah tidak ada")):
        with pytest.raises(Amiss, match=why):
            await removes(office, place, seen)
    await removes(office, 0, 2)
    assert (await office.in_force()).catalogue.office.deputies == ()


async def removes(office: AnOffice, place: int, seen: int) -> None:
    remove = partial(remove_deputy, code=OFFICE_CODE, place=place, edit=Edit(AGUS, seen, "Lurah kembali"))
    await office.acts(the_set_up_and(OFFICE_CODE, "sekre"), remove)
