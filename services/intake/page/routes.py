"""The pages to which a link leads: they need no script, no cookie and no account."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Form, Request
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from services.intake.dialogue.by_link import DataSheet
from services.intake.page import filing
from services.intake.page.desk import PageDesk
from services.intake.page.filing import Opened, Refused
from services.intake.page.looks import show
from shared.contracts.vocabulary import DocumentKey
from shared.messaging import Desk

R = TypeVar("R")
pages = APIRouter()


def _the_desk(request: Request) -> PageDesk:
    return request.app.state.desk


AtDesk = Annotated[PageDesk, Depends(_the_desk)]


@pages.get("/{token}")
async def open_the_page(token: str, request: Request, at: AtDesk) -> Response:
    """Whatever is asked now."""
    return _shown(token, await at.opened(token, request))


@pages.post("/{token}/data")
async def fill_in(token: str, request: Request, at: AtDesk) -> Response:
    """What was typed; what could not be understood is shown with the reason beside it."""
    typed = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    before = await at.opened(token, request)
    read = await at.change(token, request, lambda desk: filing.fill_in(desk, token, typed), typed.get("nik", ""))
    if read.troubles:
        return show("data.html", 422, **_whose(token, before), sheet=before.data, typed=typed, troubles=read.troubles)
    return _back(token)


@pages.post("/{token}/{key}/unggah")
async def upload(token: str, key: DocumentKey, request: Request, at: AtDesk) -> Response:
    """Pages of one document. What has been received stays, whatever becomes of the rest."""
    before = await at.opened(token, request)
    if before.documents.paper(key) is None:
        return _back(token)
    sent = (await request.form()).getlist("files")
    try:
        kept = await at.inspector.keep([file for file in sent if isinstance(file, UploadFile)])
    except Refused as why:
        return _shown(token, before, {key: str(why)})
    return await _tried(token, key, request, at, lambda desk: filing.add_pages(desk, token, key, kept))


@pages.post("/{token}/{key}/ulang")
async def take_back(token: str, key: DocumentKey, request: Request, at: AtDesk) -> Response:
    """The wrong photo: the document is asked for again."""
    return await _tried(token, key, request, at, lambda desk: filing.take_back(desk, token, key))


@pages.post("/{token}/{key}/tidak-punya")
async def tell_lacking(
    token: str, key: DocumentKey, request: Request, at: AtDesk, reason: Annotated[str, Form()] = ""
) -> Response:
    """The resident does not have it; the clerk decides."""
    return await _tried(token, key, request, at, lambda desk: filing.tell_lacking(desk, token, key, reason))


@pages.post("/{token}/selesai")
async def finish(token: str, request: Request, at: AtDesk) -> Response:
    """That is all."""
    return await _tried(token, "", request, at, lambda desk: filing.finish(desk, token))


async def _tried(token: str, key: str, request: Request, at: PageDesk, change: Callable[[Desk], None]) -> Response:
    try:
        await at.change(token, request, change)
    except Refused as why:
        return _shown(token, await at.opened(token, request), {key: str(why)})
    return _back(token)


def _shown(token: str, page: Opened, troubles: dict[str, str] | None = None) -> Response:
    status, whose = 422 if troubles else 200, _whose(token, page)
    if isinstance(page.sheet, DataSheet):
        return show("data.html", status, **whose, sheet=page.sheet, typed={}, troubles=troubles or {})
    return show("documents.html", status, **whose, sheet=page.sheet, troubles=troubles or {})


def _whose(token: str, page: Opened) -> dict[str, Any]:
    return {"at": f"/isi/{token}", "office": page.office, "reference": page.application.reference}


def _back(token: str) -> Response:
    return RedirectResponse(f"/isi/{token}", 303)
