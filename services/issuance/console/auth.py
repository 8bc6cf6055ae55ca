"""Who is at the screen: sessions, the token that every form must carry, and what a role opens."""

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import Depends, Request
from starlette.responses import Response

from services.issuance import store as tables
from services.issuance.console.counter import Counter, OpenCounter, shelf_of
from services.issuance.staff import Role, Session, Staff
from shared.messaging.desk import Desk, Want

COOKIE = "pengantar_session"
IDLE = timedelta(minutes=30)
#: A session is not written down anew for every click.
RENEW_BELOW = IDLE - timedelta(minutes=2)

_SESSION = (  # every request asks for it, and so it is put together once
    sa.select(tables.sessions, tables.staff)
    .join(tables.staff, tables.sessions.c.username == tables.staff.c.username)
    .where(tables.sessions.c.token_hash == sa.bindparam("token_hash"))
)


class NotSignedIn(Exception):
    """Nobody is signed in here, or not any more."""


class Forged(Exception):
    """The form does not carry the session's token: it was not made by us, or is from before the last sign-in."""


class Garbled(Exception):
    """The form holds a zero: nobody types one, and no text of PostgreSQL holds it."""


class NotForYou(Exception):
    """The page belongs to another role."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in, and the token of their forms."""

    staff: Staff
    csrf: str
    token_hash: str


async def signed_in(request: Request, counter: OpenCounter) -> Person:
    """The person of the session cookie. Raises `NotSignedIn`; for a form `Forged` and `Garbled`, too."""
    person = await _person(request.cookies.get(COOKIE, ""), counter)
    if request.method not in ("GET", "HEAD"):
        form = await request.form()
        sent = form.get("csrf")
        if not isinstance(sent, str) or not secrets.compare_digest(sent.encode(), person.csrf.encode()):
            raise Forged
        if any(isinstance(typed, str) and "\0" in typed for typed in form.values()):
            raise Garbled
    return person


async def looking_on(request: Request, counter: OpenCounter) -> Person:
    """The same for a page that asks by itself: that nobody does anything must still end the session."""
    return await _person(request.cookies.get(COOKIE, ""), counter, renews=False)


SignedIn = Annotated[Person, Depends(signed_in)]
LookingOn = Annotated[Person, Depends(looking_on)]


def only(*roles: Role) -> Any:
    """A dependency that opens a page to these roles alone. Raises `NotForYou`."""

    async def check(person: SignedIn) -> None:
        if person.staff.role not in roles:
            raise NotForYou

    return Depends(check)


async def open_session(staff: Staff, counter: Counter, response: Response) -> None:
    """Sign this person in: a new token in the cookie, its hash in the database; their expired sessions go."""
    token = secrets.token_urlsafe(32)
    session = Session(_hash(token), staff.username, secrets.token_urlsafe(24), counter.now() + IDLE)

    def keep(desk: Desk) -> None:
        for old in desk.find_all(Session, "username", staff.username):
            if old.expires_at <= desk.now:
                desk.remove(Session, old.token_hash)
        desk.keep(session)

    await counter.door.run([Want(Session, session.token_hash), Want(Session, staff.username, by="username")], keep)
    response.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=counter.secure, path="/")


async def close_session(person: Person, counter: Counter, response: Response) -> None:
    """Sign out: the session is gone, here and in the browser."""

    def remove(desk: Desk) -> None:
        desk.remove(Session, person.token_hash)

    await counter.door.run([Want(Session, person.token_hash)], remove)
    response.delete_cookie(COOKIE, path="/")


async def _person(token: str, counter: Counter, *, renews: bool = True) -> Person:
    session = staff = None
    for row in await counter.store.glance(_SESSION, token_hash=_hash(token)):
        width = len(tables.sessions.c)
        session, staff = shelf_of(Session).from_row(row[:width]), shelf_of(Staff).from_row(row[width:])
    if not session or not staff or not staff.active or session.expires_at <= counter.now():
        raise NotSignedIn
    if renews and session.expires_at - counter.now() < RENEW_BELOW:
        await _renew(session, counter)
    return Person(staff, session.csrf, session.token_hash)


async def _renew(session: Session, counter: Counter) -> None:
    def longer(desk: Desk) -> None:
        if kept := desk.find(Session, session.token_hash):
            desk.keep(replace(kept, expires_at=counter.now() + IDLE))

    await counter.door.run([Want(Session, session.token_hash)], longer)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
