"""Photos, documents and letters: kept in the message queue's object store, passed on as claim checks."""

import asyncio
import contextlib
from hashlib import sha256
from typing import Literal

from nats.aio.client import Client
from nats.js.errors import DigestMismatchError, NotFoundError
from nats.js.object_store import ObjectStore

from shared.contracts.vocabulary import Attachment
from shared.messaging.message import uuid7

Bucket = Literal["inbound", "archive", "letters"]

WITHIN = 30.0  # seconds for one attachment


class AttachmentMissing(Exception):
    """The bytes are not there (any more), or not those that the claim check names."""


class Attachments:
    """The buckets: `inbound` is emptied after 30 days, what is in `archive` and `letters` stays until it is deleted."""

    def __init__(self, nc: Client) -> None:
        self._js = nc.jetstream(timeout=5)
        self._buckets: dict[str, ObjectStore] = {}

    async def put(self, bucket: Bucket, data: bytes, media_type: str, filename: str | None = None) -> Attachment:
        """Store the bytes under a new name. Raises nats errors and TimeoutError when they may not be stored."""
        return await self._put(bucket, uuid7().hex, data, media_type, filename)

    async def get(self, attachment: Attachment) -> bytes:
        """The bytes, proved to be those meant. Raises `AttachmentMissing`, nats errors and TimeoutError."""
        store = await self._bucket(attachment.bucket)
        try:
            async with asyncio.timeout(WITHIN):
                data = (await store.get(attachment.name)).data or b""
        except (NotFoundError, DigestMismatchError) as error:
            raise AttachmentMissing(attachment.name) from error
        if sha256(data).hexdigest() != attachment.sha256:
            raise AttachmentMissing(attachment.name)
        return data

    async def copy(self, attachment: Attachment, bucket: Bucket) -> Attachment:
        """The same bytes under the same name in another bucket; repeating it changes nothing. Raises as `get`."""
        data = await self.get(attachment)
        return await self._put(bucket, attachment.name, data, attachment.media_type, attachment.filename)

    async def delete(self, attachment: Attachment) -> None:
        """Remove the bytes; that they are gone already does not matter."""
        with contextlib.suppress(NotFoundError):
            await (await self._bucket(attachment.bucket)).delete(attachment.name)

    async def _put(self, bucket: Bucket, name: str, data: bytes, media_type: str, filename: str | None) -> Attachment:
        store = await self._bucket(bucket)
        async with asyncio.timeout(WITHIN):
            await store.put(name, data)
        return Attachment(
            bucket=bucket,
            name=name,
            sha256=sha256(data).hexdigest(),
            size=len(data),
            media_type=media_type,
            filename=filename,
        )

    async def _bucket(self, name: str) -> ObjectStore:
        if name not in self._buckets:
            self._buckets[name] = await self._js.object_store(name)
        return self._buckets[name]
