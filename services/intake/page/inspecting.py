"""Photos and PDFs from the page: looked into as those from WhatsApp, and kept where those are."""

from collections.abc import Sequence
from typing import Protocol

from starlette.datastructures import UploadFile

from services.intake.dialogue.manners import MANNERS
from services.intake.page.filing import Refused
from shared.attachments import Bucket
from shared.contracts.vocabulary import Attachment
from shared.inspection import Fit
from shared.unfit import Unfit

MOST_BYTES = 16 * 1024 * 1024  # of one file, as from WhatsApp
MOST_FILES = 10  # at a time


class Cupboard(Protocol):
    """Where the bytes are kept: `shared.attachments`."""

    async def put(self, bucket: Bucket, data: bytes, media_type: str, filename: str | None = None) -> Attachment: ...


class Looker(Protocol):
    """Who looks into a stranger's file: `shared.guard`."""

    async def inspect(self, data: bytes) -> Fit: ...


class Inspector:
    """Looks into what is uploaded before anybody sees it, and stores what is fit."""

    def __init__(self, guard: Looker, cupboard: Cupboard) -> None:
        self._guard, self._cupboard = guard, cupboard

    async def keep(self, files: Sequence[UploadFile]) -> list[Attachment]:
        """All of them, or none. Raises `Refused` with a sentence for people, and what the store raises."""
        if not files:
            raise Refused("Pilih dulu fotonya, lalu tekan Unggah.")
        if len(files) > MOST_FILES:
            raise Refused(f"Paling banyak {MOST_FILES} foto sekali unggah.")
        fit = [await self._look_into(file) for file in files]
        return [await self._cupboard.put("inbound", data, media_type) for data, media_type in fit]

    async def _look_into(self, file: UploadFile) -> tuple[bytes, str]:
        if (file.size or 0) > MOST_BYTES:
            raise Refused(f"{MANNERS.cannot['too_large']} Paling besar {MOST_BYTES // 1024**2} MB.")
        try:
            fit = await self._guard.inspect(await file.read())
        except Unfit as why:
            raise Refused(f"{MANNERS.cannot[why.trouble]} Mohon dikirim lagi sebagai foto.") from why
        return fit.data, fit.media_type
