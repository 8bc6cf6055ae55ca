"""What is done with something a resident wrote, tapped or sent: whose turn it is, and which application is meant."""

from collections.abc import Mapping

from services.intake import asides, complaining, erasing, subscribing, withdrawing
from services.intake.album import is_a_photo, is_written_under_a_photo, lay_by, speak_of_the_album
from services.intake.application import Application
from services.intake.complaint import Complaint, Kind
from services.intake.conversation import Aside
from services.intake.dialogue import announcements, cover_letter, info, news, proof
from services.intake.dialogue.info import asks_about_the_office
from services.intake.dialogue.manners import (
    ANOTHER,
    HELP,
    HOW_TO_REACH_A_CLERK,
    MANNERS,
    STOPPED,
    calls_for_a_person,
)
from services.intake.dialogue.opening import wants_another
from services.intake.dialogue.request import holds_the_letter
from services.intake.dialogue.withdrawal import wants_to_withdraw
from services.intake.freely import (
    is_anything_open,
    start_over,
    talk_freely,
    tell_about,
    tell_of_the_office,
    tell_status,
)
from services.intake.meaning import ASKING, last_asked, meant
from services.intake.outgoing import Address
from services.intake.stage import ASKS_FOR_PHOTOS, MAY_STAY_OPEN, Stage
from services.intake.turn import Turn
from shared.contracts.intake import CoverLetterInHand, HearReply
from shared.contracts.issuance import CheckLetter
from shared.dialogue import Heard
from shared.dialogue.understand import says_all_is_well

#: What somebody wants to say who writes one of these words.
COMPLAINTS: Mapping[str, Kind] = {"KELUHAN": "complaint", "SARAN": "suggestion"}


def listen(turn: Turn, reply: HearReply) -> None:
    """Reserved words first, then a withdrawal under way, then the application that is spoken of."""
    turn.remember(heard_at=turn.desk.now)
    match reply.word or reply.choice:
        case "STATUS":
            tell_status(turn)
        case "BATAL":
            call_off(turn)
        case "STOP":
            subscribing.end(turn, reply)
            turn.say_goodbye(STOPPED)
        case announcements.AGREE.key | announcements.STOP.key:
            subscribing.decide(turn, reply)
        case "KELUHAN" | "SARAN" as word:
            complaining.begin(turn, COMPLAINTS[word], reply)
        case "DATASAYA":
            erasing.show(turn)
        case "HAPUSDATA":
            erasing.ask(turn)
        case "INFO":
            tell_of_the_office(turn)
        case str(topic) if topic.startswith(info.ABOUT):
            tell_about(turn, topic)
        case ANOTHER.key:
            start_over(turn, reply)
        case HELP.key:
            turn.tell(HOW_TO_REACH_A_CLERK)
        case _:
            hear_out(turn, reply)


def call_off(turn: Turn) -> None:
    """What is asked beside the applications, where it is that; else one of these is withdrawn."""
    aside = turn.conversation.aside
    if aside and asides.may_be_left(aside):
        asides.leave(turn, aside)
    else:
        withdrawing.ask(turn)


def hear_out(turn: Turn, reply: HearReply) -> None:
    """Whatever is no reserved word."""
    address = Address.read(reply.question) if reply.kind == "choice" else None
    heard = Heard.of(reply, address.question if address else None)
    aside = turn.conversation.aside
    if aside and is_about(aside, turn, heard, address and address.about in (reply.contact_id, *reply.formerly)):
        go_on_with_the_aside(turn, aside, heard)
        return
    turn.remember(aside=None)
    if complaint := complaint_meant(turn, heard, address):
        complaining.hear_verdict(turn, complaint, heard)
        return
    if waiting := whose_letter_is_in_hand(turn, reply):
        take_the_paper_letter(turn, waiting)
        return
    application = meant(turn, heard, address.about if address else None)
    if reply.kind == "text" and is_a_wish_of_its_own(turn, application, reply.text or ""):
        return
    if proof.is_sent_to_be_checked(heard) or (application is None and proof.is_a_pdf(heard)):
        have_checked(turn, heard)
    elif is_a_photo(heard) and (application or is_anything_open(turn)):
        lay_by(turn, heard)
    elif application is None or application.stage not in ASKING:
        talk_freely(turn, reply, news.PAST if address else MANNERS.cannot.get(reply.trouble or reply.kind, ""))
    elif reply.kind == "text" and speaks_of_something_else(turn, application, reply.text or ""):
        talk_freely(turn, reply)
    elif not (application.stage in ASKS_FOR_PHOTOS and is_written_under_a_photo(turn, heard)):
        speak_of_the_album(turn)
        turn.carry_on(turn.newest(application), heard)


