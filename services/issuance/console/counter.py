"""What the pages stand on: the service's database, its door for changes, its documents, its time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Annotated, Any, TypeVar

import sqlalchemy as sa
from fastapi import Depends, Request
from nats.aio.client import Client

from services.issuance import store as tables
from services.issuance.catalogue import Config
from services.issuance.demo import DemoAccount
from services.issuance.edition import InForce
from services.issuance.seals import Seals
from services.issuance.signing import Passphrases
from shared.attachments import Attachments
from shared.messaging.door import Door
from shared.messaging.shelf import Shelf, plain
from shared.messaging.store import Store
from shared.throttle import Throttle

T = TypeVar("T")
_SHELVES: dict[type, Shelf[Any]] = {shelf.kind: shelf for shelf in tables.SHELVES}


def shelf_of(kind: type[T]) -> Shelf[T]:
    """Where objects of this kind are kept, and how their rows become objects."""
    return _SHELVES[kind]


@cache
def _by(kind: type, column: str) -> sa.SelectBase:
    shelf = _SHELVES[kind]
    columns = shelf.table.c
    return sa.select(shelf.table).where(columns[column] == sa.bindparam("key")).order_by(columns[shelf.key])


@dataclass(frozen=True)
class Counter:
    """The office's counter, from behind. `secure` says that browsers reach it by https.

    `queue` carries what concerns the other services, too: what they have parked. `config` is what the office's file
    said at the start, `arms` gives what the letterhead bears. `public_url` is where browsers find the pages.
    `passphrases` are on their way to the signing service; None where there is none. `announcement_price` is in rupiah.
    """

    office: str
    door: Door
    store: Store
    documents: Attachments
    queue: Client
    config: Config
    seals: Seals
    arms: Callable[[], Awaitable[str | None]]
    public_url: str
    passphrases: Passphrases | None = None
    announcement_price: float | None = None
    is_open: Callable[[], bool] = lambda: True
    secure: bool = False
    demo_accounts: tuple[DemoAccount, ...] = ()
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    sign_ins: Throttle = field(default_factory=lambda: Throttle(5, within=timedelta(minutes=15)))
    checks: Throttle = field(default_factory=lambda: Throttle(30, within=timedelta(minutes=1)))

    async def find(self, kind: type[T], key: Any) -> T | None:
        """The object with this key."""
        found = await self.find_all(kind, shelf_of(kind).key, key)
        return found[0] if found else None

    async def find_all(self, kind: type[T], by: str, key: Any) -> list[T]:
        """The objects whose column `by` has this key, in the order of their own."""
        rows = await self.store.glance(_by(kind, by), key=plain(key))
        return [shelf_of(kind).from_row(row) for row in rows]

    async def read(self, kind: type[T], *where: sa.ColumnElement[bool], by: Any = None, most: int = 1000) -> list[T]:
        """Objects for a page, in the order of the column `by` (the key, when none is given)."""
        shelf = shelf_of(kind)
        query = sa.select(shelf.table).where(*where).order_by(shelf.table.c[shelf.key] if by is None else by)
        return [shelf.from_row(row) for row in await self.store.fetch(query.limit(most))]

    async def in_force(self) -> InForce:
        """The catalogue and the directory that count now."""
        if (found := await self.find(InForce, self.office)) is None:
            raise LookupError("the office has no catalogue yet")
        return found


def _its_counter(request: Request) -> Counter:
    return request.app.state.counter


OpenCounter = Annotated[Counter, Depends(_its_counter)]
