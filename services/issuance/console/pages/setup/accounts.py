"""The accounts of the staff."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Request
from pydantic import BeforeValidator
from starlette.responses import Response

from services.issuance import staffing
from services.issuance.accounts import SHORTEST_PASSWORD, USERNAME
from services.issuance.console.looks import ROLE_TITLES, Seat, TakenSeat
from services.issuance.console.pages.setup.sheets import Sheet, Shown, saved, show, tried
from services.issuance.console.pages.sign_in import HASHING
from services.issuance.staff import Role, Staff, hash_password
from services.issuance.typed import Typed, a_line, matching

pages = APIRouter(prefix="/atur")
HERE = "/atur/akun"
LONGEST_PASSWORD = 200
_USERNAME_ADVICE = "Diawali huruf; 2 sampai 40 huruf kecil, angka, titik, atau garis, tanpa spasi."


def _a_password(typed: str) -> str:
    if not SHORTEST_PASSWORD <= len(typed) <= LONGEST_PASSWORD:
        raise ValueError(f"Sandi paling sedikit {SHORTEST_PASSWORD} huruf atau angka.")
    return typed


def _a_nik(typed: str) -> str | None:
    if not (digits := "".join(typed.split())):
        return None
    return matching("NIK", r"\d{16}", "NIK terdiri dari 16 angka.")(digits)


Password = Annotated[str, BeforeValidator(_a_password)]


class AccountForm(Typed):
    """What is kept of an account besides its password."""

    name: Annotated[str, BeforeValidator(a_line("Nama"))]
    role: Role
    active: Annotated[bool, BeforeValidator(lambda typed: typed == "ya")]
    nik: Annotated[str | None, BeforeValidator(_a_nik)] = None


class NewAccountForm(AccountForm):
    username: Annotated[str, BeforeValidator(matching("Nama pengguna", USERNAME.pattern, _USERNAME_ADVICE))]
    password: Password


class PasswordForm(Typed):
    password: Password


@pages.get("/akun")
async def accounts(seat: TakenSeat, tersimpan: bool = False) -> Response:
    return await _list(seat, kept=tersimpan)


@pages.post("/akun")
async def add_account(request: Request, seat: TakenSeat) -> Response:
    async def add(typed: Shown) -> None:
        form = NewAccountForm.read({"active": "ya", **typed})
        account = Staff(form.username, form.name, form.role, await _hashed(form.password))
        await seat.counter.door.run(
            staffing.the_account(form.username), lambda desk: staffing.add(desk, account, seat.staff)
        )

    sheet = await tried(await request.form(), add)
    return await _list(seat, _without_password(sheet)) if sheet else saved(HERE)


@pages.get("/akun/{username}")
async def account(username: str, seat: TakenSeat) -> Response:
    return await _show(seat, await _found(seat, username))


@pages.post("/akun/{username}")
async def change_account(username: str, request: Request, seat: TakenSeat) -> Response:
    before, everybody = await _found(seat, username), [it.username for it in await seat.counter.read(Staff)]

    async def change(typed: Shown) -> None:
        form = AccountForm.read(typed)
        after = Staff(before.username, form.name, form.role, before.password_hash, form.active, form.nik)
        await seat.counter.door.run(
            staffing.the_account(username, everybody),
            lambda desk: staffing.change(desk, after, everybody, seat.staff),
        )

    sheet = await tried(await request.form(), change)
    return await _show(seat, before, sheet) if sheet else saved(HERE)


@pages.post("/akun/{username}/sandi")
async def reset_password(username: str, request: Request, seat: TakenSeat) -> Response:
    before = await _found(seat, username)

    async def reset(typed: Shown) -> None:
        hashed = await _hashed(PasswordForm.read(typed).password)
        await seat.counter.door.run(
            staffing.the_account(username), lambda desk: staffing.set_password(desk, username, hashed, seat.staff)
        )

    sheet = await tried(await request.form(), reset)
    return await _show(seat, before, password=_without_password(sheet)) if sheet else saved(HERE)


async def _hashed(password: str) -> str:
    async with HASHING:
        return await asyncio.to_thread(hash_password, password)


async def _found(seat: Seat, username: str) -> Staff:
    if (found := await seat.counter.find(Staff, username)) is None:
        raise HTTPException(404)
    return found


def _without_password(sheet: Sheet) -> Sheet:
    """A password is never shown again, not even to who has typed it."""
    return Sheet({**sheet.values, "password": ""}, sheet.faults)


async def _list(seat: Seat, adding: Sheet | None = None, *, kept: bool = False) -> Response:
    blank = {"username": "", "name": "", "role": Role.CLERK.value, "password": ""}
    everybody = sorted(await seat.counter.read(Staff), key=lambda it: (not it.active, it.name))
    return await show(
        seat,
        "accounts.html",
        HERE,
        422 if adding else 200,
        accounts=everybody,
        adding=adding or Sheet(blank),
        saved=kept,
        **_choices(),
    )


async def _show(seat: Seat, account: Staff, sheet: Sheet | None = None, password: Sheet | None = None) -> Response:
    values = {"name": account.name, "role": account.role.value, "active": "ya" if account.active else "tidak"}
    values["nik"] = account.nik or ""
    return await show(
        seat,
        "account.html",
        HERE,
        422 if sheet or password else 200,
        account=account,
        is_me=account.username == seat.staff.username,
        sheet=sheet or Sheet(values),
        password=password or Sheet({"password": ""}),
        **_choices(),
    )


def _choices() -> dict[str, Any]:
    return {
        "roles": [(role.value, title) for role, title in ROLE_TITLES.items()],
        "shortest": SHORTEST_PASSWORD,
        "username_advice": _USERNAME_ADVICE,
    }
