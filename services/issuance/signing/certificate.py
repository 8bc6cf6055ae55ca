"""What a certificate tells about who seals."""

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import NameOID


def common_name(certificate: x509.Certificate) -> str:
    """The name of its holder, as PDF readers show it."""
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate in hex digits: two certificates of the same name differ in it."""
    return certificate.fingerprint(hashes.SHA256()).hex()
