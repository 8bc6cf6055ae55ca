"""What a script may have a person do, as the JSON API takes it. Whatever cannot be done raises `NotOnThePhone`."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from simulator.bubble import Bubble, Card, Place
from simulator.handset import Handset


class NewPhone(BaseModel):
    """`phone` as people write it: `0812…`."""

    phone: str
    name: str = Field(min_length=1, max_length=80)
    note: str = Field(default="", max_length=80)


class PhoneChange(BaseModel):
    """`window_open` can only be closed: what opens it is a message of the person. `number` is a new one."""

    hidden: bool | None = None
    number: str | None = None
    new_user_id: Literal[True] | None = None
    window_open: Literal[False] | None = None


class Writes(BaseModel):
    type: Literal["text"]
    text: str = Field(min_length=1, max_length=65536)
    quote: str | None = None

    def done_by(self, hand: Handset) -> Bubble:
        return hand.writes(self.text, self.quote)


class Taps(BaseModel):
    """`choice` is the id of a button or row, or what stands on it."""

    type: Literal["tap"]
    choice: str
    message: str | None = None

    def done_by(self, hand: Handset) -> Bubble:
        return hand.taps(self.choice, self.message)


class Reacts(BaseModel):
    type: Literal["reaction"]
    message: str
    emoji: str | None = None

    def done_by(self, hand: Handset) -> None:
        hand.reacts(self.message, self.emoji)


class ShowsPlace(BaseModel):
    type: Literal["location"]
    place: Place

    def done_by(self, hand: Handset) -> Bubble:
        return hand.shows_place(self.place)


class Shares(BaseModel):
    type: Literal["contact"]
    card: Card

    def done_by(self, hand: Handset) -> Bubble:
        return hand.shares(self.card)


class Unsupported(BaseModel):
    type: Literal["unsupported"]

    def done_by(self, hand: Handset) -> Bubble:
        return hand.sends_something_unsupported()


class Edits(BaseModel):
    type: Literal["edit"]
    message: str
    text: str = Field(min_length=1, max_length=65536)

    def done_by(self, hand: Handset) -> Bubble:
        return hand.edits(self.message, self.text)


class Deletes(BaseModel):
    type: Literal["delete"]
    message: str

    def done_by(self, hand: Handset) -> Bubble:
        return hand.deletes(self.message)


class Calls(BaseModel):
    type: Literal["call"]

    def done_by(self, hand: Handset) -> None:
        hand.calls()


class WritesInGroup(BaseModel):
    type: Literal["group"]
    text: str = Field(min_length=1, max_length=65536)

    def done_by(self, hand: Handset) -> None:
        hand.writes_in_a_group(self.text)


class SomethingNew(BaseModel):
    type: Literal["new"]

    def done_by(self, hand: Handset) -> None:
        hand.sends_something_new()


class Echoed(BaseModel):
    """What somebody at the office writes from the WhatsApp app."""

    type: Literal["echo"]
    text: str = Field(min_length=1, max_length=4096)

    def done_by(self, hand: Handset) -> Bubble:
        return hand.carrier.echo(hand.phone, self.text)


Said = Annotated[
    Writes
    | Taps
    | Reacts
    | ShowsPlace
    | Shares
    | Unsupported
    | Edits
    | Deletes
    | Calls
    | WritesInGroup
    | SomethingNew
    | Echoed,
    Field(discriminator="type"),
]
