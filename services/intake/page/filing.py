"""What comes in on a page goes to the conversation about its application, as if it had been said there.

All of it is played at a desk, in one transaction: what was filled in, and what is said in the chat about it.
"""

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal

from services.intake.application import Application
from services.intake.dialogue import news
from services.intake.dialogue.by_link import DONE, DataSheet, DocumentSheet, Read, Sheet, is_on_the_page, take_in
from services.intake.dialogue.lacking import lacking_key
from services.intake.dialogue.manners import MANNERS
from services.intake.dialogue.needed import document_key
from services.intake.errands import PhotosExpire
from services.intake.link import digest_of
from services.intake.outgoing import Dress, about
from services.intake.settings import settings
from services.intake.stage import Stage
from services.intake.turn import Turn, around
from shared.contracts.vocabulary import Attachment, DocumentKey
from shared.dialogue import Heard, Misunderstood, Page, Several, Utterance, open_question, play
from shared.messaging import Desk, Want

MOST_PAGES = 20  # of one document
ANSWER_TO_GO_ON = "Balas pesan ini untuk melanjutkan."
THANKS = {
    Stage.DRAFT: "Terima kasih, datanya sudah kami terima.",
    Stage.COLLECTING: "Terima kasih, fotonya sudah kami terima.",
}


class Closed(Exception):
    """Nothing can be filled in behind this link: nobody knows it, its time is over, or all of it is there."""

    def __init__(self, why: Literal["unknown", "expired", "done"]) -> None:
        super().__init__(why)
        self.why = why


class Refused(Exception):
    """It cannot be taken; the sentence says why."""


@dataclass(frozen=True)
class Opened:
    """The page as it is now, and whose it is."""

    turn: Turn
    application: Application
    sheet: Sheet

    @property
    def office(self) -> str:
        return self.turn.counter.catalogue.catalogue.office.name

    @property
    def data(self) -> DataSheet:
        """Raises `Closed` when something else is asked for by now."""
        if not isinstance(self.sheet, DataSheet):
            raise Closed("done")
        return self.sheet

    @property
    def documents(self) -> DocumentSheet:
        """Raises `Closed` when something else is asked for."""
        if not isinstance(self.sheet, DocumentSheet):
            raise Closed("done")
        return self.sheet


def whoever_has(token: str, nik: str = "") -> Generator[Want, Any, None]:
    """What a page may look at; `nik` is what was typed as one."""
    found: list[Application] = yield Want(Application, digest_of(token), by="link_digest")
    for application in found:
        yield from around(application.contact_id, application.office, nik)


def opened(desk: Desk, token: str, nik: str = "") -> Opened:
    """The page behind this link. Raises `Closed`."""
    application = next(iter(desk.find_all(Application, "link_digest", digest_of(token))), None)
    if application is None:
        raise Closed("unknown")
    turn = Turn.at(desk, application.contact_id, application.office, nik)
    scene = turn.scene_of(application)
    question = open_question(scene, application.answers) if scene else None
    if question is None or not is_on_the_page(question.key):
        raise Closed("done")
    if application.link is None or not application.link.works(desk.now):
        raise Closed("expired")
    return Opened(turn, application, question.sheet)


def fill_in(desk: Desk, token: str, typed: Mapping[str, str]) -> Read:
    """Keep what was understood of it; what was not is told beside its line."""
    page = opened(desk, token, typed.get("nik", ""))
    read = page.data.read(typed)
    _hear(page, Heard("page", fields=typed))
    return read


def add_pages(desk: Desk, token: str, key: DocumentKey, pages: Iterable[Attachment]) -> None:
    """More pages of a document; one that is there already is not taken twice. Raises `Refused`."""
    page = opened(desk, token)
    there = page.documents.given.get(key, ())
    known = {attachment.sha256 for attachment in there}
    fresh = {attachment.sha256: Page(attachment) for attachment in pages if attachment.sha256 not in known}
    if len(there) + len(fresh) > MOST_PAGES:
        raise Refused(f"Paling banyak {MOST_PAGES} halaman untuk satu dokumen.")
    if not fresh:
        return
    if not page.application.has_photos:
        expires = PhotosExpire(application_id=page.application.application_id)
        desk.send_for(expires, after=timedelta(days=settings().photo_days))
    _hear(page, Heard("page", pages=tuple(fresh.values()), fields={"document": key}))


def take_back(desk: Desk, token: str, key: DocumentKey) -> None:
    """Forget the pages of a document, or that there are none: it is asked for again."""
    page = opened(desk, token)
    if page.documents.paper(key):
        desk.keep(page.application.without(document_key(key), lacking_key(key)))


def tell_lacking(desk: Desk, token: str, key: DocumentKey, reason: str) -> None:
    """The resident does not have it, and why. Raises `Refused`."""
    page = opened(desk, token)
    heard = Heard("page", reason, fields={"document": key})
    understood = take_in(page.documents, heard)
    if not isinstance(understood, Several) or lacking_key(key) not in understood.answers:
        raise Refused("Tulis singkat kenapa tidak ada, contoh: hilang waktu banjir.")
    _hear(page, heard)


def finish(desk: Desk, token: str) -> None:
    """That is all: the conversation goes on in the chat. Raises `Refused` while something is missing."""
    page = opened(desk, token)
    heard = Heard("page", choice=DONE)
    understood = take_in(page.documents, heard)
    if isinstance(understood, Misunderstood):
        raise Refused(understood.hint)
    _hear(page, heard)


def _hear(page: Opened, heard: Heard) -> None:
    """As long as the page asks on, the chat is silent; then it goes on there."""
    turn, application = page.turn, page.application
    scene = turn.scene_of(application)
    assert scene  # noqa: S101 - the page shows its question
    played = play(scene, application.answers, heard, manners=MANNERS)
    known = replace(application, answers=played.answers, misunderstood=0)
    if is_on_the_page(played.question):
        turn.keep(replace(known, question=played.question))
    elif played.question and not turn.conversation.window_is_open(turn.desk.now):
        _ask_for_a_word(turn, known)
    else:
        turn.carry_on(known, None, THANKS.get(known.stage, ""))


def _ask_for_a_word(turn: Turn, application: Application) -> None:
    """Only a template can be sent now: whatever is answered to it, the next question is put."""
    words = f"{THANKS.get(application.stage, '')} {ANSWER_TO_GO_ON}".strip()
    link = replace(application.link, has_arrived=False) if application.link else None
    turn.keep(replace(application, link=link))
    said = Utterance(words)
    turn.desk.say(about(application, said, turn.desk.now, Dress(news.by_template(application, words))))
