"""What every service is told from outside, by environment variables."""

from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from shared.messaging.message import OfficeCode


class ServiceSettings(BaseSettings):
    """Settings of a service. `INTAKE_PORT` counts for intake alone and goes before `PORT`, and so for every setting.

    A service subclasses it, names itself and its port: `service: ClassVar[str] = "intake"`, `port: int = 8003`.
    """

    model_config = SettingsConfigDict(extra="ignore", frozen=True, env_ignore_empty=True)
    service: ClassVar[str]

    host: str = "127.0.0.1"
    port: int = Field(default=0, ge=0, le=65535, description="0: any that is free")
    office: OfficeCode = "1671101001"
    public_url: str = Field(default="http://127.0.0.1:8000", description="where the public reaches the office's pages")

    nats_url: str = Field(
        default="nats://127.0.0.1:4222", description="nats://user:password@host:port, of several by commas"
    )
    nats_provision: bool = Field(
        default=True, description="make streams and consumers at the start; false: `pengantar streams` has made them"
    )
    nats_replicas: int = Field(default=1, ge=1, le=5, description="copies of each stream; 3 in a cluster")
    facts_days: int = Field(default=30, ge=8, description="days for which facts can be heard again")
    inbound_days: int = Field(default=30, ge=1, description="days after which an unclaimed attachment is removed")

    data_dir: Path = Path("data")
    database_url: str = Field(default="", description="sqlite:///… or postgresql://…; `{service}` is replaced")
    migrate: bool = Field(
        default=True, description="bring the database up to date at the start, else refuse an old one"
    )

    log_format: Literal["json", "colour"] = "colour"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @property
    def database(self) -> str:
        """The address of the service's own database."""
        default = f"sqlite:///{self.data_dir / self.service}.db"
        return (self.database_url or default).replace("{service}", self.service)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        own = EnvSettingsSource(settings_cls, env_prefix=f"{cls.service.upper()}_")
        return init_settings, own, env_settings
