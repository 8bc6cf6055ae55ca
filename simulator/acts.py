"""What a script may have a person do, as the JSON API takes it."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from simulator.bubble import Card, Place


class NewPhone(BaseModel):
    """`phone` as people write it: `0812…`."""

    phone: str
    name: str = Field(min_length=1, max_length=80)
    note: str = Field(default="", max_length=80)


class PhoneChange(BaseModel):
    """`window_open` can only be closed: what opens it is a message of the person."""

    hidden: bool | None = None
    window_open: Literal[False] | None = None


class Writes(BaseModel):
    type: Literal["text"]
    text: str = Field(min_length=1, max_length=65536)
    quote: str | None = None


class Taps(BaseModel):
    """`choice` is the id of a button or row, or what stands on it."""

    type: Literal["tap"]
    choice: str
    message: str | None = None


class Reacts(BaseModel):
    type: Literal["reaction"]
    message: str
    emoji: str | None = None


class ShowsPlace(BaseModel):
    type: Literal["location"]
    place: Place


class Shares(BaseModel):
    type: Literal["contact"]
    card: Card


class Unsupported(BaseModel):
    type: Literal["unsupported"]


Said = Annotated[Writes | Taps | Reacts | ShowsPlace | Shares | Unsupported, Field(discriminator="type")]
