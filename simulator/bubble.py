"""One message in a chat, whoever wrote it."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

Kind = Literal[
    "text",
    "interactive",
    "template",
    "button",
    "image",
    "document",
    "audio",
    "video",
    "sticker",
    "location",
    "contacts",
    "unsupported",
]

#: What Meta bills a message of the office as.
Category = Literal["service", "utility", "marketing", "authentication"]

#: How far a message has come. It only ever moves to the right, except that `failed` ends it.
State = Literal["accepted", "sent", "delivered", "read", "failed"]
ORDER: tuple[State, ...] = ("accepted", "sent", "delivered", "read")


class Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Choice(Part):
    """A button, a row of a list or a quick reply of a template; `id` is what the office gets back."""

    id: str
    title: str
    description: str | None = None
    section: str | None = None


class File(Part):
    """Bytes that are kept under `media_id`."""

    media_id: str
    mime_type: str
    sha256: str
    size: int
    filename: str | None = None


class Place(Part):
    latitude: float
    longitude: float
    name: str
    address: str


class Card(Part):
    """A shared contact."""

    name: str
    phone: str


class Bubble(Part):
    """A message. `id` is the wamid; `seq` counts within the simulator and never changes.

    `choices` are what can be tapped, `picked` the id of what was; `tapped` is the choice that this message is.
    `quote` is the id of the message that this one answers.
    """

    id: str
    seq: int
    phone: str
    from_office: bool
    at: AwareDatetime
    kind: Kind
    text: str = ""
    header: str | None = None
    footer: str | None = None
    file: File | None = None
    voice: bool = False
    choices: tuple[Choice, ...] = ()
    list_button: str | None = None
    template: str | None = None
    billed_as: Category = "service"
    quote: str | None = None
    tapped: Choice | None = None
    picked: str | None = None
    place: Place | None = None
    card: Card | None = None
    reaction_of_office: str | None = None
    reaction_of_person: str | None = None
    state: State = "accepted"
    error: int | None = None
    waits_because: str | None = None
    callback_data: str | None = None
    by_user_id: bool = False
    is_edited: bool = False
    is_deleted: bool = False

    def is_before(self, state: State) -> bool:
        """Whether moving to `state` would be a step forward."""
        return self.state != "failed" and ORDER.index(self.state) < ORDER.index(state)
