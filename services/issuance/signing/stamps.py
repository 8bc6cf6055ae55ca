"""Time stamps (RFC 3161): somebody else vouches for when a letter was sealed, so that it counts after the certificate.

Of the stamp in a letter it is said whether it is whole and about this very seal. Trust in who gave it is for readers
with a list of those they trust, as it is with the certificate.
"""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import httpx
from asn1crypto import tsp
from cryptography.hazmat.primitives import hashes
from pyhanko.sign.general import extract_certificate_info, extract_signer_info
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter, validate_sig_integrity

from services.issuance.signing.lock import TAKING_TURNS

_Asn1 = Any  # asn1crypto tells no types of what it has read
_TIMEOUT = 10.0  # seconds
_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


class NoStamp(Exception):
    """The time stamp server is away or will not: the letter waits, for one without a stamp is not what was ordered."""


class Stamper(TimeStamper):
    """The time stamp server at `url`, for a seal under way: others may seal and read while it is asked."""

    def __init__(self, url: str, *, timeout: float = _TIMEOUT) -> None:
        super().__init__()
        self._url, self._timeout = url, timeout

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        query = req.dump()
        with _letting_others_go_first():
            answer = await self._asked(query)
        return tsp.TimeStampResp.load(answer)

    async def _asked(self, query: bytes) -> bytes:
        headers = {"Content-Type": "application/timestamp-query"}
        try:
            async with httpx.AsyncClient(timeout=self._timeout) as http:
                answer = await http.post(self._url, content=query, headers=headers)
                answer.raise_for_status()
        except httpx.HTTPError as why:
            raise NoStamp(type(why).__name__) from None
        if answer.headers.get("content-type", "").partition(";")[0] != "application/timestamp-reply":
            raise NoStamp("what it sent is no time stamp")
        return answer.content


def stamped_at(signer_info: _Asn1) -> datetime | None:
    """When this signature was stamped, by the first stamp on it; None without. Raises ValueError for a broken one."""
    stamp: _Asn1 = next(extract_tst_data_iter(signer_info, signed=False), None)
    if stamp is None:
        return None
    said: _Asn1 = stamp["encap_content_info"]["content"].parsed
    if not _is_whole(stamp) or not _is_about(said, signer_info):
        raise ValueError("the time stamp is not about this signature, or not whole")
    return said["gen_time"].native


def _is_whole(stamp: _Asn1) -> bool:
    signer: _Asn1 = extract_signer_info(stamp)
    digest = _digest(signer["digest_algorithm"]["algorithm"].native, bytes(stamp["encap_content_info"]["content"]))
    certificate = extract_certificate_info(stamp).signer_cert
    unchanged, signed = validate_sig_integrity(signer, certificate, "tst_info", digest)
    return unchanged and signed


def _is_about(said: _Asn1, signer_info: _Asn1) -> bool:
    imprint = said["message_imprint"]
    digest = _digest(imprint["hash_algorithm"]["algorithm"].native, signer_info["signature"].native)
    return imprint["hashed_message"].native == digest


def _digest(algorithm: str, content: bytes) -> bytes:
    if (kind := _HASHES.get(algorithm)) is None:
        raise ValueError(f"a time stamp by {algorithm} is not trusted")
    digest = hashes.Hash(kind())
    digest.update(content)
    return digest.finalize()


@contextmanager
def _letting_others_go_first() -> Generator[None]:
    """Nothing of asn1crypto's is read while an answer is awaited, and it may take long."""
    TAKING_TURNS.release()
    try:
        yield
    finally:
        TAKING_TURNS.acquire()
