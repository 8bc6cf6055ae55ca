"""A certificate to try the seal with."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from shared.contracts.catalogue import Office

_LONGEST_NAME = 64  # characters of a name in a certificate, X.520
_TEN_YEARS = timedelta(days=3650)


def make_demo_certificate(
    path: Path, passphrase: str, office: Office, *, at: datetime | None = None, lasts: timedelta = _TEN_YEARS
) -> None:
    """Write a PKCS#12 file with a new key and a certificate that nobody vouches for, as its name says.

    The file can be read by its owner alone. `at` is when the certificate begins to count, by default now.
    """
    starts_at = at or datetime.now(UTC)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = _name(office)
    certificate = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(starts_at)
        .not_valid_after(starts_at + lasts)
        .add_extension(_FOR_SIGNING, critical=True)
        .sign(key, hashes.SHA256())
    )
    protection = BestAvailableEncryption(passphrase.encode())
    path.touch(mode=0o600)
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"pengantar", key, certificate, None, protection))


def _name(office: Office) -> x509.Name:
    names = {
        NameOID.COUNTRY_NAME: "ID",
        NameOID.ORGANIZATION_NAME: f"Kelurahan {office.name}",
        NameOID.COMMON_NAME: f"DEMO Kelurahan {office.short}, bukan sertifikat resmi",
    }
    return x509.Name([x509.NameAttribute(kind, text[:_LONGEST_NAME]) for kind, text in names.items()])


_FOR_SIGNING = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)
