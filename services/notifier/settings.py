"""What the notifier is told from outside. Nothing of WhatsApp's is secret and has a default."""

from typing import ClassVar
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, SecretStr, field_validator

from services.notifier.trial import Trial
from shared.settings import ServiceSettings


class NotifierSettings(ServiceSettings):
    service: ClassVar[str] = "notifier"

    port: int = Field(default=8002, ge=0, le=65535)
    whatsapp_api_url: str = Field(default="https://graph.facebook.com/v26.0", pattern=r"^https?://[^/]+/")
    whatsapp_phone_number_id: str = Field(pattern=r"^\d+$")
    whatsapp_access_token: SecretStr = Field(min_length=1)
    whatsapp_app_secret: SecretStr = Field(min_length=1)
    whatsapp_verify_token: SecretStr = Field(min_length=1)
    whatsapp_throughput: int = Field(
        default=80, ge=1, le=1000, description="messages a second that the number may send"
    )
    whatsapp_only_to: str = Field(
        default="", description="trial mode: phones, between commas, of all who are written to"
    )
    time_zone: str = Field(default="Asia/Jakarta", description="the office's, by which months begin")
    message_days: int = Field(default=60, ge=31, description="days for which a message can be quoted")

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @field_validator("time_zone")
    @classmethod
    def _is_a_zone(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError("no time zone")
        return name

    @field_validator("whatsapp_only_to")
    @classmethod
    def _are_phones(cls, phones: str) -> str:
        Trial.with_phones(phones.split(","))
        return phones

    @property
    def trial(self) -> Trial:
        return Trial.with_phones(self.whatsapp_only_to.split(","))
