"""What the services are told from outside: complete, well-formed, and fit for the public."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from services.commands.doctor.finding import Finding, error, fine, warning
from services.commands.doctor.surroundings import Surroundings
from services.intake.settings import IntakeSettings
from services.issuance.catalogue import ConfigMistake, read_config
from services.issuance.letters import ArmsUnreadable, coat_of_arms
from services.issuance.settings import IssuanceSettings
from services.launcher.settings import settings_of
from services.notifier.settings import NotifierSettings
from services.verification.settings import VerificationSettings
from shared.settings import ServiceSettings

S = TypeVar("S", bound=ServiceSettings)

AREA = "settings"
CLASSES: tuple[type[ServiceSettings], ...] = (IntakeSettings, VerificationSettings, IssuanceSettings, NotifierSettings)
OWN_MACHINE = ("localhost", "127.0.0.1", "::1", "0.0.0.0")  # noqa: S104 - compared, not bound


async def look(around: Surroundings) -> AsyncIterator[Finding]:
    for finding in _findings(around):
        yield finding


def _findings(around: Surroundings) -> Iterator[Finding]:
    if around.is_new_demo:
        yield fine(AREA, "A demo: it makes its own secrets at the first start.")
    else:
        yield from _of_services()
    yield from _config(around)
    issuance = told(IssuanceSettings)
    if issuance and issuance.coat_of_arms:
        yield from _arms(issuance.coat_of_arms)
    if issuance and not issuance.demo:
        yield _public_address(issuance.public_url)


def _of_services() -> Iterator[Finding]:
    """Names and reasons, without the values."""
    faults = [fault for kind in CLASSES for fault in _faults(kind)]
    missing = sorted({_name(fault) for fault in faults if fault["type"] == "missing"})
    if missing:
        todo = "Set these environment variables; docs/operations.md explains every one."
        yield error(AREA, f"{', '.join(missing)} must be set.", todo)
    for name, why in sorted({(_name(fault), fault["msg"]) for fault in faults if fault["type"] != "missing"}):
        yield error(AREA, f"{name}: {why}.", "Correct this environment variable; docs/operations.md explains it.")
    if not faults:
        yield fine(AREA, "Every service has what it needs to be told.")


def _faults(kind: type[ServiceSettings]) -> list[ErrorDetails]:
    try:
        kind()
    except ValidationError as invalid:
        return invalid.errors(include_input=False, include_url=False, include_context=False)
    return []


def _name(fault: ErrorDetails) -> str:
    return ".".join(map(str, fault["loc"])).upper()


def _config(around: Surroundings) -> Iterator[Finding]:
    file = around.house.config
    try:
        config = read_config(file)
    except OSError as why:
        yield error(AREA, f"The configuration {file} cannot be read ({why.strerror}).", "Name it by CONFIG.")
        return
    except ConfigMistake as mistake:
        yield error(AREA, str(mistake), "Correct this line; nothing of the file is taken over until it is right.")
        return
    yield fine(AREA, f"{file.name} describes Kelurahan {config.office.name}.")
    if (office := settings_of("issuance", around.house.data).office) != config.office.code:
        todo = "Set OFFICE to the code in the file, for all services alike."
        yield error(AREA, f"OFFICE is {office}, but {file.name} is about {config.office.code}.", todo)


def _arms(picture: Path) -> Iterator[Finding]:
    try:
        coat_of_arms(picture)
    except ArmsUnreadable:
        todo = "COAT_OF_ARMS names a picture: PNG, JPEG, WebP or SVG."
        yield error(AREA, f"The coat of arms {picture} cannot be used.", todo)


def _public_address(public_url: str) -> Finding:
    url = urlsplit(public_url)
    if url.scheme == "https" and url.hostname not in OWN_MACHINE:
        return fine(AREA, "PUBLIC_URL is an address that the public can reach safely.")
    todo = "Set PUBLIC_URL to the office's https address: the QR codes on letters lead there."
    return warning(AREA, "PUBLIC_URL is not an https address of the public.", todo)


def told(kind: type[S]) -> S | None:
    """What a service is told; None when it could not start with that."""
    try:
        return kind()
    except ValidationError:
        return None
