"""The simulator on a real port, and an office beside it whose webhook remembers everything."""

import asyncio
import json
import threading
import time
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI, Request, Response
from starlette.types import ASGIApp

from simulator.app import create_app
from simulator.settings import Settings
from simulator.webhooks.letters import Pace, signature
from tests.simulator.shapes import complaints_about

Json = dict[str, Any]

ROOT = Path(__file__).parents[2]
NUMBER_ID, WABA_ID = "100000000000001", "100000000000002"
TOKEN, SECRET, VERIFY = "token-of-the-test", "secret-of-the-test", "verify-of-the-test"
SITI, RAHMAT = "6281271001001", "6281271002005"
QUICK = Pace(first_retry=0.02, longest_retry=0.1, timeout=2, gather=0.15)


@contextmanager
def serving(app: ASGIApp) -> Generator[str]:
    """The application on a free port, in a thread of its own; gives its address."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        deadline = time.monotonic() + 10
        while not server.started and thread.is_alive():
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


async def until(true: Callable[[], bool], patience: float = 5.0) -> None:
    """Look until it is so. Raises AssertionError after `patience` seconds."""
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, "it did not become so in time"
        await asyncio.sleep(0.01)


@dataclass
class Office:
    """The other end of the webhook. `answers` are the next status codes; when they run out it is 200."""

    posts: list[Json] = field(default_factory=list[Json])
    answers: list[int] = field(default_factory=list[int])
    refused: list[int] = field(default_factory=list[int])
    challenges: int = 0
    complaints: list[str] = field(default_factory=list[str])
    app: FastAPI = field(default_factory=FastAPI)

    def __post_init__(self) -> None:
        self.app.get("/whatsapp/webhook")(self.verify)
        self.app.post("/whatsapp/webhook")(self.receive)

    async def verify(self, request: Request) -> Response:
        self.challenges += 1
        asked = request.query_params
        known = asked["hub.mode"] == "subscribe" and asked["hub.verify_token"] == VERIFY
        return Response(asked["hub.challenge"] if known else "", 200 if known else 403)

    async def receive(self, request: Request) -> Response:
        body = await request.body()
        if request.headers["X-Hub-Signature-256"] != signature(SECRET, body):
            self.refused.append(401)
            return Response(status_code=401)
        if self.answers and (status := self.answers.pop(0)) != 200:
            self.refused.append(status)
            return Response(status_code=status)
        post = json.loads(body)
        self.complaints += complaints_about(post)
        self.posts.append(post)
        return Response()

    def forget(self) -> None:
        self.posts.clear()
        self.answers.clear()
        self.refused.clear()

    @property
    def values(self) -> list[Json]:
        return [change["value"] for change in self.changes]

    @property
    def changes(self) -> list[Json]:
        """With the field beside each value."""
        return [change for post in self.posts for entry in post["entry"] for change in entry["changes"]]

    @property
    def messages(self) -> list[Json]:
        return [message for value in self.values for message in value.get("messages", [])]

    @property
    def statuses(self) -> list[Json]:
        return [status for value in self.values for status in value.get("statuses", [])]

    def told_of(self, message_id: str) -> list[str]:
        """The statuses of one message, in the order in which they came."""
        return [status["status"] for status in self.statuses if status["id"] == message_id]


@dataclass(frozen=True)
class Graph:
    """The office's side of the Graph API."""

    http: httpx.AsyncClient
    url: str

    async def send(self, to: str = SITI, **message: Any) -> httpx.Response:
        body = {"messaging_product": "whatsapp", "to": to} | message
        return await self.http.post(f"{self.url}/{NUMBER_ID}/messages", json=body)

    async def text(self, body: str, to: str = SITI, **more: Any) -> str:
        """The id of an accepted text."""
        answer = await self.send(to, type="text", text={"body": body}, **more)
        return answer.raise_for_status().json()["messages"][0]["id"]

    async def template(self, name: str, *texts: str, to: str = SITI, **component: Any) -> httpx.Response:
        body = {"type": "body", "parameters": [{"type": "text", "text": text} for text in texts]}
        components = [body, component] if component else [body]
        return await self.send(
            to, type="template", template={"name": name, "language": {"code": "id"}, "components": components}
        )

    async def mark_as_read(self, message_id: str) -> httpx.Response:
        body = {"messaging_product": "whatsapp", "status": "read", "message_id": message_id}
        typing = {"typing_indicator": {"type": "text"}}
        return await self.http.post(f"{self.url}/{NUMBER_ID}/messages", json=body | typing)

    async def upload(self, data: bytes, mime_type: str = "application/pdf") -> httpx.Response:
        form = {"messaging_product": "whatsapp", "type": mime_type}
        return await self.http.post(
            f"{self.url}/{NUMBER_ID}/media", data=form, files={"file": ("file", data, mime_type)}
        )

    async def media_id(self, data: bytes, mime_type: str = "application/pdf") -> str:
        return (await self.upload(data, mime_type)).raise_for_status().json()["id"]


def settings(data: Path, webhook: str | None, **changed: Any) -> Settings:
    usual: Json = {
        "data": data,
        "webhook": webhook,
        "templates": ROOT / "config" / "templates.yaml",
        "phones": ROOT / "config" / "phones.yaml",
        "phone_number_id": NUMBER_ID,
        "waba_id": WABA_ID,
        "access_token": TOKEN,
        "app_secret": SECRET,
        "verify_token": VERIFY,
    }
    return Settings(**(usual | changed))


@contextmanager
def simulator(data: Path, webhook: str | None, **changed: Any) -> Generator[str]:
    """A simulator that does not wait long for anything; gives its address."""
    with serving(create_app(settings(data, webhook, **changed), QUICK)) as url:
        yield url


@asynccontextmanager
async def graph_of(url: str, token: str = TOKEN) -> AsyncGenerator[Graph]:
    no_certificates = url.startswith("https")  # loading them takes a quarter of a second
    async with httpx.AsyncClient(
        headers={"Authorization": f"Bearer {token}"}, timeout=10, verify=no_certificates
    ) as http:
        yield Graph(http, f"{url}/v26.0")


@asynccontextmanager
async def own_graph(data: Path, **changed: Any) -> AsyncGenerator[Graph]:
    """The Graph API of a simulator with settings of its own and no webhook."""
    with simulator(data, None, **changed) as url:
        async with graph_of(url) as graph:
            yield graph
