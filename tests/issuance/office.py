"""Issuance at work on a real database, without a queue: what it hears, says, and sends for is in hand."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa

from services.issuance.deeds import the_file
from services.issuance.edition import InForce
from services.issuance.errands import ArchiveDocuments, RenderLetter
from services.issuance.file import File
from services.issuance.history import HistoryEntry, What
from services.issuance.incoming import hear
from shared.contracts.vocabulary import Attachment
from shared.messaging import Desk, Errand, Load, Message, Shelf, uuid7
from shared.messaging.sitting import Sitting, Turn
from shared.messaging.sqlite import SqliteStore
from shared.messaging.store import Work
from tests.issuance.files import APPLICATION, TUESDAY

M = TypeVar("M", bound=Message)
E = TypeVar("E", bound=Errand)
T = TypeVar("T")
CONTRACTS = {contract.subject: contract for contract in hear.says}


class AnOffice:
    """What was said is in `said`, in order; what is under way or for later in `errands`."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.now = TUESDAY
        self.said: list[Message] = []
        self.errands: dict[str, Errand] = {}

    async def has(self, *things: object) -> None:
        """These are kept from the start."""
        await self.acts((), lambda desk: desk.keep(*things))

    async def hears(self, *messages: Message) -> list[Message]:
        """What is said about the last one. What its handler raises is raised."""
        said: list[Message] = []
        for message in messages:
            self.now = max(self.now, message.at)
            listener = hear.listeners[message.subject]
            said = await self.acts(listener.load(message), partial(listener.handle, message))
        return said

    async def acts(self, load: Load, change: Callable[[Desk], Any]) -> list[Message]:
        """A page changes something, as through the door."""
        sitting = Sitting(hear, self.now)
        await self.store.run(_transaction(sitting, Turn(lambda: load, change, uuid7(), uuid7())))
        for place, row in sitting.sent_for.items():
            self.errands.pop(place, None)
            if row:
                self.errands[place] = hear.settlers[row.name].errand.model_validate_json(row.body)
        said = [CONTRACTS[row.subject.rsplit(".", 2)[0]].model_validate_json(row.body) for row in sitting.said]
        self.said += said
        return said

    async def works_on(self, deed: Callable[[Desk], Any], application_id: UUID = APPLICATION) -> list[Message]:
        """Somebody at the office does something to a file."""
        return await self.acts(the_file(application_id), deed)

    async def settles(self, errand: Errand, result: object) -> list[Message]:
        """The errand was done."""
        self.errands.pop(errand.place(errand.key), None)
        settler = hear.settlers[errand.name]
        return await self.acts(settler.load(errand), partial(settler.handle, errand, result))

    async def gives_up(self, errand: Errand) -> list[Message]:
        """The errand was tried in vain for the last time."""
        settler = hear.settlers[errand.name]
        assert settler.gave_up is not None
        gave_up = settler.gave_up
        return await self.acts(settler.load(errand), lambda desk: gave_up(errand, "TimeoutError", desk))

    def sent_for(self, kind: type[E]) -> E:
        """The errand of this kind that is to be done."""
        [found] = [errand for errand in self.errands.values() if isinstance(errand, kind)]
        return found

    def has_sent_for(self, kind: type[Errand]) -> bool:
        return any(isinstance(errand, kind) for errand in self.errands.values())

    async def prints(self) -> list[Message]:
        """The PDF that was sent for is made."""
        return await self.settles(self.sent_for(RenderLetter), A_PDF)

    async def archives(self) -> list[Message]:
        """The copies that were sent for are made."""
        errand = self.sent_for(ArchiveDocuments)
        kept = {key: tuple(in_archive(page) for page in pages) for key, pages in errand.documents.items()}
        return await self.settles(errand, kept)

    async def file(self, application_id: UUID = APPLICATION) -> File:
        return next(file for file in await self.all_of(File) if file.application_id == application_id)

    async def in_force(self) -> InForce:
        [in_force] = await self.all_of(InForce)
        return in_force

    async def history(self) -> list[What]:
        return [entry.what for entry in await self.all_of(HistoryEntry)]

    async def all_of(self, kind: type[T]) -> list[T]:
        shelf: Shelf[Any] = hear.shelves[kind]
        return [shelf.from_row(row) for row in await self.store.fetch(sa.select(shelf.table))]

    def wait(self, **time: float) -> datetime:
        """Time passes."""
        self.now += timedelta(**time)
        return self.now


A_PDF = Attachment(bucket="letters", name="letter", sha256="1" * 64, size=90_000, media_type="application/pdf")


def in_archive(page: Attachment) -> Attachment:
    return page.model_copy(update={"bucket": "archive"})


@asynccontextmanager
async def open_office(database: Path) -> AsyncGenerator[AnOffice]:
    """An office over a database with its tables."""
    store = SqliteStore(database)
    await store.claim()
    try:
        yield AnOffice(store)
    finally:
        await store.close()


def _transaction(sitting: Sitting, turn: Turn) -> Work[None]:
    yield from sitting.prepare([turn])
    sitting.take(turn)
    yield from sitting.write()
