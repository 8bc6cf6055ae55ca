"""Who works at the office: accounts, roles, passwords, sessions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher()


class Role(StrEnum):
    """What a person may do; `stage.py` says which actions each role has."""

    CLERK = "clerk"
    LURAH = "lurah"
    ADMIN = "admin"


ROLE_NAMES: Mapping[Role, str] = {Role.CLERK: "petugas", Role.LURAH: "lurah", Role.ADMIN: "admin"}


@dataclass(frozen=True, slots=True)
class Staff:
    """An account on the console. `name` is what residents, letters and the history read.

    `nik` is by what a signing service knows who approves letters; nobody else needs it.
    """

    username: str
    name: str
    role: Role
    password_hash: str
    active: bool = True
    nik: str | None = None

    def has_password(self, password: str) -> bool:
        """Whether this is the password; takes a good part of a second, by design."""
        try:
            return _hasher.verify(self.password_hash, password)
        except (VerificationError, InvalidHashError):
            return False


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in. The cookie's token is kept as its hash only; `csrf` must come with every form."""

    token_hash: str
    username: str
    csrf: str
    expires_at: datetime


def hash_password(password: str) -> str:
    """The password as it is kept: argon2id with the library's current parameters."""
    return _hasher.hash(password)
