"""What every answer carries so that a browser does nothing but show it, and what is turned away unread."""

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: A photo is drawn smaller from an address that the browser makes up (`blob:`).
POLICY = (
    "default-src 'self'; style-src 'self'; img-src 'self' blob:; script-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
#: The address holds the token: it is told to no other site, kept by no cache and found by no search.
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}
KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}
MOST_BYTES = 100_000  # of a form of words
MOST_UPLOADED = 30_000_000  # of photos at a time


class Doorkeeper:
    """Sets the headers; turns away forms from elsewhere and forms without an end. `home` is the office's address."""

    def __init__(self, app: ASGIApp, home: str) -> None:
        self._app, self._home = app, urlsplit(home).netloc

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        request = Request(scope)
        is_static = "/static/" in request.url.path

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_kept = is_static and message["status"] == 200
                for name, value in (HEADERS | KEPT if is_kept else HEADERS).items():
                    headers[name] = value
            await send(message)

        if refusal := self._refusal(request):
            return await refusal(scope, receive, guarded)
        return await self._app(scope, receive, guarded)

    def _refusal(self, request: Request) -> Response | None:
        if request.method != "POST":
            return None
        if not self._is_from_here(request):
            return PlainTextResponse("Formulir ini tidak berasal dari halaman kelurahan.", 403)
        length = request.headers.get("content-length", "")
        most = MOST_UPLOADED if request.url.path.endswith("/unggah") else MOST_BYTES
        if length.isdecimal() and int(length) <= most:
            return None
        return PlainTextResponse("Berkasnya terlalu besar. Unggah satu per satu, atau foto lagi lebih kecil.", 413)

    def _is_from_here(self, request: Request) -> bool:
        """By what the browser says, as far as it says anything."""
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        origin = request.headers.get("origin")
        return origin is None or urlsplit(origin).netloc in (self._home, request.headers.get("host"))
