"""`pengantar staff`: accounts of clerks, the lurah and admins on the console."""

import asyncio
import getpass
import os
import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter
from sqlalchemy.exc import OperationalError

from services.issuance.accounts import add_staff, new_account
from services.issuance.staff import Role

staff = App(name="staff", help="Accounts on the console.")


@staff.command
def add(
    username: str,
    *,
    name: str,
    role: Literal["clerk", "lurah", "admin"],
    data: Annotated[Path, Parameter(env_var="DATA_DIR")] = Path("data"),
    database: Annotated[str | None, Parameter(env_var=["ISSUANCE_DATABASE_URL", "DATABASE_URL"])] = None,
) -> None:
    """Add an account. The password is asked for, or read from the first line of what is piped in.

    Parameters
    ----------
    username
        What is typed to sign in.
    name
        What residents, letters and the history read.
    role
        What the person may do.
    data
        The data folder of `pengantar up`.
    database
        Issuance's database, where it is not in the data folder.
    """
    where = (database or f"sqlite:///{data / 'issuance.db'}").replace("{service}", "issuance")
    try:
        asyncio.run(add_staff(where, new_account(username, name, Role(role), _password())))
    except ValueError as reason:
        sys.exit(f"pengantar: {reason}")
    except OperationalError:
        sys.exit("pengantar: issuance has never been started with this database; start it once, then add accounts.")
    print(f"{username} can sign in now.")  # noqa: T201 - a command answers


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip(os.linesep)
    first = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != first:
        raise ValueError("The two passwords are not the same.")
    return first
