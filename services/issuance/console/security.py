"""What every answer carries so that a browser does nothing but show it."""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.issuance.console.errors import trouble

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
UPLOADS = ("/cek", "/unggah", "/tanda-tangan-basah", "/atur/kantor/lambang", "/atur/rt/impor", "/atur/sertifikat")
MOST_UPLOADED = 30_000_000
#: Of these the page that shows the form has the same address; of the others it stands one step above.
_AT_THEIR_PAGE = ("/cek", "/atur/rt/impor", "/atur/sertifikat")


class Guard:
    """Sets the headers that a page has not set itself.

    Turns away forms from elsewhere, forms without an end, and addresses with a zero, which no text of PostgreSQL holds.
    """

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
        if refusal := _refusal(request):
            return await refusal(scope, receive, guarded)
        return await self._app(scope, receive, guarded)


def _refusal(request: Request) -> Response | None:
    if "\0" in request.url.path or "%00" in request.url.query:
        return trouble(404, "Tidak ditemukan", "Alamat ini tidak ada.")
    if request.method != "POST":
        return None
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return PlainTextResponse("Formulir ini tidak berasal dari halaman kelurahan.", 403)
    length = request.headers.get("content-length", "")
    uploads = request.url.path.endswith(UPLOADS)
    if length.isdecimal() and int(length) <= (MOST_UPLOADED if uploads else MOST_BYTES):
        return None
    return _too_large(request.url.path) if uploads else trouble(413, "Terlalu besar", "Isian ini terlalu panjang.")


def _too_large(path: str) -> Response:
    words = (
        f"Berkas yang Anda unggah bersama-sama lebih dari {MOST_UPLOADED // 1_000_000} MB, jadi belum ada yang "
        "disimpan. Unggah sebagian dulu, atau pindai lagi dengan ukuran lebih kecil."
    )
    back = path if path in _AT_THEIR_PAGE else path.rpartition("/")[0]
    return trouble(413, "Terlalu besar", words, back=back, back_words="Kembali ke formulir")
