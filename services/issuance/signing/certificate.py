"""What a certificate tells about who seals."""

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import NameOID


def common_name(certificate: x509.Certificate) -> str:
    """The name of its holder, as PDF readers show it."""
    return _called(certificate.subject)


def issuer_name(certificate: x509.Certificate) -> str:
    """The name of who has issued it: its own where nobody else vouches for it."""
    return _called(certificate.issuer)


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate in hex digits: two certificates of the same name differ in it."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def _called(name: x509.Name) -> str:
    names = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else name.rfc4514_string()
