"""Bringing the office's set-up into force: new versions of the catalogue, new revisions of the directory."""

from collections.abc import Generator
from dataclasses import replace
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from services.issuance import deadlines
from services.issuance.catalogue import Config
from services.issuance.changes import Area, Change
from services.issuance.edition import Edition, InForce
from services.issuance.errands import SWEEP_EVERY, SweepOrphans
from services.issuance.seed import Part, Seed, as_config, merge
from shared.contracts.catalogue import Catalogue, Directory
from shared.contracts.issuance import CataloguePublished, DirectoryPublished
from shared.messaging import Desk, Want


def office_id(code: str) -> UUID:
    """The id of the office with this code, the same everywhere and always."""
    return uuid5(NAMESPACE_OID, code)


def what_is_in_force(config: Config) -> Generator[Want, Any, None]:
    """What `take_over` looks for."""
    yield Want(Seed, config.office.code)
    before: InForce | None = yield Want(InForce, config.office.code)
    if before and deadlines.newly_closed(before.catalogue.calendar, config.calendar):
        yield from deadlines.open_files()


def take_over(desk: Desk, config: Config) -> tuple[Part, ...]:
    """Bring into force what the file has changed; returns the parts that stay as the console has them, against it."""
    code = config.office.code
    if (before := desk.find(InForce, code)) is None:
        _begin(desk, config)
        return ()
    now = as_config(before.catalogue, before.directory)
    seed = desk.find(Seed, code)
    merged = merge(config, seed.config if seed else now, now)
    desk.keep(Seed(code, merged.seed))
    follow(desk, before, merged.config, Change(Area.FILE, desk.now, "Berkas pengaturan diubah"))
    return merged.set_aside


def follow(desk: Desk, before: InForce, config: Config, change: Change) -> None:
    """Bring into force what a file says; days on which the office does not open any more move open dates."""
    after = replace(before, catalogue=config.catalogue(version=1), directory=config.directory(revision=1))
    bring_into_force(desk, after, change)
    if closed := deadlines.newly_closed(before.catalogue.calendar, config.calendar):
        because = ", ".join(dict.fromkeys(closed.values()))
        deadlines.move(desk, before.calendar, after.calendar, because, change.by)


def bring_into_force(desk: Desk, after: InForce, change: Change) -> None:
    """From now on this counts. What differs from before is a new version, with its reason, and all services hear it.

    Running applications keep their version of the catalogue; the numbers of version and revision are given here.
    """
    before = desk.get(InForce, after.office)
    catalogue, directory = _next_version(after.catalogue, before), _next_revision(after.directory, before)
    after = replace(after, catalogue=catalogue, directory=directory)
    if after == before:
        return
    is_new_version = catalogue.version != before.catalogue.version
    desk.keep(after, replace(change, version=catalogue.version if is_new_version else None))
    if is_new_version:
        _publish_catalogue(desk, after)
    if directory.revision != before.directory.revision:
        _publish_directory(desk, after)


def _begin(desk: Desk, config: Config) -> None:
    """The very first edition."""
    code = config.office.code
    first = InForce(code, config.catalogue(version=1), config.directory(revision=1))
    desk.keep(first, Seed(code, config), Change(Area.FILE, desk.now, "Berkas pengaturan dibaca", version=1))
    desk.send_for(SweepOrphans(office_id=office_id(code)), after=SWEEP_EVERY)
    _publish_catalogue(desk, first)
    _publish_directory(desk, first)


def _publish_catalogue(desk: Desk, now: InForce) -> None:
    desk.keep(Edition(now.catalogue.version, now.catalogue))
    desk.say(
        CataloguePublished(office=now.office, at=desk.now, office_id=office_id(now.office), catalogue=now.catalogue)
    )


def _publish_directory(desk: Desk, now: InForce) -> None:
    desk.say(
        DirectoryPublished(office=now.office, at=desk.now, office_id=office_id(now.office), directory=now.directory)
    )


def _next_version(catalogue: Catalogue, before: InForce) -> Catalogue:
    same = catalogue.model_copy(update={"version": before.catalogue.version})
    return before.catalogue if same == before.catalogue else same.model_copy(update={"version": same.version + 1})


def _next_revision(directory: Directory, before: InForce) -> Directory:
    same = directory.model_copy(update={"revision": before.directory.revision})
    return before.directory if same == before.directory else same.model_copy(update={"revision": same.revision + 1})
