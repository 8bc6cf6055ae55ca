"""The page to which a link leads: where an office asks for numbers and documents that do not belong in a chat."""

from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from services.intake.page.desk import PageDesk, TooMany
from services.intake.page.filing import Closed
from services.intake.page.looks import STATIC, show
from services.intake.page.routes import pages
from services.intake.page.security import Doorkeeper

log: Any = structlog.get_logger()
_STATUS = {"unknown": 404, "expired": 410, "done": 200}


def app(desk: PageDesk, home: str) -> FastAPI:
    """All of it over this desk, to be served at `/isi`; `home` is the address that residents know."""
    page = FastAPI(openapi_url=None, middleware=[Middleware(Doorkeeper, home=home)])
    page.state.desk = desk
    page.mount("/static", StaticFiles(directory=STATIC))
    page.include_router(pages)
    page.add_exception_handler(Closed, _closed)
    page.add_exception_handler(TooMany, _too_many)
    page.add_exception_handler(HTTPException, _closed)
    page.add_exception_handler(RequestValidationError, _closed)
    page.add_exception_handler(Exception, _trouble)
    return page


async def _closed(_: Request, why: Exception) -> Response:
    reason = why.why if isinstance(why, Closed) else "unknown"
    return show("closed.html", _STATUS[reason], why=reason)


async def _too_many(_: Request, __: Exception) -> Response:
    return show("closed.html", 429, why="too_many")


async def _trouble(_: Request, error: Exception) -> Response:
    """The queue or the database is away, or something is wrong: nothing was taken."""
    log.error("page_failed", error=type(error).__name__)
    return show("closed.html", 503, why="trouble")
