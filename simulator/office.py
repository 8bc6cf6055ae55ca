"""The business account that the simulator plays the other side of."""

from pydantic import BaseModel, ConfigDict


class Office(BaseModel):
    """Its numbers and secrets at Meta; `phone` in digits with the country.

    `free_in_window` are the categories that cost nothing inside the 24 hours: none since 1 October 2026.
    """

    model_config = ConfigDict(frozen=True)

    phone_number_id: str
    waba_id: str
    phone: str
    name: str
    access_token: str
    app_secret: str
    verify_token: str
    free_in_window: frozenset[str] = frozenset()
