"""The certificate that seals the letters: readable, unlocked by its pass phrase, and not about to end."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from services.commands.doctor.finding import Finding, error, fine, warning
from services.commands.doctor.settings import told
from services.commands.doctor.surroundings import Surroundings
from services.issuance.settings import IssuanceSettings
from services.issuance.signing import (
    NoPrivateKey,
    NotForSigning,
    Seal,
    SealOutOfDate,
    SealRefused,
    SealUnreadable,
    WeakKey,
    WrongPassphrase,
)

AREA = "certificate"
SOON = timedelta(days=60)
TODO: dict[type[SealRefused], tuple[str, str]] = {
    SealUnreadable: ("is not there, cannot be read, or is no PKCS#12 file", "Name a .p12 or .pfx file by CERTIFICATE."),
    WrongPassphrase: ("does not open with the pass phrase", "Set CERTIFICATE_PASSPHRASE to the one it was made with."),
    NoPrivateKey: ("holds no private key that can sign", "Ask the issuer for the file with key and certificate."),
    NotForSigning: ("is for something other than signing", "Ask the issuer for a certificate that seals or signs."),
    WeakKey: ("has a key, or an issuer with one, that is too short", "Ask for one with at least RSA 2048."),
    SealOutOfDate: (
        "has expired, or does not count yet",
        "Bring a new certificate, and see whether the clock is right.",
    ),
}


async def look(_: Surroundings) -> AsyncIterator[Finding]:
    if issuance := told(IssuanceSettings):  # what is missing stands under settings
        for finding in await asyncio.to_thread(list, _findings(issuance)):
            yield finding


def _findings(issuance: IssuanceSettings) -> Iterator[Finding]:
    uploaded = issuance.data_dir / "issuance" / "certificate.p12"
    passphrase = issuance.certificate_passphrase.get_secret_value()
    if uploaded.exists():
        yield from _about("The certificate uploaded on the console", uploaded, passphrase)
    if issuance.demo and not issuance.certificate.exists():
        yield fine(AREA, "The demo makes its certificate at the first start.")
        return
    yield from _about("The certificate of the settings", issuance.certificate, passphrase)


def _about(name: str, path: Path, passphrase: str) -> Iterator[Finding]:
    try:
        seal = Seal.load(path, passphrase)
    except SealRefused as why:
        what, todo = TODO[type(why)]
        yield error(AREA, f"{name} {what}.", todo)
        return
    left = seal.expires_at - datetime.now(UTC)
    said = f"{name} counts until {seal.expires_at:%Y-%m-%d}."
    yield warning(AREA, said, "Ask for the next one now.") if left < SOON else fine(AREA, said)
    for issuer in seal.ended_issuers(datetime.now(UTC)):
        yield warning(
            AREA, f"{name} is vouched for by “{issuer}”, which has expired.", "Ask the issuer for a new file."
        )
    if path.stat().st_mode & 0o077:
        yield warning(AREA, f"{path} can be read by others on this machine.", f"chmod 600 {path}")
