"""Where WhatsApp knocks. 200 only once everything it brought is kept; anything else makes it come again."""

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated, Any, NoReturn
from uuid import UUID

import structlog
from fastapi import APIRouter, HTTPException, Query, Request, Response

from services.notifier.whatsapp import limits
from services.notifier.whatsapp.split import Piece, split

log = structlog.get_logger()

#: Keeps all of them, or raises `Away`.
Keep = Callable[[Sequence[Piece]], Awaitable[None]]


class Away(Exception):
    """What came cannot be kept now; WhatsApp shall bring it again."""


def webhook(app_secret: str, verify_token: str, keep: Keep) -> APIRouter:
    """The two routes of `/whatsapp/webhook`: Meta's verification (GET), and what it tells (POST)."""
    router = APIRouter()
    secret = app_secret.encode()

    @router.get("/whatsapp/webhook")
    async def verify(
        mode: Annotated[str, Query(alias="hub.mode")] = "",
        token: Annotated[str, Query(alias="hub.verify_token")] = "",
        challenge: Annotated[str, Query(alias="hub.challenge", max_length=500)] = "",
    ) -> Response:
        if mode != "subscribe" or not hmac.compare_digest(token.encode(), verify_token.encode()):
            raise HTTPException(403)
        return Response(challenge, media_type="text/plain")

    @router.post("/whatsapp/webhook")
    async def receive(request: Request) -> Response:
        body = await _body(request)
        if not is_genuine(body, request.headers.get("x-hub-signature-256", ""), secret):
            raise HTTPException(401)
        try:
            await keep(list(split(_json(body), lambda sender: _line(sender, secret))))
        except Away as reason:
            log.warning("webhook_not_kept", reason=str(reason))
            raise HTTPException(503) from None
        return Response()

    return router


def is_genuine(body: bytes, signature: str, secret: bytes) -> bool:
    """Whether `signature` (`sha256=` and the HMAC in hexadecimal) is the sender's over the raw bytes."""
    expected = "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(signature.encode(), expected.encode())


async def _body(request: Request) -> bytes:
    """The raw bytes. Raises 413 as soon as there are too many, without reading on."""
    length = request.headers.get("content-length", "0")
    if length.isdigit() and int(length) > limits.WEBHOOK_BYTES:
        raise HTTPException(413)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limits.WEBHOOK_BYTES:
            raise HTTPException(413)
    return bytes(body)


def _json(body: bytes) -> Any:
    try:
        return json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise HTTPException(400) from None


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")


def _line(sender: str, secret: bytes) -> UUID:
    """Keyed, because a bare digest of a phone number is found by trying them all."""
    return UUID(bytes=hmac.digest(secret, sender.encode(), "sha256")[:16])
