"""The services themselves, by what they answer."""

from collections.abc import AsyncIterator

from services.commands.doctor.finding import Finding, error, fine, warning
from services.commands.doctor.queue import START
from services.commands.doctor.surroundings import Answer, Surroundings, address_of
from services.launcher.parts import SERVICES

AREA = "services"
_RESTS_ON = {"queue": "the message queue", "database": "its database"}


async def look(around: Surroundings) -> AsyncIterator[Finding]:
    if not around.should_run:
        return  # said once, under queue
    for service in SERVICES:
        answer = around.answers.get(service)
        if answer is None:
            todo = f"See its log. {START} Elsewhere, name its address by {service.upper()}_URL."
            yield error(AREA, f"{service} does not answer at {address_of(around.house, service)}.", todo)
        else:
            yield _about(service, answer)


def _about(service: str, answer: Answer) -> Finding:
    state = answer.parts.get("state", "")
    if answer.status == 200:
        return fine(AREA, f"{service} is ready.")
    if state == "standing by":
        todo = "If none takes over within seconds, see the log of the active one."
        return warning(AREA, f"{service} stands by for another process.", todo)
    missing = [name for part, name in _RESTS_ON.items() if answer.parts.get(part) is False]
    said = f"{service} is not ready ({state or f'HTTP {answer.status}'})"
    return error(AREA, f"{said}{', without ' + ' and '.join(missing) if missing else ''}.", "See its log.")
