"""One resident's errand, from the first word to the letter, as intake sees it. Pure rules; `stage.py` has the stages.

Facts of others apply, or were applied already; then the application is returned as it was. What intake itself says
follows from what the resident said, and its own stage is always far enough for the facts that answer it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from pydantic import JsonValue

from services.intake.dialogue.by_link import PAGE_OF_DOCUMENTS, is_on_the_page
from services.intake.dialogue.lacking import CLAIM, lacking_key
from services.intake.dialogue.needed import document_key
from services.intake.dialogue.wish import Wish
from services.intake.link import Link
from services.intake.stage import ASKS_FOR_PHOTOS, AT_THE_OFFICE, ENDED, HAS_LETTER, SETTLED, Stage
from shared.contracts.vocabulary import UNREAD_PAPER_LETTER, ApplicationId, ContactId, CoverLetter, DocumentKey
from shared.dialogue import Played

#: Stars that say that it was well enough.
CONTENT = 3


@dataclass(frozen=True, slots=True)
class Application:
    """`answers` is what was understood so far, under `script`, the edition of the scripts that asked.

    `question` is the key of the open question; `asked_at` is when it was last put. `wish` is what the resident has
    confirmed, with the service as it was then; a draft has none yet. `opened_at_counter`: a clerk has told what the
    resident would have, and gathers the documents. `rw_is_asked`: the RW chair, in the RT chair's
    place. `link` leads to the page on which the open question is answered, or the last one was.
    """

    application_id: ApplicationId
    contact_id: ContactId
    office: str
    reference: str
    stage: Stage = Stage.DRAFT
    script: int = 1
    answers: dict[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    question: str | None = None
    asked_at: datetime | None = None
    misunderstood: int = 0
    catalogue_version: int = 0
    wish: Wish | None = None
    cover_letter: CoverLetter | None = None
    told_who_is_asked: bool = False
    rw_is_asked: bool = False
    declined_because: str | None = None
    declined_by_rw: bool = False
    returned: Mapping[DocumentKey, str] = field(default_factory=dict[DocumentKey, str])
    submitted_at: datetime | None = None
    due_at: datetime | None = None
    in_ink: bool = False
    delivery: Literal["pick_up", "courier", "none"] | None = None
    delivery_address: str | None = None
    pick_up_code: str | None = None
    opened_at_counter: bool = False
    link: Link | None = None

    @property
    def link_digest(self) -> str | None:
        """By what its page is found."""
        return self.link.digest if self.link else None

    @property
    def is_asked_on_the_page(self) -> bool:
        return is_on_the_page(self.question)

    @property
    def waits_for_its_page(self) -> bool:
        """What it needs next comes by its page, also after nobody has answered for long."""
        sends_by_link = self.stage in ASKS_FOR_PHOTOS and self.wish is not None and self.wish.asks_by_link
        return self.is_asked_on_the_page or (sends_by_link and PAGE_OF_DOCUMENTS not in self.answers)

    def can_be_filled_in(self, now: datetime) -> bool:
        """Whether whoever is asked on the page has a link to it that works."""
        return self.link is not None and self.link.has_arrived and self.link.works(now)

    @property
    def is_open(self) -> bool:
        return self.stage not in ENDED

    @property
    def is_untold(self) -> bool:
        """A draft that nobody else has heard of."""
        return self.stage is Stage.DRAFT and self.wish is None

    @property
    def is_ours_alone(self) -> bool:
        """Nobody else has heard of it, or for them it has ended: it can be ended here."""
        if self.stage is Stage.COLLECTING:
            return self.cover_letter is None or self.asked_for.letter_in_hand
        return self.stage in (Stage.DRAFT, Stage.DECLINED)

    @property
    def awaits_a_word(self) -> bool:
        """It was asked for, and nobody has told the resident yet with whom it is."""
        return self.stage is Stage.WITH_CHAIR and not self.told_who_is_asked

    @property
    def has_photos(self) -> bool:
        return any(key.startswith("document.") for key in self.answers)

    @property
    def waits_for_pages(self) -> bool:
        """Only photos answer what it asks."""
        return bool(self.question and self.question.startswith("document."))

    @property
    def is_asked_why(self) -> bool:
        """Any words may be the reason for which a document is not there."""
        return bool(self.question and self.question.startswith("lacking."))

    @property
    def has_pleased(self) -> bool:
        """It has ended, and the resident thinks well enough of it."""
        return self.stage is Stage.CLOSED and int(str(self.answers.get("stars", 0))) >= CONTENT

    @property
    def nik(self) -> str | None:
        """Whom it is for, once that is confirmed."""
        return self.wish.applicant.nik if self.wish else None

    @property
    def asked_for(self) -> Wish:
        """What was confirmed. Raises LookupError in a first draft."""
        if self.wish is None:
            raise LookupError(f"application {self.application_id} is a draft")
        return self.wish

    def said(self, played: "Played[object]", at: datetime, script: int) -> "Application":
        """The conversation about it has come further."""
        return replace(
            self,
            answers=played.answers,
            question=played.question,
            asked_at=at if played.question else self.asked_at,
            misunderstood=played.misunderstood,
            script=script,
        )

    def nobody_asks(self) -> "Application":
        """The open question has been left alone for so long that the next words need not be its answer."""
        return replace(self, question=None, misunderstood=0)

    def without(self, *answers: str) -> "Application":
        """Those answers are forgotten: their questions come back."""
        return replace(self, answers={key: value for key, value in self.answers.items() if key not in answers})

    # What the resident wants.

    def request(self, wish: Wish, catalogue_version: int) -> "Application":
        """The resident has confirmed what they need. With a surat pengantar to be made, the chair is asked next."""
        asks_the_chair = wish.service.cover_letter == "required" and not wish.letter_in_hand
        return replace(
            self,
            stage=Stage.WITH_CHAIR if asks_the_chair else Stage.COLLECTING,
            catalogue_version=catalogue_version,
            wish=wish,
            cover_letter=UNREAD_PAPER_LETTER if wish.letter_in_hand else None,
            told_who_is_asked=False,
            rw_is_asked=False,
            declined_because=None,
            declined_by_rw=False,
        )

    def correct(self) -> "Application":
        """The chair has declined: the resident puts the data right, to ask again."""
        again = self.without("after_decline", "fix")
        return replace(again, stage=Stage.DRAFT, answers={**again.answers, "sure": "fix"})

    def submit(self, due_at: datetime, at: datetime) -> "Application":
        """The documents are handed in; the three days begin."""
        return replace(self, stage=Stage.SUBMITTED, submitted_at=at, due_at=due_at)

    def resubmit(self) -> "Application":
        """What was returned has been sent again. The new date is issuance's to tell."""
        return replace(self, stage=Stage.SUBMITTED, returned={})

    def choose_delivery(
        self, way: Literal["pick_up", "courier", "none"], address: str | None, code: str | None
    ) -> "Application":
        """`address` is where the courier goes, `code` what is told at the office."""
        return replace(self, stage=Stage.RATING, delivery=way, delivery_address=address, pick_up_code=code)

    def close(self) -> "Application":
        return replace(self, stage=Stage.CLOSED, question=None)

    # What the others tell.

    def with_chair(self, *, rw: bool = False) -> "Application":
        """A chair has the request, and the resident is told so."""
        return replace(self, told_who_is_asked=True, rw_is_asked=rw)

    def cover_letter_issued(self, letter: CoverLetter) -> "Application":
        """The surat pengantar is there. One on WhatsApp counts for more than one that was to come on paper."""
        if self.stage not in (Stage.WITH_CHAIR, Stage.COLLECTING, Stage.AT_COUNTER):
            return self
        return replace(self, stage=self._gathers, cover_letter=letter)

    def goes_to_paper(self) -> "Application":
        """The surat pengantar is written on paper: a photo of it is the first document."""
        if self.stage is not Stage.WITH_CHAIR:
            return self
        return replace(self, stage=self._gathers, cover_letter=UNREAD_PAPER_LETTER)

    def complete_at_counter(self, due_at: datetime, at: datetime) -> "Application":
        """A clerk has all the documents, and the three days begin; the surat pengantar may come to be known later."""
        if self.stage not in (Stage.WITH_CHAIR, Stage.AT_COUNTER):
            return self
        return replace(self, stage=Stage.SUBMITTED, submitted_at=at, due_at=due_at)

    def decline(self, reason: str, *, by_rw: bool = False) -> "Application":
        if self.stage is not Stage.WITH_CHAIR:
            return self
        if self.opened_at_counter:
            return replace(self, stage=Stage.REFUSED, question=None)
        again = self.without("after_decline")
        return replace(again, stage=Stage.DECLINED, declined_because=reason, declined_by_rw=by_rw)

    def receive(self) -> "Application":
        """A clerk has the documents; the chair is asked about them."""
        return self._move(Stage.RECEIVED, after=(Stage.SUBMITTED,))

    def doubt(self) -> "Application":
        """The chair doubts them, or nobody can be asked: a clerk settles it."""
        return self._move(Stage.DOUBTED, after=(Stage.RECEIVED,))

    def vouch(self) -> "Application":
        """The chair vouches for them."""
        return self._move(Stage.VOUCHED, after=(Stage.RECEIVED, Stage.DOUBTED))

    def return_documents(self, reasons: Mapping[DocumentKey, str]) -> "Application":
        """Only these are asked for again."""
        if self.stage not in AT_THE_OFFICE:
            return self
        forgotten = self.without(
            "remark", "unsorted", CLAIM, PAGE_OF_DOCUMENTS, *map(document_key, reasons), *map(lacking_key, reasons)
        )
        return replace(forgotten, stage=Stage.RETURNED, returned=reasons)

    def move_deadline(self, due_at: datetime, *, resubmitted: bool = False) -> "Application":
        """What was returned may have come back at the counter."""
        if self.stage in SETTLED:
            return self
        moved = replace(self, due_at=due_at)
        return moved.resubmit() if resubmitted and self.stage is Stage.RETURNED else moved

    def issue(self, *, in_ink: bool = False) -> "Application":
        """The letter is out; one signed in ink lies at the office."""
        return self if self.stage in SETTLED else replace(self, stage=Stage.ISSUED, question=None, in_ink=in_ink)

    def lose_letter(self, *, replaced: bool) -> "Application":
        """The letter is void: another is on its way, or that was all."""
        if self.stage not in HAS_LETTER:
            return self
        asked_anew = self.without("delivery", "delivery_address", "other_address", "stars")
        return replace(asked_anew, stage=Stage.VOUCHED if replaced else Stage.CLOSED, question=None, delivery=None)

    def refuse(self) -> "Application":
        return self if self.stage in SETTLED else replace(self, stage=Stage.REFUSED, question=None)

    def photos_gone(self) -> "Application":
        """The photos have been deleted before they were handed in: all are asked for again."""
        if self.stage not in ASKS_FOR_PHOTOS:
            return self
        photos = [key for key in self.answers if key.startswith("document.")]
        return self.without(*photos, "unsorted", PAGE_OF_DOCUMENTS, "send", "change")

    @property
    def _gathers(self) -> Stage:
        """Who gathers the documents once the surat pengantar is there, or on paper."""
        return Stage.AT_COUNTER if self.opened_at_counter else Stage.COLLECTING

    def _move(self, stage: Stage, after: tuple[Stage, ...]) -> "Application":
        return replace(self, stage=stage) if self.stage in after else self
