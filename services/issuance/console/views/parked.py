"""A parked message in words: whose it is, what kind of thing it was, since when, and why."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from services.issuance.console.words import near_time
from shared.messaging.parked import ParkedItem

_SERVICES = {
    "notifier": "Jembatan WhatsApp",
    "intake": "Percakapan dengan warga",
    "verification": "Percakapan dengan Ketua RT",
    "issuance": "Meja kelurahan",
}
_KINDS = {
    "fact": "Kabar yang belum bisa diolah",
    "book": "Edisi baru yang belum bisa dibaca",
    "request": "Permintaan yang belum bisa dikerjakan",
    "webhook": "Kiriman dari WhatsApp yang tidak terbaca",
}


class ParkedRow(NamedTuple):
    """One line of the list; `name` is how the code calls it, for whoever reads the logs."""

    service: str
    place: str
    owner: str
    what: str
    name: str
    reason: str
    since: str


def explained(item: ParkedItem, now: datetime, zone: ZoneInfo) -> ParkedRow:
    """The item in words. Its subject without office and key: those are looked up in the log by its place."""
    if item.kind == "message":
        words = item.subject.split(".")
        what, name = _KINDS.get(words[0], "Pesan yang belum bisa diolah"), ".".join(words[:4])
    else:
        what, name = "Pekerjaan yang berkali-kali gagal", item.subject
    since = near_time(item.at, now, zone)
    return ParkedRow(
        item.service, item.place, _SERVICES.get(item.service, item.service), what, name, item.reason, since
    )
