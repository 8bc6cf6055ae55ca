"""What intake is told from outside."""

from datetime import timedelta
from functools import cache
from typing import ClassVar

from pydantic import Field

from shared.settings import ServiceSettings


class IntakeSettings(ServiceSettings):
    """Environment variables: `INTAKE_PORT`, `ALBUM_SECONDS` and so on."""

    service: ClassVar[str] = "intake"

    port: int = 8003
    public_intake_url: str = Field(
        default="", description="where residents reach the pages to which a link leads (`/isi/…`); empty: `public_url`"
    )
    album_seconds: float = Field(default=2, ge=0, description="quiet after a photo, before all of them are spoken of")
    reminder_days: float = Field(default=7, gt=0, description="silence after which a resident is reminded, once")
    draft_days: float = Field(default=60, gt=0, description="silence after which a draft is deleted")
    photo_days: float = Field(
        default=27, gt=0, description="how long photos wait to be handed in; fewer than `inbound_days`"
    )
    keep_days: float = Field(
        default=30, gt=0, description="days for which an application that has ended can be asked after"
    )

    @property
    def pages_url(self) -> str:
        """Where the pages to which a link leads are reached, without a slash at the end."""
        return (self.public_intake_url or self.public_url).rstrip("/")

    @property
    def album_rest(self) -> timedelta:
        return timedelta(seconds=self.album_seconds)


@cache
def settings() -> IntakeSettings:
    """As the process was told when it was started."""
    return IntakeSettings()
