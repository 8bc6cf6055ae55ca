"""Fetches what people send: by WhatsApp's id, into our own store, checked on the way."""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog

from services.notifier.errands import FetchFile
from services.notifier.whatsapp.client import UntrustedHost, WhatsApp
from services.notifier.whatsapp.errors import Final, WhatsAppError
from services.notifier.whatsapp.limits import INBOUND_BYTES, INBOUND_KEPT
from shared.attachments import Attachments
from shared.contracts.notifier import Trouble
from shared.contracts.vocabulary import Attachment
from shared.guard import Guard
from shared.unfit import Unfit

log: Any = structlog.get_logger()


#: The code with which WhatsApp answers for an id that it does not know, or not any more.
NO_SUCH_FILE = 100


class TooLarge(Exception):
    """More bytes than we take."""


class Damaged(Exception):
    """The bytes are not those that were sent."""


class Fetcher:
    """What `FetchFile` does outside."""

    def __init__(
        self, whatsapp: WhatsApp, attachments: Attachments, guard: Guard, clock: Callable[[], datetime]
    ) -> None:
        self._whatsapp, self._attachments, self._guard, self._clock = whatsapp, attachments, guard, clock

    async def fetch(self, errand: FetchFile) -> Attachment | Trouble:
        """The file as it is kept, or why it is not. Raises when another try may help and there is time for one."""
        try:
            return await self._fetch(errand)
        except Exception as error:
            waited = self._clock() - errand.since
            if not errand.is_late and waited > FetchFile.PATIENCE:
                trouble: Trouble = "gone" if isinstance(error, Damaged) else "late"
            elif errand.is_late and waited > INBOUND_KEPT:
                trouble = "gone"
            else:
                raise
            log.warning("file_not_fetched", heard=str(errand.heard_id), error=type(error).__name__, told=trouble)
            return trouble

    async def _fetch(self, errand: FetchFile) -> Attachment | Trouble:
        try:
            data = await self._bytes(errand)
            fit = await self._guard.inspect(data)
        except TooLarge:
            return "too_large"
        except WhatsAppError as error:
            if not isinstance(error, Final) and error.code != NO_SUCH_FILE:
                raise
            log.warning("file_refused", heard=str(errand.heard_id), error=str(error))
            return "gone"
        except Unfit as reason:
            log.info("file_unfit", heard=str(errand.heard_id), why=str(reason))
            return reason.trouble
        except UntrustedHost:
            log.error("media_host_not_trusted", heard=str(errand.heard_id))
            return "gone"
        name = _filename(errand.filename, fit.ending)
        return await self._attachments.put("inbound", fit.data, fit.media_type, name)

    async def _bytes(self, errand: FetchFile) -> bytes:
        info = await self._whatsapp.find_media(errand.media_id)
        if info.file_size and info.file_size > INBOUND_BYTES:
            raise TooLarge
        data = bytearray()
        async with self._whatsapp.open_media(info.url) as answer:
            async for chunk in answer.aiter_bytes():
                data += chunk
                if len(data) > INBOUND_BYTES:
                    raise TooLarge
        digest = hashlib.sha256(data).digest()
        if any(told not in (None, digest) for told in (_hex(info.sha256), _base64(errand.sha256))):
            raise Damaged
        return bytes(data)


def _hex(digest: str | None) -> bytes | None:
    """The digest, or None when there is none that can be read."""
    return bytes.fromhex(digest) if digest and re.fullmatch(r"[0-9a-fA-F]{64}", digest) else None


def _base64(digest: str | None) -> bytes | None:
    """The same of the digest in a webhook, which is in base64."""
    try:
        raw = base64.b64decode(digest or "", validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if len(raw) == hashlib.sha256().digest_size else None


def _filename(name: str | None, ending: str) -> str | None:
    """The sender's name for the file, harmless, short, and ending as what it is."""
    if not name:
        return None
    plain = re.sub(r"[\x00-\x1f\x7f<>:\"|?*]", "", name.replace("\\", "/").rsplit("/", 1)[-1])
    stem = plain.rpartition(".")[0] or plain
    return f"{stem.strip()[:100] or 'berkas'}.{ending}"
