"""Fetches what people send: by WhatsApp's id, into our own store, checked on the way."""

import asyncio
import base64
import binascii
import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import structlog

from services.notifier.errands import FetchFile
from services.notifier.reply import Trouble
from services.notifier.whatsapp.client import UntrustedHost, WhatsApp
from services.notifier.whatsapp.limits import INBOUND_BYTES
from shared.attachments import Attachments
from shared.contracts.vocabulary import Attachment
from shared.inspection import Unfit, inspect

log: Any = structlog.get_logger()


class TooLarge(Exception):
    """More bytes than we take."""


class Damaged(Exception):
    """The bytes are not those that were sent."""


class Fetcher:
    """What `FetchFile` does outside."""

    def __init__(self, whatsapp: WhatsApp, attachments: Attachments) -> None:
        self._whatsapp, self._attachments = whatsapp, attachments
        # One at a time: PDFium must not be entered twice, and one large picture in memory is enough.
        self._inspecting = ThreadPoolExecutor(1, thread_name_prefix="inspecting")

    async def fetch(self, errand: FetchFile) -> Attachment | Trouble:
        """The file as it is kept, or why it is not. Raises when another try may help."""
        try:
            data = await self._bytes(errand)
            loop = asyncio.get_running_loop()
            fit = await loop.run_in_executor(self._inspecting, inspect, data)
        except TooLarge:
            return "too_large"
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
