"""The set-up at a glance, in words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from services.issuance.changes import Area, Change
from services.issuance.console.views.posts import tally
from services.issuance.console.views.seal import lasting
from services.issuance.console.words import Mark, near_time
from services.issuance.edition import InForce
from services.issuance.office_edits import ACTING
from services.issuance.signing import Seal
from services.issuance.staff import ROLE_NAMES, Staff
from shared.calendar import public_holidays
from shared.indonesian import full_date, long_date

_AREAS: Mapping[Area, str] = {
    Area.FILE: "Berkas",
    Area.OFFICE: "Kop surat",
    Area.SIGNING: "Penanda tangan",
    Area.SERVICES: "Layanan",
    Area.CALENDAR: "Kalender",
    Area.DIRECTORY: "RT dan RW",
    Area.STAFF: "Akun",
    Area.SEAL: "Sertifikat",
}
_SOON = timedelta(days=60)


class Card(NamedTuple):
    """One part of the set-up."""

    name: str
    href: str
    lines: tuple[str, ...]
    mark: Mark | None = None


class ChangeLine(NamedTuple):
    """One change, as the list shows it."""

    when: str
    area: str
    what: str
    why: str | None
    by: str
    version: int | None


def cards(in_force: InForce, seal: Seal, staff: Sequence[Staff], now: datetime) -> tuple[Card, ...]:
    """Every part, with what should be known of it."""
    office, today = in_force.catalogue.office, in_force.today(now)
    return (
        Card("Kop surat", "/atur/kantor", (f"Kelurahan {office.name}", f"{office.address}, {office.postcode}")),
        Card("Penanda tangan", "/atur/penanda-tangan", tuple(_who_signs(in_force, today))),
        Card("Layanan", "/atur/layanan", (", ".join(it.short for it in in_force.catalogue.services),)),
        Card("Keluhan", "/atur/keluhan", (", ".join(it.name for it in in_force.catalogue.complaints),)),
        Card("Jam kerja", "/atur/jam", tuple(_hours(in_force, today))),
        Card("Hari libur", "/atur/libur", tuple(_days_off(in_force, today))),
        _directory(in_force),
        Card("Akun", "/atur/akun", (_accounts(staff),)),
        Card("Sertifikat", "/atur/sertifikat", (seal.name,), lasting(seal, now, ZoneInfo(in_force.zone))),
    )


def lines(changes: Sequence[Change], now: datetime, zone: ZoneInfo) -> list[ChangeLine]:
    return [
        ChangeLine(
            near_time(it.at, now, zone),
            _AREAS[it.area],
            it.what,
            it.why,
            it.by or "Saat layanan dinyalakan",
            it.version,
        )
        for it in changes
    ]


def _who_signs(in_force: InForce, today: date) -> Iterator[str]:
    office = in_force.catalogue.office
    yield office.lurah_name
    for deputy in office.deputies:
        if deputy.first <= today <= deputy.last:
            yield f"{ACTING[deputy.acts]}: {deputy.name}, sampai {long_date(deputy.last)}"


def _hours(in_force: InForce, today: date) -> Iterator[str]:
    calendar = in_force.catalogue.calendar
    season = next((it for it in calendar.seasons if it.last >= today), None)
    hours = in_force.calendar.hours(today)
    yield f"Hari ini {hours.opens:%H.%M}–{hours.closes:%H.%M}" if hours else "Hari ini tutup"
    if season:
        word = "Sekarang" if season.first <= today else "Berikutnya"
        yield f"{word}: {season.name}, {long_date(season.first)} sampai {long_date(season.last)}"


def _days_off(in_force: InForce, today: date) -> Iterator[str]:
    calendar = in_force.calendar
    coming = (today + timedelta(days=ahead) for ahead in range(366))
    first = next(((day, why) for day in coming if (why := calendar.why_closed(day))), None)
    if first:
        yield f"Berikutnya: {full_date(first[0])}, {first[1]}"
    known = {**public_holidays(today.year), **public_holidays(today.year + 1)}
    if guessed := sum(it.estimated and today <= day <= today + _SOON for day, it in known.items()):
        yield f"{guessed} hari dalam 60 hari ini masih perkiraan"


def _directory(in_force: InForce) -> Card:
    count = tally(in_force.directory)
    without = [f"{count.vacant} tanpa ketua"] if count.vacant else []
    without += [f"{count.on_paper} tanpa nomor HP"] if count.on_paper else []
    return Card("RT dan RW", "/atur/rt", (f"{count.rts} RT", *([", ".join(without)] if without else [])))


def _accounts(staff: Sequence[Staff]) -> str:
    active = [person for person in staff if person.active]
    counts = [(sum(it.role is role for it in active), name) for role, name in ROLE_NAMES.items()]
    return ", ".join(f"{count} {name}" for count, name in counts if count)
