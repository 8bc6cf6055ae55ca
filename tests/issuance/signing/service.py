"""A signing service as offices use that of BSrE, on real HTTP: it signs with a key of its own, and has its moods."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from fastapi import FastAPI, Form, Request, UploadFile
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, signers
from starlette.responses import JSONResponse, Response

from services.issuance.letters import render
from services.issuance.signing import make_demo_certificate
from shared.testing.samples import OFFICE
from tests.issuance.letters.examples import STATEMENT

USER, PASSWORD = "kelurahan", "kunci kantor"
NIK, PASSPHRASE = "1671074508700001", "melati putih"
SLOW = 3.0  # seconds that the office waits for an answer in these tests


@dataclass
class Asked:
    """What came in one request."""

    pdf: bytes
    nik: str
    passphrase: str
    shown: str


@dataclass
class Service:
    """`moods` are its next answers; when they run out it signs. `signed` is what it has signed, told or not."""

    signer: signers.SimpleSigner
    moods: list[str] = field(default_factory=list[str])
    asked: list[Asked] = field(default_factory=list[Asked])
    signed: list[bytes] = field(default_factory=list[bytes])

    @classmethod
    def in_folder(cls, folder: Path) -> "Service":
        path = folder / "lurah.p12"
        make_demo_certificate(path, "lurah", OFFICE, at=datetime(2026, 1, 1, tzinfo=UTC))
        signer = signers.SimpleSigner.load_pkcs12(str(path), passphrase=b"lurah")
        assert signer
        return cls(signer)

    @property
    def app(self) -> FastAPI:
        app = FastAPI()
        app.post("/api/sign/pdf")(self.sign)
        return app

    async def sign(
        self, request: Request, file: UploadFile, nik: str = Form(), passphrase: str = Form(), tampilan: str = Form()
    ) -> Response:
        draft = await file.read()
        self.asked.append(Asked(draft, nik, passphrase, tampilan))
        mood = self.moods.pop(0) if self.moods else "signs"
        if not _is_known(request) or mood == "refuses the office":
            return JSONResponse({"status_code": 401, "error": "Unauthorized"}, 401)
        if nik != NIK:
            return JSONResponse({"status_code": 2011, "error": "User tidak terdaftar"}, 400)
        if passphrase != PASSPHRASE:
            return JSONResponse({"status_code": 2031, "error": "Passphrase anda salah"}, 400)
        if mood == "times out before signing":
            await asyncio.sleep(SLOW + 2)
        return await self._answer(mood, draft)

    async def _answer(self, mood: str, draft: bytes) -> Response:
        if refusal := _REFUSALS.get(mood):
            return refusal
        if mood == "sends it back unsigned":
            return _pdf(draft)
        if mood == "sends a broken PDF":
            return _pdf(draft + b"%PDF-1.7 ... %%EOF\n")
        pdf = await self._signed(
            render(STATEMENT) if mood == "signs another document" else draft,
            _overprinted if mood == "writes over it" else None,
        )
        if mood == "breaks down after signing":
            return JSONResponse({"error": "Internal Server Error"}, 500)
        if mood == "times out after signing":
            await asyncio.sleep(SLOW + 2)
        return _pdf(pdf)

    async def _signed(self, draft: bytes, first: Callable[[IncrementalPdfFileWriter], None] | None = None) -> bytes:
        writer, kept = IncrementalPdfFileWriter(BytesIO(draft)), BytesIO()
        if first:
            first(writer)
        about = PdfSignatureMetadata(field_name="TandaTangan")
        await signers.async_sign_pdf(writer, about, self.signer, output=kept)
        self.signed.append(kept.getvalue())
        return kept.getvalue()


_REFUSALS = {
    "is down": JSONResponse({"error": "Bad Gateway"}, 502),
    "says no": JSONResponse({"status_code": 2021, "error": "Sertifikat Anda sudah berakhir"}, 400),
    "sends garbage": Response(b"<html>Selamat datang</html>", media_type="text/html"),
}


def _overprinted(writer: IncrementalPdfFileWriter) -> None:
    ink = generic.StreamObject(stream_data=b"q 1 g 80 600 400 20 re f Q")
    writer.add_stream_to_page(0, writer.add_object(ink))


def _pdf(content: bytes) -> Response:
    return Response(content, media_type="application/pdf", headers={"id_dokumen": "0f1e2d3c"})


def _is_known(request: Request) -> bool:
    return request.headers.get("authorization") == "Basic a2VsdXJhaGFuOmt1bmNpIGthbnRvcg=="
