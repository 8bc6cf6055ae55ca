"""The office's electronic seal: put on letters, read back from them, and a certificate for the demo."""

from services.issuance.signing.demo import make_demo_certificate
from services.issuance.signing.keystore import locked, unlocked
from services.issuance.signing.passphrases import Passphrases
from services.issuance.signing.refusals import (
    NoPrivateKey,
    NotForSigning,
    SealOutOfDate,
    SealRefused,
    SealUnreadable,
    WeakKey,
    WrongPassphrase,
)
from services.issuance.signing.remote import RemoteSigner
from services.issuance.signing.seal import Seal
from services.issuance.signing.signer import AnotherDocument, Paper, SignedPaper, Signer
from services.issuance.signing.stamps import NoStamp, Stamper
from services.issuance.signing.verify import Sealed, verify

__all__ = [
    "AnotherDocument",
    "NoPrivateKey",
    "NoStamp",
    "NotForSigning",
    "Paper",
    "Passphrases",
    "RemoteSigner",
    "Seal",
    "SealOutOfDate",
    "SealRefused",
    "SealUnreadable",
    "Sealed",
    "SignedPaper",
    "Signer",
    "Stamper",
    "WeakKey",
    "WrongPassphrase",
    "locked",
    "make_demo_certificate",
    "unlocked",
    "verify",
]
