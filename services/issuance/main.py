"""Issuance, put together: the counter's files, its letters and its console."""

from datetime import UTC, datetime
from functools import partial

from services.issuance import console, due_soon, retention
from services.issuance.archive import Archive
from services.issuance.catalogue import Config, read_config
from services.issuance.complaints import overdue
from services.issuance.complaints.errands import KeepPhotos
from services.issuance.demo import open_accounts
from services.issuance.errands import ArchiveDocuments, RenderLetter, SignLetter, SweepOrphans
from services.issuance.incoming import hear
from services.issuance.letterhead import Letterhead
from services.issuance.letters import ArmsUnreadable, coat_of_arms
from services.issuance.ordering import Ordering
from services.issuance.printing import Printer
from services.issuance.proof import LookIntoPdf, Proof
from services.issuance.publishing import take_over, what_is_in_force
from services.issuance.seals import WARN_WITHIN, Seals
from services.issuance.settings import IssuanceSettings
from services.issuance.signing import Passphrases, RemoteSigner, SealRefused, Stamper, make_demo_certificate
from services.issuance.store import tables
from shared.messaging.house import House, Plan, run


async def furnish(house: House[IssuanceSettings]) -> None:
    """Raises ValueError, in words for the operator, when the file or the seal cannot be used."""
    settings = house.settings
    config = the_office(settings)
    seals = the_seals(settings, config)
    letterhead = Letterhead(settings.office, house.store, house.attachments, the_arms(settings))
    printer = Printer(house.attachments, seals, settings.public_url, letterhead.arms)
    archive = Archive(house.attachments, house.nats.jetstream(), house.store)
    house.does(RenderLetter, printer.make)
    house.does(ArchiveDocuments, archive.keep)
    house.does(SweepOrphans, archive.sweep)
    service, passphrases = the_service(settings), Passphrases()
    if service:
        house.does(SignLetter, Ordering(house.attachments, service, passphrases).sign)
    house.does(LookIntoPdf, Proof(house.attachments, house.store).look)
    house.does(KeepPhotos, lambda errand: archive.keep_pages(errand.pages))
    if (left := seals.current.expires_at - datetime.now(UTC)) < WARN_WITHIN:
        house.log.warning("certificate_expires", days=left.days)
    for issuer in seals.current.ended_issuers(datetime.now(UTC)):
        house.log.warning("certificate_issuer_expired", issuer=issuer)
    if set_aside := await house.door.run(what_is_in_force(config), partial(take_over, config=config)):
        house.log.warning("config_set_aside", parts=set_aside, why="the console has changed them, too: see /atur there")
    if settings.demo:
        await open_accounts(house.door)

    house.accompanies(partial(retention.forget_old, house.door, house.store, house.clock, settings.office))
    house.accompanies(partial(due_soon.watch, house.door, house.store, house.clock, settings.office))
    house.accompanies(partial(overdue.watch, house.door, house.store, house.clock))
    house.serves(console.app(house, config, seals, letterhead, passphrases if service else None))


def the_office(settings: IssuanceSettings) -> Config:
    """What the file says, if it is about this office."""
    try:
        config = read_config(settings.config)
    except OSError as why:
        raise ValueError(f"CONFIG {settings.config} cannot be read: {why.strerror}.") from why
    if config.office.code != settings.office:
        raise ValueError(f"OFFICE is {settings.office}, but CONFIG is about {config.office.code}.")
    return config


def the_seals(settings: IssuanceSettings, config: Config) -> Seals:
    """The office's seal; in the demo one of its own, made at the first start."""
    given, passphrase = settings.certificate, settings.certificate_passphrase
    if settings.demo and not given.exists():
        make_demo_certificate(given, passphrase.get_secret_value(), config.office)
    try:
        stamper = Stamper(settings.sign_timestamp_url) if settings.sign_timestamp_url else None
        return Seals(given, passphrase, settings.data_dir / "issuance" / "certificate.p12", stamper=stamper)
    except SealRefused as why:
        raise ValueError(why.sentence) from why


def the_service(settings: IssuanceSettings) -> RemoteSigner | None:
    """The signing service that signs for the lurah; None where the office's own seal is on all letters."""
    if settings.demo or not (settings.signer_url and settings.signer_user and settings.signer_password):
        return None
    return RemoteSigner(
        settings.signer_url, settings.signer_user, settings.signer_password, timeout=settings.signer_timeout
    )


def the_arms(settings: IssuanceSettings) -> str | None:
    """What the letterhead bears."""
    try:
        return coat_of_arms(settings.coat_of_arms) if settings.coat_of_arms else None
    except ArmsUnreadable as why:
        raise ValueError(why.sentence) from why


plan = Plan("issuance", hear, tables, IssuanceSettings, furnish)


def main() -> None:
    """Run the service until it is told to stop."""
    run(plan)
