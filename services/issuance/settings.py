"""What issuance is told from outside."""

from pathlib import Path
from typing import ClassVar

from pydantic import Field, SecretStr

from shared.settings import ServiceSettings


class IssuanceSettings(ServiceSettings):
    """Environment variables: `CONFIG`, `CERTIFICATE`, `CERTIFICATE_PASSPHRASE` and so on. No secret has a default."""

    service: ClassVar[str] = "issuance"

    port: int = 8000
    config: Path = Field(default=Path("config/kelurahan.yaml"), description="the office, its services and its RTs")
    certificate: Path = Field(description="PKCS#12 file with the key that seals the letters")
    certificate_passphrase: SecretStr
    coat_of_arms: Path | None = Field(default=None, description="a picture for the letterhead: PNG, JPEG, WebP or SVG")
    demo: bool = Field(default=False, description="make a certificate that nobody vouches for where there is none")
