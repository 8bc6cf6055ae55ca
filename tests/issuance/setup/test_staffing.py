"""Accounts: added, changed, shut; the last admin stays."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from services.issuance import staffing
from services.issuance.changes import Change
from services.issuance.staff import Role, Session, Staff
from services.issuance.stage import Amiss, NotAllowed
from tests.issuance.files import AGUS, RAHMA, TUESDAY
from tests.issuance.office import AnOffice

FITRI = Staff("fitri", "Fitriani", Role.CLERK, "hash")
EVERYBODY = ("agus", "rahma")


def a_session(of: Staff) -> Session:
    return Session(f"token of {of.username}", of.username, "csrf", TUESDAY + timedelta(minutes=30))


async def changes(office: AnOffice, after: Staff, by: Staff = AGUS) -> None:
    change = partial(staffing.change, after=after, everybody=EVERYBODY, by=by)
    await office.acts(staffing.the_account(after.username, EVERYBODY), change)


@pytest.fixture
async def staffed(new_office: AnOffice) -> AnOffice:
    await new_office.has(AGUS, RAHMA, a_session(AGUS), a_session(RAHMA))
    return new_office


async def test_an_account_is_added_once(staffed: AnOffice):
    add = partial(staffing.add, account=FITRI, by=AGUS)
    await staffed.acts(staffing.the_account("fitri"), add)
    with pytest.raises(Amiss, match="sudah dipakai"):
        await staffed.acts(staffing.the_account("fitri"), add)
    assert FITRI in await staffed.all_of(Staff)
    [change] = await staffed.all_of(Change)
    assert (change.what, change.by) == ("Akun fitri ditambah: Fitriani, petugas", "Agus Salim")


async def test_only_an_admin_adds_accounts(staffed: AnOffice):
    with pytest.raises(NotAllowed):
        await staffed.acts(staffing.the_account("fitri"), partial(staffing.add, account=FITRI, by=RAHMA))


async def test_who_is_shut_out_is_out_at_once(staffed: AnOffice):
    await changes(staffed, replace(RAHMA, active=False))
    assert [session.username for session in await staffed.all_of(Session)] == ["agus"]
    assert not next(it for it in await staffed.all_of(Staff) if it.username == "rahma").active


async def test_another_name_or_role_leaves_people_signed_in_and_keeps_the_password(staffed: AnOffice):
    await changes(staffed, Staff("rahma", "Rahmawati, S.E.", Role.LURAH, "another hash"))
    assert len(await staffed.all_of(Session)) == 2
    rahma = next(it for it in await staffed.all_of(Staff) if it.username == "rahma")
    assert (rahma.name, rahma.role, rahma.password_hash) == ("Rahmawati, S.E.", Role.LURAH, RAHMA.password_hash)
    [change] = await staffed.all_of(Change)
    assert change.what == "Akun rahma: nama menjadi Rahmawati, S.E.; peran menjadi lurah"


async def test_nothing_changed_is_nothing_noted(staffed: AnOffice):
    await changes(staffed, RAHMA)
    assert await staffed.all_of(Change) == []


@pytest.mark.parametrize("after", [replace(AGUS, active=False), replace(AGUS, role=Role.CLERK)])
async def test_the_last_admin_cannot_be_locked_out(staffed: AnOffice, after: Staff):
    with pytest.raises(Amiss, match="satu-satunya admin"):
        await changes(staffed, after)
    assert AGUS in await staffed.all_of(Staff)
    assert len(await staffed.all_of(Session)) == 2


async def test_with_another_admin_one_may_go(staffed: AnOffice):
    await changes(staffed, replace(RAHMA, role=Role.ADMIN))
    await changes(staffed, replace(AGUS, active=False))
    assert [it.username for it in await staffed.all_of(Staff) if it.active] == ["rahma"]


async def test_a_new_password_ends_what_was_begun_with_the_old_one(staffed: AnOffice):
    reset = partial(staffing.set_password, username="rahma", password_hash="new", by=AGUS)
    await staffed.acts(staffing.the_account("rahma"), reset)
    assert [session.username for session in await staffed.all_of(Session)] == ["agus"]
    assert next(it for it in await staffed.all_of(Staff) if it.username == "rahma").password_hash == "new"
