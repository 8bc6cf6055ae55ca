"""Who is told, and by which message."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.issuance.announcements.announcement import Announcement
from services.issuance.announcements.errands import portions
from services.issuance.announcements.reader import Reader
from shared.contracts.notifier import SendMessage
from shared.contracts.vocabulary import Choice, ContactId, Template
from shared.messaging import Desk

STOP = Choice(key="BERHENTIPENGUMUMAN", label="Berhenti pengumuman")
HOW_TO_STOP = "Tekan *Berhenti pengumuman* kalau tidak mau menerima pengumuman lagi."


def message(announcement: Announcement, office_name: str, to: ContactId, at: datetime) -> SendMessage:
    """What is answered to it is intake's to hear, for it speaks with residents."""
    return SendMessage(
        office=announcement.office,
        at=at,
        contact_id=to,
        speaker="intake",
        text=f"*Pengumuman Kelurahan {office_name}*\n{announcement.text}\n\n{HOW_TO_STOP}",
        choices=(STOP,),
        template=Template(name="pengumuman", parameters=(office_name, announcement.text)),
        about=announcement.announcement_id,
        tells_delivery=True,
    )


def begin(desk: Desk, announcement: Announcement, readers: Sequence[UUID]) -> None:
    """INFO shows it from now on; those who agreed are told, one portion after the other."""
    desk.keep(announcement).say(announcement.made())
    for portion, wait in portions(announcement.announcement_id, announcement.office, readers):
        desk.send_for(portion, after=wait)


def tell(desk: Desk, announcement: Announcement, office_name: str, portion: Sequence[Reader | None]) -> None:
    """Who was told already, or does not agree any more (None), is not told."""
    key = announcement.announcement_id
    new = [reader for reader in portion if reader and not reader.was_told(key)]
    desk.keep(announcement.sent_to(len(new), among=len(portion)))
    for reader in new:
        desk.keep(reader.told(key)).say(message(announcement, office_name, reader.contact_id, desk.now))
