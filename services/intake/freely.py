"""What is said where nothing is asked: begin something, tell of the office, or tell how far everything is."""

from services.intake import complaining
from services.intake.announcements import KnownAnnouncements
from services.intake.application import Application
from services.intake.dialogue import announcements, info, news
from services.intake.dialogue.manners import (
    ANOTHER,
    HELP,
)
from services.intake.dialogue.opening import wants_another
from services.intake.dialogue.status import status
from services.intake.reference import references
from services.intake.scenes import SCRIPT
from services.intake.stage import SETTLED, Stage
from services.intake.turn import Turn
from shared.contracts.intake import HearReply
from shared.dialogue import Heard
from shared.dialogue.understand import says_all_is_well


def is_anything_open(turn: Turn) -> bool:
    return any(it.stage not in SETTLED for it in turn.applications)


def talk_freely(turn: Turn, reply: HearReply, opening: str = "") -> None:
    """Nothing is asked: begin something, or tell how far everything is."""
    words = reply.text or "" if reply.kind == "text" else ""
    running = [it for it in turn.applications if it.stage not in SETTLED]
    if says_all_is_well(words):
        turn.tell(news.YOU_ARE_WELCOME)
    elif not running or wants_another(words, turn.counter.catalogue.catalogue.services):
        begin(turn, reply, Heard("text", words), opening)
    else:
        stands = status(running, turn.counter.catalogue, turn.desk.now)
        turn.tell("\n\n".join(part for part in (opening, stands) if part), ANOTHER, HELP)


def begin(turn: Turn, reply: HearReply, heard: Heard, opening: str = "") -> None:
    """A new application, known by the message that began it."""
    short = turn.counter.catalogue.catalogue.office.short
    *others, last = references(reply.id, short)
    free = (it for it in others if not turn.desk.find_all(Application, "reference", it))
    draft = Application(reply.id, reply.contact_id, reply.office, next(free, last), script=SCRIPT)
    turn.carry_on(draft, heard, opening)


def start_over(turn: Turn, reply: HearReply) -> None:
    """A new beginning; what runs keeps running."""
    turn.remember(album=(), album_trouble=None, aside=None)
    for application in turn.applications:
        if application.is_untold:
            turn.drop(application)
    running = [it.reference for it in turn.applications if it.stage not in SETTLED]
    begin(turn, reply, Heard("text", ""), news.keep_running(running))


def tell_of_the_office(turn: Turn) -> None:
    """With what was announced lately, and the way to be told of it or not."""
    known, agreed = turn.counter.catalogue, turn.conversation.announcements
    announced = turn.desk.find(KnownAnnouncements, turn.office) or KnownAnnouncements(turn.office)
    news_for_them = announcements.lately(announced.news_for(agreed, turn.desk.now), known.zone)
    told = "\n\n".join((info.the_office(known, turn.counter.today), *news_for_them, info.WHAT_ABOUT))
    turn.tell(told, *info.topics(known, announcements.STOP if agreed else announcements.AGREE))


def tell_about(turn: Turn, topic: str) -> None:
    """What has been asked goes on: whoever looks something up in the midst of it has not left it."""
    told = info.told_about(topic, turn.counter.catalogue, turn.counter.directory) or news.PAST
    if draft := _being_told(turn):
        turn.carry_on(draft, None, told)
    else:
        turn.tell(told, info.BEGIN, HELP)


def tell_status(turn: Turn) -> None:
    """Where everything stands; a draft goes on in the same message."""
    stands = "\n\n".join(
        (status(turn.applications, turn.counter.catalogue, turn.desk.now), *complaining.standings(turn))
    )
    if draft := _being_told(turn):
        turn.carry_on(draft, None, stands)
    else:
        turn.tell(stands)


def _being_told(turn: Turn) -> Application | None:
    """The draft whose question is open: what interrupted it is to be answered first, and is no answer to it."""
    current = turn.current
    return current if current and current.stage is Stage.DRAFT and not turn.conversation.aside else None
