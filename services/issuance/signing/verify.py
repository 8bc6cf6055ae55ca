"""Reading the seal of a letter."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import cms
from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from services.issuance.signing.certificate import common_name, fingerprint
from services.issuance.signing.lock import TAKING_TURNS
from services.issuance.signing.stamps import stamped_at


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the seal on a letter tells. Anyone can write any `name`: it is ours when the fingerprint is our seal's.

    `at` is by the clock of who has sealed, `stamped_at` by that of a time stamp server.
    """

    intact: bool
    name: str
    fingerprint: str
    at: datetime | None
    stamped_at: datetime | None = None


def verify(pdf: bytes) -> Sealed | None:
    """Whether a letter is as it was when it was sealed, and by whom. None when no seal can be read in these bytes."""
    with TAKING_TURNS:
        try:
            signatures = PdfFileReader(BytesIO(pdf)).embedded_signatures
            return _read(signatures[0]) if signatures else None
        except Exception:  # pyHanko and asn1crypto raise many kinds for a damaged file
            return None


def _read(signature: EmbeddedPdfSignature) -> Sealed:
    certificate = x509.load_der_x509_certificate(signature.signer_cert.dump())
    try:
        stamp, is_whole = stamped_at(signature.signer_info), _is_intact(signature)
    except Exception:  # as above: who has signed can still be read beside a damaged signature or stamp
        stamp, is_whole = None, False
    return Sealed(
        intact=is_whole,
        name=common_name(certificate),
        fingerprint=fingerprint(certificate),
        at=signature.self_reported_timestamp,
        stamped_at=stamp,
    )


def _is_intact(signature: EmbeddedPdfSignature) -> bool:
    """Signed with the certificate's key, not changed, and nothing written behind it. Trust is another question."""
    unchanged, signed = validate_sig_integrity(
        signature.signer_info, signature.signer_cert, "data", signature.compute_digest()
    )
    covers_all = signature.evaluate_signature_coverage() is SignatureCoverageLevel.ENTIRE_FILE
    return unchanged and signed and covers_all and has_blank_room(signature)


def has_blank_room(signature: EmbeddedPdfSignature) -> bool:
    """Whether the room left in the signature's place is empty: nothing signs it, and so nothing may hide there."""
    content: bytes = signature.pkcs7_content
    return not content[len(cms.ContentInfo.load(content).dump()) :].strip(b"\0")
