"""Who signs: the lurah, and who does it for the lurah for some days."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Request
from pydantic import BeforeValidator, ValidationInfo, field_validator
from starlette.responses import Response

from services.issuance import office_edits
from services.issuance.changes import Area
from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.setup.sheets import ReasonedForm, Sheet, Shown, saved, show, tried
from services.issuance.edits import the_set_up
from services.issuance.office_edits import ACTING
from services.issuance.staff import Role, Staff
from services.issuance.typed import a_day, a_line, matching
from shared.contracts.catalogue import Deputy
from shared.indonesian import nip

pages = APIRouter(prefix="/atur")
HERE = "/atur/penanda-tangan"
_a_nip = matching("NIP", r"(?:\d[ ]*){18}|(?:\d[ ]*){8}", "NIP terdiri dari 18 angka (NRP 8 angka).")
Nip = Annotated[str, BeforeValidator(lambda typed: nip(_a_nip(typed)))]


class LurahForm(ReasonedForm):
    """The lurah, as letters name them."""

    lurah_name: Annotated[str, BeforeValidator(a_line("Nama lurah"))]
    lurah_nip: Nip


class DeputyForm(ReasonedForm):
    """Who signs for the lurah, how, and from when until when."""

    account: Annotated[str, BeforeValidator(a_line("Akun"))]
    name: Annotated[str, BeforeValidator(a_line("Nama"))]
    nip: Nip
    acts: Literal["plt", "plh", "an"]
    position: str
    first: Annotated[date, BeforeValidator(a_day("Tanggal mulai"))]
    last: Annotated[date, BeforeValidator(a_day("Tanggal akhir"))]

    @field_validator("position")
    @classmethod
    def _their_own_post(cls, typed: str, others: ValidationInfo) -> str:
        return a_line("Jabatan")(typed) if others.data.get("acts") == "an" or typed.strip() else ""

    @field_validator("last")
    @classmethod
    def _in_order(cls, last: date, others: ValidationInfo) -> date:
        if (first := others.data.get("first")) and last < first:
            raise ValueError("Tanggal akhir lebih awal daripada tanggal mulai.")
        return last

    @property
    def deputy(self) -> Deputy:
        return Deputy.model_validate(self.model_dump(exclude={"seen", "why"}))


@pages.get("/penanda-tangan")
async def who_signs(seat: TakenSeat, tersimpan: bool = False) -> Response:
    return await _show(seat, kept=tersimpan)


@pages.post("/penanda-tangan")
async def save_lurah(request: Request, seat: TakenSeat) -> Response:
    async def save(typed: Shown) -> None:
        form = LurahForm.read(typed)
        fields = {"lurah_name": form.lurah_name, "lurah_nip": form.lurah_nip}
        code, edit = seat.counter.office, form.edit(seat)
        await seat.counter.door.run(
            the_set_up(code), lambda desk: office_edits.change_office(desk, code, Area.SIGNING, fields, edit)
        )

    sheet = await tried(await request.form(), save)
    return await _show(seat, lurah=sheet) if sheet else saved(HERE)


@pages.post("/penanda-tangan/tugas")
async def add_deputy(request: Request, seat: TakenSeat) -> Response:
    async def add(typed: Shown) -> None:
        form = DeputyForm.read(typed)
        code, edit, deputy = seat.counter.office, form.edit(seat), form.deputy
        await seat.counter.door.run(
            office_edits.the_set_up_and(code, deputy.account),
            lambda desk: office_edits.add_deputy(desk, code, deputy, edit),
        )

    sheet = await tried(await request.form(), add)
    return await _show(seat, deputy=sheet) if sheet else saved(HERE)


@pages.post("/penanda-tangan/hapus/{place}")
async def remove_deputy(place: int, request: Request, seat: TakenSeat) -> Response:
    async def remove(typed: Shown) -> None:
        code, edit = seat.counter.office, ReasonedForm.read(typed).edit(seat)
        await seat.counter.door.run(the_set_up(code), lambda desk: office_edits.remove_deputy(desk, code, place, edit))

    sheet = await tried(await request.form(), remove)
    return await _show(seat, removal=(place, sheet)) if sheet else saved(HERE)


async def _show(
    seat: Seat,
    *,
    lurah: Sheet | None = None,
    deputy: Sheet | None = None,
    removal: tuple[int, Sheet] | None = None,
    kept: bool = False,
) -> Response:
    catalogue = seat.in_force.catalogue
    office, seen = catalogue.office, {"why": "", "seen": str(catalogue.version)}
    today = seat.in_force.today(seat.now)
    accounts = [it for it in await seat.counter.read(Staff) if it.role is Role.LURAH and it.active]
    blank = dict.fromkeys(("account", "name", "nip", "acts", "position", "first", "last"), "")
    removals = dict([removal]) if removal else {}
    return await show(
        seat,
        "signing.html",
        HERE,
        422 if lurah or deputy or removal else 200,
        lurah=lurah or Sheet({"lurah_name": office.lurah_name, "lurah_nip": nip(office.lurah_nip), **seen}),
        deputy=deputy or Sheet(blank | seen),
        deputies=[(at, it, removals.get(at, Sheet(seen))) for at, it in enumerate(office.deputies) if it.last >= today],
        accounts=[(it.username, f"{it.name} ({it.username})") for it in accounts],
        acting=ACTING,
        today=today,
        saved=kept,
    )
