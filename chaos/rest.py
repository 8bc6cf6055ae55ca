"""When all has come to rest: no file, no message of the queue and none to a person is still under way."""

import asyncio
import time
from collections.abc import Mapping

import httpx
import nats.errors
import sqlalchemy as sa

from chaos.collect import ENDS, opened
from chaos.town import Town
from services.issuance.store import files
from services.notifier.message import Stage
from services.notifier.store import messages
from shared.messaging.store import Away, Store
from shared.messaging.tables import outbox, waiting
from shared.testing.broker import connected
from simulator.phone_client import NotHeard, Phones

LOOKS_EVERY = 1.0  # seconds
IN_A_ROW = 3  # looks at which nothing is under way
STREAMS = ("WEBHOOKS", "REQUESTS", "FACTS", "BOOKS")
UNDER_WAY = frozenset({Stage.QUEUED, Stage.SENDING})
CANNOT_LOOK = (httpx.HTTPError, NotHeard, Away, nats.errors.Error, OSError, TimeoutError)


async def come_to_rest(town: Town, patience: float) -> None:
    """Until nothing is under way, or nobody waits any longer: then the audit says what is left."""
    deadline, quiet = time.monotonic() + patience, 0
    async with Phones(town.url("simulator")) as phones:
        while quiet < IN_A_ROW and time.monotonic() < deadline:
            quiet += 1
            try:
                await phones.quiet(timeout=30)
                if await is_under_way(town):
                    quiet = 0
            except CANNOT_LOOK:
                quiet = 0
            await asyncio.sleep(LOOKS_EVERY)


async def is_under_way(town: Town) -> bool:
    async with opened(town.databases) as stores:
        return await _is_in_a_database(stores) or await _is_in_the_queue(town)


async def _is_in_a_database(stores: Mapping[str, Store]) -> bool:
    for store in stores.values():
        for table in (outbox, waiting):
            if await store.fetch(sa.select(sa.literal(1)).select_from(table).limit(1)):
                return True
    stages = await stores["issuance"].fetch(sa.select(files.c.stage))
    sent = await stores["notifier"].fetch(sa.select(messages.table))
    return any(stage not in ENDS for (stage,) in stages) or any(
        messages.from_row(row).stage in UNDER_WAY for row in sent
    )


async def _is_in_the_queue(town: Town) -> bool:
    async with connected(town.nats_url) as nc:
        js = nc.jetstream()
        heard = [info for stream in STREAMS for info in await js.consumers_info(stream)]
        return any(info.num_pending or info.num_ack_pending for info in heard if info.config.durable_name)
