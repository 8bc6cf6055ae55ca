"""One turn at the counter: a contact, what is going on with them, and the conversation that plays on."""

from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from services.intake.application import Application
from services.intake.books import KnownCatalogue, KnownDirectory
from services.intake.complaint import Complaint
from services.intake.conversation import Conversation
from services.intake.dialogue.announcements import AGREE, OFFER
from services.intake.dialogue.manners import MANNERS
from services.intake.dialogue.remembered import AGREED
from services.intake.dialogue.request import Counter, UnderWay
from services.intake.errands import (
    PATIENCE,
    REMEMBERED_FOR,
    ForgetApplication,
    ForgetPeople,
    PhotosExpire,
    RemindResident,
    WordOverdue,
)
from services.intake.link import with_link
from services.intake.outgoing import PLAIN, WITHOUT_BUTTONS, Dress, about, to_contact
from services.intake.remembered import Memory, Remembered
from services.intake.scenes import SCRIPT, conclude, scene_of
from services.intake.settings import settings
from services.intake.stage import ASKS_FOR_PHOTOS, MAY_STAY_OPEN, SETTLED, Stage
from services.intake.understanding.nik import find_nik
from shared.contracts.vocabulary import Choice, ContactId, Nik
from shared.dialogue import Heard, Played, Scene, Utterance, play
from shared.messaging import Desk, Want
from shared.messaging.message import OfficeCode

_STILL_TALKING = timedelta(hours=1)


def around(contact_id: ContactId, office: OfficeCode, said: str = "") -> Generator[Want, Any, None]:
    """Everything that a turn with this contact may look at; `said` may name somebody with another application."""
    yield Want(Conversation, contact_id)
    applications: list[Application] = yield Want(Application, contact_id, by="contact_id")
    yield Want(Complaint, contact_id, by="contact_id")
    yield Want(KnownCatalogue, office)
    yield Want(KnownDirectory, office)
    remembered: list[Remembered] = yield Want(Remembered, contact_id, by="contact_id")
    for nik in niks_at_stake(applications, said) | Memory(tuple(remembered)).niks:
        yield Want(Application, nik, by="nik")


def niks_at_stake(applications: Iterable[Application], said: str) -> set[Nik]:
    """Whom the drafts are for, and whom the text names."""
    drafts = (application for application in applications if application.stage in (Stage.DRAFT, Stage.DECLINED))
    told = (draft.answers.get("nik") for draft in drafts)
    found = find_nik(said)
    return {nik for nik in (*told, found) if isinstance(nik, str) and len(nik) == 16}


