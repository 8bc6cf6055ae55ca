"""What waits for a chair: told when they write TUGAS, or write without being asked anything."""

from collections.abc import Sequence
from uuid import UUID

from services.verification import speaking
from services.verification.binding import Binding
from services.verification.case import Case
from services.verification.stage import Stage
from shared.contracts.notifier import SendMessage
from shared.contracts.verification import HearChairReply
from shared.contracts.vocabulary import ApplicationId, Choice, ContactId
from shared.messaging import Desk

#: The address of the list; a tap on it brings the application's id as its choice.
ADDRESS = "tasks"
LONGEST_LIST = 10

NOT_A_CHAIR = "Nomor ini belum tercatat sebagai Ketua RT atau RW. Untuk mengurus surat, ketik MENU."
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
    """The tasks for TUGAS, a single one as its own question; how many there are for anything else."""
    if not desk.find_all(Binding, "contact_id", reply.contact_id):
        return speaking.answer(reply, NOT_A_CHAIR, desk.now)
    waiting = waiting_for(reply.contact_id, desk)
    if not waiting:
        return speaking.answer(reply, NOTHING_WAITS, desk.now)
    if reply.word != "TUGAS":
        return speaking.answer(reply, f"Ada {len(waiting)} tugas untuk Bapak/Ibu. Ketik TUGAS.", desk.now)
    chair = waiting[0].was_asked(reply.contact_id)
    if len(waiting) == 1 and chair:
        return speaking.opening(waiting[0], chair, desk.now)
    return as_list(reply, waiting, desk)


def how_many_more(contact_id: ContactId, desk: Desk) -> str:
    """A sentence to add where something else waits."""
    count = len(waiting_for(contact_id, desk))
    return f" Masih ada {count} tugas lain, ketik TUGAS." if count else ""


def as_list(reply: HearChairReply, waiting: Sequence[Case], desk: Desk) -> SendMessage:
    count = len(waiting)
    only_some = "" if count <= LONGEST_LIST else f" Ini {LONGEST_LIST} yang paling lama menunggu."
    return speaking.answer(
        reply,
        f"Ada {count} tugas untuk Bapak/Ibu.{only_some} Pilih salah satu.",
        desk.now,
        choices=tuple(as_row(case) for case in waiting[:LONGEST_LIST]),
        list_button="Lihat tugas",
        question=ADDRESS,
    )


def as_row(case: Case) -> Choice:
    """Whose, where and what; WhatsApp cuts a row's label at 24 characters and what stands below it at 72."""
    about_documents = case.stage is Stage.DOCUMENTS_WITH_CHAIR
    what = "Periksa dokumen" if about_documents else f"Surat pengantar untuk {case.purpose}"
    return Choice(key=case.application_id.hex, label=case.applicant.name[:24], description=f"{case.rt} · {what}"[:72])
