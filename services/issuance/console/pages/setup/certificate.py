"""The certificate that seals the letters: what is in use, until when, and another in its place."""

import asyncio

import structlog
from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from services.issuance.changes import Area, Change
from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.setup.sheets import Sheet, Shown, saved, show, tried
from services.issuance.console.views.seal import lasting
from services.issuance.signing import SealRefused, WrongPassphrase
from services.issuance.stage import Amiss

pages = APIRouter(prefix="/atur")
HERE = "/atur/sertifikat"
MOST_BYTES = 200_000
log = structlog.get_logger()


@pages.get("/sertifikat")
async def certificate(seat: TakenSeat, tersimpan: bool = False) -> Response:
    return await _show(seat, kept=tersimpan)


@pages.post("/sertifikat")
async def upload(request: Request, seat: TakenSeat) -> Response:
    """Refused at once when it has expired, does not open, or holds no key; the next letter bears the new seal."""
    sent = await request.form()

    async def replace(typed: Shown) -> None:
        file = sent.get("certificate")
        content = await file.read(MOST_BYTES + 1) if isinstance(file, UploadFile) else b""
        if not content:
            raise Amiss("certificate", "Pilih dulu berkas sertifikatnya (.p12 atau .pfx).")
        if len(content) > MOST_BYTES:
            raise Amiss("certificate", "Berkas ini terlalu besar untuk sebuah sertifikat.")
        try:
            seal = await asyncio.to_thread(seat.counter.seals.replace, content, typed.get("passphrase", ""))
        except SealRefused as why:
            raise Amiss("passphrase" if isinstance(why, WrongPassphrase) else "certificate", why.sentence) from why
        await _note(seat, f"Sertifikat diganti: {seal.name}")

    sheet = await tried(sent, replace)
    return await _show(seat, sheet=Sheet(_BLANK, sheet.faults)) if sheet else saved(HERE)


@pages.post("/sertifikat/kembali")
async def take_back(request: Request, seat: TakenSeat) -> Response:
    async def take(_: Shown) -> None:
        try:
            seal = await asyncio.to_thread(seat.counter.seals.take_back)
        except SealRefused as why:
            raise Amiss("", why.sentence) from why
        await _note(seat, f"Sertifikat dari pengaturan server dipakai lagi: {seal.name}")

    sheet = await tried(await request.form(), take)
    return await _show(seat, sheet=Sheet(_BLANK, sheet.faults)) if sheet else saved(HERE)


_BLANK = {"certificate": "", "passphrase": ""}


async def _note(seat: Seat, what: str) -> None:
    await seat.counter.door.run((), lambda desk: desk.keep(Change(Area.SEAL, desk.now, what, seat.staff.name)))
    log.info("seal_changed", account=seat.staff.username)


async def _show(seat: Seat, sheet: Sheet | None = None, *, kept: bool = False) -> Response:
    seals = seat.counter.seals
    return await show(
        seat,
        "certificate.html",
        HERE,
        422 if sheet else 200,
        seal=seals.current,
        is_uploaded=seals.is_uploaded,
        ended_issuers=seals.current.ended_issuers(seat.now),
        lasting=lasting(seals.current, seat.now, seat.zone),
        sheet=sheet or Sheet(_BLANK),
        saved=kept,
    )
