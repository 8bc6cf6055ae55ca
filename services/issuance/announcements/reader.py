"""Who agreed to be told what the office announces, and where they live."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from shared.contracts.intake import AnnouncementsWanted
from shared.contracts.vocabulary import ContactId, Rt
from shared.messaging import Desk

#: So many announcements back it is known that somebody was told; older ones are not on their way any more.
_REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class Reader:
    """A contact who agreed. `reader_id` stays where contacts merge; `heard` are the announcements told to them last."""

    reader_id: UUID
    contact_id: ContactId
    rt: Rt
    heard: tuple[UUID, ...] = ()

    @property
    def rw(self) -> int:
        return self.rt.rw

    def was_told(self, announcement_id: UUID) -> bool:
        return announcement_id in self.heard

    def told(self, *announcements: UUID) -> "Reader":
        new = tuple(each for each in announcements if each not in self.heard)
        return replace(self, heard=(*self.heard, *new)[-_REMEMBERED:])


def agreed(desk: Desk, fact: AnnouncementsWanted) -> None:
    """They agree, or have moved."""
    new = Reader(fact.id, fact.contact_id, fact.rt)
    before = _as_one(desk, fact.contact_id) or new
    desk.keep(replace(before, rt=fact.rt))


def disagreed(desk: Desk, contact_ids: Iterable[ContactId]) -> None:
    """They want no announcements any more, under whichever id they agreed."""
    for contact_id in contact_ids:
        for reader in desk.find_all(Reader, "contact_id", contact_id):
            desk.remove(Reader, reader.reader_id)


def unite(desk: Desk, contact_id: ContactId) -> None:
    """Contacts turned out to be one person, whose agreements lie under this id: one is enough."""
    if reader := _as_one(desk, contact_id):
        desk.keep(reader)


def _as_one(desk: Desk, contact_id: ContactId) -> Reader | None:
    """The latest agreement of this contact, with everything that was told to any; the others are removed."""
    found = desk.find_all(Reader, "contact_id", contact_id)
    if not found:
        return None
    *others, latest = found
    for other in others:
        desk.remove(Reader, other.reader_id)
    return latest.told(*(announcement_id for other in others for announcement_id in other.heard))
