"""Taking over what the file says: a new version of the catalogue, a new revision of the directory, where it changed."""

from collections.abc import Iterable
from uuid import NAMESPACE_OID, UUID, uuid5

from services.issuance.catalogue import Config
from services.issuance.edition import Edition, InForce
from services.issuance.errands import SWEEP_EVERY, SweepOrphans
from shared.contracts.catalogue import Catalogue, Directory
from shared.contracts.issuance import CataloguePublished, DirectoryPublished
from shared.messaging import Desk, Want


def office_id(code: str) -> UUID:
    """The id of the office with this code, the same everywhere and always."""
    return uuid5(NAMESPACE_OID, code)


def what_is_in_force(config: Config) -> Iterable[Want]:
    """What `take_over` looks for."""
    return (Want(InForce, config.office.code),)


def take_over(desk: Desk, config: Config) -> None:
    """Bring into force what the file says. Running applications keep their version; what has not changed stays."""
    code = config.office.code
    before = desk.find(InForce, code)
    after = InForce(code, _catalogue(config, before), _directory(config, before))
    if after == before:
        return
    desk.keep(after)
    if before is None:
        desk.send_for(SweepOrphans(office_id=office_id(code)), after=SWEEP_EVERY)
    if before is None or after.catalogue != before.catalogue:
        desk.keep(Edition(after.catalogue.version, after.catalogue))
        desk.say(CataloguePublished(office=code, at=desk.now, office_id=office_id(code), catalogue=after.catalogue))
    if before is None or after.directory != before.directory:
        desk.say(DirectoryPublished(office=code, at=desk.now, office_id=office_id(code), directory=after.directory))


def _catalogue(config: Config, before: InForce | None) -> Catalogue:
    if before is None:
        return config.catalogue(version=1)
    same = config.catalogue(before.catalogue.version)
    return before.catalogue if same == before.catalogue else config.catalogue(before.catalogue.version + 1)


def _directory(config: Config, before: InForce | None) -> Directory:
    if before is None:
        return config.directory(revision=1)
    same = config.directory(before.directory.revision)
    return before.directory if same == before.directory else config.directory(before.directory.revision + 1)
