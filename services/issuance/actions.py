"""What people do to a file: the clerk, the lurah, the resident who withdraws.

Pure: state in; new state, and what to say, out. `stage.py` holds the table of what is allowed when and to whom.
"""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from services.issuance.file import File, Outcome, Pause
from services.issuance.history import What
from services.issuance.letter import Ink
from services.issuance.staff import ROLE_NAMES, Staff
from services.issuance.stage import ACTION_NAMES, ACTIONS, STAGE_NAMES, WITHDRAWABLE, Action, Amiss, NotAllowed, Stage
from shared.contracts.details import Details
from shared.contracts.issuance import (
    ApplicationRefused,
    ApplicationWithdrawn,
    DocumentsReturned,
)
from shared.contracts.verification import AskChairAgain
from shared.contracts.vocabulary import CoverLetter, DocumentKey, Person
from shared.indonesian import listed


def accept_paper_letter(file: File, number: str, dated: date, by: Staff, at: datetime) -> Outcome:
    """The clerk has read the paper surat pengantar and accepts it."""
    must_allow(file, Action.ACCEPT_PAPER_LETTER, by)
    letter = CoverLetter(number=said_or_refused(number, "Tulis nomor suratnya."), dated=dated, on_paper=True)
    return file.then(What.PAPER_LETTER_ACCEPTED, at, by.name, detail=letter.number, cover_letter=letter)


def accept_without(file: File, reason: str, by: Staff, at: datetime) -> Outcome:
    """Go on without what the resident does not have; why, is recorded."""
    must_allow(file, Action.ACCEPT_WITHOUT, by)
    reason, names = said_or_refused(reason), listed([file.name_of(key) for key in file.lacking])
    return file.then(
        What.ACCEPTED_WITHOUT, at, by.name, reason=reason, detail=names, waived_because=reason, waived_by=by.name
    )


def receive(file: File, agenda_number: str, by: Staff, at: datetime) -> Outcome:
    """Day 1. `ApplicationReceived` follows from `archived`; a file received again keeps its agenda number."""
    must_allow(file, Action.RECEIVE, by)
    number = file.agenda_number or agenda_number
    return file.then(
        What.RECEIVED,
        at,
        by.name,
        detail=number,
        stage=Stage.RECEIVED,
        agenda_number=number,
        received_by=by.name,
        doubts={},
        doubted_by=None,
    )


def return_documents(file: File, reasons: Mapping[DocumentKey, str], by: Staff, at: datetime) -> Outcome:
    """Send documents back, each with what is wrong with it. The clock stops."""
    must_allow(file, Action.RETURN_DOCUMENTS, by)
    if not reasons or not reasons.keys() <= file.documents.keys() | file.lacking.keys():
        raise NotAllowed("Pilih dokumen yang dikembalikan.")
    reasons = {key: said_or_refused(reason) for key, reason in reasons.items()}
    fact = file.word(DocumentsReturned, at, reasons=reasons, returned_by=by.name)
    pauses = (*file.pauses, Pause(at))
    return file.then(
        What.RETURNED,
        at,
        by.name,
        reasons=reasons,
        said=(fact,),
        stage=Stage.RETURNED,
        returned=reasons,
        pauses=pauses,
        confirmed_by=None,
        sent_back_because=None,
    )


def ask_chair_again(file: File, remark: str, by: Staff, at: datetime) -> Outcome:
    """Have the RT chair look at the documents once more."""
    must_allow(file, Action.ASK_CHAIR_AGAIN, by)
    remark = said_or_refused(remark, "Tulis apa yang perlu dilihat lagi oleh Ketua RT.")
    request = file.word(AskChairAgain, at, remark=remark)
    return file.then(
        What.CHAIR_ASKED_AGAIN, at, by.name, reason=remark, said=(request,), stage=Stage.RECEIVED, doubts={}
    )


