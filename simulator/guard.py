"""At the door: no other site acts here through a visitor's browser, and no page of ours loads from elsewhere."""

import re
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Only files of ours: no script, style or picture from elsewhere, none written into the page.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: What asks for the office's token, or tells nothing: whoever comes there may call us by any name.
BY_ANY_NAME = re.compile(r"/v\d+\.\d+/|/debug_token$|/whatsapp_business/|/health/")


class Guard:
    """Wraps the whole application. `host` is the address or name that it was told to listen on."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        headers = Headers(scope=scope)
        if not BY_ANY_NAME.match(scope["path"]) and not self._is_ours(headers.get("Host", "")):
            return await JSONResponse({"detail": "unknown host"}, 421)(scope, receive, send)
        if scope["method"] not in ("GET", "HEAD") and _comes_from_another_site(headers):
            return await JSONResponse({"detail": "cross-site request"}, 403)(scope, receive, send)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(MutableHeaders(scope=message))
            await send(message)

        return await self._app(scope, receive, send_guarded)

    def _is_ours(self, host: str) -> bool:
        """An address is; of the names only `localhost` and our own, since anybody can point a name of theirs here."""
        name = urlsplit(f"//{host}").hostname or ""
        with suppress(ValueError):
            return bool(ip_address(name))
        return name in ("localhost", self._host)


def _comes_from_another_site(headers: Headers) -> bool:
    origin = headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("Host")


def _add_headers(headers: MutableHeaders) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    if headers.get("Content-Type", "").startswith("text/html"):
        headers["Content-Security-Policy"] = POLICY
        headers["Cache-Control"] = "no-store"
