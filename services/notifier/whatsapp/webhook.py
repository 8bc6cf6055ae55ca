"""Where WhatsApp knocks. 200 only once everything it brought is kept; anything else makes it come again."""

import hmac
import json
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NoReturn
from uuid import UUID

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from services.notifier.whatsapp import limits
from services.notifier.whatsapp.split import Piece, split

log = structlog.get_logger()

#: Keeps all of them, or raises `Away`.
Keep = Callable[[Sequence[Piece]], Awaitable[None]]

LONGEST_CHALLENGE = 500  # characters
#: Half of a character beyond 16 bits: what is left where a name or a text was cut in the middle of an emoji.
_HALF = re.compile("[\ud800-\udfff]")
_MAY_BE_HALF = re.compile(rb"\\u[dD][89a-fA-F]")  # as JSON writes one; whole emojis, too


class Away(Exception):
    """What came cannot be kept now; WhatsApp shall bring it again."""


class Webhook:
    """`/whatsapp/webhook`: Meta's verification (GET), and what it tells (POST)."""

    def __init__(self, app_secret: str, verify_token: str, keep: Keep) -> None:
        self._secret, self._token, self._keep = app_secret.encode(), verify_token.encode(), keep

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self._answer(request)
        except HTTPException as refusal:
            response = Response(status_code=refusal.status_code, headers=refusal.headers)
        except ClientDisconnect:
            return  # in the midst of its body; it will come again
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        match request.method:
            case "POST":
                await self._hear(request)
                return Response()
            case "GET":
                return self._verify(request)
            case _:
                raise HTTPException(405, headers={"Allow": "GET, POST"})

    def _verify(self, request: Request) -> Response:
        asked = request.query_params
        token, challenge = asked.get("hub.verify_token", ""), asked.get("hub.challenge", "")
        if asked.get("hub.mode") != "subscribe" or not hmac.compare_digest(token.encode(), self._token):
            raise HTTPException(403)
        if len(challenge) > LONGEST_CHALLENGE:
            raise HTTPException(400)
        return PlainTextResponse(challenge)

    async def _hear(self, request: Request) -> None:
        body = await _body(request)
        if not is_genuine(body, request.headers.get("x-hub-signature-256", ""), self._secret):
            raise HTTPException(401)
        try:
            await self._keep(list(split(_json(body), self._line)))
        except Away as reason:
            log.warning("webhook_not_kept", reason=str(reason))
            raise HTTPException(503) from None

    def _line(self, sender: str) -> UUID:
        """Keyed, because a bare digest of a phone number is found by trying them all."""
        return UUID(bytes=hmac.digest(self._secret, sender.encode(), "sha256")[:16])


def is_genuine(body: bytes, signature: str, secret: bytes) -> bool:
    """Whether `signature` (`sha256=` and the HMAC in hexadecimal) is the sender's over the raw bytes."""
    expected = "sha256=" + hmac.digest(secret, body, "sha256").hex()
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
    """Raises 400. JSON may hold half a character, UTF-8 cannot: it becomes `�`, and nothing is lost for it."""
    try:
        payload = json.loads(body.decode("utf-8-sig", errors="replace"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise HTTPException(400) from None
    if not _MAY_BE_HALF.search(body):
        return payload
    written, halves = _HALF.subn("\ufffd", json.dumps(payload, ensure_ascii=False))
    return json.loads(written) if halves else payload


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")
