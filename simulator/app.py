"""The simulator's assembly: one world, one network, and three doors to them: Graph API, JSON API, phones page."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.requests import ClientDisconnect

from simulator.api import api
from simulator.carrier import Carrier
from simulator.graph.account import account
from simulator.graph.errors import GraphError
from simulator.graph.rates import Rates
from simulator.graph.routes import graph
from simulator.graph.templates import Templates
from simulator.guard import Guard
from simulator.handset import NotOnThePhone
from simulator.page.actions import actions
from simulator.page.routes import page
from simulator.record import Record
from simulator.settings import Settings
from simulator.store import Store
from simulator.webhooks.letters import Pace
from simulator.webhooks.postman import Postman
from simulator.webhooks.subscription import verify
from simulator.world import UnknownPhone, World


def create_app(settings: Settings, pace: Pace | None = None) -> FastAPI:
    """The whole simulator. Raises what `Settings.starters`, `Templates.of` and `Store` raise."""
    templates = Templates.of(settings.templates) if settings.templates else Templates()
    store = Store(settings.data / "simulator" / "simulator.sqlite")
    world = World(store, settings.starters(), seed=settings.seed)
    webhook = str(settings.webhook) if settings.webhook else None
    http = httpx.AsyncClient(verify=(webhook or "").startswith("https"))  # certificates are loaded only when needed
    postman = Postman(world, settings.office, http, webhook, pace or Pace(longest_retry=settings.longest_retry))
    rates = Rates(time.monotonic, settings.throughput, settings.pair_burst, settings.pair_seconds)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncGenerator[None]:
        postman.start()
        subscribing = asyncio.create_task(_subscribe(http, postman, webhook, settings.verify_token))
        try:
            yield
        finally:
            subscribing.cancel()
            await postman.stop()
            await http.aclose()
            store.close()

    app = FastAPI(title="Pengantar: telepon simulasi", lifespan=life, docs_url=None, redoc_url=None)
    app.state.carrier = Carrier(world, settings.office, postman, templates, rates)
    app.state.record = Record.in_folder(settings.record)
    _open_the_doors(app, settings.host)
    return app


async def _subscribe(http: httpx.AsyncClient, postman: Postman, webhook: str | None, verify_token: str) -> None:
    if webhook:
        await verify(http, webhook, verify_token)
        postman.subscribed()


def _open_the_doors(app: FastAPI, host: str) -> None:
    app.add_middleware(Guard, host=host)
    app.add_api_route("/health/live", _healthy, include_in_schema=False)
    app.add_api_route("/health/ready", _healthy, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    for router in (api, actions, page, account, graph):
        app.include_router(router)

    @app.exception_handler(GraphError)
    async def refuse(_: Request, error: GraphError) -> Response:  # pyright: ignore[reportUnusedFunction] - registered
        return JSONResponse(error.as_answer(), error.http)

    @app.exception_handler(ClientDisconnect)
    async def gone(_: Request, __: ClientDisconnect) -> Response:  # pyright: ignore[reportUnusedFunction] - registered
        return Response(status_code=400)  # which nobody reads any more

    @app.exception_handler(UnknownPhone)
    @app.exception_handler(NotOnThePhone)
    async def not_found(_: Request, error: LookupError) -> Response:  # pyright: ignore[reportUnusedFunction] - registered
        return JSONResponse({"detail": f"{type(error).__name__}: {error}"}, 404)


async def _healthy() -> dict[str, str]:
    """The page and the API work before the office does: it is the office that needs them first."""
    return {"status": "ok"}
