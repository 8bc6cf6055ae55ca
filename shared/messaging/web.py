"""The pages of a service: health and metrics always, everything else while it is the active one."""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable, Generator
from typing import Any

import uvicorn
from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

ALWAYS = ("/health/", "/metrics")
NOT_NOW = "Layanan sedang disiapkan. Mohon coba lagi sebentar lagi."
KEPT_ALIVE = 75  # seconds for which a quiet connection stays: longer than proxies and WhatsApp keep theirs
STOPPED_WITHIN = 3  # seconds for pages being served, and for live updates, which never end by themselves


class CannotListen(Exception):
    """The port cannot be had; why."""


class Gate:
    """Turns visitors away, kindly, while another process of the service is the active one."""

    def __init__(self, app: ASGIApp, is_open: Callable[[], bool]) -> None:
        self._app, self._is_open = app, is_open

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(ALWAYS) or self._is_open():
            await self._app(scope, receive, send)
            return
        await PlainTextResponse(NOT_NOW, 503, {"Retry-After": "2"})(scope, receive, send)


class Front:
    """What uvicorn serves: the pages, and beside them what must cost little, by its exact path."""

    def __init__(self, pages: ASGIApp, is_open: Callable[[], bool]) -> None:
        self._pages, self._is_open = pages, is_open
        self._direct: dict[str, ASGIApp] = {}

    def add(self, path: str, app: ASGIApp) -> None:
        """Past everything that pages need. An error that it raises ends the connection with 500, and is logged."""
        self._direct[path] = Gate(app, self._is_open)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        direct = self._direct.get(scope["path"]) if scope["type"] == "http" else None
        if scope.get("method") == "HEAD":
            scope = {**scope, "method": "GET"}  # the same without its body, which uvicorn leaves out
        await (direct or self._pages)(scope, receive, send)


def application(
    name: str,
    is_open: Callable[[], bool],
    health: Callable[[], Awaitable[tuple[bool, dict[str, Any]]]],
    metrics: Callable[[], Awaitable[str]],
) -> FastAPI:
    """The service's application; `health` tells whether it is ready, with what it rests on."""
    app = FastAPI(title=name, docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(Gate, is_open=is_open)

    @app.get("/health/live")
    async def live() -> dict[str, bool]:  # pyright: ignore[reportUnusedFunction] - FastAPI calls it
        return {"alive": True}

    @app.get("/health/ready")
    async def ready() -> Response:  # pyright: ignore[reportUnusedFunction] - FastAPI calls it
        is_ready, parts = await health()
        return JSONResponse(parts, 200 if is_ready else 503)

    @app.get("/metrics")
    async def measured() -> PlainTextResponse:  # pyright: ignore[reportUnusedFunction] - FastAPI calls it
        return PlainTextResponse(await metrics(), media_type="text/plain; version=0.0.4")

    return app


class Web:
    """A uvicorn server that leaves signals to the house."""

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        config = uvicorn.Config(
            app,
            access_log=False,
            log_config=None,
            server_header=False,
            lifespan="off",
            timeout_keep_alive=KEPT_ALIVE,
            timeout_graceful_shutdown=STOPPED_WITHIN,
        )
        self._server = _Server(config)
        self._host, self._port = host, port
        self._serving: asyncio.Task[None] | None = None
        self.port = port

    async def start(self) -> None:
        """Raises `CannotListen`."""
        try:
            listening = socket.create_server((self._host, self._port), family=_family(self._host))
        except OSError as error:
            raise CannotListen(f"Port {self._port} on {self._host} cannot be used: {error.strerror}.") from error
        self.port = listening.getsockname()[1]
        self._serving = asyncio.create_task(self._server.serve(sockets=[listening]))

    async def stop(self) -> None:
        """Finish the answers under way."""
        self._server.should_exit = True
        if self._serving:
            await self._serving


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
