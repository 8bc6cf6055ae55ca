"""Logs for people who run the service: what happened to which id, never to whom.

Events carry ids only. As a last defence, whatever looks like an identity number or a phone is masked, and of an error
only its type and place are told: its words may quote what a person wrote.
"""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, Literal

import structlog

Event = MutableMapping[str, Any]

#: 16 digits in a row or in groups (NIK, KK), or an Indonesian mobile number; not a part of a longer word or id.
_PERSONAL = re.compile(r"(?<![\w-])(?:\d(?:[ .]?\d){15}|(?:\+?62|0)[ -]?8\d(?:[ -]?\d){6,11})(?![\w-])")
_LOUD = ("nats", "faststream", "uvicorn", "alembic", "asyncio", "httpx", "httpcore")


def configure(service: str, how: Literal["json", "colour"], level: str = "INFO") -> None:
    """Send everything, also what libraries log, to stderr: one JSON object or one coloured line per event."""
    before: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _name(service),
        where_it_failed,
        mask,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *before,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    look: Any = structlog.processors.JSONRenderer() if how == "json" else structlog.dev.ConsoleRenderer()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, look],
            foreign_pre_chain=before,
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)


def mask(_: object, __: str, event: Event) -> Event:
    """Replace whatever looks like a person's number."""
    for key, value in event.items():
        if isinstance(value, str) and not key.startswith("_"):
            event[key] = _PERSONAL.sub("***", value)
        elif isinstance(value, list | tuple):
            event[key] = [_PERSONAL.sub("***", str(item)) for item in value]
    return event


def where_it_failed(_: object, __: str, event: Event) -> Event:
    """Tell an error by its type and place, not by its words."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["where"] = places(error)
    return event


def places(error: BaseException) -> list[str]:
    """The innermost calls that led to the error, outermost first."""
    calls = traceback.extract_tb(error.__traceback__)[-6:]
    return [f"{'/'.join(call.filename.split('/')[-3:])}:{call.lineno} {call.name}" for call in calls]


def _name(service: str) -> Any:
    def add(_: object, __: str, event: Event) -> Event:
        event["service"] = service
        return event

    return add
