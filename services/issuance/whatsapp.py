"""What the office knows of its WhatsApp account, as the notifier has told it last."""

from dataclasses import dataclass
from datetime import datetime

from shared.contracts.notifier import MonthOfMessages, WhatsAppReported

MOST_MONTHS = 24


@dataclass(frozen=True, slots=True)
class WhatsAppAccount:
    """`months` are those in which something was delivered, the newest first. See `WhatsAppReported` for the others."""

    office: str
    at: datetime
    months: tuple[MonthOfMessages, ...]
    opted_out: int
    unreachable: int
    stopped_because: str | None
    stopped_code: int | None
    only_to: int


def told(known: WhatsAppAccount | None, report: WhatsAppReported) -> WhatsAppAccount:
    """A month that is told anew takes the place of what was known of it; an older report says nothing."""
    if known and known.at > report.at:
        return known
    months = {month.month: month for month in (*(known.months if known else ()), *report.months) if month.delivered}
    return WhatsAppAccount(
        office=report.office,
        at=report.at,
        months=tuple(months[name] for name in sorted(months, reverse=True)[:MOST_MONTHS]),
        opted_out=report.opted_out,
        unreachable=report.unreachable,
        stopped_because=report.stopped_because,
        stopped_code=report.stopped_code,
        only_to=report.only_to,
    )
