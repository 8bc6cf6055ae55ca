"""What a service is told from outside, for commands that are about every service."""

from pathlib import Path
from typing import ClassVar

from shared.settings import ServiceSettings

SERVICES_FOLDER = Path(__file__).resolve().parents[1]


def settings_of(service: str, data: Path) -> ServiceSettings:
    """The settings that all services have, as this one reads them; `data` counts where nothing else is said.

    Raises pydantic's ValidationError.
    """

    class Told(ServiceSettings):
        service: ClassVar[str]

    Told.service = service
    return Told(data_dir=data)


def migrations_of(service: str) -> Path:
    """The folder of its migrations."""
    return SERVICES_FOLDER / service / "migrations"
