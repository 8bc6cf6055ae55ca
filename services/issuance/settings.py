"""What issuance is told from outside."""

from pathlib import Path
from typing import ClassVar, Self

from pydantic import Field, SecretStr, model_validator

from shared.settings import ServiceSettings


class IssuanceSettings(ServiceSettings):
    """Environment variables: `CONFIG`, `CERTIFICATE`, `CERTIFICATE_PASSPHRASE` and so on. No secret has a default."""

    service: ClassVar[str] = "issuance"

    port: int = 8000
    config: Path = Field(default=Path("config/kelurahan.yaml"), description="the office, its services and its RTs")
    certificate: Path = Field(description="PKCS#12 file with the key that seals the letters")
    certificate_passphrase: SecretStr
    coat_of_arms: Path | None = Field(default=None, description="a picture for the letterhead: PNG, JPEG, WebP or SVG")
    signer_url: str | None = Field(default=None, description="the signing service that signs for the lurah, as BSrE's")
    signer_user: str | None = None
    signer_password: SecretStr | None = None
    signer_timeout: float = Field(default=60.0, gt=0, description="seconds that the signing service is given to answer")
    sign_timestamp_url: str | None = Field(default=None, description="RFC 3161 server that stamps what the seal seals")
    announcement_price: float | None = Field(
        default=None, gt=0, description="rupiah that an announcement costs for each who is told by template"
    )
    demo: bool = Field(default=False, description="make a certificate that nobody vouches for where there is none")

    @model_validator(mode="after")
    def _a_whole_service(self) -> Self:
        given = (self.signer_url, self.signer_user, self.signer_password)
        if any(given) and not all(given):
            raise ValueError("SIGNER_URL, SIGNER_USER and SIGNER_PASSWORD belong together: set all three, or none.")
        return self
