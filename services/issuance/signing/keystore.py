"""Opening the PKCS#12 file in which an office gets its certificate and key."""

from pathlib import Path

from asn1crypto import pkcs12 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from services.issuance.signing.lock import TAKING_TURNS
from services.issuance.signing.refusals import NoPrivateKey, SealUnreadable, WrongPassphrase

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def opened(path: Path, passphrase: str) -> tuple[x509.Certificate, PrivateKey, list[x509.Certificate]]:
    """The certificate, its key, and the certificates that vouch for it. Raises a `SealRefused`."""
    content = _pkcs12(path)
    try:
        key, certificate, chain = pkcs12.load_key_and_certificates(content, passphrase.encode())
    except ValueError:
        raise WrongPassphrase(f"Kata sandi untuk berkas segel {path} salah.") from None
    if certificate is None or not isinstance(key, PrivateKey):
        raise NoPrivateKey(
            f"Berkas segel {path} tidak berisi kunci pribadi (RSA atau EC) dengan sertifikatnya. "
            "Minta berkas yang lengkap kepada penerbit sertifikat."
        )
    return certificate, key, chain


def _pkcs12(path: Path) -> bytes:
    """The file's bytes, once they are known to be PKCS#12: a wrong pass phrase must not be blamed for a wrong file."""
    try:
        content = path.read_bytes()
        with TAKING_TURNS:
            asn1.Pfx.load(content, strict=True)["auth_safe"].native  # noqa: B018 - reading it is the check
    except OSError:
        raise SealUnreadable(f"Berkas segel {path} tidak bisa dibaca. Periksa letak dan izinnya.") from None
    except ValueError:
        raise SealUnreadable(f"Berkas segel {path} bukan berkas PKCS#12 (.p12 atau .pfx).") from None
    return content
