"""The seal in use, and how another takes its place: at once, and again after a restart."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import structlog
from pydantic import SecretStr

from services.issuance.signing import Paper, Seal, SealRefused, SignedPaper, Stamper, locked, unlocked, verify

log: Any = structlog.get_logger()
#: So long before its end the office should be getting the next certificate.
WARN_WITHIN = timedelta(days=30)


class Seals:
    """The seal that was uploaded on the console, else the one of the settings: the `Signer` of the office itself.

    What is uploaded opens with a pass phrase of its own, which is not kept: the file is locked anew with that of the
    settings, in a file that its owner alone can read.
    """

    def __init__(self, given: Path, passphrase: SecretStr, uploaded: Path, *, stamper: Stamper | None = None) -> None:
        """Raises the `SealRefused` of the settings' certificate where there is no other that can be used."""
        self._stamper = stamper
        self._given, self._passphrase, self._uploaded = given, passphrase.get_secret_value(), uploaded
        self.current, self.is_uploaded = self._first()

    def replace(self, content: bytes, passphrase: str) -> Seal:
        """From now on letters are sealed with the certificate of this PKCS#12 file. Raises a `SealRefused`.

        Blocks for a good part of a second: not for an event loop.
        """
        contents = unlocked(content, passphrase, "Berkas ini")
        seal = Seal(*contents)
        seal.must_count(datetime.now(UTC))
        _write_privately(self._uploaded, locked(contents, self._passphrase))
        self.current, self.is_uploaded = seal, True
        return seal

    def take_back(self) -> Seal:
        """The certificate of the settings counts again. Raises a `SealRefused`; then nothing is changed."""
        seal = Seal.load(self._given, self._passphrase)
        self._uploaded.unlink(missing_ok=True)
        self.current, self.is_uploaded = seal, False
        return seal

    async def sign(self, paper: Paper) -> SignedPaper:
        """The letter with the seal in use, stamped where there is a server. Raises `SealOutOfDate`, `NoStamp`."""
        return SignedPaper(await self.current.seal_aside(paper.draft, reason=paper.reason, stamper=self._stamper))

    def is_genuine(self, draft: bytes, pdf: bytes) -> bool:
        """Whether it is the draft, and the seal in use is whole on it."""
        sealed = verify(pdf) if pdf.startswith(draft) else None
        if sealed is None or not sealed.intact or sealed.fingerprint != self.current.fingerprint:
            return False
        return self._stamper is None or sealed.stamped_at is not None

    def _first(self) -> tuple[Seal, bool]:
        if self._uploaded.exists():
            try:
                return Seal.load(self._uploaded, self._passphrase), True
            except SealRefused as why:
                log.error("uploaded_seal_refused", why=why.sentence)
        return Seal.load(self._given, self._passphrase), False


def _write_privately(path: Path, content: bytes) -> None:
    """Whole or not at all: a crash leaves the file that was there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)
    new.replace(path)
