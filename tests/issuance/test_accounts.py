"""Accounts are made from outside, while the service runs."""

import asyncio
from pathlib import Path

import pytest

from services.issuance.accounts import AccountExists, add_staff, new_account
from services.issuance.staff import Role, Staff
from tests.issuance.office import AnOffice


def test_a_password_is_kept_as_its_hash_only():
    account = new_account("rahma", " Rahmawati ", Role.CLERK, "petugas-demo")
    assert "petugas-demo" not in account.password_hash
    assert account.password_hash.startswith("$argon2id$")
    assert account.name == "Rahmawati"
    assert account.has_password("petugas-demo")
    assert not account.has_password("petugas-dema")
    assert not Staff("x", "X", Role.CLERK, "not a hash").has_password("petugas-demo")


@pytest.mark.parametrize(
    ("username", "name", "password"),
    [
        ("Rahma", "Rahmawati", "petugas-demo"),
        ("r", "Rahmawati", "petugas-demo"),
        ("rahma w", "Rahmawati", "petugas-demo"),
        ("rahma", "  ", "petugas-demo"),
        ("rahma", "Rahmawati", "short"),
    ],
)
def test_an_account_that_will_not_do_is_not_made(username: str, name: str, password: str):
    with pytest.raises(ValueError, match=r"\.$"):
        new_account(username, name, Role.CLERK, password)


async def test_an_account_can_be_added_once_while_the_service_holds_its_database(office: AnOffice, tmp_path: Path):
    account = new_account("rahma", "Rahmawati", Role.CLERK, "petugas-demo")
    database = f"sqlite:///{tmp_path / 'issuance.db'}"

    await asyncio.gather(add_staff(database, account), office.has(Staff("agus", "Agus", Role.ADMIN, "")))

    assert {staff.username for staff in await office.all_of(Staff)} == {"rahma", "agus"}
    with pytest.raises(AccountExists, match="rahma"):
        await add_staff(database, account)
