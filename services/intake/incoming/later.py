"""What was put off: an album that has come to rest, a reminder, and forgetting."""

from collections.abc import Generator, Iterable
from typing import Any

from services.intake.album import speak_of_the_album
from services.intake.application import Application
from services.intake.conversation import Conversation
from services.intake.dialogue import cover_letter, news
from services.intake.errands import (
    AlbumRests,
    ForgetApplication,
    ForgetPeople,
    PhotosExpire,
    RemindResident,
    WordOverdue,
)
from services.intake.incoming.about import tell_next, the_application, the_application_and_its_contact, turn_of
from services.intake.incoming.ears import hear
from services.intake.outgoing import Dress
from services.intake.remembered import Remembered
from services.intake.stage import ENDED, MAY_STAY_OPEN, Stage
from services.intake.turn import Turn, around
from shared.messaging import Desk, Want


def whose_album(errand: AlbumRests) -> Generator[Want, Any, None]:
    yield from around(errand.contact_id, errand.office)


@hear.after(AlbumRests, load=whose_album)
def the_album_has_come_to_rest(errand: AlbumRests, _: None, desk: Desk) -> None:
    conversation = desk.find(Conversation, errand.contact_id)
    if conversation and conversation.has_album:
        speak_of_the_album(Turn.at(desk, errand.contact_id, errand.office))


@hear.after(WordOverdue, load=the_application_and_its_contact)
def say_that_it_is_on_its_way(errand: WordOverdue, _: None, desk: Desk) -> None:
    """Verification is slow or away: nobody waits for a word without a word."""
    application = desk.find(Application, errand.application_id)
    if application and application.awaits_a_word:
        tell_next(application.with_chair(), cover_letter.on_its_way(application), desk)


@hear.after(RemindResident, load=the_application_and_its_contact)
def remind_the_resident(errand: RemindResident, _: None, desk: Desk) -> None:
    """Once; after that the question waits for as long as it takes. Whatever they answer, it goes on from there."""
    application = desk.find(Application, errand.application_id)
    if application is None or application.question is None or application.stage in ENDED | MAY_STAY_OPEN:
        return
    words = "Permohonan ini belum selesai, tinggal sedikit lagi. Balas pesan ini untuk melanjutkan."
    dress = Dress(news.by_template(application, words))
    turn_of(application, desk).carry_on(application, None, news.reminder(application), dress)
    desk.call_off(RemindResident, errand.application_id)
    desk.keep(desk.get(Application, errand.application_id).nobody_asks())


@hear.after(PhotosExpire, load=the_application)
def forget_the_photos(errand: PhotosExpire, _: None, desk: Desk) -> None:
    if application := desk.find(Application, errand.application_id):
        desk.keep(application.photos_gone())


@hear.after(ForgetApplication, load=the_application)
def forget_the_application(errand: ForgetApplication, _: None, desk: Desk) -> None:
    application = desk.find(Application, errand.application_id)
    if application is None:
        return
    if application.stage in ENDED | MAY_STAY_OPEN | {Stage.DRAFT, Stage.DECLINED}:
        desk.remove(Application, errand.application_id)
        desk.call_off(RemindResident, errand.application_id)


def whoever_is_remembered(errand: ForgetPeople) -> Iterable[Want]:
    return [Want(Remembered, errand.contact_id, by="contact_id")]


@hear.after(ForgetPeople, load=whoever_is_remembered)
def forget_the_people(errand: ForgetPeople, _: None, desk: Desk) -> None:
    for one in desk.find_all(Remembered, "contact_id", errand.contact_id):
        desk.remove(Remembered, one.remembered_key)
