"""Photos come one by one and are answered together: laid by until no more come for a moment."""

from datetime import timedelta

from services.intake.conversation import Conversation
from services.intake.dialogue.manners import (
    ANOTHER,
    HELP,
    MANNERS,
)
from services.intake.dialogue.status import status
from services.intake.errands import AlbumRests, PhotosExpire
from services.intake.meaning import meant
from services.intake.settings import settings
from services.intake.stage import ASKS_FOR_PHOTOS
from services.intake.turn import Turn
from shared.dialogue import Heard


def is_a_photo(heard: Heard) -> bool:
    return heard.kind in ("image", "document")


def lay_by(turn: Turn, heard: Heard) -> None:
    """Photos are laid by until no more come for a moment, whether they are waited for or not."""
    let_it_rest(turn, turn.conversation.lay_by(heard))


def is_written_under_a_photo(turn: Turn, heard: Heard) -> bool:
    """Words right after a photo that is waited for are its caption, and laid by with it."""
    if heard.kind != "text" or not turn.conversation.has_album:
        return False
    let_it_rest(turn, turn.conversation.write_under(heard.text or ""))
    return True


def let_it_rest(turn: Turn, laid_by: Conversation) -> None:
    turn.remember(album=laid_by.album, album_trouble=laid_by.album_trouble)
    rest = AlbumRests(contact_id=laid_by.contact_id, office=turn.office)
    turn.desk.send_for(rest, after=settings().album_rest)


def speak_of_the_album(turn: Turn) -> None:
    """Say what has come, all in one, and what is still missing."""
    if not turn.conversation.has_album:
        return
    rested, heard = turn.conversation.take_album()
    turn.remember(album=rested.album, album_trouble=rested.album_trouble)
    turn.desk.call_off(AlbumRests, rested.contact_id)
    application = meant(turn, heard, None)
    if application is None:
        unasked = MANNERS.cannot[heard.trouble or heard.kind]
        turn.tell(f"{unasked} {status(turn.applications, turn.counter.catalogue, turn.desk.now)}", ANOTHER, HELP)
        return
    if application.stage in ASKS_FOR_PHOTOS and not application.has_photos:
        expires = PhotosExpire(application_id=application.application_id)
        turn.desk.send_for(expires, after=timedelta(days=settings().photo_days))
    interrupted = turn.current
    turn.carry_on(application, heard)
    if interrupted and turn.is_being_told(interrupted) and turn.newest(application).waits_for_pages:
        turn.remember(current=interrupted.application_id)
