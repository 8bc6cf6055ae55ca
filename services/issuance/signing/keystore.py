"""Opening the PKCS#12 file in which an office gets its certificate and key."""

from pathlib import Path
from typing import NamedTuple

from asn1crypto import pkcs12 as asn1
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from services.issuance.signing.certificate import common_name
from services.issuance.signing.lock import TAKING_TURNS
from services.issuance.signing.refusals import NoPrivateKey, NotForSigning, SealUnreadable, WeakKey, WrongPassphrase

#: Bits. NIST SP 800-57 part 1, table 2: at least 112 bits of security, as counts from 2014 on.
SHORTEST_RSA, SHORTEST_EC = 2048, 224
PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class Opened(NamedTuple):
    """A certificate, its key, and the certificates that vouch for it."""

    certificate: x509.Certificate
    key: PrivateKey
    chain: tuple[x509.Certificate, ...]


def opened(path: Path, passphrase: str) -> Opened:
    """What the file at `path` holds. Raises a `SealRefused`."""
    try:
        content = path.read_bytes()
    except OSError:
        raise SealUnreadable(f"Berkas segel {path} tidak bisa dibaca. Periksa letak dan izinnya.") from None
    return unlocked(content, passphrase, f"Berkas segel {path}")


def unlocked(content: bytes, passphrase: str, file: str) -> Opened:
    """What these bytes hold; `file` is what sentences call them. Raises a `SealRefused`."""
    if not _is_pkcs12(content):
        raise SealUnreadable(f"{file} bukan berkas PKCS#12 (.p12 atau .pfx).")
    try:
        key, certificate, chain = pkcs12.load_key_and_certificates(content, _as_bytes(passphrase))
    except UnsupportedAlgorithm:
        raise SealUnreadable(f"{file} dikunci dengan cara yang tidak dikenal. Minta dalam bentuk lain.") from None
    except ValueError:
        raise WrongPassphrase(f"Kata sandi untuk {file[:1].lower()}{file[1:]} salah.") from None
    if certificate is None or not isinstance(key, PrivateKey):
        raise NoPrivateKey(
            f"{file} tidak berisi kunci pribadi (RSA atau EC) dengan sertifikatnya. "
            "Minta berkas yang lengkap kepada penerbit sertifikat."
        )
    _must_be_for_signing(certificate, file)
    for each in (certificate, *chain):
        _must_be_strong(each, file)
    return Opened(certificate, key, tuple(chain))


def locked(contents: Opened, passphrase: str) -> bytes:
    """The same as a PKCS#12 file that opens with this pass phrase."""
    certificate, key, chain = contents
    protection = BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(b"pengantar", key, certificate, chain, protection)


def _as_bytes(passphrase: str) -> bytes:
    """Raises ValueError for one that no file can have: OpenSSL would end at its zero."""
    if "\0" in passphrase:
        raise ValueError("no pass phrase holds a zero")
    return passphrase.encode()


def _must_be_for_signing(certificate: x509.Certificate, file: str) -> None:
    """A certificate may say what it is for; PDF readers do not accept a seal by one that is for something else."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    except (x509.DuplicateExtension, ValueError):
        raise SealUnreadable(f"Sertifikat dalam {file[:1].lower()}{file[1:]} rusak. Minta yang baru.") from None
    if not (usage.digital_signature or usage.content_commitment):
        raise NotForSigning(
            f"Sertifikat dalam {file[:1].lower()}{file[1:]} bukan untuk tanda tangan. "
            "Minta sertifikat segel atau tanda tangan elektronik kepada penerbitnya."
        )


def _must_be_strong(certificate: x509.Certificate, file: str) -> None:
    key = certificate.public_key()
    match key:
        case rsa.RSAPublicKey():
            kind, least = "RSA", SHORTEST_RSA
        case ec.EllipticCurvePublicKey():
            kind, least = "EC", SHORTEST_EC
        case _:  # of one that vouches: what we do not sign with is the reader's to judge
            return
    if key.key_size < least:
        raise WeakKey(
            f"Kunci {kind} {key.key_size} bit dari “{common_name(certificate)}” dalam {file[:1].lower()}{file[1:]} "
            f"terlalu pendek dan bisa dipalsukan; paling sedikit {least} bit. Minta sertifikat yang baru."
        )


def _is_pkcs12(content: bytes) -> bool:
    """A wrong pass phrase must not be blamed for a wrong file."""
    try:
        with TAKING_TURNS:
            asn1.Pfx.load(content, strict=True)["auth_safe"].native  # noqa: B018 - reading it is the check
    except Exception:  # asn1crypto raises many kinds for a damaged file
        return False
    return True
