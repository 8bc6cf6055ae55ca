"""What announcements have done later: they are sent in portions, so that no transaction is a large one."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import ClassVar
from uuid import UUID, uuid5

from shared.messaging import Errand

#: So many are told at once, and then after a pause so many more: what single people are told still finds its way.
PORTION = 100
PAUSE = timedelta(seconds=5)


class TellReaders(Errand):
    """Tell a portion of the readers. A timer."""

    name: ClassVar[str] = "tell_readers"
    key_field: ClassVar[str] = "portion_id"

    portion_id: UUID
    announcement_id: UUID
    office: str
    readers: tuple[UUID, ...]

    @property
    def lane(self) -> UUID:
        return self.announcement_id


def portions(announcement_id: UUID, office: str, readers: Sequence[UUID]) -> Iterator[tuple[TellReaders, timedelta]]:
    """Each with how long it waits."""
    for place, start in enumerate(range(0, len(readers), PORTION)):
        portion_id = uuid5(announcement_id, str(place))
        some = tuple(readers[start : start + PORTION])
        yield (
            TellReaders(portion_id=portion_id, announcement_id=announcement_id, office=office, readers=some),
            (PAUSE * place),
        )
