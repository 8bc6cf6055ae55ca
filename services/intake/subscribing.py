"""Whether the office may tell this contact what it tells many: agreed to by a tap or a word, ended as easily."""

from dataclasses import replace

from services.intake.asides import resume
from services.intake.conversation import Aside
from services.intake.dialogue import announcements as words
from services.intake.dialogue.manners import MANNERS
from services.intake.outgoing import to_contact
from services.intake.turn import Turn
from shared.contracts.intake import AnnouncementsUnwanted, AnnouncementsWanted, HearReply
from shared.contracts.vocabulary import Rt
from shared.dialogue import Heard, play


def decide(turn: Turn, reply: HearReply) -> None:
    """By one of the two words, written or tapped."""
    if words.AGREE.key in (reply.word, reply.choice):
        begin(turn)
    else:
        end(turn, reply)
        resume(turn, words.STOPPED)


def begin(turn: Turn) -> None:
    """They agree: where they live is asked for unless an application of their own tells it."""
    if rt := _lives_in(turn):
        _agree(turn, rt)
    else:
        turn.remember(aside=Aside({}, kind="announcements"))
        go_on(turn, None)


def go_on(turn: Turn, heard: Heard | None) -> None:
    aside = turn.conversation.aside or Aside({}, kind="announcements")
    scene = words.where_they_live(turn.counter.directory.directory)
    played = play(scene, aside.answers, heard, manners=MANNERS, misunderstood=aside.misunderstood)
    if played.question or played.result is None:
        now = replace(aside, answers=played.answers, question=played.question, misunderstood=played.misunderstood)
        turn.remember(aside=now)
        contact_id = turn.conversation.contact_id
        turn.desk.say(*(to_contact(contact_id, turn.office, said, turn.desk.now) for said in played.say))
        return
    turn.remember(aside=None)
    _agree(turn, played.result)


def end(turn: Turn, reply: HearReply) -> None:
    """They want none any more."""
    turn.remember(announcements=None)
    turn.desk.say(AnnouncementsUnwanted.because_of(reply, turn.desk.now, formerly=reply.formerly))


def _agree(turn: Turn, rt: Rt) -> None:
    turn.remember(announcements=rt, offered=True)
    contact_id = turn.conversation.contact_id
    turn.desk.say(AnnouncementsWanted(office=turn.office, at=turn.desk.now, contact_id=contact_id, rt=rt))
    resume(turn, words.agreed(rt))


def _lives_in(turn: Turn) -> Rt | None:
    """As their newest application says that is not for somebody else."""
    wishes = [it.wish for it in turn.applications if it.wish and not it.wish.helped_by]
    return wishes[-1].applicant.rt if wishes else None
