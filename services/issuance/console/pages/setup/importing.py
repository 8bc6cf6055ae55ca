"""The directory from a spreadsheet: looked through first, imported once the person has seen what it would change."""

import csv
from io import StringIO
from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from services.issuance import directory_edits
from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.setup.sheets import SeenForm, Sheet, Shown, saved, show, tried
from services.issuance.console.views.posts import differences, shown_phone
from services.issuance.directory_import import COLUMNS, TEMPLATE, NoList, ReadList, as_text, read_list
from services.issuance.edits import the_set_up
from services.issuance.stage import Amiss
from shared.contracts.catalogue import Directory

pages = APIRouter(prefix="/atur")
HERE = "/atur/rt/impor"
MOST_BYTES = 200_000  # a thousand RTs
MOST_SHOWN = 200


class ListForm(SeenForm):
    """`sure` says that the list has been looked through: `all` of it is good, or the `good` rows are enough."""

    text: str
    sure: str


class Looked(NamedTuple):
    """A list that was looked through."""

    text: str
    read: ReadList


@pages.get("/rt/impor")
async def import_page(seat: TakenSeat) -> Response:
    return await _show(seat)


@pages.post("/rt/impor")
async def import_list(request: Request, seat: TakenSeat) -> Response:
    """Nothing is imported before the person has seen what is wrong and what changes."""
    sent = await request.form()

    async def look_through(typed: Shown) -> Looked | None:
        form = ListForm.read(typed)
        looked = await _look_through(sent, form.text)
        if form.sure != "good" and (form.sure != "all" or looked.read.bad):
            return looked
        code, edit, posts = seat.counter.office, form.edit(seat), looked.read.posts
        await seat.counter.door.run(
            the_set_up(code), lambda desk: directory_edits.import_posts(desk, code, posts, edit)
        )
        return None

    match await tried(sent, look_through):
        case Sheet() as sheet:
            return await _show(seat, sheet)
        case Looked() as looked:
            return await _show(seat, looked=looked)
        case None:
            return saved("/atur/rt")


@pages.get("/rt/contoh.csv")
async def template() -> Response:
    return _download(TEMPLATE, "contoh-rt-rw.csv")


@pages.get("/rt/daftar.csv")
async def directory_as_list(seat: TakenSeat) -> Response:
    """The directory as it is, to be changed in a spreadsheet and imported again."""
    return _download(_as_list(seat.in_force.directory), "rt-rw.csv")


async def _look_through(sent: FormData, text: str) -> Looked:
    """Raises `Amiss`."""
    file = sent.get("list")
    data = await file.read(MOST_BYTES + 1) if isinstance(file, UploadFile) else b""
    if max(len(data), len(text)) > MOST_BYTES:
        raise Amiss("list", f"Daftar ini lebih dari {MOST_BYTES // 1000} kB. Pastikan berkasnya benar.")
    if not data and not text.strip():
        raise Amiss("list", "Pilih dulu berkas CSV-nya, atau tempel isinya.")
    try:
        text = as_text(data) if data else text
        read = read_list(text)
    except NoList as why:
        raise Amiss("text" if text else "list", str(why)) from why
    if not read.posts and not read.bad:
        raise Amiss("text", "Tidak ada satu baris pun di bawah judul kolom.")
    return Looked(text, read)


async def _show(seat: Seat, sheet: Sheet | None = None, looked: Looked | None = None) -> Response:
    directory = seat.in_force.directory
    changes = differences(directory, looked.read.posts) if looked else []
    is_bad = looked is not None and bool(looked.read.bad)
    return await show(
        seat,
        "importing.html",
        "/atur/rt",
        422 if sheet or is_bad else 200,
        sheet=sheet or Sheet({"text": looked.text if looked else "", "list": "", "seen": str(directory.revision)}),
        read=looked.read if looked else None,
        changes=changes[:MOST_SHOWN],
        count=len(changes),
        columns=tuple(COLUMNS.values()),
    )


def _as_list(directory: Directory) -> str:
    written = StringIO()
    rows = csv.writer(written, delimiter=";", lineterminator="\r\n")
    rows.writerow(COLUMNS.values())
    posts = [(f"{post.rt.rt:03}", f"{post.rt.rw:03}", post.chair) for post in directory.rts]
    for rt, rw, chair in (*posts, *(("", f"{post.rw:03}", post.chair) for post in directory.rws)):
        rows.writerow((rt, rw, *((chair.name, chair.honorific, shown_phone(chair.phone)) if chair else ("", "", ""))))
    return "\ufeff" + written.getvalue()


def _download(text: str, name: str) -> Response:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text.encode(), media_type="text/csv; charset=utf-8", headers=disposition)
