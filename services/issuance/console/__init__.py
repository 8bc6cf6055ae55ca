"""The clerks' console and the public check page: server-rendered, every action works without a script."""

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from services.issuance.catalogue import Config
from services.issuance.console.counter import Counter
from services.issuance.console.errors import Mishaps, handle_errors
from services.issuance.console.looks import STATIC
from services.issuance.console.pages import (
    announcements,
    at_counter,
    check,
    complaints,
    conversations,
    documents,
    file,
    live,
    numbers,
    parked,
    printing,
    queue,
    register,
    setup,
    sign_in,
    signing,
    together,
    undelivered,
    whatsapp,
)
from services.issuance.console.security import Guard
from services.issuance.demo import ACCOUNTS
from services.issuance.letterhead import Letterhead
from services.issuance.seals import Seals
from services.issuance.settings import IssuanceSettings
from services.issuance.signing import Passphrases
from shared.messaging.house import House

__all__ = ["app"]


def app(
    house: House[IssuanceSettings],
    config: Config,
    seals: Seals,
    letterhead: Letterhead,
    passphrases: Passphrases | None = None,
) -> ASGIApp:
    """All pages of this house, to be served at `/`. In the demo its accounts are told at the sign-in."""
    settings = house.settings
    return over(
        Counter(
            office=settings.office,
            door=house.door,
            store=house.store,
            documents=house.attachments,
            queue=house.nats,
            config=config,
            seals=seals,
            arms=letterhead.arms,
            public_url=settings.public_url,
            passphrases=passphrases,
            announcement_price=settings.announcement_price,
            is_open=house.active.is_set,
            secure=settings.public_url.startswith("https://"),
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
    for room in (
        sign_in,
        check,
        live,
        queue,
        signing,
        together,
        conversations,
        complaints,
        announcements,
        documents,
        printing,
        at_counter,
        undelivered,
        file,
        register,
        numbers,
        parked,
        whatsapp,
        setup,
    ):
        console.include_router(room.pages)
    return console
