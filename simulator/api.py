"""The JSON API by which tests and scripts use the phones. `phone_client.py` speaks it."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, File, Form, HTTPException, Request, Response, UploadFile
from pydantic import BaseModel

from simulator import ids
from simulator.account import Account
from simulator.acts import NewPhone, PhoneChange, Said
from simulator.bubble import Bubble
from simulator.carrier import Carrier
from simulator.faults import Fault, Trouble
from simulator.handset import Handset, Upload
from simulator.phone import Phone
from simulator.world import NumberTaken

api = APIRouter(prefix="/api", tags=["phones"])


class PhoneView(BaseModel):
    number: str
    name: str
    note: str
    user_id: str
    hidden: bool
    window_open: bool
    unread: int


def carrier_of(request: Request) -> Carrier:
    return request.app.state.carrier


Network = Annotated[Carrier, Depends(carrier_of)]


def handset_of(number: str, network: Network) -> Handset:
    """The phone named in the path; `0812…` is as good as `62812…`."""
    try:
        handset = Handset(network, ids.wa_id(number))
    except ids.NotAPhone:
        raise HTTPException(422, f"{number!r} is not a phone number") from None
    network.world.phone(handset.number)
    return handset


Hand = Annotated[Handset, Depends(handset_of)]


@api.get("/phones")
async def phones(network: Network) -> list[PhoneView]:
    return [view(network, phone) for phone in network.world.phones()]


@api.post("/phones", status_code=201)
async def add_phone(new: NewPhone, network: Network) -> PhoneView:
    try:
        phone = Phone(number=ids.wa_id(new.phone), name=new.name, note=new.note)
    except ids.NotAPhone:
        raise HTTPException(422, f"{new.phone!r} is not a phone number") from None
    return view(network, network.world.keep_phone(phone))


@api.patch("/phones")
async def change_all_phones(change: PhoneChange, network: Network) -> list[PhoneView]:
    """The same for every phone; numbers are changed one by one."""
    if change.number is not None:
        raise HTTPException(422, "A number is one phone's: change it at /api/phones/{number}")
    for phone in network.world.phones():
        _change(Handset(network, phone.number), change)
    return await phones(network)


@api.patch("/phones/{number}")
async def change_phone(change: PhoneChange, hand: Hand, network: Network) -> PhoneView:
    _change(hand, change)
    if change.number is None:
        return view(network, hand.phone)
    return view(network, renumbered(hand, change.number))


def _change(hand: Handset, change: PhoneChange) -> None:
    if change.hidden is not None:
        hand.hides_number(hidden=change.hidden)
    if change.window_open is False:
        hand.closes_window()
    if change.new_user_id:
        hand.changes_user_id()


@api.delete("/phones/{number}", status_code=204)
async def forget_phone(hand: Hand, network: Network) -> None:
    network.world.forget_phone(hand.number)


@api.get("/phones/{number}/messages")
async def chat(hand: Hand, network: Network, after: int = 0) -> list[Bubble]:
    """Oldest first, those whose `seq` is greater than `after`."""
    return [bubble for bubble in network.world.chat(hand.number) if bubble.seq > after]


@api.post("/phones/{number}/messages", status_code=201)
async def say(said: Said, hand: Hand) -> Bubble | None:
    """The message that is new or changed; what is no message makes none."""
    return said.done_by(hand)


@api.post("/phones/{number}/files", status_code=201)
async def send_files(
    hand: Hand,
    files: Annotated[list[UploadFile], File()],
    caption: Annotated[str, Form()] = "",
    quote: Annotated[str | None, Form()] = None,
    kind: Annotated[Literal["by_type", "document", "voice"], Form()] = "by_type",
) -> list[Bubble]:
    """Send files as their types say, all of them as documents, or one as a voice note."""
    uploads = [await upload_of(file) for file in files]
    if kind == "voice":
        return [hand.speaks(upload) for upload in uploads]
    return hand.sends(uploads, caption, quote, as_documents=kind == "document")


@api.post("/phones/{number}/read", status_code=204)
async def read(hand: Hand) -> None:
    hand.reads()


@api.get("/media/{media_id}")
async def media(media_id: str, network: Network) -> Response:
    known, data = network.world.media(media_id), network.world.store.data(media_id)
    if known is None or data is None:
        raise HTTPException(404, "no such media")
    return Response(data, media_type=known.mime_type)


@api.get("/faults")
async def faults(network: Network) -> list[Fault]:
    return list(network.world.faults)


@api.put("/faults", status_code=204)
async def put_fault(fault: Fault, network: Network) -> None:
    network.world.faults.put(fault)


@api.delete("/faults", status_code=204)
async def clear_faults(network: Network, trouble: Trouble | None = None, phone: str | None = None) -> None:
    """One trouble of one phone or of all; without `trouble` everything."""
    network.world.faults.clear(trouble, phone)


@api.get("/account")
async def account(network: Network) -> Account:
    return network.world.account


@api.patch("/account")
async def judge_account(change: Account, network: Network) -> Account:
    """From now on Meta sees the account so; the office is told what Meta would tell it."""
    network.judge(network.world.account.changed(change))
    return network.world.account


@api.get("/webhooks")
async def webhooks(network: Network) -> dict[str, Any]:
    """How many webhooks are on their way, and in how many seconds the next one goes."""
    return {"waiting": network.postman.waiting(), "next_in": network.postman.next_in()}


@api.post("/reset", status_code=204)
async def reset(network: Network) -> None:
    """As if the simulator were started for the first time."""
    network.postman.forget()
    network.world.reset()


def renumbered(hand: Handset, written: str) -> Phone:
    """The phone with a new number as people write it. Raises 422 when it is none, 409 when it is somebody's."""
    try:
        return hand.changes_number(ids.wa_id(written))
    except ids.NotAPhone:
        raise HTTPException(422, f"{written!r} is not a phone number") from None
    except NumberTaken:
        raise HTTPException(409, f"{written!r} is somebody else's number") from None


async def upload_of(file: UploadFile) -> Upload:
    return Upload(await file.read(), file.content_type or "application/octet-stream", file.filename)


def view(network: Carrier, phone: Phone) -> PhoneView:
    return PhoneView(
        number=phone.number,
        name=phone.name,
        note=phone.note,
        user_id=phone.user_id,
        hidden=phone.hidden,
        window_open=phone.window_is_open(network.world.clock()),
        unread=len(network.world.unread(phone.number)),
    )
