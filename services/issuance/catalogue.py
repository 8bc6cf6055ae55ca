"""`config/kelurahan.yaml`: the seed of the catalogue and the directory, read and checked."""

import string
from collections.abc import Iterable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from services.issuance.config_file import ConfigFile, ConfigMistake, Place
from services.issuance.directory import RtLine, mistakes_in_directory
from shared.contracts.catalogue import Calendar, Catalogue, Directory, Office, RwPost, Service
from shared.contracts.vocabulary import Value

__all__ = ["Config", "ConfigMistake", "read_config"]

_LETTER_FIELDS = frozenset({"code", "number", "office", "month", "year"})
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
    yield from _mistakes_in_format(config.rt_letter_format, _RT_LETTER_FIELDS, ("rt_letter_format",))
    if not config.services:
        yield ("services",), "names no service"
    yield from _repeated((service.key for service in config.services), ("services",))
    for index, service in enumerate(config.services):
        yield from _mistakes_in_service(service, ("services", index))
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


def _mistakes_in_service(service: Service, place: Place) -> Iterator[tuple[Place, str]]:
    reasons = [reason.key for reason in service.reasons]
    yield from _repeated(reasons, (*place, "reasons"))
    yield from _repeated((document.key for document in service.documents), (*place, "documents"))
    for index, document in enumerate(service.documents):
        for number, key in enumerate(document.when):
            if key not in reasons:
                yield (*place, "documents", index, "when", number), f"names {key}, which is no reason of this service"
    yield from _mistakes_in_format(service.letter.number_format, _LETTER_FIELDS, (*place, "letter", "number_format"))


def _mistakes_in_format(form: str, known: frozenset[str], place: Place) -> Iterator[tuple[Place, str]]:
    """A format of letter numbers: the running number must be in it, and nothing that is not known."""
    try:
        fields = {field for _, field, _, _ in string.Formatter().parse(form) if field is not None}
    except ValueError:
        yield place, "has a brace too many or too few"
        return
    if foreign := sorted(fields - known):
        yield place, f"may not hold {{{foreign[0]}}}; it knows {', '.join(sorted(known))}"
    if missing := sorted({"number", "year"} - fields):
        yield place, f"must hold {{{missing[0]}}}: else two letters would have the same number"


def _repeated(keys: Iterable[str], place: Place) -> Iterator[tuple[Place, str]]:
    known: set[str] = set()
    for index, key in enumerate(keys):
        if key in known:
            yield (*place, index, "key"), f"is {key} a second time"
        known.add(key)
