"""Whose turn it is: who hears what a person writes next.

A tap carries the address of its question and a quoted reply that of the message it quotes. Other words and media go to
the floor: to whoever asked the last free question that is still open, else to the only one who offered buttons.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from shared.contracts.vocabulary import CODE_AFTER, RESERVED_WORDS, Speaker

#: With these words a person leaves whatever conversation they were in.
STARTING_OVER = frozenset({"MENU"})
#: A second speaker's free question waits this long for the answer to the first.
HOLD = timedelta(minutes=10)
#: People write on in a second message: it belongs to whoever they have just answered.
FOLLOW_UP = timedelta(minutes=3)
#: Who is offered buttons and writes instead speaks to whoever offered them, for as long as that is likely.
OFFERED = timedelta(days=1)
MOST_OFFERS = 10


@dataclass(frozen=True, slots=True)
class Address:
    """A speaker and their question, if what is said belongs to one."""

    speaker: Speaker
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that any words may answer, put to this person with the message `message_id`.

    One that `lasts` is a conversation: an answer does not close it.
    """

    message_id: UUID
    to: Address
    at: datetime
    lasts: bool = False


@dataclass(frozen=True, slots=True)
class Floor:
    """The open free questions, the last one asked at the end, at most one of each speaker.

    `turned_to` is whom the person last spoke to. A tap says all there is to say; words may go on. `offers` are
    questions with buttons that have not been answered: they never take the floor, they only tell who may be meant.
    """

    open: tuple[Asked, ...] = ()
    offers: tuple[Asked, ...] = ()
    turned_to: Speaker | None = None
    turned_at: datetime | None = None
    by_tap: bool = False

    def ask(self, asked: Asked) -> "Floor":
        """The newest question has the floor. A speaker who asks again has moved on from what they asked before."""
        others = tuple(other for other in self.open if other.to.speaker != asked.to.speaker)
        return replace(self, open=(*others, asked))

    def offer(self, asked: Asked) -> "Floor":
        """A question that is answered by its buttons."""
        others = (other for other in self.offers if other.to != asked.to)
        return replace(self, offers=(*others, asked)[-MOST_OFFERS:])

    def waits_until(self, speaker: Speaker, now: datetime) -> datetime | None:
        """Until when this speaker's free question has to wait, at most, for somebody else's to be answered.

        It need not wait when the person has turned to this speaker since that was asked.
        """
        rivals = [
            asked.at for asked in self.open if asked.to.speaker != speaker and not self._turned_since(asked, speaker)
        ]
        until = max(rivals, default=now) + HOLD
        return until if rivals and until > now else None

    def goes_to(self, now: datetime) -> Address:
        """Who hears words that carry no address."""
        offering: set[Speaker] = {offer.to.speaker for offer in self.offers if self._may_be_meant(offer, now)}
        if self.open:
            asked = self.open[-1]
            interrupted = asked.lasts and self.turned_to in offering and self._has_just_turned(now)
            return Address(self.turned_to) if interrupted and self.turned_to else asked.to
        if self.turned_to and not self.by_tap and self._has_just_turned(now):
            return Address(self.turned_to)
        only = offering.pop() if len(offering) == 1 else "intake"
        return Address(only)

    def answered(self, address: Address, now: datetime, *, by_tap: bool) -> "Floor":
        """The person has spoken to `address`: its question is closed, and they have turned to its speaker."""
        said = (address.speaker, address.question)
        still = tuple(asked for asked in self.open if asked.lasts or (asked.to.speaker, asked.to.question) != said)
        offers = tuple(offer for offer in self.offers if (offer.to.speaker, offer.to.question) != said)
        return replace(self, open=still, offers=offers, turned_to=address.speaker, turned_at=now, by_tap=by_tap)

    def let_go(self, of: Address) -> "Floor":
        """The speaker says something under this question that awaits no words: it is not open any more.

        Who ends a conversation is not who hears what is said next.
        """
        closed = [asked for asked in self.open if (asked.to.speaker, asked.to.question) == (of.speaker, of.question)]
        still = tuple(asked for asked in self.open if asked not in closed)
        is_left = any(asked.lasts for asked in closed) and self.turned_to == of.speaker
        return replace(self, open=still, turned_to=None if is_left else self.turned_to)

    def started_over(self) -> "Floor":
        """The person begins anew: no conversation has the floor any more."""
        return replace(self, open=tuple(asked for asked in self.open if not asked.lasts))

    def withdraw(self, message_id: UUID) -> "Floor":
        """The message with the question will not arrive."""
        return replace(
            self,
            open=tuple(asked for asked in self.open if asked.message_id != message_id),
            offers=tuple(offer for offer in self.offers if offer.message_id != message_id),
        )

    def and_of(self, other: "Floor") -> "Floor":
        """Two contacts turned out to be one person."""
        return replace(
            self,
            open=tuple(sorted((*self.open, *other.open), key=lambda asked: asked.at)),
            offers=tuple(sorted((*self.offers, *other.offers), key=lambda asked: asked.at)),
        )

    def _may_be_meant(self, offer: Asked, now: datetime) -> bool:
        """It is not old, and the person has not spoken to somebody else since."""
        elsewhere = self.turned_to != offer.to.speaker and self.turned_at is not None and self.turned_at >= offer.at
        return now - offer.at < OFFERED and not elsewhere

    def _has_just_turned(self, now: datetime) -> bool:
        return self.turned_at is not None and now - self.turned_at < FOLLOW_UP

    def _turned_since(self, asked: Asked, speaker: Speaker) -> bool:
        return self.turned_to == speaker and self.turned_at is not None and self.turned_at >= asked.at


def reserved_word(text: str) -> str | None:
    """The reserved word that the whole text is, whatever its case, spaces and punctuation; perhaps with its code."""
    for word, code in CODE_AFTER.items():
        if re.fullmatch(rf"\W*{word}\W+{code}\W*", text.upper()):
            return word
    letters = "".join(filter(str.isalpha, text)).upper()
    return letters if letters in RESERVED_WORDS else None
