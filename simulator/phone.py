"""A phone, and the 24 hours during which the office may write freely to it."""

from datetime import datetime, timedelta

from pydantic import AwareDatetime, BaseModel, ConfigDict

from simulator import ids

#: How long the office may answer freely after a person's message (Meta: messages/send-messages).
WINDOW = timedelta(hours=24)


class Phone(BaseModel):
    """A person's WhatsApp. `number` is in digits with the country; `wrote_at` is what keeps the window open.

    `user_ids` is how many business-scoped user ids the person has had before this one.
    """

    model_config = ConfigDict(frozen=True)

    number: str
    name: str
    note: str = ""
    hidden: bool = False
    user_ids: int = 0
    wrote_at: AwareDatetime | None = None

    @property
    def user_id(self) -> str:
        return ids.user_id(self.number, self.user_ids)

    @property
    def username(self) -> str:
        """Who hides the phone number is known by a username."""
        return "".join(filter(str.isalnum, self.name.lower())) or self.number

    @property
    def address(self) -> str:
        """What the office knows this person by."""
        return self.user_id if self.hidden else self.number

    def window_closes_at(self) -> datetime | None:
        return self.wrote_at + WINDOW if self.wrote_at else None

    def window_is_open(self, now: datetime) -> bool:
        closes = self.window_closes_at()
        return closes is not None and now < closes
