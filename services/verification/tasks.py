"""What waits for a chair: shown when they write TUGAS, or write where a tap is needed."""

from collections.abc import Sequence
from uuid import UUID

from services.verification import speaking
from services.verification.binding import Binding
from services.verification.case import Case
from services.verification.stage import Stage
from shared.contracts.notifier import SendMessage
from shared.contracts.verification import HearChairReply
from shared.contracts.vocabulary import ApplicationId, Choice, ContactId
from shared.dialogue import Option
from shared.dialogue.understand import says_thanks, which
from shared.messaging import Desk

#: The address of the list; a tap on it brings the application's id as its choice.
ADDRESS = "tasks"

NOT_A_CHAIR = "Nomor ini belum tercatat sebagai Ketua RT atau RW. Untuk mengurus surat, ketik MENU."
#: Words never settle anything: nobody could say which of the residents they are about.
BY_TAP = "Supaya tidak salah catat, mohon jawab dengan tombol. Untuk mengurus surat, ketik MENU.\n\n"
NOTHING_WAITS = "Tidak ada tugas yang menunggu. Kalau ada, kami kabari di sini. Untuk mengurus surat, ketik MENU."


def chosen(choice: str | None) -> ApplicationId | None:
    """The application that was tapped in the list."""
    try:
        return UUID(hex=choice or "")
    except ValueError:
        return None


def waiting_for(contact_id: ContactId, desk: Desk) -> list[Case]:
    """The cases in which this contact's word is awaited, those that wait longest first."""
    bindings = desk.find_all(Binding, "contact_id", contact_id)
    found = [case for seat in bindings for case in desk.find_all(Case, seat.cases_by, seat.post)]
    asked = {case.application_id: case for case in found if case.waits and case.was_asked(contact_id)}
    return sorted(asked.values(), key=lambda case: case.asked_at or desk.now)


def told(reply: HearChairReply, desk: Desk) -> SendMessage:
    """The tasks, a single one as its own question; whoever has written something else hears that a tap is needed."""
    if not desk.find_all(Binding, "contact_id", reply.contact_id):
        return speaking.answer(reply, NOT_A_CHAIR, desk.now)
    waiting = waiting_for(reply.contact_id, desk)
    if not waiting:
        return speaking.answer(reply, NOTHING_WAITS, desk.now)
    if says_thanks(reply.text or ""):
        return speaking.answer(reply, f"Sama-sama, Bapak/Ibu.{how_many_more(reply.contact_id, desk)}", desk.now)
    opening = "" if reply.word == "TUGAS" else BY_TAP
    chair = waiting[0].was_asked(reply.contact_id)
    if len(waiting) == 1 and chair:
        return speaking.opening(waiting[0], chair, desk.now, opening)
    return as_list(reply, waiting, desk, opening)


def are_for_others(reply: HearChairReply, desk: Desk) -> bool:
    """Whether free words come from somebody for whom nothing waits: they speak as a resident then."""
    is_free = reply.word is None and reply.question is None
    return is_free and not waiting_for(reply.contact_id, desk)


def named(reply: HearChairReply, desk: Desk) -> Case | None:
    """The task that the words mean, by its number in the list or the resident's name."""
    waiting = waiting_for(reply.contact_id, desk) if reply.word is None else []
    options = [Option(case.application_id.hex, case.applicant.name) for case in waiting]
    key = which(reply.text or "", options) if len(waiting) > 1 else None
    return next((case for case in waiting if case.application_id.hex == key), None)


def how_many_more(contact_id: ContactId, desk: Desk) -> str:
    """A sentence to add where something else waits."""
    count = len(waiting_for(contact_id, desk))
    return f" Masih ada {count} tugas lain, ketik TUGAS." if count else ""


def as_list(reply: HearChairReply, waiting: Sequence[Case], desk: Desk, opening: str = "") -> SendMessage:
    return speaking.answer(
        reply,
        f"{opening}Ada {len(waiting)} tugas untuk Bapak/Ibu. Pilih salah satu.",
        desk.now,
        choices=tuple(as_row(case) for case in waiting),
        list_button="Lihat tugas",
        question=ADDRESS,
    )


def as_row(case: Case) -> Choice:
    """Whose, where and what."""
    about_documents = case.stage is Stage.DOCUMENTS_WITH_CHAIR
    what = "Periksa dokumen" if about_documents else f"Surat pengantar untuk {case.purpose}"
    return Choice(key=case.application_id.hex, label=case.applicant.name, description=f"{case.rt} · {what}"[:200])
