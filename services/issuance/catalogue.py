"""`config/kelurahan.yaml`: the seed of the catalogue and the directory, read and checked."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from services.issuance.config_file import ConfigFile, ConfigMistake, Place
from services.issuance.directory import RtLine, mistakes_in_directory
from services.issuance.service_rules import mistakes_in_format, mistakes_in_service, repeated
from shared.contracts.catalogue import Calendar, Catalogue, Directory, Office, RwPost, Service
from shared.contracts.vocabulary import Value

__all__ = ["Config", "ConfigMistake", "read_config"]

_RT_LETTER_FIELDS = frozenset({"number", "rt", "rw", "month", "year"})


class Config(Value):
    """The whole file."""

    office: Office
    calendar: Calendar
    services: tuple[Service, ...]
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
    yield from _mistakes_in_calendar(config)
    yield from mistakes_in_format(config.rt_letter_format, _RT_LETTER_FIELDS, ("rt_letter_format",))
    if not config.services:
        yield ("services",), "names no service"
    yield from repeated((service.key for service in config.services), ("services",))
    for index, service in enumerate(config.services):
        yield from mistakes_in_service(service, ("services", index))
    yield from mistakes_in_directory(config.rts, config.rws)


def _mistakes_in_calendar(config: Config) -> Iterator[tuple[Place, str]]:
    try:
        ZoneInfo(config.office.time_zone)
    except (LookupError, ValueError):
        yield ("office", "time_zone"), "is no time zone, such as Asia/Jakarta"
    if not config.calendar.hours:
        yield ("calendar", "hours"), "names no day: the office would never open"
    for day, hours in config.calendar.hours.items():
        if hours.closes <= hours.opens:
            yield ("calendar", "hours", day, "closes"), "is not after the opening"
