"""`python -m simulator`: WhatsApp's stand-in, until it is told to end."""

import signal
import sqlite3
import sys
from typing import NoReturn

import structlog
import uvicorn
import yaml
from pydantic import ValidationError

from simulator.address import reached_at
from simulator.app import create_app
from simulator.ids import NotAPhone
from simulator.settings import Settings

#: Seconds for which a quiet connection stays. Closed as soon as clients let go of theirs, one would now and then be
#: closed just as something is sent over it, and whether that was accepted nobody could tell.
KEPT_ALIVE = 75


def main() -> None:
    """Ends with a clear line when a setting, a file or the data folder is wrong."""
    try:
        settings = Settings.from_arguments(sys.argv[1:])
        app = create_app(settings)
    except ValidationError as wrong:
        first = wrong.errors(include_input=False)[0]
        _give_up(f"{wrong.title}, {'.'.join(map(str, first['loc']))}: {first['msg']}.")
    except (OSError, sqlite3.Error, yaml.YAMLError) as wrong:
        _give_up(f"{wrong}.")
    except NotAPhone as wrong:
        _give_up(f"{wrong} is not a phone number.")
    if settings.log_format == "json":
        structlog.configure([structlog.processors.TimeStamper("iso"), structlog.processors.JSONRenderer()])
    signal.signal(signal.SIGTERM, _end)
    print(f"Phones: http://{reached_at(settings.host)}:{settings.port}", flush=True)  # noqa: T201 - a command says where
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        timeout_keep_alive=KEPT_ALIVE,
        timeout_graceful_shutdown=2,
    )


def _end(*_: object) -> NoReturn:
    """uvicorn stops at the signal, then raises it once more; that is no failure."""
    sys.exit()


def _give_up(why: str) -> NoReturn:
    sys.exit(f"The simulator cannot start: {why}")
