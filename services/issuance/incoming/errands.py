"""What came of what was done outside."""

from services.issuance import at_counter, issuing, making
from services.issuance.edition import InForce
from services.issuance.errands import SWEEP_EVERY, ArchiveDocuments, RenderLetter, Stored, SweepOrphans
from services.issuance.file import Documents, File
from services.issuance.incoming.ears import apply, hear, its_file
from services.issuance.letter import Letter
from services.issuance.letters.errors import CannotBePrinted
from services.issuance.register import Entry
from shared.contracts.vocabulary import Attachment
from shared.messaging import Desk, Load, Want


def its_letter(errand: RenderLetter) -> Load:
    letter, office = errand.letter, errand.wording.office.code
    entry = Want(Entry, letter.letter_id)
    return (Want(Letter, letter.letter_id), entry, Want(File, letter.application_id), Want(InForce, office))


def archive_is_incomplete(errand: ArchiveDocuments, _reason: str, desk: Desk) -> None:
    file = desk.get(File, errand.application_id)
    if making.is_being_archived(file, errand.documents):
        making.not_archived(file, desk.now).onto(desk)


@hear.after(ArchiveDocuments, load=its_file, gave_up=archive_is_incomplete)
def ask_the_chair(errand: ArchiveDocuments, archived: Documents, desk: Desk) -> None:
    file = desk.get(File, errand.application_id)
    if making.is_being_archived(file, errand.documents):
        making.archived(file, archived, desk.now).onto(desk)


def letter_is_late(errand: RenderLetter, _reason: str, desk: Desk) -> None:
    making.letter_is_late(desk.get(File, errand.letter.application_id), errand.letter, desk.now).onto(desk)


@hear.after(RenderLetter, load=its_letter, gave_up=letter_is_late)
def send_out(errand: RenderLetter, result: Attachment | CannotBePrinted, desk: Desk) -> None:
    file, letter = desk.get(File, errand.letter.application_id), desk.get(Letter, errand.letter_id)
    today = desk.get(InForce, file.office).today(desk.now)
    if not letter.counts:
        return
    match result:
        case Attachment():
            letter = letter.made(result)
            made = making.letter_made(file, letter, desk.now)
            desk.keep(letter)
            if made is None:
                issuing.void(desk, letter, "Permohonan berakhir sebelum surat ini keluar.", today)
            elif not letter.awaits_ink:
                desk.keep(desk.get(Entry, letter.letter_id).issued())
            apply(made, desk)
            if made:  # papers that were brought to the counter may wait for nothing else
                apply(at_counter.complete(made.file, desk.get(InForce, file.office).calendar, desk.now), desk)
        case CannotBePrinted():
            issuing.void(desk, letter, result.sentence, today)
            apply(making.cannot_be_printed(file, letter, result.sentence, desk.now), desk)


def sweep_tomorrow(errand: SweepOrphans, _reason: str, desk: Desk) -> None:
    desk.send_for(errand, after=SWEEP_EVERY)


@hear.after(SweepOrphans, gave_up=sweep_tomorrow)
def sweep_again(errand: SweepOrphans, suspects: tuple[Stored, ...], desk: Desk) -> None:
    desk.send_for(SweepOrphans(office_id=errand.office_id, suspects=suspects), after=SWEEP_EVERY)
