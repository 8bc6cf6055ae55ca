"""Who has an account on the console: added, changed, shut, and given a new password, by an admin."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from services.issuance.changes import Area, Change
from services.issuance.edits import must_be_admin
from services.issuance.staff import ROLE_NAMES, Role, Session, Staff
from services.issuance.stage import Amiss
from shared.messaging import Desk, Want


def the_account(username: str, everybody: Iterable[str] = ()) -> Iterator[Want]:
    """What is looked for to change this account; `everybody` are the usernames there are."""
    yield Want(Session, username, by="username")
    for name in {username, *everybody}:
        yield Want(Staff, name)


def add(desk: Desk, account: Staff, by: Staff) -> None:
    """A new account. Raises `Amiss` where somebody has the username."""
    if desk.find(Staff, account.username):
        raise Amiss("username", f"Nama pengguna {account.username} sudah dipakai. Pilih yang lain.")
    _keep(desk, account, f"Akun {account.username} ditambah: {account.name}, {ROLE_NAMES[account.role]}", by)


def change(desk: Desk, after: Staff, everybody: Iterable[str], by: Staff) -> None:
    """Another name or role, shut or opened. Who is shut out is out at once. Raises `Amiss` for the last admin."""
    before = desk.get(Staff, after.username)
    after = replace(after, password_hash=before.password_hash)
    others = [other for name in everybody if name != after.username and (other := desk.find(Staff, name))]
    if _can_set_up(before) and not any(_can_set_up(person) for person in (after, *others)):
        raise Amiss("role", "Ini satu-satunya admin yang aktif. Jadikan orang lain admin dulu.")
    if after == before:
        return
    if not after.active:
        _end_sessions(desk, after.username)
    _keep(desk, after, f"Akun {after.username}: {'; '.join(_what_changed(before, after))}", by)


def set_password(desk: Desk, username: str, password_hash: str, by: Staff) -> None:
    """A new password: whoever is signed in with the old one has to sign in anew."""
    _end_sessions(desk, username)
    account = replace(desk.get(Staff, username), password_hash=password_hash)
    _keep(desk, account, f"Sandi akun {username} disetel ulang", by)


def _keep(desk: Desk, account: Staff, what: str, by: Staff) -> None:
    must_be_admin(by)
    desk.keep(account, Change(Area.STAFF, desk.now, what, by.name))


def _end_sessions(desk: Desk, username: str) -> None:
    for session in desk.find_all(Session, "username", username):
        desk.remove(Session, session.token_hash)


def _can_set_up(person: Staff) -> bool:
    return person.active and person.role is Role.ADMIN


def _what_changed(before: Staff, after: Staff) -> Iterator[str]:
    if after.name != before.name:
        yield f"nama menjadi {after.name}"
    if after.role is not before.role:
        yield f"peran menjadi {ROLE_NAMES[after.role]}"
    if after.nik != before.nik:
        yield "NIK penanda tangan diganti" if after.nik else "NIK penanda tangan dihapus"
    if after.active is not before.active:
        yield "diaktifkan" if after.active else "dinonaktifkan"
