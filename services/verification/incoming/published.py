"""The books that issuance publishes: the catalogue, and who chairs which RT and RW."""

from collections.abc import Generator
from typing import Any

from services.verification.asking import ask_who_sits_now
from services.verification.binding import Binding, Seat, reseated, seats, seats_for
from services.verification.books import KnownCatalogue, KnownDirectory
from services.verification.case import Case
from services.verification.incoming.ears import hear
from shared.contracts.issuance import CataloguePublished, DirectoryPublished
from shared.contracts.notifier import IntroduceContact
from shared.messaging import Desk, Want


def the_catalogue_before(book: CataloguePublished) -> tuple[Want]:
    return (Want(KnownCatalogue, book.office),)


@hear.on(CataloguePublished, load=the_catalogue_before)
def keep_the_catalogue(book: CataloguePublished, desk: Desk) -> None:
    known = desk.find(KnownCatalogue, book.office)
    if known is None or known.catalogue.version < book.catalogue.version:
        desk.keep(KnownCatalogue(book.office, book.catalogue))


def what_waits_under_other_chairs(book: DirectoryPublished) -> Generator[Want, Any, None]:
    yield Want(KnownCatalogue, book.office)
    known: KnownDirectory | None = yield Want(KnownDirectory, book.office)
    new = KnownDirectory(book.office, book.directory)
    for rt in reseated(known, new):
        yield Want(Case, str(rt), by="waits_in")
        for seat in seats_for(new, rt):
            yield Want(Binding, seat.id)


@hear.on(DirectoryPublished, load=what_waits_under_other_chairs)
def keep_the_directory(book: DirectoryPublished, desk: Desk) -> None:
    """Who no longer sits is unbound, who is new gets introduced, and what waits goes to whoever sits now."""
    known = desk.find(KnownDirectory, book.office)
    if known and known.directory.revision >= book.directory.revision:
        return
    new = KnownDirectory(book.office, book.directory)
    desk.keep(new)
    before, after = seats(known) if known else {}, seats(new)
    for gone in before.keys() - after.keys():
        desk.remove(Binding, gone)
    for seat in after.values():
        if seat.id not in before:
            introduce(seat, book, desk)
    for rt in reseated(known, new):
        for case in desk.find_all(Case, "waits_in", str(rt)):
            ask_who_sits_now(case, desk)


def introduce(seat: Seat, book: DirectoryPublished, desk: Desk) -> None:
    """Ask the notifier which contact sits here; the seat's id comes back with the answer.

    Who has no phone may be invited.
    """
    desk.keep(Binding.of(seat))
    if seat.phone is None:
        return
    desk.say(
        IntroduceContact(office=book.office, at=desk.now, asked_for=seat.id, phone=seat.phone, name=seat.chair.name)
    )
