"""What came of what was done outside."""

from services.issuance import at_counter, issuing, making
from services.issuance.edition import InForce
from services.issuance.errands import (
    SIGN_AGAIN_AFTER,
    STAMP_AGAIN_AFTER,
    SWEEP_EVERY,
    ArchiveDocuments,
    RenderLetter,
    SignedLetter,
    SignLetter,
    Stored,
    SweepOrphans,
    Unsigned,
)
from services.issuance.file import Documents, File
from services.issuance.incoming.ears import apply, hear, its_file
from services.issuance.letter import Letter, Signature
from services.issuance.letters.errors import CannotBePrinted
from services.issuance.register import Entry
from services.issuance.signing import NoStamp
from shared.contracts.vocabulary import Attachment
from shared.messaging import Desk, Interrupted, Load, Want


def its_letter(errand: RenderLetter | SignLetter) -> Load:
    letter = errand.letter
    entry, in_force = Want(Entry, letter.letter_id), Want(InForce, errand.office_code)
    return (Want(Letter, letter.letter_id), entry, Want(File, letter.application_id), in_force)


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
def send_out(errand: RenderLetter, result: Attachment | CannotBePrinted | NoStamp, desk: Desk) -> None:
    file, letter = desk.get(File, errand.letter.application_id), desk.get(Letter, errand.letter_id)
    today = desk.get(InForce, file.office).today(desk.now)
    if not letter.counts:
        return
    match result:
        case Attachment() if letter.ordered:
            ordering = letter.drafted(result)
            desk.keep(ordering).send_for(SignLetter(letter=ordering, office_code=file.office))
        case Attachment():
            _made(letter.made(result), file, desk)
        case NoStamp():
            desk.send_for(errand.model_copy(update={"waited": errand.waited + 1}), after=STAMP_AGAIN_AFTER)
            if not errand.waited:
                making.not_stamped(file, letter, desk.now).onto(desk)
        case CannotBePrinted():
            issuing.void(desk, letter, result.sentence, today)
            apply(making.cannot_be_printed(file, letter, result.sentence, desk.now), desk)


def _made(letter: Letter, file: File, desk: Desk) -> None:
    """The letter is stored: those concerned are told, unless the file has ended meanwhile."""
    made = making.letter_made(file, letter, desk.now)
    desk.keep(letter)
    if made is None:
        today = desk.get(InForce, file.office).today(desk.now)
        issuing.void(desk, letter, "Permohonan berakhir sebelum surat ini keluar.", today)
    elif letter.is_out:
        desk.keep(desk.get(Entry, letter.letter_id).issued())
    apply(made, desk)
    if made:  # papers that were brought to the counter may wait for nothing else
        apply(at_counter.complete(made.file, desk.get(InForce, file.office).calendar, desk.now), desk)


_INTERRUPTED = Unsigned(Signature.UNKNOWN, "Sistem berhenti saat surat ini sedang ditandatangani.")


_NO_SERVICE = Unsigned(Signature.APPROVED, "Layanan tanda tangan tidak disetel di server.")


def service_is_late(errand: SignLetter, _reason: str, desk: Desk) -> None:
    late = Unsigned(Signature.UNKNOWN, "Surat yang ditandatangani belum bisa disimpan.")
    what_the_service_did(errand, late, desk)


@hear.after(SignLetter, load=its_letter, gave_up=service_is_late)
def what_the_service_did(errand: SignLetter, result: SignedLetter | Unsigned | Interrupted | None, desk: Desk) -> None:
    """None comes where no signing service is set any more."""
    file, letter = desk.get(File, errand.letter.application_id), desk.get(Letter, errand.letter_id)
    if not letter.counts or letter.draft != errand.letter.draft:
        return
    match result:
        case SignedLetter(document, document_id):
            _made(letter.signed_elsewhere(document, document_id), file, desk)
        case Unsigned(again=True) as vain if errand.left:
            letter = letter.unsigned(vain.state, vain.because)
            once_more = SignLetter(letter=letter, office_code=errand.office_code, left=errand.left - 1)
            desk.keep(letter).send_for(once_more, after=SIGN_AGAIN_AFTER)
        case _:
            vain = result if isinstance(result, Unsigned) else _INTERRUPTED if result else _NO_SERVICE
            letter = letter.unsigned(vain.state, vain.because)
            desk.keep(letter)
            apply(making.not_signed(file, letter, vain.because, desk.now), desk)


def sweep_tomorrow(errand: SweepOrphans, _reason: str, desk: Desk) -> None:
    desk.send_for(errand, after=SWEEP_EVERY)


@hear.after(SweepOrphans, gave_up=sweep_tomorrow)
def sweep_again(errand: SweepOrphans, suspects: tuple[Stored, ...], desk: Desk) -> None:
    desk.send_for(SweepOrphans(office_id=errand.office_id, suspects=suspects), after=SWEEP_EVERY)
