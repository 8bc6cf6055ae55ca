"""What the office's own machinery does to a file: the archive, and the making of letters."""

from datetime import datetime

from services.issuance.file import Documents, File, Outcome
from services.issuance.history import What
from services.issuance.letter import Letter
from services.issuance.stage import BEING_ISSUED, Stage
from shared.contracts.issuance import ApplicationReceived, ApplicationRefused, LetterIssued


def is_being_archived(file: File, documents: Documents) -> bool:
    """Whether these are the documents that a clerk has received last, and nothing has happened to the file since."""
    return file.stage is Stage.RECEIVED and file.documents == documents


def archived(file: File, documents: Documents, at: datetime) -> Outcome:
    """The received documents are in the archive: the RT chair can be asked about them."""
    fact = file.word(
        ApplicationReceived,
        at,
        agenda_number=file.agenda_number,
        applicant=file.applicant,
        documents=documents,
        document_names={key: file.name_of(key) for key in (*documents, *file.lacking)},
        lacking=file.lacking,
        received_by=file.received_by,
        own_contact=None if file.helped_by else file.contact_id,
    )
    return file.then(What.ARCHIVED, at, None, said=(fact,), documents=documents)


def not_archived(file: File, at: datetime) -> Outcome:
    """Pages are gone from the store: the clerk gets the file back, to ask for them again."""
    reason = "Foto dokumen tidak bisa dibaca dari penyimpanan. Kembalikan dokumennya supaya dikirim ulang."
    return file.then(What.STUCK, at, None, reason=reason, stage=Stage.SUBMITTED)


def letter_made(file: File, letter: Letter, at: datetime) -> Outcome | None:
    """The PDF is stored. None when the file has ended meanwhile: then nobody gets it."""
    if not is_awaited(file, letter):
        return None
    if letter.awaits_ink:
        return file.then(What.TO_SIGN, at, None, detail=letter.number, stage=Stage.TO_SIGN)
    is_cover_letter = letter.kind == "surat_pengantar"
    issued = file.word(
        LetterIssued,
        at,
        letter_id=letter.letter_id,
        kind=letter.kind,
        number=letter.number,
        dated=letter.dated,
        document=letter.kept_document,
        signed_by=letter.signed_by,
        signed=letter.signed,
    )
    stage = Stage.COLLECTING if is_cover_letter else Stage.ISSUED
    what = What.LETTER_MADE if is_cover_letter else What.ISSUED
    return file.then(what, at, None, detail=letter.number, said=(issued,), stage=stage)


def cannot_be_printed(file: File, letter: Letter, sentence: str, at: datetime) -> Outcome | None:
    """What the letter would say does not fit on paper: the clerk puts it right, or the resident begins again."""
    return not_issued(file, letter, sentence, None, at) if is_awaited(file, letter) else None


def not_issued(file: File, letter: Letter, reason: str, by: str | None, at: datetime) -> Outcome:
    """A letter with a number will not be issued: another is to be made, or for want of a surat pengantar all ends."""
    if letter.kind != "surat_pengantar":
        return file.then(
            What.LETTER_VOID if by else What.STUCK,
            at,
            by,
            reason=reason,
            detail=letter.number,
            stage=Stage.CONFIRMED,
            sent_back_because=reason,
            approved_by=None,
            letter_number=None,
        )
    refused = file.word(ApplicationRefused, at, reason=reason, refused_by=by or "Kelurahan")
    return file.then(What.REFUSED, at, by, reason=reason, said=(refused,), stage=Stage.REFUSED)


def not_signed(file: File, letter: Letter, because: str, at: datetime) -> Outcome | None:
    """The signing service has not signed it: whoever approved it is asked again. Its number stays."""
    if file.stage is not Stage.APPROVED or not is_awaited(file, letter):
        return None
    return file.then(What.UNSIGNED, at, None, reason=because, detail=letter.number, stage=Stage.UNSIGNED)


def letter_is_late(file: File, letter: Letter, at: datetime) -> Outcome:
    """The PDF could not be made for long: the errand is parked, and somebody should look."""
    reason = "Surat belum berhasil dibuat. Lihat daftar pesan yang tertahan."
    return file.then(What.STUCK, at, None, reason=reason, detail=letter.number)


def not_stamped(file: File, letter: Letter, at: datetime) -> Outcome:
    """The time stamp server is away: the letter waits for it under its number, and goes out by itself."""
    reason = "Layanan cap waktu belum menjawab. Surat keluar sendiri begitu layanan itu menjawab."
    return file.then(What.STUCK, at, None, reason=reason, detail=letter.number)


def is_awaited(file: File, letter: Letter) -> bool:
    """Whether it is this letter that the file waits for."""
    if letter.kind == "surat_pengantar":
        number = file.cover_letter.number if file.cover_letter else None
        return file.stage is Stage.COVER_LETTER and number == letter.number
    return file.stage in BEING_ISSUED and file.letter_number == letter.number


def is_out(file: File, letter: Letter) -> bool:
    """Whether it is this letter that the office has issued on the file."""
    return file.stage in (Stage.ISSUED, Stage.HANDED_OVER) and file.letter_number == letter.number
