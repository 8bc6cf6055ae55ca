"""KELUHAN and SARAN: an aside that interrupts whatever is being asked; and what is said to the office's answer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from services.intake.asides import resume
from services.intake.complaint import REOPENS_WITHIN, Complaint, Kind
from services.intake.conversation import Aside
from services.intake.dialogue import complaint as words
from services.intake.dialogue.complaint import SETTLED, UNSETTLED, Told, complain, say_what_is_missing, suggest
from services.intake.dialogue.manners import MANNERS
from services.intake.errands import ComplaintRests
from services.intake.outgoing import to_contact
from services.intake.reference import references
from services.intake.settings import settings
from services.intake.stage import SETTLED as ENDED
from services.intake.turn import Turn
from shared.contracts.intake import ComplaintMade, ComplaintReopened, ComplaintSettled, HearReply
from shared.dialogue import Heard, Scene, play
from shared.dialogue.understand import one_of

#: A suggestion that nobody has anything to say to is forgotten after this.
SUGGESTIONS_KEPT = timedelta(days=180)
_VERDICT = one_of([SETTLED, UNSETTLED])


def begin(turn: Turn, kind: Kind, reply: HearReply) -> None:
    """A new one, known by the message that began it."""
    turn.remember(aside=Aside({}, kind=kind, about=reply.id, name=reply.profile_name))
    go_on(turn, None)


def go_on(turn: Turn, heard: Heard | None) -> None:
    """Play the aside on; once it is told, what was being asked goes on."""
    aside = turn.conversation.aside
    if aside is None or aside.about is None:
        return
    played = play(_scene(turn, aside), aside.answers, heard, manners=MANNERS, misunderstood=aside.misunderstood)
    if played.question:
        asked = replace(aside, answers=played.answers, question=played.question, misunderstood=played.misunderstood)
        turn.remember(aside=asked)
        contact_id = turn.conversation.contact_id
        turn.desk.say(*(to_contact(contact_id, turn.office, said, turn.desk.now) for said in played.say))
        return
    turn.remember(aside=None)
    match played.result:
        case Told() as told:
            resume(turn, _pass_on(turn, aside.about, aside.name, told))
        case str(missing):
            resume(turn, _reopen(turn, aside.about, missing))
        case _:
            resume(turn, words.NOT_SENT)


def takes_photos(aside: Aside) -> bool:
    """Whether a photo belongs to what is being told here."""
    return aside.kind in ("complaint", "suggestion") and aside.question in ("words", "sure")


def answered(turn: Turn) -> Complaint | None:
    """The complaint whose answer waits for a word, the newest one."""
    waiting = [it for it in turn.complaints if it.stage == "answered"]
    return max(waiting, key=lambda it: (it.answered_at, it.complaint_id), default=None)


def is_a_verdict(heard: Heard) -> bool:
    return isinstance(_VERDICT(heard), str)


def hear_verdict(turn: Turn, complaint: Complaint, heard: Heard) -> None:
    """Settled or not; anything else, and whatever comes too late, is told what would do."""
    verdict = _VERDICT(heard)
    if complaint.stage == "closed" or not complaint.may_be_reopened(turn.desk.now):
        resume(turn, words.TOO_LATE if complaint.stage == "answered" else MANNERS.already)
    elif verdict == SETTLED.key:
        settle(turn, complaint)
        resume(turn, words.GLAD)
    else:
        turn.remember(aside=Aside({}, kind="reopening", about=complaint.complaint_id))
        go_on(turn, None)


def settle(turn: Turn, complaint: Complaint) -> None:
    fact = ComplaintSettled(office=turn.office, at=turn.desk.now, complaint_id=complaint.complaint_id)
    turn.desk.keep(complaint.closed()).say(fact)
    rests = ComplaintRests(complaint_id=complaint.complaint_id)
    turn.desk.send_for(rests, after=timedelta(days=settings().keep_days))


def standings(turn: Turn) -> Iterator[str]:
    """For STATUS: one paragraph for each that is not closed."""
    for complaint in turn.complaints:
        if complaint.stage != "closed" and complaint.kind == "complaint":
            yield words.standing(complaint, turn.counter.catalogue)


def _scene(turn: Turn, aside: Aside) -> Scene[Any]:
    match aside.kind:
        case "complaint":
            return complain(turn.counter.catalogue.catalogue.complaints)
        case "suggestion":
            return suggest()
        case _:
            return say_what_is_missing()


def _pass_on(turn: Turn, complaint_id: UUID, profile_name: str | None, told: Told) -> str:
    """It is written down and passed on; what is told of it."""
    complaint = _written_down(turn, complaint_id, told)
    running = [it for it in turn.applications if it.wish and it.stage not in ENDED]
    wish = running[0].wish if running else None
    made = ComplaintMade(
        office=turn.office,
        at=turn.desk.now,
        complaint_id=complaint.complaint_id,
        contact_id=complaint.contact_id,
        kind=complaint.kind,
        reference=complaint.reference,
        category=told.category,
        name=(wish.helped_by or wish.applicant.name) if wish else profile_name,
        words=told.words,
        pages=told.pages,
        about=running[0].application_id if len(running) == 1 else None,
        due_at=complaint.due_at,
    )
    turn.desk.keep(complaint).say(made)
    if complaint.kind == "suggestion":
        turn.desk.send_for(ComplaintRests(complaint_id=complaint.complaint_id), after=SUGGESTIONS_KEPT)
    return words.noted(complaint, turn.counter.catalogue)


def _written_down(turn: Turn, complaint_id: UUID, told: Told) -> Complaint:
    known = turn.counter.catalogue
    category = next((it for it in known.catalogue.complaints if it.key == told.category), None)
    office = known.catalogue.office.short
    return Complaint(
        complaint_id=complaint_id,
        contact_id=turn.conversation.contact_id,
        office=turn.office,
        reference=next(references(complaint_id, office, "K" if category else "S")),
        kind="complaint" if category else "suggestion",
        working_days=category.working_days if category else 0,
        due_at=known.calendar.due_at(turn.desk.now, category.working_days) if category else None,
    )


def _reopen(turn: Turn, complaint_id: UUID, missing: str) -> str:
    complaint = next((it for it in turn.complaints if it.complaint_id == complaint_id), None)
    if complaint is None or not complaint.may_be_reopened(turn.desk.now):
        return words.TOO_LATE
    known = turn.counter.catalogue
    due_at = known.calendar.due_at(turn.desk.now, complaint.working_days)
    fact = ComplaintReopened(
        office=turn.office, at=turn.desk.now, complaint_id=complaint_id, words=missing, due_at=due_at
    )
    turn.desk.keep(complaint.reopened(due_at)).say(fact).call_off(ComplaintRests, complaint_id)
    return words.opened_again(complaint, due_at, known)


def rests_after(complaint: Complaint) -> timedelta:
    """How long after its answer nothing more is waited for."""
    return REOPENS_WITHIN if complaint.stage == "answered" else timedelta(days=settings().keep_days)
