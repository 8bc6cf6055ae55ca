"""A signing service over HTTP, as Indonesian offices use that of BSrE: it holds the key, whoever signs the pass phrase.

`POST /api/sign/pdf`, a form with `file`, `nik`, `passphrase`, `tampilan`; Basic authentication; the signed PDF in the
body, its `id_dokumen` in the headers; what is refused as JSON with `status_code` and `error`.
"""

import asyncio

import httpx
from pydantic import BaseModel, SecretStr, ValidationError

from services.issuance.signing.additions import is_signed_as_it_was
from services.issuance.signing.signer import (
    AnotherDocument,
    NotSigned,
    OutcomeUnknown,
    Paper,
    PassphraseRefused,
    SignedPaper,
    SigningRefused,
)

_PATH = "/api/sign/pdf"
_WRONG_PASSPHRASE = 2031
_NOT_REGISTERED = 2011


class RemoteSigner:
    """The service at `url`, as the office with this account sees it."""

    def __init__(self, url: str, user: str, password: SecretStr, *, timeout: float = 60.0) -> None:
        """`timeout` in seconds, for the whole answer."""
        self._url = url.rstrip("/") + _PATH
        self._timeout = timeout
        self._auth = httpx.BasicAuth(user, password.get_secret_value())

    async def sign(self, paper: Paper) -> SignedPaper:
        """The PDF as the service has signed it for who has typed the pass phrase. Raises `NotSigned`."""
        if paper.by is None:
            raise PassphraseRefused("Kata sandi tanda tangan belum diketik.")
        words = {"nik": paper.by.nik, "passphrase": paper.by.passphrase.get_secret_value(), "tampilan": "invisible"}
        file = (paper.filename, paper.draft, "application/pdf")
        try:
            async with (
                asyncio.timeout(self._timeout),
                httpx.AsyncClient(timeout=self._timeout, auth=self._auth) as http,
            ):
                return _read(await http.post(self._url, data=words, files={"file": file}))
        except (httpx.ConnectError, httpx.ConnectTimeout):
            raise OutcomeUnknown("Layanan tanda tangan tidak terjangkau.") from None
        except (httpx.HTTPError, TimeoutError):  # its text may hold what was sent
            raise OutcomeUnknown("Layanan tanda tangan tidak menjawab.") from None

    def is_genuine(self, draft: bytes, pdf: bytes) -> bool:
        """The service vouches for who signed; that it is the letter that was approved, we see for ourselves."""
        return is_signed_as_it_was(draft, pdf)


class _Refusal(BaseModel):
    status_code: int = 0
    error: str = ""


def _read(answer: httpx.Response) -> SignedPaper:
    if answer.is_server_error or answer.status_code in (408, 425, 429):
        raise OutcomeUnknown("Layanan tanda tangan sedang terganggu.")
    try:
        refusal = _Refusal.model_validate_json(answer.content)
    except ValidationError:
        refusal = None
    if answer.is_success and not refusal:
        if answer.content.startswith(b"%PDF-"):
            return SignedPaper(answer.content, answer.headers.get("id_dokumen"))
        raise AnotherDocument("Layanan tanda tangan mengirim jawaban yang bukan surat.")
    raise _why(answer.status_code, refusal or _Refusal())


def _why(status: int, said: _Refusal) -> NotSigned:
    if said.status_code == _WRONG_PASSPHRASE:
        return PassphraseRefused("Kata sandi tanda tangan belum benar.")
    if said.status_code == _NOT_REGISTERED:
        return SigningRefused("NIK penanda tangan belum terdaftar di layanan tanda tangan.")
    if status in (401, 403):
        return SigningRefused("Layanan tanda tangan menolak akun kantor ini. Beri tahu admin.")
    why = said.error[:200].strip().rstrip(".") or f"kode {status}"
    return SigningRefused(f"Layanan tanda tangan menolak: {why}.")
