"""Publishing what was committed: in order, once, and for as long as it takes."""

import asyncio
from collections.abc import AsyncGenerator

import nats.errors
import pytest
import pytest_asyncio
from nats.aio.client import Client

from shared.messaging import Message, uuid7
from shared.messaging.publishing import FEW, MOST, Press, Together
from shared.messaging.relay import Relay
from shared.messaging.tables import Saying
from shared.messaging.topology import provision
from shared.testing.broker import connected
from tests.messaging.toys import Paint, Rang, rang, said


@pytest_asyncio.fixture
async def nc(nats_url: str) -> AsyncGenerator[Client]:
    async with connected(nats_url) as nc:
        await provision(nc, [])
        yield nc


@pytest_asyncio.fixture
async def relay(nc: Client) -> AsyncGenerator[Relay]:
    relay = Relay(nc)
    running = asyncio.create_task(relay.run())
    yield relay
    running.cancel()


def saying(message: Message) -> Saying:
    body = message.model_dump_json().encode()
    return Saying(message.id, message.stream, message.wire_subject, body, message.id, message.id)


async def heard(nc: Client, stream: str = "FACTS") -> list[int]:
    """The numbers of all rings in the stream, in its order."""
    js = nc.jetstream()
    count = (await js.stream_info(stream)).state.messages
    return [Rang.model_validate_json((await js.get_msg(stream, seq)).data or b"").number for seq in range(1, count + 1)]


@pytest.mark.parametrize("count", [3, FEW, 1500])
async def test_everything_is_published_once_and_in_order(nc: Client, relay: Relay, count: int):
    rows = [saying(rang(number=number)) for number in range(count)]

    relay.offer(rows)
    relay.offer(rows)
    await relay.drained(within=30)

    assert await heard(nc) == list(range(count))
    assert relay.take_published() == [row.id for row in rows]


async def test_a_batch_with_a_message_that_is_already_there_is_published_without_it(nc: Client, relay: Relay):
    rows = [saying(rang(number=number)) for number in range(FEW + 2)]
    relay.offer(rows[:1])
    await relay.drained(within=30)

    again = Relay(nc)
    running = asyncio.create_task(again.run())
    again.offer(rows)
    await again.drained(within=30)
    running.cancel()

    assert await heard(nc) == list(range(FEW + 2))


async def test_messages_of_different_streams_each_go_to_theirs(nc: Client, relay: Relay):
    relay.offer([saying(rang()), saying(said(Paint, uuid7(), colour="red")), saying(rang())])
    await relay.drained(within=30)

    js = nc.jetstream()
    assert (await js.stream_info("FACTS")).state.messages == 2
    assert (await js.stream_info("REQUESTS")).state.messages == 1


async def test_what_cannot_be_published_is_tried_until_it_can(
    nc: Client, relay: Relay, monkeypatch: pytest.MonkeyPatch
):
    request, attempts = nc.request, list[int]()

    async def fails_twice(*arguments: object, **options: object) -> object:
        attempts.append(1)
        if len(attempts) < 3:
            raise nats.errors.TimeoutError
        return await request(*arguments, **options)  # pyright: ignore[reportArgumentType] - passed on as they came

    monkeypatch.setattr(nc, "request", fails_twice)
    relay.offer(saying(rang(number=number)) for number in range(FEW))

    await relay.drained(within=30)

    assert await heard(nc) == list(range(FEW))
    assert len(attempts) > 2


async def test_rows_of_a_transaction_that_failed_are_removed_by_a_later_one(relay: Relay):
    row = saying(rang())
    relay.offer([row])
    await relay.drained(within=30)

    relay.put_back(relay.take_published())

    assert relay.take_published() == [row.id]
    assert relay.take_published() == []


async def test_what_comes_at_the_same_time_is_published_together_and_each_hears_of_its_own(nc: Client):
    together = Together(Press(nc), "FACTS")

    await asyncio.gather(*(together.publish([saying(rang(number=number))]) for number in range(3 * FEW)))

    assert sorted(await heard(nc)) == list(range(3 * FEW))


async def test_one_that_the_queue_will_not_take_keeps_no_other_out(nc: Client):
    together = Together(Press(nc), "FACTS")
    good = [saying(rang(number=number)) for number in range(2 * FEW)]
    too_large = good[FEW]._replace(id=uuid7(), body=b"x" * 2_000_000)

    first = asyncio.create_task(together.publish(good[:1]))  # the others gather behind it
    told = await asyncio.gather(
        *(together.publish([row]) for row in (*good[1:], too_large)), first, return_exceptions=True
    )

    assert [type(each) for each in told if each is not None] == [nats.errors.MaxPayloadError]
    assert sorted(await heard(nc)) == list(range(2 * FEW))


async def test_a_repeated_message_among_others_is_there_once_and_all_are_told(nc: Client):
    together = Together(Press(nc), "FACTS")
    rows = [saying(rang(number=number)) for number in range(FEW)]

    await asyncio.gather(*(together.publish([row]) for row in (*rows, *rows)))

    assert sorted(await heard(nc)) == list(range(FEW))


async def test_others_get_their_turn_between_the_portions_of_very_much(nc: Client):
    together = Together(Press(nc), "FACTS")
    much = asyncio.create_task(together.publish([saying(rang(number=number)) for number in range(3 * MOST)]))
    await asyncio.sleep(0)

    await together.publish([saying(rang(number=-1))])

    assert not much.done()
    await much
    assert sorted(await heard(nc)) == list(range(-1, 3 * MOST))


async def test_who_has_stopped_waiting_hinders_nobody(nc: Client):
    together = Together(Press(nc), "FACTS")
    gone = asyncio.create_task(together.publish([saying(rang(number=0))]))
    await asyncio.sleep(0)
    gone.cancel()

    await together.publish([saying(rang(number=1))])

    assert 1 in await heard(nc)
