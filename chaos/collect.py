"""Looks into every database, stream, bucket and phone when all is quiet, and writes down what the audit needs."""

import json
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from uuid import UUID

import httpx
import nats.errors
import sqlalchemy as sa
from nats.aio.client import Client

from bench.application.people import Resident
from chaos.databases import Databases
from chaos.evidence import Evidence, Left, Number, Said, Sent, Shown
from chaos.town import Town
from services.intake.incoming import hear as intake
from services.issuance import store as office
from services.issuance.file import File
from services.issuance.incoming import hear as issuance
from services.issuance.stage import ENDED, Stage
from services.notifier.incoming import hear as notifier
from services.notifier.message import Outgoing, tracked
from services.notifier.store import messages
from services.verification.incoming import hear as verification
from shared.attachments import AttachmentMissing, Attachments
from shared.contracts.vocabulary import Attachment
from shared.database import open_store
from shared.messaging.hear import Hear
from shared.messaging.store import Store
from shared.messaging.tables import inbox, outbox, parked, waiting
from shared.testing.broker import connected
from simulator.phone_client import PersonsPhone, Phones

HEARS: tuple[Hear, ...] = (intake, verification, issuance, notifier)
#: What ends an application for the office. A letter that is out ends it only when the print is fetched, in our stories.
ENDS = frozenset(stage.value for stage in ENDED - {Stage.ISSUED})
PORTION = 500  # messages of a stream at a time


async def collect(town: Town, residents: Iterable[Resident], despaired: Iterable[str]) -> Evidence:
    """Everything, from outside: through the databases, the message queue and the phones themselves."""
    theirs = list(residents)
    async with connected(town.nats_url) as nc, opened(town.databases) as stores:
        files = [office.FILES.from_row(row) for row in await stores["issuance"].fetch(sa.select(office.files))]
        strays = [row[0] for row in await stores["issuance"].fetch(sa.select(office.strays.c.message_id))]
        return Evidence(
            applications=len(theirs),
            files={file.application_id.hex: file.stage.value for file in files},
            ended=ENDS,
            facts=[said async for said in _facts(nc)],
            hears={hear.service: frozenset(hear.listeners) for hear in HEARS},
            heard={name: await _heard(store) for name, store in stores.items()},
            numbers=await _numbers(stores["issuance"]),
            sent=[_sent(messages.from_row(row)) for row in await stores["notifier"].fetch(sa.select(messages.table))],
            shown=await _shown(town),
            residents=frozenset(_digits(resident.phone) for resident in theirs),
            listed=frozenset(
                it.hex for it in (*strays, *(each.message_id for file in files for each in file.undelivered))
            ),
            photos=await _photos(nc, files),
            left=[left for name, store in stores.items() for left in await _left(name, store)],
            despaired=list(despaired),
        )


@asynccontextmanager
async def opened(databases: Databases) -> AsyncGenerator[dict[str, Store]]:
    """Every service's database, to be read only."""
    stores = {hear.service: open_store(databases.of(hear.service)) for hear in HEARS}
    try:
        yield stores
    finally:
        for store in stores.values():
            await store.close()


async def _facts(nc: Client) -> AsyncGenerator[Said]:
    """All that the stream holds, oldest first."""
    js = nc.jetstream()
    sub = await js.pull_subscribe("fact.>", stream="FACTS")
    left = (await js.stream_info("FACTS")).state.messages
    while left:
        for msg in await sub.fetch(min(PORTION, left), timeout=30):
            name, _, key = msg.subject.rsplit(".", 2)
            cause = (msg.headers or {})["traceparent"].split("-")[2]
            yield Said(UUID(json.loads(msg.data)["id"]).hex, name, key, cause)
            await msg.ack()
            left -= 1


async def _heard(store: Store) -> frozenset[str]:
    return frozenset(row[0].hex for row in await store.fetch(sa.select(inbox.c.id)))


async def _numbers(store: Store) -> list[Number]:
    """The lines of every register."""
    rows = await store.fetch(sa.select(office.entries.c.register, office.entries.c.year, office.entries.c.number))
    return [Number(*row) for row in rows]


def _sent(message: Outgoing) -> Sent:
    return Sent(message.id.hex, message.whole.hex, message.stage.value, message.attempt, message.to.speaker)


async def _shown(town: Town) -> list[Shown]:
    url = town.url("simulator")
    async with Phones(url) as phones, httpx.AsyncClient(base_url=url) as http:
        numbers = [view["number"] for view in (await http.get("/api/phones")).raise_for_status().json()]
        return [shown for number in numbers for shown in await _on(phones.phone(number))]


async def _on(phone: PersonsPhone) -> list[Shown]:
    there: list[Shown] = []
    for bubble in await phone.chat():
        known = tracked(bubble.message.callback_data)
        if bubble.message.from_office and known:
            has_failed = bubble.message.state == "failed"
            at = bubble.message.at.timestamp()
            there.append(Shown(phone.number, bubble.message.seq, known[0].hex, known[1], at, has_failed))
    return there


async def _photos(nc: Client, files: Iterable[File]) -> dict[str, bool]:
    """Every attachment that a file names, and whether its very bytes are there."""
    pages = [page for file in files for document in file.documents.values() for page in document]
    named = {f"{page.bucket}/{page.name}": page for page in pages}
    attachments = Attachments(nc)
    return {name: await _is_there(attachments, page) for name, page in named.items()}


async def _is_there(attachments: Attachments, attachment: Attachment) -> bool:
    try:
        await attachments.get(attachment)
    except (AttachmentMissing, nats.errors.Error, TimeoutError):
        return False
    return True


async def _left(service: str, store: Store) -> list[Left]:
    found: list[Left] = []
    for table in (outbox, waiting, parked):
        place = next(iter(table.c))
        reason = table.c.reason if "reason" in table.c else sa.literal("")
        rows = await store.fetch(sa.select(place, reason))
        found += [Left(service, table.name, str(row[0]), row[1]) for row in rows]
    return found


def _digits(phone: str) -> str:
    """As the stand-in writes it: `0813-7200-0001` is `6281372000001`."""
    return "62" + phone.replace("-", "").removeprefix("0")
