"""What issuance publishes: the catalogue, who chairs which RT, and announcements."""

from services.intake.announcements import KnownAnnouncements
from services.intake.books import KnownCatalogue, KnownDirectory
from services.intake.incoming.ears import hear
from shared.contracts.issuance import AnnouncementMade, CataloguePublished, DirectoryPublished
from shared.messaging import Desk, Want


def the_catalogue_before(book: CataloguePublished) -> tuple[Want]:
    return (Want(KnownCatalogue, book.office),)


@hear.on(CataloguePublished, load=the_catalogue_before)
def keep_the_catalogue(book: CataloguePublished, desk: Desk) -> None:
    known = desk.find(KnownCatalogue, book.office)
    if known is None or known.catalogue.version < book.catalogue.version:
        desk.keep(KnownCatalogue(book.office, book.catalogue))


def the_directory_before(book: DirectoryPublished) -> tuple[Want]:
    return (Want(KnownDirectory, book.office),)


@hear.on(DirectoryPublished, load=the_directory_before)
def keep_the_directory(book: DirectoryPublished, desk: Desk) -> None:
    known = desk.find(KnownDirectory, book.office)
    if known is None or known.directory.revision < book.directory.revision:
        desk.keep(KnownDirectory(book.office, book.directory))


def the_announcements_before(fact: AnnouncementMade) -> tuple[Want]:
    return (Want(KnownAnnouncements, fact.office),)


@hear.on(AnnouncementMade, load=the_announcements_before)
def keep_the_announcement(fact: AnnouncementMade, desk: Desk) -> None:
    known = desk.find(KnownAnnouncements, fact.office) or KnownAnnouncements(fact.office)
    desk.keep(known.and_of(fact))
