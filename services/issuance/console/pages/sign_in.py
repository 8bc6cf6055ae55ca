"""In and out: the door of the console."""

import asyncio
from typing import Annotated, NamedTuple

import structlog
from fastapi import APIRouter, Form, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from services.issuance.console.auth import IDLE, SignedIn, close_session, open_session
from services.issuance.console.counter import Counter, OpenCounter
from services.issuance.console.looks import page
from services.issuance.staff import Role, Staff, hash_password

pages = APIRouter()
log = structlog.get_logger()

#: Argon2 takes its memory on purpose; two at a time are enough for an office.
HASHING = asyncio.Semaphore(2)
#: So that a name nobody has takes as long as a wrong password.
_NOBODY = Staff("", "", Role.CLERK, hash_password("nobody has this one"), active=False)


class Trouble(NamedTuple):
    """Why the door stayed shut, and what to do."""

    what: str
    advice: str


class Credentials(BaseModel):
    """What the sign-in form sends."""

    username: str = Field(default="", max_length=60)
    password: str = Field(default="", max_length=200)
    next: str = Field(default="/", max_length=400)


@pages.get("/masuk")
async def sign_in_page(counter: OpenCounter, next: Annotated[str, Query(max_length=400)] = "/") -> Response:  # noqa: A002
    return await _door(counter, Credentials(next=next))


@pages.post("/masuk")
async def sign_in(request: Request, counter: OpenCounter, form: Annotated[Credentials, Form()]) -> Response:
    username = form.username.replace("\0", "").strip().casefold()
    key = (username, request.client.host if request.client else "")
    if not counter.sign_ins.left(key, counter.now()):
        minutes = int(counter.sign_ins.within.total_seconds() // 60)
        return await _door(counter, form, Trouble("Terlalu banyak percobaan.", f"Coba lagi {minutes} menit lagi."), 429)
    counter.sign_ins.count(key, counter.now())
    staff = await counter.find(Staff, username) or _NOBODY
    async with HASHING:
        matches = await asyncio.to_thread(staff.has_password, form.password)
    if not (matches and staff.active):
        log.info("sign_in_failed", known=staff is not _NOBODY)
        left = counter.sign_ins.left(key, counter.now())
        advice = f"Periksa lagi, lalu coba sekali lagi. Sisa {left} percobaan."
        return await _door(counter, form, Trouble("Nama atau sandi tidak cocok.", advice), 401)
    counter.sign_ins.forget(key)
    response = RedirectResponse(_inside(form.next, staff), 303)
    await open_session(staff, counter, response)
    log.info("signed_in", account=staff.username)
    return response


@pages.post("/keluar")
async def sign_out(person: SignedIn, counter: OpenCounter) -> Response:
    response = RedirectResponse("/masuk", 303)
    await close_session(person, counter, response)
    return response


async def _door(counter: Counter, form: Credentials, trouble: Trouble | None = None, status: int = 200) -> Response:
    return page(
        "sign_in.html",
        status,
        office=(await counter.in_force()).catalogue.office,
        accounts=counter.demo_accounts,
        username=form.username,
        next=form.next,
        trouble=trouble,
        idle_minutes=int(IDLE.total_seconds() // 60),
    )


def _inside(path: str, staff: Staff) -> str:
    """Where the person wanted to go, if that is in this house; else the room that is theirs."""
    if path.startswith("/") and not path.startswith(("//", "/\\")) and path != "/":
        return path
    return "/tanda-tangan" if staff.role is Role.LURAH else "/"
