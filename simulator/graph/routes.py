"""Meta's Graph API as an office uses it. Every version is answered alike: `/v26.0/…`, `/v23.0/…`."""

import asyncio
import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse
from starlette.background import BackgroundTask
from starlette.convertors import Convertor, register_url_convertor
from starlette.datastructures import UploadFile

from simulator.carrier import Carrier
from simulator.faults import Trouble
from simulator.graph import bodies
from simulator.graph.content import has_run_out
from simulator.graph.errors import GraphError
from simulator.graph.reading import read
from simulator.media import LIMITS, Links, plain
from simulator.store import Media

#: Where the links to media lead.
ATTACHMENTS = "/whatsapp_business/attachments/"


class Version(Convertor[str]):
    regex = r"v\d+\.\d+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("version", Version())


def carrier_of(request: Request) -> Carrier:
    return request.app.state.carrier


Network = Annotated[Carrier, Depends(carrier_of)]


def check_token(request: Request, network: Network) -> None:
    """Raises `GraphError` 190 without the office's own access token."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secrets.compare_digest(token.encode(), network.office.access_token.encode()):
        raise GraphError.of(190)


graph = APIRouter(dependencies=[Depends(check_token)], include_in_schema=False)


def own_number(phone_number_id: str, network: Network) -> None:
    if phone_number_id != network.office.phone_number_id:
        raise GraphError.no_such_object(phone_number_id, "post")


@graph.post("/{version:version}/{phone_number_id}/messages", dependencies=[Depends(own_number)])
async def messages(request: Request, network: Network) -> Response:
    message = read(await request.body())
    if isinstance(message, bodies.MarkAsRead):
        network.mark_as_read(message)
        return JSONResponse({"success": True})
    accepted = network.accept(message)
    if lost := network.world.faults.strikes(Trouble.ANSWER_LOST, accepted.recipient.key):
        network.report(accepted)
        await asyncio.sleep(lost.seconds)
        return Response(status_code=504)
    answer = accepted.answer(paced=isinstance(message, bodies.TemplateMessage))
    return JSONResponse(answer, background=BackgroundTask(_after_the_answer, network, accepted))


async def _after_the_answer(network: Carrier, accepted: Any) -> None:
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
    limit = LIMITS.get(mime_type)
    if limit is None:
        raise GraphError.of(
            100,
            f"Param file must be a file with one of the following types: {', '.join(LIMITS)}. "
            f"Received file of type '{mime_type}'.",
        )
    data = await file.read(limit + 1)
    if len(data) > limit:
        raise GraphError.of(
            131053, f"File of type {mime_type} is too big. Max file size we currently support: {limit} bytes."
        )
    return data


@graph.get("/{version:version}/{node}")
async def node(node: str, request: Request, network: Network) -> dict[str, Any]:
    office = network.office
    if node == office.phone_number_id:
        return _number(network, request.query_params.get("fields"))
    if node == office.waba_id:
        return {"id": office.waba_id, "name": office.name, "currency": "IDR", "timezone_id": "66"}
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
    return Response(data, media_type=media.mime_type)


@graph.get("/{version:version}/{waba_id}/message_templates")
async def message_templates(waba_id: str, network: Network, name: str | None = None) -> dict[str, Any]:
    if waba_id != network.office.waba_id:
        raise GraphError.no_such_object(waba_id)
    listed = [template.as_answer() for template in network.templates.all() if name in (None, template.name)]
    return {"data": listed, "paging": {"cursors": {"before": "MAZDZD", "after": "MjQZD"}}}


@graph.get("/{version:version}/{waba_id}/phone_numbers")
async def phone_numbers(waba_id: str, network: Network) -> dict[str, Any]:
    if waba_id != network.office.waba_id:
        raise GraphError.no_such_object(waba_id)
    return {"data": [_number(network, None)], "paging": {"cursors": {"before": "MAZDZD", "after": "MjQZD"}}}


@graph.api_route("/{version:version}/{rest:path}", methods=["GET", "POST", "PUT", "DELETE"])
async def unknown(rest: str) -> None:
    raise GraphError.of(2500, f"/{rest}")


def _number(network: Carrier, fields: str | None) -> dict[str, Any]:
    """The number with Meta's default fields, or the id and the fields that are asked for."""
    office = network.office
    everything = {
        "verified_name": office.name,
        "code_verification_status": "VERIFIED",
        "display_phone_number": f"+{office.phone}",
        "quality_rating": "GREEN",
        "name_status": "APPROVED",
        "status": "CONNECTED",
        "throughput": {"level": "STANDARD"},
    }
    asked = fields.split(",") if fields else ["verified_name", "display_phone_number", "quality_rating"]
    return {name: everything[name] for name in asked if name in everything} | {"id": office.phone_number_id}


def _living_media(network: Carrier, media_id: str, method: str = "get") -> Media:
    media = network.world.media(media_id)
    if media is None or has_run_out(media, network.world.clock()):
        raise GraphError.no_such_object(media_id, method)
    return media