def have_checked(turn: Turn, heard: Heard) -> None:
    """A PDF that nobody waits for: perhaps it is one of the office's letters. Issuance knows."""
    contact_id = turn.conversation.contact_id
    turn.desk.say(
        *(
            CheckLetter(office=turn.office, at=turn.desk.now, contact_id=contact_id, document=page.attachment)
            for page in heard.pages
        )
    )


def is_a_wish_of_its_own(turn: Turn, application: Application | None, words: str) -> bool:
    """Whoever says in a sentence what a reserved word would do has it done, unless the question takes it so."""
    if application and (application.question in ("sure", "after_decline", "send") or application.is_asked_why):
        return False
    if calls_for_a_person(words):
        turn.tell(HOW_TO_REACH_A_CLERK, HELP)
    elif asks_about_the_office(words):
        tell_of_the_office(turn)
    elif wants_to_withdraw(words) and withdrawing.withdrawable(turn):
        withdrawing.ask(turn)
    else:
        return False
    return True


def is_about(aside: Aside, turn: Turn, heard: Heard, is_addressed: bool | None) -> bool:
    """A tap on another question leaves it, and so does a photo that is waited for. Words have no address (None)."""
    if is_addressed is not None:
        return is_addressed
    if complaining.takes_photos(aside):
        return True
    if aside.kind == "announcements" and wants_another(heard.text or "", turn.counter.catalogue.catalogue.services):
        return False
    waits_for_photos = any(it.stage in ASKS_FOR_PHOTOS for it in turn.applications)
    return not (heard.kind in ("image", "document") and waits_for_photos)


def go_on_with_the_aside(turn: Turn, aside: Aside, heard: Heard) -> None:
    if asides.is_given_up(aside, heard):
        asides.leave(turn, aside)
    elif aside.kind == "withdrawal":
        withdrawing.go_on(turn, heard)
    elif aside.kind == "erasure":
        erasing.go_on(turn, heard)
    elif aside.kind == "announcements":
        subscribing.go_on(turn, heard)
    else:
        complaining.go_on(turn, heard)


def complaint_meant(turn: Turn, heard: Heard, address: Address | None) -> Complaint | None:
    """The complaint whose answer is tapped; or whose answer these words are about, while nothing else is asked."""
    if address:
        return next((it for it in turn.complaints if it.complaint_id == address.about), None)
    is_asked_otherwise = any(it.question for it in turn.applications if it.stage in ASKING)
    if is_asked_otherwise or heard.kind != "text" or not complaining.is_a_verdict(heard):
        return None
    return complaining.answered(turn)


def whose_letter_is_in_hand(turn: Turn, reply: HearReply) -> Application | None:
    """The application that waits for a chair while the resident holds what it waits for."""
    is_elsewhere = turn.current is not None and turn.current.stage is Stage.DRAFT
    if reply.kind != "text" or is_elsewhere or not holds_the_letter(reply.text or ""):
        return None
    return last_asked(it for it in turn.applications if it.stage is Stage.WITH_CHAIR and not it.opened_at_counter)


def take_the_paper_letter(turn: Turn, application: Application) -> None:
    """The chair needs not be asked any more; a photo of the letter is the first document."""
    key = application.application_id
    turn.desk.say(CoverLetterInHand(office=turn.office, at=turn.desk.now, application_id=key))
    turn.carry_on(application.goes_to_paper(), None, cover_letter.in_hand(application))


def speaks_of_something_else(turn: Turn, application: Application, words: str) -> bool:
    """Thanks for the letter, or the beginning of another errand; never while a caption is more likely."""
    if application.stage in MAY_STAY_OPEN and says_all_is_well(words):
        return True
    if application.is_asked_why:
        return False
    may_turn_away = application.stage in ASKS_FOR_PHOTOS | MAY_STAY_OPEN and not turn.conversation.has_album
    return may_turn_away and wants_another(words, turn.counter.catalogue.catalogue.services)