def ask_neighbours(file: File, remark: str, by: Staff, at: datetime) -> Outcome:
    """Have the RT chair ask neighbours whether the applicant lives there, before looking at the documents again."""
    must_allow(file, Action.ASK_NEIGHBOURS, by)
    remark = said_or_refused(remark, "Tulis mengapa tetangga perlu ditanya. Ketua RT membacanya.")
    request = file.word(AskChairAgain, at, remark=remark, neighbours=True)
    return file.then(
        What.NEIGHBOURS_WANTED, at, by.name, reason=remark, said=(request,), stage=Stage.RECEIVED, doubts={}
    )


def confirm(file: File, reason: str, by: Staff, at: datetime) -> Outcome:
    """Go on in spite of a doubt, or without a chair who could be asked."""
    must_allow(file, Action.CONFIRM, by)
    reason = said_or_refused(reason)
    return file.then(
        What.CONFIRMED_BY_OFFICE,
        at,
        by.name,
        reason=reason,
        stage=Stage.CONFIRMED,
        confirmed_by=by.name,
        confirmed_because=reason,
    )


def draft(
    file: File, by: Staff, at: datetime, corrected: Person | None = None, details: Details | None = None
) -> Outcome:
    """Prepare the letter for the lurah; `corrected` and `details` replace what the documents show to be wrong."""
    must_allow(file, Action.DRAFT, by)
    applicant, details = corrected or file.applicant, file.details if details is None else details
    changed = [name for name, value in applicant if value != getattr(file.applicant, name)]
    changed += [key for key, value in details.items() if value != file.details.get(key)]
    return file.then(
        What.DRAFTED,
        at,
        by.name,
        detail=", ".join(changed) or None,
        stage=Stage.DRAFTED,
        applicant=applicant,
        details=details,
        drafted_by=by.name,
        sent_back_because=None,
    )


def send_back_draft(file: File, reason: str, by: Staff, at: datetime) -> Outcome:
    """The lurah wants something put right first."""
    must_allow(file, Action.SEND_BACK_DRAFT, by)
    reason = said_or_refused(reason, "Tulis apa yang perlu diperbaiki.")
    return file.then(What.SENT_BACK, at, by.name, reason=reason, stage=Stage.CONFIRMED, sent_back_because=reason)


def approve(file: File, number: str, by: Staff, at: datetime, *, in_ink: bool = False) -> Outcome:
    """The lurah approves: the letter has its number from here on, and nothing can be withdrawn any more."""
    must_allow(file, Action.APPROVE, by)
    what = What.APPROVED_FOR_INK if in_ink else What.APPROVED
    return file.then(what, at, by.name, detail=number, stage=Stage.APPROVED, approved_by=by.name, letter_number=number)


def sign_again(file: File, by: Staff, at: datetime) -> Outcome:
    """The signing service is asked once more for the same letter under the same number."""
    must_allow(file, Action.SIGN_AGAIN, by)
    return file.then(What.SIGNED_AGAIN, at, by.name, detail=file.letter_number, stage=Stage.APPROVED)


def sign_in_ink(file: File, ink: Ink, by: Staff, at: datetime) -> Outcome:
    """The print is signed and stamped by hand. `LetterIssued` follows from `making.letter_made`."""
    must_allow(file, Action.SIGN_IN_INK, by)
    if not ink.by.strip():
        raise Amiss("signed_by", "Tulis nama yang menandatangani.")
    return file.then(What.SIGNED_IN_INK, at, by.name, detail=file.letter_number, stage=Stage.SIGNED)


def refuse(file: File, reason: str, by: Staff, at: datetime) -> Outcome:
    """The office will not issue the letter."""
    must_allow(file, Action.REFUSE, by)
    reason = said_or_refused(reason)
    fact = file.word(ApplicationRefused, at, reason=reason, refused_by=by.name)
    return file.then(What.REFUSED, at, by.name, reason=reason, said=(fact,), stage=Stage.REFUSED, ended_because=reason)


def withdraw_at_counter(file: File, by: Staff, at: datetime) -> Outcome:
    """Who came to the counter wants no letter any more."""
    must_allow(file, Action.WITHDRAW, by)
    fact = file.word(ApplicationWithdrawn, at)
    return file.then(What.WITHDRAWN_AT_COUNTER, at, by.name, said=(fact,), stage=Stage.WITHDRAWN, to_tell=())


