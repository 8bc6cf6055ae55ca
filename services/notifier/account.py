"""How the office's WhatsApp account is doing: what it has sent this month, whether it may send, whom it may not."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from services.notifier.cost import Tally, tell_soon
from services.notifier.errands import LookAtAccount
from services.notifier.message import Price
from services.notifier.sender import Gate
from services.notifier.store import contacts, tallies
from services.notifier.trial import Trial
from shared.contracts.notifier import Delivered, MonthOfMessages, WhatsAppReported
from shared.messaging.door import Door
from shared.messaging.store import Store


class Account(NamedTuple):
    """Where it is looked up, and by which clock months begin."""

    office: str
    zone: ZoneInfo
    store: Store
    gate: Gate
    trial: Trial
    clock: Callable[[], datetime]

    async def look(self, errand: LookAtAccount) -> WhatsAppReported:
        """This month and the one before: what is older does not change any more. Raises `Away`."""
        now, standings = self.clock(), await self._standings()
        stopped = self.gate.because
        return WhatsAppReported(
            office=self.office,
            at=now,
            office_id=errand.account_id,
            months=await self._months(now),
            opted_out=standings["stopped"],
            unreachable=standings["unreachable"],
            stopped_because=stopped.sentence if stopped else None,
            stopped_code=stopped.code if stopped else None,
            only_to=len(self.trial.only_to),
        )

    async def figures(self) -> Mapping[str, float]:
        """For `/metrics`: this month so far."""
        now = self.clock()
        (*_, month) = await self._months(now)
        billed = sum(each.count for each in month.delivered if each.billed)
        whole = sum(each.count for each in month.delivered)
        stopped = self.gate.because is not None
        return {"month_delivered": whole, "month_billed": billed, "sending_stopped": stopped}

    async def tell_at_start(self, door: Door) -> None:
        """Whether it is on trial, or may send again, may be different from what was told last."""
        await door.run((), tell_soon)

    async def _months(self, now: datetime) -> tuple[MonthOfMessages, MonthOfMessages]:
        this = now.astimezone(self.zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        before = (this - timedelta(days=1)).replace(day=1)
        query = sa.select(tallies.table).where(tallies.table.c.hour >= before.timestamp())
        found = [tallies.from_row(tuple(row)) for row in await self.store.fetch(query)]
        return (
            _month(before, [tally for tally in found if tally.hour < this.timestamp()]),
            _month(this, [tally for tally in found if tally.hour >= this.timestamp()]),
        )

    async def _standings(self) -> Counter[str]:
        standing = contacts.table.c.standing
        query = sa.select(standing, sa.func.count()).where(standing != "").group_by(standing)
        return Counter({row[0]: row[1] for row in await self.store.fetch(query)})


def _month(begins: datetime, found: list[Tally]) -> MonthOfMessages:
    counts = Counter[Price]()
    for tally in found:
        counts[tally.price] += tally.count
    delivered = tuple(
        Delivered(category=price.category, billed=price.billed, count=count)
        for price, count in sorted(counts.items(), key=lambda each: (-each[1], each[0].category))
    )
    return MonthOfMessages(month=f"{begins:%Y-%m}", delivered=delivered)
