"""When something goes wrong: said in plain words, with what was typed, and never how we are made inside."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.issuance.console.auth import Forged, Garbled, NotForYou, NotSignedIn
from services.issuance.console.looks import page
from services.issuance.stage import NotAllowed
from shared.messaging.store import Away

log = structlog.get_logger()
Typed = Iterable[tuple[str, str]]

#: What people call the fields they type in; others are not theirs (`csrf`, `seen`) or are chosen, not typed.
FIELDS = {
    "reason": "Alasan",
    "ready": "Alasan",
    "why": "Alasan perubahan",
    "name": "Nama",
    "address": "Alamat",
    "phone": "Telepon",
    "remark": "Catatan untuk Ketua RT",
    "text": "Pesan",
    "to": "Nama penerima",
    "number": "Nomor surat",
    "dated": "Tanggal surat",
    "signed_by": "Ditandatangani oleh",
    "on": "Tanggal tanda tangan",
    "holder": "Atas nama",
    "subject": "Perihal",
    "last": "Nomor terakhir",
}
_NOT_TYPED = frozenset(
    (
        "csrf",
        "seen",
        "sure",
        "password",
        "passphrase",
        "username",
        "next",
        "document",
        "key",
        "year",
        "kind",
        "replaced",
        "audience",
        "announcement_id",
    )
)


def trouble(status: int, title: str, words: str, **more: Any) -> Response:
    """A page that says what went wrong and leads back. It asks nothing of the database."""
    what = {"typed": (), "back": "/", "back_words": "Ke antrian", "number": None} | more
    return page("trouble.html", status, title=title, words=words, **what)


async def typed_in(request: Request) -> list[tuple[str, str]]:
    """What the person wrote into the form, by what they know its fields as."""
    if request.method != "POST":
        return []
    sent = (await request.form()).multi_items()
    return [
        (FIELDS.get(name.partition(".")[0], "Isian"), value)
        for name, value in sent
        if isinstance(value, str) and value.strip() and name not in _NOT_TYPED
    ]


async def _sign_in_first(request: Request, _: Exception) -> Response:
    if request.method == "GET":
        where = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse("/masuk" if where == "/" else f"/masuk?next={quote(where, safe='')}", 303)
    words = "Anda sudah keluar, mungkin karena lama diam. Masuk lagi, lalu ulangi."
    more = {"typed": await typed_in(request), "back": "/masuk", "back_words": "Masuk"}
    return trouble(401, "Silakan masuk lagi", words, **more)


async def _forged(request: Request, _: Exception) -> Response:
    words = "Halaman ini dibuka sebelum Anda masuk yang terakhir. Buka lagi halamannya, lalu ulangi."
    return trouble(403, "Formulir tidak berlaku lagi", words, typed=await typed_in(request))


async def _not_for_you(_: Request, __: Exception) -> Response:
    return trouble(403, "Bukan bagian Anda", "Halaman atau tindakan ini untuk peran lain di kelurahan.")


async def _not_allowed(request: Request, error: Exception) -> Response:
    more: dict[str, Any] = {"typed": await typed_in(request)}
    if application_id := request.path_params.get("application_id"):
        more |= {"back": f"/berkas/{application_id}", "back_words": "Lihat berkasnya"}
    return trouble(409, "Belum bisa", str(error), **more)


async def _no_such_page(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    if status == 404:
        return trouble(404, "Tidak ditemukan", "Alamat ini tidak ada, atau berkasnya sudah dihapus.")
    return trouble(status, "Tidak bisa", "Alamat ini tidak dipakai dengan cara itu.")


async def _unreadable(request: Request, error: Exception) -> Response:
    if isinstance(error, RequestValidationError) and any(problem["loc"][0] == "path" for problem in error.errors()):
        return await _no_such_page(request, error)
    words = "Isian ini tidak bisa dibaca. Buka lagi halamannya, lalu isi kembali."
    return trouble(422, "Isian tidak terbaca", words, typed=await typed_in(request))


async def _away(request: Request, _: Exception) -> Response:
    words = "Basis data sedang tidak terjangkau. Tunggu sebentar, lalu ulangi."
    return trouble(503, "Tunggu sebentar", words, typed=await typed_in(request))


def handle_errors(app: FastAPI) -> None:
    """Each kind of trouble has its page."""
    app.exception_handlers |= {
        NotSignedIn: _sign_in_first,
        Forged: _forged,
        Garbled: _unreadable,
        NotForYou: _not_for_you,
        NotAllowed: _not_allowed,
        HTTPException: _no_such_page,
        RequestValidationError: _unreadable,
        Away: _away,
    }


class Mishaps:
    """The last net: an error of ours becomes a page with a number, and a line in the log with the same number."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception:
            number = uuid4().hex[:8]
            log.exception("page_failed", number=number)
            if begun or scope["type"] != "http":
                raise
            words = "Ini kesalahan kami. Ulangi sebentar lagi, atau beri tahu admin."
            await trouble(500, "Ada yang salah", words, number=number)(scope, receive, send)
