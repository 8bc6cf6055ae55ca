"""What is done on the phones page, by plain forms; a page with scripts says so by `X-Live` and gets no redirect."""

import asyncio
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, HTTPException, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from simulator import ids
from simulator.api import Hand, Network
from simulator.faults import Fault, Trouble
from simulator.handset import Upload
from simulator.page.photos import as_a_phone_sends
from simulator.phone import Phone
from simulator.samples import SAMPLES, photo
from simulator.samples.quick import NEIGHBOUR, OFFICE, sticker, voice_note

actions = APIRouter(include_in_schema=False)

Text = Annotated[str, Form()]
Quick = Literal["voice", "sticker", "location", "contact", "unsupported"]


@actions.post("/phones/{number}/say")
async def say(
    request: Request, hand: Hand, text: Text = "", quote: Text = "", files: list[UploadFile] | None = None
) -> Response:
    """A text, or files with the text as their caption."""
    chosen = [file for file in files or () if file.filename]
    if chosen:
        uploads = [await _upload(file) for file in chosen]
        hand.sends(uploads, text.strip(), quote or None)
    elif text.strip():
        hand.writes(text.strip().replace("\r\n", "\n"), quote or None)
    return back(request, hand.number)


@actions.post("/phones/{number}/tap")
async def tap(request: Request, hand: Hand, message: Text, choice: Text) -> Response:
    hand.taps(choice, message)
    return back(request, hand.number)


@actions.post("/phones/{number}/sample")
async def send_sample(request: Request, hand: Hand, sample: Text) -> Response:
    if sample not in SAMPLES:
        raise HTTPException(404, "no such sample")
    data = await asyncio.to_thread(photo, sample)
    hand.sends([Upload(data, "image/jpeg", SAMPLES[sample].filename)])
    return back(request, hand.number)


@actions.post("/phones/{number}/quick")
async def send_quickly(request: Request, hand: Hand, kind: Annotated[Quick, Form()]) -> Response:
    match kind:
        case "voice":
            hand.speaks(Upload(voice_note(), "audio/ogg; codecs=opus"))
        case "sticker":
            hand.sends([Upload(sticker(), "image/webp")])
        case "location":
            hand.shows_place(OFFICE)
        case "contact":
            hand.shares(NEIGHBOUR)
        case "unsupported":
            hand.sends_something_unsupported()
    return back(request, hand.number)


@actions.post("/phones/{number}/react")
async def react(request: Request, hand: Hand, message: Text, emoji: Text = "") -> Response:
    hand.reacts(message, emoji or None)
    return back(request, hand.number)


@actions.post("/phones/{number}/read")
async def read(request: Request, hand: Hand) -> Response:
    hand.reads()
    return back(request, hand.number)


@actions.post("/phones/{number}/change")
async def change(
    request: Request, hand: Hand, what: Annotated[Literal["close", "hide", "show", "empty", "forget"], Form()]
) -> Response:
    world = hand.carrier.world
    match what:
        case "close":
            hand.closes_window()
        case "hide" | "show":
            hand.hides_number(hidden=what == "hide")
        case "empty":
            world.empty_chat(hand.number)
        case "forget":
            world.forget_phone(hand.number)
    return back(request, hand.number)


@actions.post("/phones")
async def add(request: Request, network: Network, phone: Text, name: Text, note: Text = "") -> Response:
    try:
        new = Phone(number=ids.wa_id(phone), name=name.strip() or "Tanpa nama", note=note.strip())
    except ids.NotAPhone:
        raise HTTPException(422, "Nomor telepon tidak dikenali. Contoh: 0812 7100 1234.") from None
    network.world.keep_phone(new)
    return RedirectResponse(f"/#telepon-{new.number}", 303)


@actions.post("/faults")
async def set_faults(
    request: Request, network: Network, scope: Text = "", troubles: Annotated[list[Trouble] | None, Form()] = None
) -> Response:
    """Exactly these troubles stand for this phone, or for all when `scope` is empty."""
    faults, phone = network.world.faults, scope or None
    for trouble in Trouble:
        standing = any(fault.trouble is trouble and fault.phone == phone for fault in faults)
        if trouble in (troubles or ()):
            if not standing:
                faults.put(Fault(trouble=trouble, phone=phone))
        elif standing:
            faults.clear(trouble, phone)
    return back(request, None, gangguan=scope)


@actions.post("/reset")
async def reset(request: Request, network: Network) -> Response:
    network.postman.forget()
    network.world.reset()
    return back(request, None)


def back(request: Request, number: str | None, **query: str) -> Response:
    """Where the form was sent from; nothing when a script sent it."""
    if request.headers.get("X-Live"):
        return Response(status_code=204)
    kept = {name: value for name, value in query.items() if value}
    address = "/" + (f"?{urlencode(kept)}" if kept else "") + (f"#telepon-{number}" if number else "")
    return RedirectResponse(address, 303)


async def _upload(file: UploadFile) -> Upload:
    data = await file.read()
    return await asyncio.to_thread(as_a_phone_sends, data, file.content_type or "", file.filename)
