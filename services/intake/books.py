"""The copies of what issuance publishes: one catalogue and one directory an office, the newest."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from shared.calendar import OfficeCalendar
from shared.contracts.catalogue import Catalogue, Chair, Directory
from shared.contracts.vocabulary import Rt


@dataclass(frozen=True, slots=True)
class KnownCatalogue:
    """The procedure of the office with this code. An application keeps the service as it was when it was asked for."""

    office: str
    catalogue: Catalogue

    @property
    def calendar(self) -> OfficeCalendar:
        return OfficeCalendar(self.catalogue.calendar, self.zone)

    @property
    def zone(self) -> str:
        return self.catalogue.office.time_zone

    def today(self, now: datetime) -> date:
        """The date at the office."""
        return now.astimezone(ZoneInfo(self.zone)).date()


@dataclass(frozen=True, slots=True)
class KnownDirectory:
    """Who chairs which RT of the office with this code."""

    office: str
    directory: Directory

    def chair(self, rt: Rt) -> Chair | None:
        post = self.directory.post(rt)
        return post.chair if post else None

    def rw_chair(self, rt: Rt) -> Chair | None:
        """Who chairs the RW that holds this RT."""
        return self.directory.rw_chair(rt.rw)
