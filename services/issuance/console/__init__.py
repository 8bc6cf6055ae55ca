"""The clerks' console and the public check page: server-rendered, every action works without a script."""

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from services.issuance.console.counter import Counter
from services.issuance.console.errors import Mishaps, handle_errors
from services.issuance.console.looks import STATIC
from services.issuance.console.pages import (
    check,
    conversations,
    documents,
    file,
    live,
    numbers,
    parked,
    queue,
    register,
    sign_in,
    signing,
)
from services.issuance.console.security import Guard
from services.issuance.demo import ACCOUNTS
from services.issuance.letters import coat_of_arms
from services.issuance.settings import IssuanceSettings
from shared.messaging.house import House

__all__ = ["app"]


def app(house: House[IssuanceSettings]) -> ASGIApp:
    """All pages of this house, to be served at `/`. In the demo its accounts are told at the sign-in."""
    settings = house.settings
    return over(
        Counter(
            office=settings.office,
            door=house.door,
            store=house.store,
            documents=house.attachments,
            queue=house.nats,
            is_open=house.active.is_set,
            secure=settings.public_url.startswith("https://"),
            arms=coat_of_arms(settings.coat_of_arms) if settings.coat_of_arms else None,
            demo_accounts=ACCOUNTS if settings.demo else (),
            now=house.clock,
        )
    )


def over(counter: Counter) -> ASGIApp:
    """All pages over this counter."""
    console = FastAPI(openapi_url=None, middleware=[Middleware(Guard), Middleware(Mishaps)])
    console.state.counter = counter
    handle_errors(console)
    console.mount("/static", StaticFiles(directory=STATIC))
    for room in (sign_in, check, live, queue, signing, conversations, documents, file, register, numbers, parked):
        console.include_router(room.pages)
    return console
