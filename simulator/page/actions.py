"""What is done on the phones page, by plain forms; a page with scripts says so by `X-Live` and gets no redirect."""

import asyncio
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, HTTPException, Request, Response, UploadFile
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from simulator import ids
from simulator.account import Account, NumberStatus, Quality, TemplateStatus
from simulator.api import Hand, Network, renumbered
from simulator.faults import Fault, Trouble
from simulator.handset import Upload
from simulator.page.photos import as_a_phone_sends
from simulator.phone import Phone
from simulator.samples import SAMPLES, photo
from simulator.samples.quick import NEIGHBOUR, OFFICE, sticker, voice_note

actions = APIRouter(include_in_schema=False)

Text = Annotated[str, Form()]
Quick = Literal["voice", "sticker", "location", "contact", "unsupported", "new", "group", "call"]
Change = Literal["close", "hide", "show", "user_id", "number", "echo", "empty", "forget"]


class Judgement(BaseModel):
    """The form by which Meta's opinion is changed. `template` may be empty."""

    status: NumberStatus
    quality_rating: Quality
    template: str = ""
    verdict: TemplateStatus = "APPROVED"

    def of(self, account: Account) -> Account:
        verdicts = {**account.templates, **({self.template: self.verdict} if self.template else {})}
        return account.model_copy(
            update={"status": self.status, "quality_rating": self.quality_rating, "templates": verdicts}
        )


@actions.post("/phones/{number}/say")
async def say(
    *,
    request: Request,
    hand: Hand,
    text: Text = "",
    quote: Text = "",
    changing: Text = "",
    files: list[UploadFile] | None = None,
) -> Response:
    """A text, files with the text as their caption, or the new words of a message that was sent before."""
    chosen = [file for file in files or () if file.filename]
    if changing:
        hand.edits(changing, text.strip().replace("\r\n", "\n"))
    elif chosen:
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
        case "new":
            hand.sends_something_new()
        case "group":
            hand.writes_in_a_group("Selamat pagi semua")
        case "call":
            hand.calls()
    return back(request, hand.number)


@actions.post("/phones/{number}/react")
async def react(request: Request, hand: Hand, message: Text, emoji: Text = "") -> Response:
    hand.reacts(message, emoji or None)
    return back(request, hand.number)


@actions.post("/phones/{number}/delete")
async def delete(request: Request, hand: Hand, message: Text) -> Response:
    hand.deletes(message)
    return back(request, hand.number)


@actions.post("/phones/{number}/read")
async def read(request: Request, hand: Hand) -> Response:
    hand.reads()
    return back(request, hand.number)


@actions.post("/phones/{number}/change")
async def change(
    *, request: Request, hand: Hand, what: Annotated[Change, Form()], new_number: Text = "", words: Text = ""
) -> Response:
    """What happens to a phone. `new_number` for `number`, `words` for `echo`."""
    world, number = hand.carrier.world, hand.number
    match what:
        case "close":
            hand.closes_window()
        case "hide" | "show":
            hand.hides_number(hidden=what == "hide")
        case "user_id":
            hand.changes_user_id()
        case "number":
            number = renumbered(hand, new_number).number
        case "echo":
            hand.carrier.echo(hand.phone, words.strip() or "Silakan datang ke kantor.")
        case "empty":
            world.empty_chat(number)
        case "forget":
            world.forget_phone(number)
    return back(request, number)


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


@actions.post("/account")
async def judge(network: Network, request: Request, change: Annotated[Judgement, Form()]) -> Response:
    """What Meta thinks of the office from now on; it is told what Meta would tell it."""
    network.judge(change.of(network.world.account))
    return back(request, None)


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
