"""What verification is told from outside."""

from functools import cache
from typing import ClassVar

from pydantic import Field

from shared.settings import ServiceSettings


class VerificationSettings(ServiceSettings):
    """Environment variables: `VERIFICATION_PORT`, `FIRST_REMINDER_HOURS` and so on; hours are working hours."""

    service: ClassVar[str] = "verification"

    port: int = 8004
    first_reminder_hours: float = Field(default=4, gt=0, description="silence after which a chair is reminded")
    second_reminder_hours: float = Field(
        default=8, gt=0, description="silence after which they are reminded again and the RW chair is asked too"
    )
    silence_limit_hours: float = Field(
        default=12, gt=0, description="silence after which it goes to paper, or to the clerk"
    )
    neighbours_needed: int = Field(default=2, ge=1, le=5, description="neighbours who have to know the applicant")
    neighbours_hours: float = Field(default=16, gt=0, description="how long neighbours may answer")
    office_whatsapp: str | None = Field(default=None, pattern=r"^\d+$", description="of the link for neighbours")


@cache
def settings() -> VerificationSettings:
    """As the environment says, read when they are first needed. Raises pydantic's ValidationError."""
    return VerificationSettings()
