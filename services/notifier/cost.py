"""What messages cost: each one that was delivered is counted once, by what a status says of its price."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from services.notifier.errands import LookAtAccount
from services.notifier.message import Outgoing, Price
from services.notifier.whatsapp.models import Status
from shared.messaging import Desk

#: Words for a message that has arrived; `delivered` may be left out.
ARRIVED = frozenset({"delivered", "read", "played"})
#: How long after a change the office is told, with everything else that has changed by then.
TELLS_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many messages of one price were delivered in the hour that begins at `hour`, in seconds since 1970."""

    key: str
    hour: float
    price: Price
    count: int = 0


def tally_of(outgoing: Outgoing, attempt: int, status: Status) -> Tally | None:
    """Where this status is to be counted, with nothing in it; None where it is none that counts.

    A message that was sent twice, because nobody knew of the first time, may be delivered twice, and costs twice.
    """
    if status.status not in ARRIVED or attempt in outgoing.counted:
        return None
    price = price_in(status) or outgoing.price or Price()
    hour = (status.timestamp or outgoing.at).timestamp() // 3600 * 3600
    return Tally(f"{hour:.0f}|{price.category}|{price.billed}", hour, price)


def counted(outgoing: Outgoing, attempt: int, status: Status, desk: Desk) -> Outgoing:
    """Count it, once `its_message` is laid out; the price may have been told by an earlier status than what counts."""
    outgoing = replace(outgoing, price=price_in(status) or outgoing.price)
    if (empty := tally_of(outgoing, attempt, status)) is None:
        return outgoing
    tally = desk.find(Tally, empty.key) or empty
    desk.keep(replace(tally, count=tally.count + 1))
    tell_soon(desk)
    return replace(outgoing, counted=(*outgoing.counted, attempt))


def price_in(status: Status) -> Price | None:
    """What the status says of the price, if it does."""
    if (told := status.pricing) is None:
        return None
    billed = told.billable if told.billable is not None or told.type is None else told.type == "regular"
    return Price(told.category or "", billed)


def tell_soon(desk: Desk) -> None:
    """Something has changed that the office is told: once in a while for all of it, however much it is."""
    a_while = TELLS_AFTER.total_seconds()
    desk.send_for(LookAtAccount(), at=datetime.fromtimestamp((desk.now.timestamp() // a_while + 1) * a_while, UTC))
