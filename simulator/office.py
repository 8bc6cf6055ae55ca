"""The business account that the simulator plays the other side of."""

from pydantic import BaseModel, ConfigDict


class Office(BaseModel):
    """Its numbers and secrets at Meta; `phone` in digits with the country."""

    model_config = ConfigDict(frozen=True)

    phone_number_id: str
    waba_id: str
    phone: str
    name: str
    access_token: str
    app_secret: str
    verify_token: str
