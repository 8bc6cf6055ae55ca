"""Messages and media of Meta's Graph API, as an office uses it."""

import asyncio
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse
from starlette.background import BackgroundTask
from starlette.datastructures import UploadFile

from simulator.carrier import Accepted, Carrier
from simulator.faults import Trouble
from simulator.graph import bodies
from simulator.graph.account import USUAL_FIELDS, about_account, about_number
from simulator.graph.content import has_run_out
from simulator.graph.doors import Kept, Network, check_token, own_number
from simulator.graph.errors import GraphError
from simulator.graph.reading import read
from simulator.media import LIMITS, Links, limit_of, plain
from simulator.store import Media

#: Where the links to media lead.
ATTACHMENTS = "/whatsapp_business/attachments/"


graph = APIRouter(dependencies=[Depends(check_token)], include_in_schema=False)


@graph.post("/{version:version}/{phone_number_id}/messages", dependencies=[Depends(own_number)])
async def messages(request: Request, network: Network, record: Kept) -> Response:
    body = await request.body()
    message = read(body)
    record.add(body)
    if isinstance(message, bodies.MarkAsRead):
        network.mark_as_read(message)
        return JSONResponse({"success": True})
    key, faults = network.recipient(message).key, network.world.faults
    if slow := faults.strikes(Trouble.SLOW, key):
        await asyncio.sleep(slow.takes)
    if lost := faults.strikes(Trouble.TIMEOUT_BEFORE, key):
        await asyncio.sleep(lost.takes)
        return Response(status_code=504)
    return await _accept(message, key, network)


async def _accept(message: bodies.Outgoing, key: str, network: Carrier) -> Response:
    """Accept it and answer so, or in another way, or not in time."""
    accepted, faults = network.accept(message), network.world.faults
    if lost := faults.strikes(Trouble.ANSWER_LOST, key):
        network.report(accepted)
        await asyncio.sleep(lost.takes)
        return Response(status_code=504)
    answer = accepted.answer(paced=isinstance(message, bodies.TemplateMessage))
    if faults.strikes(Trouble.STATUS_FIRST, key):
        network.report(accepted)
        await network.postman.quiet(key)
        return JSONResponse(answer)
    report = BackgroundTask(_report, network, accepted)
    if faults.strikes(Trouble.ERROR_AFTER, key):
        unknown = GraphError.of(131000)
        return JSONResponse(unknown.as_answer(), unknown.http, background=report)
    return JSONResponse(answer, background=report)


async def _report(network: Carrier, accepted: Accepted) -> None:
    network.report(accepted)


@graph.post("/{version:version}/{phone_number_id}/media", dependencies=[Depends(own_number)])
async def upload(request: Request, network: Network) -> dict[str, str]:
    async with request.form(max_files=1) as form:
        file = form.get("file")
        if form.get("messaging_product") != "whatsapp":
            raise GraphError.of(100, "The parameter messaging_product is required.")
        if not isinstance(file, UploadFile):
            raise GraphError.of(100, "The parameter file is required.")
        mime_type = str(form.get("type") or file.content_type or "application/octet-stream")
        data = await _read_within_limit(file, plain(mime_type))
        return {"id": network.world.keep_media(data, plain(mime_type), file.filename, sender=None).id}


async def _read_within_limit(file: UploadFile, mime_type: str) -> bytes:
    """Raises `GraphError` 100 for a type that WhatsApp does not take, 131053 for too many bytes."""
    begins = await file.read(32)
    limit = limit_of(mime_type, begins)
    if limit is None:
        raise GraphError.of(
            100,
            f"Param file must be a file with one of the following types: {', '.join(LIMITS)}. "
            f"Received file of type '{mime_type}'.",
        )
    data = begins + await file.read(limit + 1)
    if len(data) > limit:
        raise GraphError.of(
            131053, f"File of type {mime_type} is too big. Max file size we currently support: {limit} bytes."
        )
    return data


@graph.get("/{version:version}/{node}")
async def node(node: str, request: Request, network: Network) -> dict[str, Any]:
    office = network.office
    if node == office.phone_number_id:
        return about_number(network, request.query_params.get("fields") or USUAL_FIELDS)
    if node == office.waba_id:
        return about_account(network)
    media = _living_media(network, node)
    links = Links(office.app_secret)
    return {
        "messaging_product": "whatsapp",
        "url": f"{str(request.base_url).rstrip('/')}{ATTACHMENTS}?{links.query(node, network.world.clock())}",
        "mime_type": media.mime_type,
        "sha256": media.sha256,
        "file_size": str(media.size),
        "id": media.id,
    }


@graph.delete("/{version:version}/{node}")
async def delete(node: str, network: Network) -> dict[str, bool]:
    _living_media(network, node, "delete")
    network.world.drop_media(node)
    return {"success": True}


@graph.get(ATTACHMENTS)
async def attachment(mid: str, ext: str, hash: str, network: Network) -> Response:  # noqa: A002 - Meta's name
    world = network.world
    media, data = world.media(mid), world.store.data(mid)
    known = ext.isdigit() and Links(network.office.app_secret).opens(mid, ext, hash, world.clock())
    if media is None or data is None or not known:
        return Response(status_code=404)
    if media.sender and world.faults.strikes(Trouble.MEDIA_GONE, media.sender):
        return Response(status_code=404)
    if media.sender and world.faults.strikes(Trouble.MEDIA_DAMAGED, media.sender):
        data = data[: len(data) // 2]
    return Response(data, media_type=media.mime_type)


@graph.api_route("/{version:version}/{rest:path}", methods=["GET", "POST", "PUT", "DELETE"])
async def unknown(rest: str) -> None:
    raise GraphError.of(2500, f"/{rest}")


def _living_media(network: Carrier, media_id: str, method: str = "get") -> Media:
    media = network.world.media(media_id)
    world = network.world
    if media is None or has_run_out(media, world.clock()):
        raise GraphError.no_such_object(media_id, method)
    if media.sender and world.faults.strikes(Trouble.MEDIA_EXPIRED, media.sender):
        raise GraphError.no_such_object(media_id, method)
    return media
