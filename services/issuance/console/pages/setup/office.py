"""The letterhead: what it says, and the coat of arms it bears."""

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Request
from pydantic import BeforeValidator
from starlette.datastructures import UploadFile
from starlette.responses import Response

from services.issuance import office_edits
from services.issuance.changes import Area
from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.documents import SANDBOX
from services.issuance.console.pages.setup.sheets import ReasonedForm, SeenForm, Sheet, Shown, saved, show, tried
from services.issuance.edits import the_set_up
from services.issuance.letters import ArmsUnreadable, arms_from_aside
from services.issuance.stage import Amiss
from services.issuance.typed import a_line, matching

pages = APIRouter(prefix="/atur")
HERE = "/atur/kantor"
ARMS = HERE + "/lambang.svg"


class LetterheadForm(ReasonedForm):
    """What the letterhead says."""

    name: Annotated[str, BeforeValidator(a_line("Nama kelurahan", 60))]
    short: Annotated[
        str, BeforeValidator(matching("Singkatan", r"[A-Z0-9]{2,8}", "Singkatan terdiri dari 2 sampai 8 huruf besar."))
    ]
    kecamatan: Annotated[str, BeforeValidator(a_line("Nama kecamatan", 60))]
    city: Annotated[
        str,
        BeforeValidator(a_line("Nama kota", 60)),
        BeforeValidator(matching("Kota", r"(?:Kota|Kabupaten) .+", "Mulailah dengan Kota atau Kabupaten.")),
    ]
    province: Annotated[str, BeforeValidator(a_line("Nama provinsi", 60))]
    address: Annotated[str, BeforeValidator(a_line("Alamat", 120))]
    postcode: Annotated[str, BeforeValidator(matching("Kode pos", r"\d{5}", "Kode pos terdiri dari 5 angka."))]
    phone: Annotated[
        str, BeforeValidator(matching("Telepon", r"[0-9()+ -]{5,30}", "Telepon berisi angka, misalnya (0711) 555010."))
    ]
    paper: Literal["a4", "f4"]


@pages.get("/kantor")
async def letterhead(seat: TakenSeat, tersimpan: bool = False) -> Response:
    return await _show(seat, kept=tersimpan)


@pages.post("/kantor")
async def save_letterhead(request: Request, seat: TakenSeat) -> Response:
    async def save(typed: Shown) -> None:
        form = LetterheadForm.read(typed)
        fields = form.model_dump(exclude={"seen", "why"})
        code, edit = seat.counter.office, form.edit(seat)
        await seat.counter.door.run(
            the_set_up(code), lambda desk: office_edits.change_office(desk, code, Area.OFFICE, fields, edit)
        )

    sheet = await tried(await request.form(), save)
    return await _show(seat, sheet) if sheet else saved(HERE)


@pages.get("/kantor/lambang.svg")
async def arms(seat: TakenSeat) -> Response:
    """The coat of arms as letters bear it now."""
    if (svg := await seat.counter.arms()) is None:
        raise HTTPException(404)
    return Response(svg, media_type="image/svg+xml", headers={"Content-Security-Policy": SANDBOX})


@pages.post("/kantor/lambang")
async def upload_arms(request: Request, seat: TakenSeat) -> Response:
    sent = await request.form()

    async def keep(typed: Shown) -> None:
        form, file = SeenForm.read(typed), sent.get("arms")
        picture = await file.read() if isinstance(file, UploadFile) else b""
        if not picture:
            raise Amiss("arms", "Pilih dulu berkas gambarnya.")
        try:
            await arms_from_aside(picture)
        except ArmsUnreadable as why:
            raise Amiss("arms", why.sentence) from why
        stored = await seat.counter.documents.put("archive", picture, "application/octet-stream", "lambang")
        code, edit = seat.counter.office, form.edit(seat)
        await seat.counter.door.run(the_set_up(code), lambda desk: office_edits.change_arms(desk, code, stored, edit))

    sheet = await tried(sent, keep)
    return await _show(seat, arms=sheet) if sheet else saved(HERE)


@pages.post("/kantor/lambang/hapus")
async def remove_arms(request: Request, seat: TakenSeat) -> Response:
    async def remove(typed: Shown) -> None:
        code, edit = seat.counter.office, SeenForm.read(typed).edit(seat)
        await seat.counter.door.run(the_set_up(code), lambda desk: office_edits.change_arms(desk, code, None, edit))

    sheet = await tried(await request.form(), remove)
    return await _show(seat, arms=sheet) if sheet else saved(HERE)


async def _show(seat: Seat, sheet: Sheet | None = None, arms: Sheet | None = None, *, kept: bool = False) -> Response:
    catalogue = seat.in_force.catalogue
    seen = {"seen": str(catalogue.version)}
    fields = {
        name: getattr(catalogue.office, name) for name in LetterheadForm.model_fields if name in office_edits.LABELS
    }
    return await show(
        seat,
        "office.html",
        HERE,
        422 if sheet or arms else 200,
        sheet=sheet or Sheet({**fields, "why": "", **seen}),
        arms_sheet=arms or Sheet({"arms": "", **seen}),
        arms_name=seat.in_force.arms.name if seat.in_force.arms else None,
        has_arms=await seat.counter.arms() is not None,
        saved=kept,
    )
