"""`config/kelurahan.yaml`: the seed of the catalogue and the directory, read and checked."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from services.issuance.config_file import ConfigFile, ConfigMistake, Place
from services.issuance.directory import RtLine, mistakes_in_directory
from services.issuance.service_rules import mistakes_in_format, mistakes_in_registers, mistakes_in_service, repeated
from shared.contracts.catalogue import (
    KEPT_DAYS,
    USUAL_COMPLAINTS,
    AskBy,
    Calendar,
    Catalogue,
    ComplaintCategory,
    DaysKept,
    Directory,
    Hours,
    Office,
    RwPost,
    Season,
    Service,
    Weekday,
)
from shared.contracts.vocabulary import Value

__all__ = ["Config", "ConfigMistake", "read_config"]

_RT_LETTER_FIELDS = frozenset({"number", "rt", "rw", "month", "year"})


class Config(Value):
    """The whole file."""

    office: Office
    calendar: Calendar
    services: tuple[Service, ...]
    complaints: tuple[ComplaintCategory, ...] = USUAL_COMPLAINTS
    documents_kept_days: DaysKept = KEPT_DAYS
    ask_by: AskBy = "chat"
    rt_letter_format: str = "{number}/RT.{rt}/RW.{rw}/{month}/{year}"
    rts: tuple[RtLine, ...]
    rws: tuple[RwPost, ...] = ()

    def catalogue(self, version: int) -> Catalogue:
        """The procedure, as this version of it."""
        return Catalogue(
            version=version,
            office=self.office,
            calendar=self.calendar,
            services=self.services,
            complaints=self.complaints,
            documents_kept_days=self.documents_kept_days,
            ask_by=self.ask_by,
            rt_letter_format=self.rt_letter_format,
        )

    def directory(self, revision: int) -> Directory:
        """Who chairs what, as this revision of it."""
        return Directory(revision=revision, rts=tuple(line.post() for line in self.rts), rws=self.rws)


def read_config(path: Path) -> Config:
    """The office as the file describes it. Raises `ConfigMistake`, and OSError where it cannot be read."""
    file = ConfigFile.read(path)
    config = file.as_a(Config)
    for place, reason in _mistakes(config):
        raise file.mistake(place, reason)
    return config


def _mistakes(config: Config) -> Iterator[tuple[Place, str]]:
    """What every part allows, but the whole does not."""
    yield from _mistakes_in_deputies(config)
    yield from _mistakes_in_calendar(config)
    yield from mistakes_in_format(config.rt_letter_format, _RT_LETTER_FIELDS, ("rt_letter_format",))
    if not config.services:
        yield ("services",), "names no service"
    yield from repeated((service.key for service in config.services), ("services",))
    if not config.complaints:
        yield ("complaints",), "names no category"
    yield from repeated((category.key for category in config.complaints), ("complaints",))
    for index, service in enumerate(config.services):
        yield from mistakes_in_service(service, ("services", index))
    yield from mistakes_in_registers(config.services)
    yield from mistakes_in_directory(config.rts, config.rws)


def _mistakes_in_calendar(config: Config) -> Iterator[tuple[Place, str]]:
    try:
        ZoneInfo(config.office.time_zone)
    except (LookupError, ValueError):
        yield ("office", "time_zone"), "is no time zone, such as Asia/Jakarta"
    yield from _mistakes_in_hours(config.calendar.hours, ("calendar", "hours"))
    earlier: Season | None = None
    for index, season in enumerate(config.calendar.seasons):
        place = ("calendar", "seasons", index)
        yield from _mistakes_in_hours(season.hours, (*place, "hours"))
        if season.last < season.first:
            yield (*place, "last"), "is before the first day"
        if earlier and season.first <= earlier.last:
            yield (*place, "first"), f"is not after the last day of {earlier.name}: seasons come in order"
        earlier = season


def _mistakes_in_hours(week: Mapping[Weekday, Hours], place: Place) -> Iterator[tuple[Place, str]]:
    if not week:
        yield place, "names no day: the office would never open"
    for day, hours in week.items():
        if hours.closes <= hours.opens:
            yield (*place, day, "closes"), "is not after the opening"


def _mistakes_in_deputies(config: Config) -> Iterator[tuple[Place, str]]:
    for index, deputy in enumerate(config.office.deputies):
        place = ("office", "deputies", index)
        if deputy.last < deputy.first:
            yield (*place, "last"), "is before the first day"
        if deputy.acts == "an" and not deputy.position:
            yield (*place, "position"), "is missing: who signs on behalf of the lurah signs in a post of their own"
