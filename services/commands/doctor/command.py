"""The command."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter
from pydantic import ValidationError
from rich.console import Console

from services.commands.doctor import certificate, databases, health, machine, queue, settings, whatsapp
from services.commands.doctor.finding import Finding, Level, error
from services.commands.doctor.surroundings import Surroundings, looked_around
from services.launcher.demo import Demo
from services.launcher.parts import CannotRun, House, Ports
from services.launcher.settings import SERVICES_FOLDER

Look = Callable[[Surroundings], AsyncIterator[Finding]]
Area = Literal["settings", "machine", "queue", "databases", "services", "whatsapp", "certificate"]
LOOKS: dict[str, Look] = {
    module.AREA: module.look for module in (settings, machine, queue, databases, health, whatsapp, certificate)
}
STYLES = {Level.OK: "green", Level.WARNING: "yellow", Level.ERROR: "red"}
#: Any of them set: it is no demo of `pengantar up`, which has its own.
OF_A_DEPLOYMENT = ("WHATSAPP_ACCESS_TOKEN", "WHATSAPP_PHONE_NUMBER_ID", "WHATSAPP_APP_SECRET", "CERTIFICATE")
CONFIG = SERVICES_FOLDER.parent / "config" / "kelurahan.yaml"


def doctor(
    *areas: Area,
    data: Annotated[Path, Parameter(env_var="DATA_DIR")] = Path("data"),
    config: Annotated[Path, Parameter(env_var="CONFIG")] = CONFIG,
    host: Annotated[str, Parameter(env_var="HOST")] = "127.0.0.1",
    as_json: Annotated[bool, Parameter(name="--json", negative=())] = False,
) -> None:
    """Find out what is wrong, before the system runs or while it does. It changes nothing and sends nothing.

    The exit code is 0 when all is well, 1 with warnings, 2 with errors.

    Parameters
    ----------
    areas
        What to look at; everything when none is named.
    data
        The data folder of `pengantar up`.
    config
        The office, its services and its RTs.
    host
        The address to listen on.
    as_json
        For scripts.
    """
    findings = asyncio.run(_examine(areas or tuple(LOOKS), data.resolve(), config.resolve(), host))
    worst = max((finding.level for finding in findings), default=Level.OK)
    if as_json:
        found = [{**finding._asdict(), "level": finding.level.name.lower()} for finding in findings]
        print(json.dumps({"level": worst.name.lower(), "findings": found}, indent=1))  # noqa: T201 - a command answers
    else:
        _tell(findings)
    sys.exit(worst)


async def _examine(areas: Sequence[str], data: Path, config: Path, host: str) -> list[Finding]:
    try:
        demo = None if _is_set(*OF_A_DEPLOYMENT) else Demo.kept(data)
        house = House(data, config, host, Ports.from_environment(), demo)
        should_run = _is_set("NATS_URL")
        is_new_demo = demo is None and not _is_set(*OF_A_DEPLOYMENT) and not should_run
        os.environ.update(house.environment())  # from here on this process is told what the services are told
        async with looked_around(house, is_new_demo=is_new_demo, should_run=should_run) as around:
            return [finding for area in areas for finding in await _all(area, LOOKS[area], around)]
    except (CannotRun, ValueError) as why:
        return [error(settings.AREA, _in_one_line(why), "Nothing else was looked at: correct this first.")]


def _is_set(*names: str) -> bool:
    return any(os.environ.get(name) for name in names)


async def _all(area: str, look: Look, around: Surroundings) -> list[Finding]:
    """What one look finds; that it fails is a finding too."""
    findings: list[Finding] = []
    try:
        async for finding in look(around):
            findings.append(finding)
    except Exception as why:
        findings.append(error(area, f"It could not be looked at to the end ({type(why).__name__}).", "See the logs."))
    return findings


def _tell(findings: list[Finding]) -> None:
    out = Console(highlight=False, soft_wrap=True, markup=False)
    for level, area, what, todo in ((each.level, each.area, each.what, each.todo) for each in findings):
        out.print(f"{level.name.lower():<8}", style=STYLES[level], end="")
        out.print(f"{area:<12}{what}")
        if todo:
            out.print(f"{'':<20}→ {todo}")
    counts = (_count(findings, level) for level in (Level.ERROR, Level.WARNING))
    out.print(", ".join(count for count in counts if count) or "All is well.")


def _count(findings: list[Finding], level: Level) -> str:
    count = sum(each.level is level for each in findings)
    return f"{count} {level.name.lower()}{'' if count == 1 else 's'}" if count else ""


def _in_one_line(why: Exception) -> str:
    if isinstance(why, ValidationError):
        faults = why.errors(include_input=False, include_url=False, include_context=False)
        return "; ".join(f"{'.'.join(map(str, fault['loc'])).upper()}: {fault['msg']}" for fault in faults)
    return str(why)
