"""The catalogue and the directory as they were and as they are."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from shared.calendar import OfficeCalendar
from shared.contracts.catalogue import Catalogue, Directory
from shared.contracts.vocabulary import Attachment


@dataclass(frozen=True, slots=True)
class Edition:
    """One published version of the catalogue; all are kept, because a running application keeps its own."""

    version: int
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class InForce:
    """What counts at the office with this code now: the newest catalogue, and who chairs which RT.

    `arms` is the coat of arms that was uploaded for the letterhead.
    """

    office: str
    catalogue: Catalogue
    directory: Directory
    arms: Attachment | None = None

    @property
    def zone(self) -> str:
        return self.catalogue.office.time_zone

    @property
    def calendar(self) -> OfficeCalendar:
        return OfficeCalendar(self.catalogue.calendar, self.zone)

    def today(self, at: datetime) -> date:
        """The date at the office."""
        return at.astimezone(ZoneInfo(self.zone)).date()
