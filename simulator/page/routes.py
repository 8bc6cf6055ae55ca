"""What the phones page shows: the page itself, its parts, its live updates, and the files in the chats."""

import asyncio
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse
from sse_starlette import EventSourceResponse

from simulator.api import Network
from simulator.carrier import Carrier
from simulator.page import scene
from simulator.page.live import events
from simulator.page.render import render
from simulator.samples import SAMPLES, photo, thumbnail

page = APIRouter(include_in_schema=False)

#: What a browser may show by itself; everything else is only offered for saving.
SHOWN = {
    "image/jpeg",
    "image/png",
    "image/webp",
    "application/pdf",
    "audio/ogg",
    "audio/mpeg",
    "audio/mp4",
    "video/mp4",
}


@page.get("/")
async def phones(
    network: Network, balas: str | None = None, ubah: str | None = None, gangguan: str | None = None
) -> HTMLResponse:
    """`balas` is the message that is being answered, `ubah` changed, `gangguan` the phone whose faults are shown."""
    return HTMLResponse(
        render(
            "phones.html",
            network.world,
            office=network.office,
            now=network.world.clock(),
            panes=scene.panes(network.world, balas, ubah),
            **_faults(network, gangguan),
        )
    )


@page.get("/faults")
async def faults(network: Network, gangguan: str | None = None) -> HTMLResponse:
    return HTMLResponse(render("_faults.html", network.world, **_faults(network, gangguan)))


@page.get("/phones/{number}/write")
async def composer(number: str, network: Network, balas: str | None = None, ubah: str | None = None) -> HTMLResponse:
    """Where one writes, with the message that is being answered or changed above it."""
    pane = scene.pane(network.world, network.world.phone(number), balas, ubah)
    return HTMLResponse(render("_write.html", network.world, pane=pane))


@page.get("/events")
async def live(network: Network, request: Request) -> EventSourceResponse:
    return EventSourceResponse(events(network), ping=15)


@page.get("/media/{media_id}")
async def media(media_id: str, network: Network) -> Response:
    known, data = network.world.media(media_id), network.world.store.data(media_id)
    if known is None or data is None:
        raise HTTPException(404, "no such media")
    where = "inline" if known.mime_type.partition(";")[0] in SHOWN else "attachment"
    name = f"; filename*=UTF-8''{quote(known.filename)}" if known.filename else ""
    return Response(data, media_type=known.mime_type, headers={"Content-Disposition": where + name})


@page.get("/samples/{key}.jpg")
async def sample(key: str, besar: bool = False) -> Response:
    if key not in SAMPLES:
        raise HTTPException(404, "no such sample")
    data = await asyncio.to_thread(photo if besar else thumbnail, key)
    return Response(data, media_type="image/jpeg", headers={"Cache-Control": "max-age=86400"})


def _faults(network: Carrier, scope: str | None) -> dict[str, object]:
    known = {phone.number: phone.name for phone in network.world.phones()}
    chosen = scope if scope in known else None
    return {
        "account": network.world.account,
        "templates": network.judged_templates().all(),
        "scope": chosen,
        "names": known,
        "switches": list(scene.switches(network, chosen)),
    }
