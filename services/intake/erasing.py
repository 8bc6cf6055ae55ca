"""DATA SAYA and HAPUS DATA: an aside that shows, or erases, what is kept about the contact."""

from dataclasses import replace

from services.intake.application import Application
from services.intake.asides import resume
from services.intake.complaint import Complaint
from services.intake.conversation import Aside
from services.intake.dialogue import own_data as words
from services.intake.dialogue.manners import MANNERS
from services.intake.dialogue.remembered import AGREED
from services.intake.errands import AlbumRests, ComplaintRests, ForgetPeople
from services.intake.outgoing import to_contact
from services.intake.remembered import Remembered
from services.intake.stage import SETTLED
from services.intake.turn import Turn
from shared.contracts.intake import ComplaintSettled, DataErased
from shared.dialogue import Heard, play


def show(turn: Turn) -> None:
    """Everything that intake keeps about this contact."""
    for told in words.what_is_kept(turn.applications, turn.complaints, turn.conversation.announcements, turn.memory):
        turn.tell(told)


def ask(turn: Turn) -> None:
    """Whether it is meant, unless something that runs needs the data."""
    if running := _running(turn):
        forgotten = words.FORGOTTEN if turn.memory.niks else ""
        _forget_for_the_next_time(turn)
        resume(turn, f"{forgotten}{words.waits_for(running)}")
        return
    turn.remember(aside=Aside({}, kind="erasure"))
    go_on(turn, None)


def go_on(turn: Turn, heard: Heard | None) -> None:
    aside = turn.conversation.aside or Aside({}, kind="erasure")
    played = play(words.erasure(), aside.answers, heard, manners=MANNERS, misunderstood=aside.misunderstood)
    if played.question:
        now = replace(aside, answers=played.answers, question=played.question, misunderstood=played.misunderstood)
        turn.remember(aside=now)
        contact_id = turn.conversation.contact_id
        turn.desk.say(*(to_contact(contact_id, turn.office, said, turn.desk.now) for said in played.say))
        return
    turn.remember(aside=None)
    if not played.result:
        resume(turn, words.NOT_ERASED)
    elif running := _running(turn):
        resume(turn, words.waits_for(running))
    else:
        _erase(turn)


def _running(turn: Turn) -> list[str]:
    """What others are at work on, by its number: their work needs the data."""
    complaints = (it.reference for it in turn.complaints if it.stage == "open" and it.kind == "complaint")
    return [*(it.reference for it in turn.applications if _is_at_work(it)), *complaints]


def _is_at_work(application: Application) -> bool:
    return application.stage not in SETTLED and not application.is_ours_alone


def _erase(turn: Turn) -> None:
    for application in turn.applications:
        turn.drop(application)
    for complaint in turn.complaints:
        _forget(turn, complaint)
    _forget_for_the_next_time(turn)
    contact_id = turn.conversation.contact_id
    turn.remember(album=(), album_trouble=None, current=None, announcements=None)
    turn.desk.call_off(AlbumRests, contact_id)
    turn.desk.say(DataErased(office=turn.office, at=turn.desk.now, contact_id=contact_id))
    turn.tell(words.ERASED)


def _forget_for_the_next_time(turn: Turn) -> None:
    """What is remembered serves nobody's work: it goes at once, also while something runs; and so does the consent."""
    for application in turn.applications:
        if AGREED in application.answers:
            turn.desk.keep(application.without(AGREED))
    for one in turn.memory.everybody:
        turn.desk.remove(Remembered, one.remembered_key)
    turn.desk.call_off(ForgetPeople, turn.conversation.contact_id)


def _forget(turn: Turn, complaint: Complaint) -> None:
    """One that was answered counts as settled."""
    key = complaint.complaint_id
    if complaint.stage == "answered":
        turn.desk.say(ComplaintSettled(office=turn.office, at=turn.desk.now, complaint_id=key))
    turn.desk.remove(Complaint, key).call_off(ComplaintRests, key)