def told(file: File, news: UUID, how: str, by: Staff, at: datetime) -> Outcome | None:
    """Somebody has told those concerned; None where that was ticked off already."""
    if news not in file.to_tell:
        return None
    left = tuple(each for each in file.to_tell if each != news)
    return file.then(What.TOLD, at, by.name, detail=how, to_tell=left)


def withdraw(file: File, at: datetime) -> Outcome:
    """The resident withdraws. Raises `NotAllowed` once the lurah has approved, or when it has ended already."""
    if file.stage not in WITHDRAWABLE:
        raise NotAllowed(f"Permohonan {file.reference} {STAGE_NAMES[file.stage]}, jadi tidak bisa ditarik lagi.")
    fact = file.word(ApplicationWithdrawn, at)
    return file.then(What.WITHDRAWN, at, file.asked_by, said=(fact,), stage=Stage.WITHDRAWN)


def allowed_actions(file: File, staff: Staff) -> tuple[Action, ...]:
    """What this person may do to this file now, in the order of the table in `stage.py`."""
    here = ACTIONS.get(file.stage, {})
    return tuple(action for action, roles in here.items() if staff.role in roles and _fits(action, file))


def must_allow(file: File, action: Action, by: Staff) -> None:
    """Raises `NotAllowed` with a sentence for this person."""
    if action not in allowed_actions(file, by):
        raise NotAllowed(_why_not(file, action, by))


def nik_shown(file: File, by: Staff, at: datetime) -> Outcome:
    """Somebody looked at the whole NIK: that is recorded."""
    return file.then(What.NIK_SHOWN, at, by.name)


def _fits(action: Action, file: File) -> bool:
    """A surat pengantar on paper is accepted before the documents are received, and only then.

    What began on WhatsApp goes on there: documents come from the resident, and so does a withdrawal.
    """
    match action:
        case Action.ACCEPT_PAPER_LETTER:
            return file.paper_letter_unread
        case Action.RECEIVE:
            return not file.paper_letter_unread and not file.lacks_undecided
        case Action.ACCEPT_WITHOUT:
            return file.lacks_undecided
        case Action.BRING_PAPERS | Action.WITHDRAW:
            return file.opened_by is not None
        case Action.SEND_OUT | Action.CAME_BACK:
            return file.is_out_with_courier is (action is Action.CAME_BACK)
        case _:
            return True


def _why_not(file: File, action: Action, by: Staff) -> str:
    roles = ACTIONS.get(file.stage, {}).get(action)
    if roles is None:
        return f"Berkas {file.reference} {STAGE_NAMES[file.stage]}: tidak bisa {ACTION_NAMES[action]}."
    if by.role not in roles:
        who = " atau ".join(sorted(ROLE_NAMES[role] for role in roles))
        return f"Hanya {who} yang bisa {ACTION_NAMES[action]}."
    if action in (Action.BRING_PAPERS, Action.WITHDRAW):
        return f"Berkas {file.reference} dimulai lewat WhatsApp: pemohon sendiri yang bisa {ACTION_NAMES[action]}."
    return _why_it_does_not_fit(file, action)


def _why_it_does_not_fit(file: File, action: Action) -> str:
    if action in (Action.SEND_OUT, Action.CAME_BACK):
        return "Surat cetak ini tidak lewat kurir, atau kurirnya sudah dicatat."
    if action is Action.ACCEPT_WITHOUT:
        return "Tidak ada dokumen yang masih perlu diputuskan."
    if action is not Action.RECEIVE:
        return "Surat pengantar kertas sudah dicatat, atau memang tidak ada."
    if file.paper_letter_unread:
        return "Catat dulu nomor dan tanggal surat pengantar kertasnya."
    return "Putuskan dulu tentang dokumen yang tidak dipunyai pemohon."


def said_or_refused(text: str, otherwise: str = "Tulis alasannya.") -> str:
    """The text without its margins. Raises `NotAllowed` when there is none."""
    if text := text.strip():
        return text
    raise NotAllowed(otherwise)
