"""What could not be dealt with: seen by a person, and replayed once its cause is gone.

Each service answers for its own, over the message queue, so that one page and one command can show them all.
"""

import asyncio
import json
from collections.abc import Iterable
from functools import partial
from typing import Any

import nats.errors
import sqlalchemy as sa
from nats.aio.client import Client
from nats.aio.msg import Msg
from pydantic import AwareDatetime, BaseModel

from shared.messaging.batch import Outcome, Setback, read
from shared.messaging.hear import Hear
from shared.messaging.ledger import Ledger
from shared.messaging.line import reason
from shared.messaging.message import uuid7
from shared.messaging.sitting import Sitting
from shared.messaging.store import Drop, Find, Put, Work
from shared.messaging.tables import Arrival, ErrandRow, Parked, errands, parked

ANSWER_WITHIN = 5.0  # seconds
MOST = 500  # shown at once


class ParkedItem(BaseModel):
    """A parked message or errand, for a list: where it is, what it is, since when and why. Not its words."""

    service: str
    place: str
    kind: str
    subject: str
    reason: str
    at: AwareDatetime


class NotReplayed(Exception):
    """It failed again, and stays parked; why."""


class Wall:
    """What one service has parked."""

    def __init__(self, hear: Hear, ledger: Ledger) -> None:
        self._hear, self._ledger = hear, ledger

    async def items(self) -> list[ParkedItem]:
        """The oldest first, at most 500."""
        query = sa.select(parked).order_by(parked.c.at).limit(MOST)
        rows = [Parked(*row) for row in await self._ledger.store.fetch(query)]
        return [
            ParkedItem.model_validate({"service": self._hear.service, **row._asdict()}, from_attributes=False)
            for row in rows
        ]

    async def replay(self, place: str) -> None:
        """Deal with it now; an errand runs again in its turn. Raises `NotReplayed`, and KeyError when it is gone."""
        outcome = await self._ledger.commit(self._replay(place))
        match outcome.result:
            case None:
                raise KeyError(place)
            case Exception() as error:
                raise NotReplayed(reason(error)) from error
            case _:
                return

    def _replay(self, place: str) -> Work[Outcome]:
        rows = yield Find(parked, "place", [place])
        if not rows:
            return Outcome()
        row = Parked(*rows[0])
        if row.kind != "message":
            return (yield from self._send_again(row))
        return (yield from self._answer_again(row))

    def _answer_again(self, row: Parked) -> Work[Outcome]:
        sitting = Sitting(self._hear, self._ledger.clock())
        stream, number = row.place.split(":")
        try:
            letter = read(self._hear, Arrival.numbered(stream, int(number), row.subject, row.body, row.thread))
            yield from sitting.prepare([letter.turn])
            sitting.take(letter.turn)
        except Exception as error:
            yield Put(parked, [row._replace(reason=reason(error))])
            return Outcome(parked=[Setback(row.place, row.subject, error)], result=error)
        yield from sitting.write()
        yield Drop(parked, [row.place])
        return Outcome(sitting.said, bool(sitting.sent_for), handled=[row.subject], result=True)

    def _send_again(self, row: Parked) -> Work[Outcome]:
        try:
            errand = self._hear.settlers[row.subject].errand.model_validate_json(row.body)
        except (KeyError, ValueError) as error:
            return Outcome(result=error)
        now, new = self._ledger.clock().timestamp(), uuid7()
        thread = row.thread or new
        lane, is_interrupted = f"{row.subject}:{errand.lane.hex}", row.kind.startswith("interrupted")
        again = ErrandRow(row.place, new, row.subject, lane, row.body, thread, thread, now, now, 0, is_interrupted, "")
        yield Put(errands, [again])
        yield Drop(parked, [row.place])
        return Outcome(has_errands=True, result=True)


async def answer_for(nc: Client, service: str, wall: Wall) -> None:
    """Let pages and commands of other processes list and replay what this service has parked."""
    await nc.subscribe(_subject(service, "list"), cb=partial(_answer_list, wall))
    await nc.subscribe(_subject(service, "replay"), cb=partial(_answer_replay, wall))


async def list_parked(nc: Client, services: Iterable[str]) -> tuple[list[ParkedItem], list[str]]:
    """What the services have parked, oldest first, and the names of those that did not answer."""
    names = list(services)
    answers = await asyncio.gather(*(_ask(nc, _subject(name, "list"), b"") for name in names))
    items = [ParkedItem.model_validate(item) for answer in answers if answer for item in answer["items"]]
    silent = [name for name, answer in zip(names, answers, strict=True) if answer is None]
    return sorted(items, key=lambda item: item.at), silent


async def replay_parked(nc: Client, service: str, place: str) -> None:
    """Replay one. Raises `NotReplayed` with the reason: it failed again, is not there any more, or nobody answered."""
    answer = await _ask(nc, _subject(service, "replay"), place.encode())
    if answer is None:
        raise NotReplayed(f"{service} does not answer")
    if why := answer.get("failed"):
        raise NotReplayed(why)


async def _answer_list(wall: Wall, msg: Msg) -> None:
    items = [item.model_dump(mode="json") for item in await wall.items()]
    await msg.respond(json.dumps({"items": items}).encode())


async def _answer_replay(wall: Wall, msg: Msg) -> None:
    answer: dict[str, str] = {}
    try:
        await wall.replay(msg.data.decode())
    except KeyError:
        answer["failed"] = "it is not parked any more"
    except Exception as why:
        answer["failed"] = str(why) if isinstance(why, NotReplayed) else reason(why)
    await msg.respond(json.dumps(answer).encode())


async def _ask(nc: Client, subject: str, body: bytes) -> dict[str, Any] | None:
    try:
        return json.loads((await nc.request(subject, body, timeout=ANSWER_WITHIN)).data)
    except (nats.errors.TimeoutError, nats.errors.NoRespondersError):
        return None


def _subject(service: str, what: str) -> str:
    return f"pengantar.{service}.parked.{what}"
