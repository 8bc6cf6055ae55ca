"""The accounts of the demo, told to everybody: only where all people and letters are invented."""

import asyncio
from typing import NamedTuple

from services.issuance.staff import Role, Staff, hash_password
from shared.messaging import Desk, Want
from shared.messaging.door import Door


class DemoAccount(NamedTuple):
    """An account with its password, as the sign-in page shows it."""

    username: str
    name: str
    role: Role
    password: str


ACCOUNTS = (
    DemoAccount("petugas", "Rahmawati", Role.CLERK, "petugas-demo"),
    DemoAccount("lurah", "Hj. Nurhayati, S.Sos., M.Si.", Role.LURAH, "lurah-demo"),
    DemoAccount("admin", "Agus Salim", Role.ADMIN, "admin-demo"),
)


async def open_accounts(door: Door) -> None:
    """See to it that the demo's accounts are there; one that is there already stays as it is."""

    def missing(desk: Desk) -> list[DemoAccount]:
        return [account for account in ACCOUNTS if desk.find(Staff, account.username) is None]

    def add(desk: Desk) -> None:
        new = {account.username for account in missing(desk)}
        desk.keep(*(staff for staff in made if staff.username in new))

    wanted = [Want(Staff, account.username) for account in ACCOUNTS]
    to_make = await door.run(wanted, missing)
    made = await asyncio.gather(*(asyncio.to_thread(_staff, account) for account in to_make))
    if made:
        await door.run(wanted, add)


def _staff(account: DemoAccount) -> Staff:
    return Staff(account.username, account.name, account.role, hash_password(account.password))
