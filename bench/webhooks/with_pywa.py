"""A webhook as it is usually built, to compare with: pywa on FastAPI, its handler putting each message into the queue.

`python -m bench.webhooks.with_pywa PORT NATS_URL SECRET`. pywa answers 200 whatever its handler comes to.
"""

import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI
from nats.aio.client import Client
from pywa_async.client import WhatsApp
from pywa_async.types.message import Message


def main() -> None:
    port, nats_url, secret = sys.argv[1:]
    nc = Client()

    @asynccontextmanager
    async def connected(_: FastAPI) -> AsyncGenerator[None]:
        await nc.connect(nats_url)
        yield
        await nc.close()

    web = FastAPI(lifespan=connected)
    whatsapp = WhatsApp(
        phone_id="100000000000001",
        token="nobody-asks-for-it",  # noqa: S106 - nothing is sent
        server=web,
        webhook_endpoint="/whatsapp/webhook",
        verify_token=secret,
        app_secret=secret,
    )

    @whatsapp.on_message
    async def keep(_: WhatsApp, message: Message) -> None:  # pyright: ignore[reportUnusedFunction] - pywa calls it
        await nc.jetstream().publish("webhook.of.pywa", str(message.text).encode(), headers={"Nats-Msg-Id": message.id})

    @web.get("/health/ready")
    async def ready() -> str:  # pyright: ignore[reportUnusedFunction] - FastAPI calls it
        return "ready"

    uvicorn.run(web, port=int(port), log_level="error", access_log=False)


if __name__ == "__main__":
    main()
