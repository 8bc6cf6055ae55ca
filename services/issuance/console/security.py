"""What every answer carries so that a browser does nothing but show it."""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'self'; style-src 'self'; img-src 'self' data:; script-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
#: The address of a static file changes with the file, see `looks.py`: a browser may keep it for good.
KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}
MOST_BYTES = 1_000_000  # of a form: words, never documents
#: Forms that may bring a picture or a PDF. Beyond this they are not even read; the page tells of a smaller limit.
UPLOADS = ("/unggah", "/tanda-tangan-basah", "/atur/kantor/lambang", "/atur/rt/impor", "/atur/sertifikat")
MOST_UPLOADED = 30_000_000


class Guard:
    """Sets the headers that a page has not set itself, and turns away forms from elsewhere and forms without an end."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        is_static = scope["path"].startswith("/static/")

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_kept = is_static and message["status"] == 200
                for name, value in (HEADERS | KEPT if is_kept else HEADERS).items():
                    headers.setdefault(name, value)
            await send(message)

        request = Request(scope)
        if request.method == "POST" and (refusal := _refusal(request)):
            return await refusal(scope, receive, guarded)
        return await self._app(scope, receive, guarded)


def _refusal(request: Request) -> PlainTextResponse | None:
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return PlainTextResponse("Formulir ini tidak berasal dari halaman kelurahan.", 403)
    length = request.headers.get("content-length", "")
    most = MOST_UPLOADED if request.url.path.endswith(UPLOADS) else MOST_BYTES
    if not length.isdecimal() or int(length) > most:
        return PlainTextResponse("Formulir ini terlalu besar.", 413)
    return None
