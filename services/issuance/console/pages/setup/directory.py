"""Who chairs which RT and RW, one by one."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from services.issuance import chairs, directory_edits
from services.issuance.chairs import ChairOnWhatsApp
from services.issuance.console.looks import Seat, TakenSeat
from services.issuance.console.pages.setup.sheets import SeenForm, Sheet, Shown, saved, show, tried
from services.issuance.console.views.posts import by_rw, on_whatsapp, shown_phone, tally
from services.issuance.directory_edits import Post, name_of
from services.issuance.edits import the_set_up
from services.issuance.typed_post import TypedPost
from shared.contracts.catalogue import RtPost
from shared.contracts.verification import post_id
from shared.indonesian import full_moment
from shared.messaging import Want

pages = APIRouter(prefix="/atur")
HERE = "/atur/rt"
BLANK = {"rt": "", "rw": "", "name": "", "honorific": "", "phone": ""}


class PostForm(SeenForm, TypedPost):
    """An RT or RW and its chair, as the forms of this page send them."""


@pages.get("/rt")
async def directory(seat: TakenSeat, tersimpan: bool = False) -> Response:
    return await _list(seat, kept=tersimpan)


@pages.post("/rt")
async def add_post(request: Request, seat: TakenSeat) -> Response:
    async def add(typed: Shown) -> None:
        form = PostForm.read(typed)
        code, edit = seat.counter.office, form.edit(seat)
        await seat.counter.door.run(
            the_set_up(code), lambda desk: directory_edits.add_post(desk, code, form.post, edit)
        )

    sheet = await tried(await request.form(), add)
    return await _list(seat, sheet) if sheet else saved(HERE)


@pages.get("/rt/{rw:int}")
async def rw_page(rw: int, seat: TakenSeat) -> Response:
    return await _show(seat, _found(seat, rw, None))


@pages.get("/rt/{rw:int}/{rt:int}")
async def rt_page(rw: int, rt: int, seat: TakenSeat) -> Response:
    return await _show(seat, _found(seat, rw, rt))


@pages.post("/rt/{rw:int}/simpan")
async def save_rw(rw: int, request: Request, seat: TakenSeat) -> Response:
    return await _save(_found(seat, rw, None), request, seat)


@pages.post("/rt/{rw:int}/{rt:int}/simpan")
async def save_rt(rw: int, rt: int, request: Request, seat: TakenSeat) -> Response:
    return await _save(_found(seat, rw, rt), request, seat)


@pages.post("/rt/{rw:int}/hapus")
async def remove_rw(rw: int, request: Request, seat: TakenSeat) -> Response:
    return await _remove(_found(seat, rw, None), request, seat)


@pages.post("/rt/{rw:int}/{rt:int}/hapus")
async def remove_rt(rw: int, rt: int, request: Request, seat: TakenSeat) -> Response:
    return await _remove(_found(seat, rw, rt), request, seat)


@pages.post("/rt/{rw:int}/undang")
async def invite_rw(rw: int, request: Request, seat: TakenSeat) -> Response:
    return await _invite(_found(seat, rw, None), request, seat)


@pages.post("/rt/{rw:int}/{rt:int}/undang")
async def invite_rt(rw: int, rt: int, request: Request, seat: TakenSeat) -> Response:
    return await _invite(_found(seat, rw, rt), request, seat)


@pages.post("/rt/{rw:int}/lepas")
async def unbind_rw(rw: int, request: Request, seat: TakenSeat) -> Response:
    return await _unbind(_found(seat, rw, None), request, seat)


@pages.post("/rt/{rw:int}/{rt:int}/lepas")
async def unbind_rt(rw: int, rt: int, request: Request, seat: TakenSeat) -> Response:
    return await _unbind(_found(seat, rw, rt), request, seat)


async def _invite(post: Post, request: Request, seat: Seat) -> Response:
    """The code is shown this once: it is kept nowhere but as its hash, by verification."""
    code = chairs.new_code()

    async def invite(typed: Shown) -> datetime:
        office, edit = seat.counter.office, SeenForm.read(typed).edit(seat)
        known = Want(ChairOnWhatsApp, post_id(office, name_of(post)))
        return await seat.counter.door.run([known], lambda desk: chairs.invite(desk, office, post, code, edit))

    done = await tried(await request.form(), invite)
    invitation = None if isinstance(done, Sheet) else (code, full_moment(done, seat.in_force.zone))
    return await _show(seat, post, invitation=invitation)


async def _unbind(post: Post, request: Request, seat: Seat) -> Response:
    async def unbind(typed: Shown) -> None:
        office, edit = seat.counter.office, SeenForm.read(typed).edit(seat)
        await seat.counter.door.run((), lambda desk: chairs.unbind(desk, office, post, edit))

    await tried(await request.form(), unbind)
    return saved(HERE)


async def _save(post: Post, request: Request, seat: Seat) -> Response:
    async def save(typed: Shown) -> None:
        form = PostForm.read({**typed, **_numbers(post)})
        code, edit = seat.counter.office, form.edit(seat)
        await seat.counter.door.run(
            the_set_up(code), lambda desk: directory_edits.set_post(desk, code, form.post, edit)
        )

    sheet = await tried(await request.form(), save)
    return await _show(seat, post, sheet) if sheet else saved(HERE)


async def _remove(post: Post, request: Request, seat: Seat) -> Response:
    async def remove(typed: Shown) -> None:
        code, edit = seat.counter.office, SeenForm.read(typed).edit(seat)
        await seat.counter.door.run(the_set_up(code), lambda desk: directory_edits.remove_post(desk, code, post, edit))

    sheet = await tried(await request.form(), remove)
    return await _show(seat, post, Sheet(_as_typed(post), sheet.faults)) if sheet else saved(HERE)


def _found(seat: Seat, rw: int, rt: int | None) -> Post:
    directory = seat.in_force.directory
    if rt is None:
        post = next((it for it in directory.rws if it.rw == rw), None)
    else:
        post = next((it for it in directory.rts if (it.rt.rw, it.rt.rt) == (rw, rt)), None)
    if post is None:
        raise HTTPException(404)
    return post


def _numbers(post: Post) -> dict[str, str]:
    if isinstance(post, RtPost):
        return {"rt": f"{post.rt.rt:03}", "rw": f"{post.rt.rw:03}"}
    return {"rt": "", "rw": f"{post.rw:03}"}


def _as_typed(post: Post) -> dict[str, str]:
    chair = post.chair
    named = {"name": chair.name, "honorific": chair.honorific, "phone": shown_phone(chair.phone)} if chair else {}
    return {**BLANK, **named, **_numbers(post)}


def _seen(seat: Seat) -> dict[str, str]:
    return {"seen": str(seat.in_force.directory.revision)}


async def _list(seat: Seat, adding: Sheet | None = None, **what: Any) -> Response:
    directory = seat.in_force.directory
    known = {chair.post: chair for chair in await seat.counter.read(ChairOnWhatsApp)}
    return await show(
        seat,
        "directory.html",
        HERE,
        422 if adding else 200,
        groups=by_rw(directory, known, seat.now),
        tally=tally(directory),
        adding=adding or Sheet(BLANK | _seen(seat)),
        saved=what.get("kept", False),
    )


async def _show(
    seat: Seat, post: Post, sheet: Sheet | None = None, *, invitation: tuple[str, str] | None = None
) -> Response:
    known = await seat.counter.find(ChairOnWhatsApp, post_id(seat.counter.office, name_of(post)))
    return await show(
        seat,
        "post.html",
        HERE,
        422 if sheet else 200,
        name=name_of(post),
        where=f"{HERE}/{post.rt.rw}/{post.rt.rt}" if isinstance(post, RtPost) else f"{HERE}/{post.rw}",
        is_rt=isinstance(post, RtPost),
        sheet=sheet or Sheet(_as_typed(post) | _seen(seat)),
        version=seat.in_force.directory.revision,
        whatsapp=on_whatsapp(post, known, seat.now, seat.zone),
        invitation=invitation,
    )
