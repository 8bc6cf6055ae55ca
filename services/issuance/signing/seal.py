"""Sealing a letter: a PAdES signature by pyHanko, with the key of a PKCS#12 file."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Self

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from services.issuance.signing.certificate import common_name, fingerprint, issuer_name
from services.issuance.signing.keystore import PrivateKey, opened
from services.issuance.signing.lock import TAKING_TURNS
from services.issuance.signing.refusals import SealOutOfDate
from services.issuance.signing.stamps import NoStamp, Stamper
from shared.indonesian import long_date

_FIELD = "Seal"
_STAMP_DIFFERS = 1024  # bytes: stamps of one server differ by their numbers and certificates
_SIGNATURE = 4096  # bytes of room for the signature and its attributes; the certificates come on top


class Seal:
    """The office's certificate and key, ready to seal letters from any thread."""

    def __init__(self, certificate: x509.Certificate, key: PrivateKey, chain: Sequence[x509.Certificate]) -> None:
        self._certificate, self._chain = certificate, tuple(chain)
        self._signer = _KeptKey(key, certificate, chain)
        # counted in hex digits; fixed, so that pyHanko need not sign twice to learn the size
        self._reserved = 2 * (_SIGNATURE + sum(len(_der(each)) for each in (certificate, *chain)))

    @classmethod
    def load(cls, path: Path, passphrase: str, *, at: datetime | None = None) -> Self:
        """Read the office's PKCS#12 file. Raises the `SealRefused` that says what is wrong with it."""
        seal = cls(*opened(path, passphrase))
        seal.must_count(at or datetime.now(UTC))
        return seal

    @property
    def name(self) -> str:
        """Who seals, as the certificate says."""
        return common_name(self._certificate)

    @property
    def issued_by(self) -> str:
        """Who vouches for it, as the certificate says."""
        return issuer_name(self._certificate)

    @property
    def fingerprint(self) -> str:
        """What `Sealed.fingerprint` of this seal's letters is."""
        return fingerprint(self._certificate)

    @property
    def expires_at(self) -> datetime:
        """When the certificate ends."""
        return self._certificate.not_valid_after_utc

    def ended_issuers(self, at: datetime) -> tuple[str, ...]:
        """Who vouches for the certificate with one that has expired itself: PDF readers doubt the seal."""
        return tuple(common_name(each) for each in self._chain if each.not_valid_after_utc < at)

    def must_count(self, at: datetime) -> None:
        """Raises `SealOutOfDate` when the certificate has expired or does not count yet."""
        starts_at = self._certificate.not_valid_before_utc
        if at > self.expires_at:
            raise SealOutOfDate(f"Sertifikat segel berakhir {long_date(self.expires_at)}. Pasang sertifikat yang baru.")
        if at < starts_at:
            raise SealOutOfDate(
                f"Sertifikat segel baru berlaku mulai {long_date(starts_at)}. Periksa sertifikat atau jam komputer ini."
            )

    def seal(self, pdf: bytes, *, reason: str, name: str | None = None, stamper: Stamper | None = None) -> bytes:
        """The letter with the seal on it: invisible, and allowing no change after it.

        PDF readers show `reason` and `name` (by default the certificate's). Not for an event loop: see `seal_aside`.
        Raises `SealOutOfDate` when the certificate has expired since it was loaded, `NoStamp` where the stamper gives
        no time stamp.
        """
        self.must_count(datetime.now(UTC))
        about = PdfSignatureMetadata(
            field_name=_FIELD,
            md_algorithm="sha256",
            reason=reason,
            name=name or self.name,
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        )
        sealed = BytesIO()
        signer = PdfSigner(about, self._signer, timestamper=stamper)
        try:
            with TAKING_TURNS:
                room = self._reserved + _room_for(stamper)
                signer.sign_pdf(_AsItIs(BytesIO(pdf)), bytes_reserved=room, output=sealed)
        except (TimestampRequestError, SigningError) as why:
            if stamper is None:
                raise
            raise NoStamp(type(why).__name__) from why
        return sealed.getvalue()

    async def seal_aside(
        self, pdf: bytes, *, reason: str, name: str | None = None, stamper: Stamper | None = None
    ) -> bytes:
        """`seal` in a thread."""
        return await asyncio.to_thread(self.seal, pdf, reason=reason, name=name, stamper=stamper)


def _room_for(stamper: Stamper | None) -> int:
    """In hex digits. The first stamp of a server tells how large they are."""
    if stamper is None:
        return 0
    stamp = asyncio.run(stamper.async_dummy_response("sha256"))
    return 2 * (len(stamp.dump()) + _STAMP_DIFFERS)


class _KeptKey(Signer):
    """Keeps the key ready to use; pyHanko's own signer reads and checks it again for every signature."""

    def __init__(self, key: PrivateKey, certificate: x509.Certificate, chain: Sequence[x509.Certificate]) -> None:
        registry = SimpleCertificateStore()
        registry.register_multiple([asn1.Certificate.load(_der(each)) for each in chain])
        super().__init__(signing_cert=asn1.Certificate.load(_der(certificate)), cert_registry=registry)
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        match self._key:
            case rsa.RSAPrivateKey() as key:
                return key.sign(data, padding.PKCS1v15(), hashes.SHA256())
            case key:
                return key.sign(data, ec.ECDSA(hashes.SHA256()))


class _AsItIs(IncrementalPdfFileWriter):
    """Adds the signature and leaves the rest of the letter as Typst has made it.

    pyHanko would write the PDF/A metadata anew in other words, and call the file PDF 2.0 for an elliptic key, while
    PDF/A-2 is PDF 1.7.
    """

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        pass

    def _update_meta(self) -> None:
        pass


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)
