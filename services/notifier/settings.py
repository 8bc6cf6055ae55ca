"""What the notifier is told from outside. Nothing of WhatsApp's is secret and has a default."""

from typing import ClassVar

from pydantic import Field, SecretStr

from shared.settings import ServiceSettings


class NotifierSettings(ServiceSettings):
    service: ClassVar[str] = "notifier"

    port: int = Field(default=8002, ge=0, le=65535)
    whatsapp_api_url: str = Field(default="https://graph.facebook.com/v26.0", pattern=r"^https?://[^/]+/")
    whatsapp_phone_number_id: str = Field(pattern=r"^\d+$")
    whatsapp_access_token: SecretStr = Field(min_length=1)
    whatsapp_app_secret: SecretStr = Field(min_length=1)
    whatsapp_verify_token: SecretStr = Field(min_length=1)
    message_days: int = Field(default=60, ge=31, description="days for which a message can be quoted")
