"""Giving a letter its number: its line in the register, its code, and an errand for its PDF."""

from datetime import date, timedelta

from services.issuance.details import printed, purpose
from services.issuance.edition import InForce
from services.issuance.errands import RenderLetter
from services.issuance.file import File
from services.issuance.letter import Letter, Ordered, masked
from services.issuance.letters.code import new_code
from services.issuance.letters.models import Introduction, ModelN1, RtLetter, Signatory
from services.issuance.letters.models import Letter as Wording
from services.issuance.register import (
    AGENDA,
    Entry,
    Register,
    Status,
    agenda_number,
    office_letter_number,
    rt_letter_number,
    rt_register,
)
from services.issuance.signatory import who_signs
from services.issuance.staff import Staff
from shared.contracts.verification import CoverLetterApproved
from shared.contracts.vocabulary import CoverLetter
from shared.messaging import Desk, uuid7


def issue_cover_letter(desk: Desk, file: File, approved: CoverLetterApproved, in_force: InForce) -> CoverLetter:
    """Enter the surat pengantar in the register of its RT and have it made; the file can name it from now on."""
    dated = in_force.today(desk.now)
    register = rt_register(approved.rt)
    number = take(desk, register, dated.year)
    letter = Letter(
        letter_id=uuid7(),
        application_id=file.application_id,
        code=new_code(),
        kind="surat_pengantar",
        title=f"Surat Pengantar RT {approved.rt.rt:03}",
        number=rt_letter_number(in_force.catalogue.rt_letter_format, number, approved.rt, dated),
        dated=dated,
        signed_by=approved.approved_by,
        signed_at=approved.at,
        holder=masked(approved.applicant.name),
    )
    wording = RtLetter(
        office=in_force.catalogue.office,
        applicant=approved.applicant,
        purpose=file.purpose,
        acting_as=approved.acting_as,
        endorsement=approved.endorsement,
    )
    desk.keep(letter, _entry(letter, register, number, file, approved.applicant.name))
    desk.send_for(RenderLetter(letter=letter, wording=wording))
    return CoverLetter(number=letter.number, dated=dated)


def issue_letter(desk: Desk, file: File, by: Staff, in_force: InForce, *, by_service: bool = False) -> Letter:
    """Enter the letter that the file ends in in its register and have it made, as the lurah approves it.

    Of one to be signed in ink this is the PDF for printing; `by_service`, it is the draft that a signing service
    signs. Raises `NotAllowed` for who may not sign today.
    """
    kind, office = file.letter, in_force.catalogue.office
    dated = in_force.today(desk.now)
    signatory = who_signs(office, by, dated)
    number = take(desk, kind.runs_in, dated.year)
    wording = the_wording(file, in_force, signatory)
    letter = Letter(
        letter_id=uuid7(),
        application_id=file.application_id,
        code=new_code(),
        kind=kind.kind,
        title=kind.title,
        number=office_letter_number(kind.number_format, number, kind.classification, office.short, dated),
        dated=dated,
        signed_by=by.name,
        signed_at=desk.now,
        holder=masked(file.applicant.name),
        valid_until=dated + timedelta(days=kind.valid_days) if kind.valid_days else None,
        signed=kind.signed,
        wording=wording if kind.signed == "in_ink" else None,
        ordered=Ordered(by.username) if by_service and kind.signed == "electronically" else None,
    )
    desk.keep(letter, _entry(letter, kind.runs_in, number, file, file.applicant.name))
    desk.send_for(RenderLetter(letter=letter, wording=wording))
    return letter


def the_wording(file: File, in_force: InForce, signatory: Signatory) -> Wording:
    """What the letter of this file says, still without its number: the very page that the lurah looks at."""
    office, reason = in_force.catalogue.office, file.service.reason(file.reason)
    if file.letter.form == "model_n1":
        return ModelN1(
            office=office, applicant=file.applicant, wording=file.letter, details=file.details, signatory=signatory
        )
    return Introduction(
        office=office,
        applicant=file.applicant,
        wording=file.letter,
        purpose=purpose(file.service, file.letter, file.details),
        reason=reason.label if reason else None,
        printed=printed(file.service, file.circumstances, file.details),
        cover_letter=file.cover_letter,
        signatory=signatory,
    )


def take_agenda_number(desk: Desk, file: File, in_force: InForce) -> str:
    """The next number under which documents are received, with its line in the agenda."""
    today = in_force.today(desk.now)
    number = take(desk, AGENDA, today.year)
    entry = Entry(
        entry_id=file.application_id,
        register=AGENDA,
        year=today.year,
        number=number,
        formatted=agenda_number(number, today.year),
        dated=today,
        subject=f"Berkas {file.service.short}",
        holder=file.applicant.name,
        status=Status.ISSUED,
        application_id=file.application_id,
        reference=file.reference,
    )
    desk.keep(entry)
    return entry.formatted


def take(desk: Desk, register: str, year: int) -> int:
    """The next number of a register, taken for good. Where its line is not kept with it, there is a gap."""
    taken = (desk.find(Register, register) or Register(register)).take(year)
    desk.keep(taken.register)
    return taken.number


def void(desk: Desk, letter: Letter, reason: str, on: date, by: str | None = None, *, replaced: bool = False) -> None:
    """The letter counts no more. Its number stays in the register, and is not given again. Raises `NotAllowed`."""
    desk.keep(letter.void(reason, on, replaced=replaced), desk.get(Entry, letter.letter_id).void(reason, on, by))


def _entry(letter: Letter, register: str, number: int, file: File, holder: str) -> Entry:
    return Entry(
        entry_id=letter.letter_id,
        register=register,
        year=letter.dated.year,
        number=number,
        formatted=letter.number,
        dated=letter.dated,
        subject=letter.title,
        holder=holder,
        application_id=file.application_id,
        reference=file.reference,
    )
