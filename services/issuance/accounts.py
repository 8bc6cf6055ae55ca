"""Making accounts from outside of the running service: `pengantar staff add`."""

import asyncio
import re

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import create_async_engine

from services.issuance import store
from services.issuance.staff import Role, Staff, hash_password

SHORTEST_PASSWORD = 10
USERNAME = re.compile(r"[a-z][a-z0-9._-]{1,39}")


class AccountExists(ValueError):
    """Somebody has this username already."""


def new_account(username: str, name: str, role: Role, password: str) -> Staff:
    """Raises ValueError for a username or password that will not do."""
    if not USERNAME.fullmatch(username):
        raise ValueError("A username begins with a letter and has 2 to 40 small letters, digits, dots or dashes.")
    if not name.strip():
        raise ValueError("The name is what residents and letters read: it cannot be empty.")
    if len(password) < SHORTEST_PASSWORD:
        raise ValueError(f"A password has at least {SHORTEST_PASSWORD} characters.")
    return Staff(username, name.strip(), role, hash_password(password))


async def add_staff(database: str, account: Staff) -> None:
    """Add the account to issuance's database (`sqlite:///…` or `postgresql://…`), also while the service runs.

    Raises `AccountExists`, and sqlalchemy's OperationalError when the service has never been started there.
    """
    row = dict(zip(store.staff.c.keys(), store.STAFF.to_row(account), strict=True))
    insert = sa.insert(store.staff).values(row)
    try:
        if database.startswith("sqlite:"):
            await asyncio.to_thread(_add_to_sqlite, database, insert)
        else:
            await _add_to_postgres(database, insert)
    except IntegrityError:
        raise AccountExists(f"There is an account {account.username} already.") from None


def _add_to_sqlite(database: str, insert: sa.Insert) -> None:
    engine = sa.create_engine(database, connect_args={"timeout": 10})
    with engine.begin() as db:
        db.execute(insert)
    engine.dispose()


async def _add_to_postgres(database: str, insert: sa.Insert) -> None:
    engine = create_async_engine(database.replace("postgresql://", "postgresql+asyncpg://", 1))
    async with engine.begin() as db:
        await db.execute(insert)
    await engine.dispose()
