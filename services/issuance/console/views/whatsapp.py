"""A month of messages as people read it."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from services.issuance.whatsapp import WhatsAppAccount
from shared.contracts.notifier import Delivered
from shared.indonesian import month_and_year

#: Meta's categories; another one is shown as Meta calls it.
CATEGORIES: Mapping[str, str] = {
    "service": "balasan di dalam 24 jam",
    "utility": "pesan baku pelayanan",
    "marketing": "pesan baku promosi",
    "authentication": "pesan baku kode masuk",
    "": "tanpa keterangan dari WhatsApp",
}


class Line(NamedTuple):
    category: str
    billed: str
    delivered: int


class Month(NamedTuple):
    name: str
    delivered: int
    billed: int
    lines: tuple[Line, ...]


def months(account: WhatsAppAccount | None) -> tuple[Month, ...]:
    """The newest first."""
    return tuple(
        Month(
            name=month_and_year(date.fromisoformat(f"{month.month}-01")),
            delivered=sum(each.count for each in month.delivered),
            billed=sum(each.count for each in month.delivered if each.billed),
            lines=tuple(map(_line, month.delivered)),
        )
        for month in (account.months if account else ())
    )


def _line(each: Delivered) -> Line:
    billed = "belum diketahui" if each.billed is None else "berbayar" if each.billed else "gratis"
    return Line(CATEGORIES.get(each.category, each.category), billed, each.count)