@dataclass
class Turn:
    """Made for one message and then gone; everything it changes lies on the desk."""

    desk: Desk
    conversation: Conversation
    office: OfficeCode
    counter: Counter
    said: str = ""

    @classmethod
    def at(cls, desk: Desk, contact_id: ContactId, office: OfficeCode, said: str = "") -> "Turn":
        """Raises `NotYet` before issuance has published the catalogue and the directory."""
        catalogue = desk.get(KnownCatalogue, office)
        counter = Counter(catalogue, desk.get(KnownDirectory, office), catalogue.today(desk.now))
        conversation = desk.find(Conversation, contact_id) or Conversation(contact_id)
        return cls(desk, conversation, office, counter, said)

    @property
    def applications(self) -> list[Application]:
        return self.desk.find_all(Application, "contact_id", self.conversation.contact_id)

    @property
    def complaints(self) -> list[Complaint]:
        return self.desk.find_all(Complaint, "contact_id", self.conversation.contact_id)

    @property
    def memory(self) -> Memory:
        return Memory(tuple(self.desk.find_all(Remembered, "contact_id", self.conversation.contact_id)))

    @property
    def current(self) -> Application | None:
        """The application that the contact is being asked about."""
        return next((it for it in self.applications if it.application_id == self.conversation.current), None)

    def newest(self, application: Application) -> Application:
        """The application as it is by now."""
        return next((it for it in self.applications if it.application_id == application.application_id), application)

    def remember(self, **changes: Any) -> None:
        self.conversation = replace(self.conversation, **changes)
        self.desk.keep(self.conversation)

    def carry_on(
        self, application: Application, heard: Heard | None = None, opening: str = "", dress: Dress = PLAIN
    ) -> None:
        """Play the script that is on for it, and those that follow, up to the next question.

        `opening` goes before what is said; what has come to an end without a question is said by itself.
        """
        scene = self.scene_of(application)
        if scene is None:
            self._fall_silent(application, opening, dress)
            return
        played = self._play(scene, application, heard)
        application = application.said(played, self.desk.now, SCRIPT)
        if played.question:
            self._ask(application, played.say, opening, dress)
            return
        concluded = conclude(application, played.result, self.counter, self.desk.now)
        told = "\n\n".join(words for words in (opening, concluded.told) if words)
        if application.stage is Stage.DRAFT and concluded.application:
            self._learn(concluded.application)
        if concluded.fact:
            self.desk.say(concluded.fact)
        if concluded.application is None:
            self.give_up(application, told, dress)
        elif concluded.goes_on:
            self.carry_on(concluded.application, None, told, dress)
        else:
            self._fall_silent(concluded.application, told, dress)

    def _learn(self, application: Application) -> None:
        """Who has just confirmed their data is remembered, if they agreed to it."""
        agreed = application.answers.get(AGREED)
        agreed = agreed if isinstance(agreed, bool) else None
        contact_id, wish = application.contact_id, application.asked_for
        if learned := self.memory.learn(contact_id, wish, agreed, self.desk.now):
            self.desk.keep(learned).send_for(ForgetPeople(contact_id=contact_id), after=REMEMBERED_FOR)

    def scene_of(self, application: Application) -> Scene[Any] | None:
        """The script that is on for it; None while nothing is to be asked."""
        return scene_of(application, self.counter, self._under_way(application), self.memory)

    def _play(self, scene: Scene[Any], application: Application, heard: Heard | None) -> Played[Any]:
        """What an older edition of the script asked is asked again, and so is what nobody was just being asked.

        Whoever has no link that works to the page on which they are asked is sent one, whatever they say.
        """
        is_lost = application.is_asked_on_the_page and not application.can_be_filled_in(self.desk.now)
        heard = heard if application.script == SCRIPT and not is_lost else None
        was_asked = application.question is not None
        times = application.misunderstood
        played = play(scene, application.answers, heard, manners=MANNERS, misunderstood=times, again=was_asked)
        if played.misunderstood and not was_asked:
            return play(scene, application.answers, manners=MANNERS, again=True)
        return played

    def give_up(self, application: Application, told: str, dress: Dress = PLAIN) -> None:
        """It has ended at the resident's wish: everything in it is deleted."""
        self.drop(application)
        self.desk.say(about(application, Utterance(told), self.desk.now, dress))

    def drop(self, application: Application) -> None:
        key = application.application_id
        self.desk.remove(Application, key)
        for errand in (RemindResident, PhotosExpire, ForgetApplication, WordOverdue):
            self.desk.call_off(errand, key)
        if self.conversation.current == key:
            self.remember(current=None)

    def tell(self, words: str, *choices: Choice) -> None:
        """Words to the contact that are about no single application; what is tapped is a reserved word."""
        said = Utterance(words, question="next" if choices else None, choices=choices)
        self.desk.say(to_contact(self.conversation.contact_id, self.office, said, self.desk.now))

    def say_goodbye(self, words: str) -> None:
        """The last words to a contact who wants no messages any more."""
        said = to_contact(self.conversation.contact_id, self.office, Utterance(words), self.desk.now, despite_stop=True)
        self.desk.say(said)

    def keep(self, application: Application) -> None:
        """Keep it, and see to its end: what has ended or is never finished is deleted after a while."""
        self.desk.keep(application)
        key, told = application.application_id, settings()
        if application.stage is Stage.DRAFT:
            self.desk.send_for(ForgetApplication(application_id=key), after=timedelta(days=told.draft_days))
        elif application.stage in SETTLED or application.stage is Stage.DECLINED:
            self.desk.send_for(ForgetApplication(application_id=key), after=timedelta(days=told.keep_days))
        else:
            self.desk.call_off(ForgetApplication, key)
        if application.stage not in ASKS_FOR_PHOTOS:
            self.desk.call_off(PhotosExpire, key)
        if application.awaits_a_word:
            self.desk.send_for(WordOverdue(application_id=key), after=PATIENCE)
        else:
            self.desk.call_off(WordOverdue, key)

    def _ask(self, application: Application, say: Iterable[Utterance], opening: str, dress: Dress) -> None:
        is_open = self.conversation.window_is_open(self.desk.now)
        link, say = with_link(say, settings().pages_url, self.desk.now, arrives=is_open)
        application = replace(application, link=link or application.link)
        self.keep(application)
        if dress == PLAIN or not self._is_busy_with_another(application):
            self.remember(current=application.application_id)
        is_bare = dress.template and dress.template.name in WITHOUT_BUTTONS
        can_tap = not is_bare or is_open
        for said in say:
            words = "\n\n".join(part for part in (opening, said.text) if part)
            put = replace(
                said, text=words, choices=said.choices if can_tap else (), awaits_text=said.awaits_text or not can_tap
            )
            self.desk.say(about(application, put, self.desk.now, dress))
        if application.stage not in MAY_STAY_OPEN:
            errand = RemindResident(application_id=application.application_id)
            self.desk.send_for(errand, after=timedelta(days=settings().reminder_days))

    def is_being_told(self, application: Application) -> bool:
        """Somebody is just telling what they need: words are about this, even when a photo was for something else."""
        asked = application.asked_at
        return application.stage is Stage.DRAFT and asked is not None and self.desk.now - asked < _STILL_TALKING

    def _is_busy_with_another(self, application: Application) -> bool:
        """Somebody who is just telling about another errand is not interrupted: a tap or a photo finds this one."""
        current = self.current
        if current is None or current.application_id == application.application_id:
            return False
        return current.stage is Stage.DRAFT and self.desk.now - self.conversation.heard_at < _STILL_TALKING

    def _fall_silent(self, application: Application, told: str, dress: Dress) -> None:
        """Nothing more to ask about this one; a draft that was interrupted goes on in the same message."""
        self.keep(application)
        self.desk.call_off(RemindResident, application.application_id)
        if self.conversation.current == application.application_id:
            self.remember(current=None)
        unfinished = next((it for it in self.applications if it.stage is Stage.DRAFT and it != application), None)
        if unfinished and dress == PLAIN and told:
            self.carry_on(unfinished, None, f"{told}\n\nSekarang kita lanjutkan yang tadi.")
        elif told:
            self.desk.say(about(application, self._last_words(application, told), self.desk.now, dress))

    def _last_words(self, application: Application, told: str) -> Utterance:
        """Whoever is content in the end is asked, once, whether they want to be told announcements."""
        if self.conversation.offered or not application.has_pleased:
            return Utterance(told)
        self.remember(offered=True)
        return Utterance(f"{told}\n\n{OFFER}", question="next", choices=(AGREE,))

    def _under_way(self, application: Application) -> UnderWay:
        """Open applications of the persons this one may be for."""
        if application.stage is not Stage.DRAFT:
            return {}
        found = [
            other
            for nik in niks_at_stake([application], self.said) | self.memory.niks
            for other in self.desk.find_all(Application, "nik", nik)
            if other.application_id != application.application_id and other.stage not in SETTLED
        ]
        ours = self.conversation.contact_id
        return {
            (other.asked_for.applicant.nik, other.asked_for.service.key): other.reference
            if other.contact_id == ours
            else None
            for other in found
        }
