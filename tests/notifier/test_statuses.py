"""What became of a message only ever goes forward, whatever comes first, twice, or not at all."""

from itertools import permutations
from uuid import UUID

import pytest
import sqlalchemy as sa

from services.notifier.errands import Delivery
from services.notifier.message import Stage
from services.notifier.store import messages
from services.notifier.whatsapp.errors import by_code
from shared.contracts.notifier import MessageArrived
from shared.messaging import Interrupted
from tests.notifier.bridge import Bridge, Person

UNDELIVERABLE = 131026


@pytest.mark.parametrize("order", list(permutations(("sent", "delivered", "read"))), ids="-".join)
async def test_whichever_status_comes_first_the_furthest_one_counts(
    bridge: Bridge, siti: Person, order: tuple[str, ...]
):
    await siti.is_told("intake")
    (call,) = bridge.sent
    for word in order:
        await siti.reports(call, word)

    assert await _stage(bridge, call.message_id) is Stage.READ


@pytest.mark.parametrize("word", ["read", "played"])
async def test_what_was_read_was_delivered_even_if_nobody_says_so(bridge: Bridge, siti: Person, word: str):
    await siti.is_told("intake")
    await siti.reports(bridge.sent[0], word)

    assert await _stage(bridge, bridge.sent[0].message_id) is Stage.READ


async def test_a_failure_after_it_was_sent_counts(bridge: Bridge, siti: Person):
    await siti.is_told("intake")
    await siti.reports(bridge.sent[0], "sent")
    await siti.reports(bridge.sent[0], "failed", code=UNDELIVERABLE)

    assert await _stage(bridge, bridge.sent[0].message_id) is Stage.FAILED
    assert len(bridge.failures) == 1


@pytest.mark.parametrize("word", ["delivered", "read"])
async def test_a_failure_after_it_has_arrived_does_not(bridge: Bridge, siti: Person, word: str):
    await siti.is_told("intake")
    await siti.reports(bridge.sent[0], word)
    await siti.reports(bridge.sent[0], "failed", code=UNDELIVERABLE)

    assert await _stage(bridge, bridge.sent[0].message_id) is Stage(word)
    assert bridge.failures == []


async def test_whoever_wants_to_hear_that_it_was_delivered_hears_it_once(bridge: Bridge, siti: Person):
    await siti.is_told("issuance", tells_delivery=True)
    await siti.is_told("issuance", "dan ini")
    for word in ("sent", "delivered", "delivered", "read"):
        for call in bridge.sent:
            await siti.reports(call, word)

    [arrived] = [it for it in bridge.told if isinstance(it, MessageArrived)]
    assert (arrived.message_id, arrived.delivered) == (bridge.sent[0].message_id, True)


async def test_what_was_not_known_and_is_delivered_is_told_once_with_both(bridge: Bridge, siti: Person):
    bridge.answers.append(Interrupted())
    await siti.is_told("issuance", tells_delivery=True)
    await bridge.later(minutes=11)
    await siti.reports(bridge.sent[0], "delivered")

    assert [it.delivered for it in bridge.told if isinstance(it, MessageArrived)] == [True]


async def test_a_late_sent_of_an_attempt_that_was_refused_does_not_stand_for_the_next_one(bridge: Bridge, siti: Person):
    bridge.answers.append(Delivery(by_code(131016)))
    await siti.is_told("intake")
    await siti.reports(bridge.sent[0], "sent")

    assert await _stage(bridge, bridge.sent[0].message_id) is Stage.SENDING
    await bridge.later(seconds=10)
    assert [call.attempt for call in bridge.sent] == [0, 1]


async def test_a_failure_whose_reasons_cannot_be_read_is_a_failure(bridge: Bridge, siti: Person):
    await siti.is_told("intake")
    await siti.reports(bridge.sent[0], "failed", errors=["odd", {"code": {}}])

    assert await _stage(bridge, bridge.sent[0].message_id) is Stage.FAILED


async def test_words_that_are_no_stage_change_nothing(bridge: Bridge, siti: Person):
    await siti.is_told("intake")
    await siti.reports(bridge.sent[0], "delivered")
    for word in ("warning", "deleted", "held_for_quality_assessment"):
        await siti.reports(bridge.sent[0], word)

    assert await _stage(bridge, bridge.sent[0].message_id) is Stage.DELIVERED


async def _stage(bridge: Bridge, message_id: UUID) -> Stage:
    (row,) = await bridge.store.fetch(sa.select(messages.table).where(messages.table.c.id == message_id))
    return messages.from_row(tuple(row)).stage
