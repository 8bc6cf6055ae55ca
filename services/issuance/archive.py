"""The archive: what a clerk has received is kept there, and what nothing names any more is removed."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa
import structlog
from nats.js import JetStreamContext
from nats.js.errors import NotFoundError

from services.issuance.errands import BUCKETS, ArchiveDocuments, Stored, SweepOrphans
from services.issuance.file import Documents
from services.issuance.store import COMPLAINTS, FILES, IN_FORCE, LETTERS
from shared.attachments import Attachments
from shared.contracts.vocabulary import Attachment
from shared.messaging import Shelf
from shared.messaging.store import Store

T = TypeVar("T")
log: Any = structlog.get_logger()
PORTION = 500  # rows read at once


@dataclass(frozen=True)
class Archive:
    """The buckets `archive` and `letters`, which issuance alone fills and empties."""

    attachments: Attachments
    buckets: JetStreamContext
    store: Store

    async def keep(self, errand: ArchiveDocuments) -> Documents:
        """Copy what is not in the archive yet; copying it again changes nothing. Raises `AttachmentMissing`."""
        return {key: await self.keep_pages(pages) for key, pages in errand.documents.items()}

    async def keep_pages(self, pages: Sequence[Attachment]) -> tuple[Attachment, ...]:
        """The same, in their order. Raises `AttachmentMissing`."""
        return tuple([await self._kept(page) for page in pages])

    async def sweep(self, errand: SweepOrphans) -> tuple[Stored, ...]:
        """Remove what no row named at the last sweep and none names now; return what is nameless since.

        Bytes are stored before the row that names them, so what is new may still be on its way to it.
        """
        nameless = await self._stored() - await self._named()
        orphans = nameless & set(errand.suspects)
        for orphan in sorted(orphans):
            await (await self.buckets.object_store(orphan.bucket)).delete(orphan.name)
        log.info("orphans_swept", removed=len(orphans), suspected=len(nameless - orphans))
        return tuple(sorted(nameless - orphans))

    async def _kept(self, page: Attachment) -> Attachment:
        return page if page.bucket == "archive" else await self.attachments.copy(page, "archive")

    async def _stored(self) -> set[Stored]:
        found: set[Stored] = set()
        for bucket in BUCKETS:
            try:
                objects = await (await self.buckets.object_store(bucket)).list(ignore_deletes=True)
            except NotFoundError:  # the bucket is empty
                continue
            found |= {Stored(bucket, each.name) for each in objects}
        return found

    async def _named(self) -> set[Stored]:
        named: set[Stored] = set()
        async for file in self._all(FILES):
            named |= {Stored(page.bucket, page.name) for pages in file.documents.values() for page in pages}
        async for letter in self._all(LETTERS):
            scan = letter.ink.scan if letter.ink else ()
            named |= {Stored(page.bucket, page.name) for page in (letter.document, letter.draft, *scan) if page}
        async for complaint in self._all(COMPLAINTS):
            named |= {Stored(page.bucket, page.name) for page in complaint.pages}
        async for in_force in self._all(IN_FORCE):
            named |= {Stored(arms.bucket, arms.name) for arms in (in_force.arms,) if arms}
        return named

    async def _all(self, shelf: Shelf[T]) -> AsyncIterator[T]:
        """Everything on a shelf, some at a time."""
        key = shelf.table.c[shelf.key]
        query = sa.select(shelf.table).order_by(key).limit(PORTION)
        rows = await self.store.fetch(query)
        while rows:
            for row in rows:
                yield shelf.from_row(row)
            rows = await self.store.fetch(query.where(key > rows[-1][0]))
