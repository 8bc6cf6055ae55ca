"""What was delivered is counted once, by what its status says of its price; the office is told now and then."""

from datetime import UTC, datetime
from typing import Any

from services.notifier.errands import Delivery, Paused
from services.notifier.whatsapp.errors import SendingStopped, by_code
from shared.contracts.notifier import MonthOfMessages, WhatsAppReported
from shared.messaging import Interrupted
from tests.notifier.bridge import Bridge, Person

UTILITY = {"billable": True, "pricing_model": "PMP", "category": "utility", "type": "regular"}
FREE = {"billable": False, "pricing_model": "PMP", "category": "service", "type": "free_customer_service"}
#: 30 November, 23.59 in Palembang.
LAST_OF_NOVEMBER = datetime(2026, 11, 30, 16, 59, 30, tzinfo=UTC)


def counts(month: MonthOfMessages) -> list[tuple[str, bool | None, int]]:
    return [(each.category, each.billed, each.count) for each in month.delivered]


async def this_month(bridge: Bridge) -> list[tuple[str, bool | None, int]]:
    await bridge.later(minutes=1)
    return counts(bridge.report.months[-1])


async def test_a_message_is_counted_once_however_often_it_is_told_of(bridge: Bridge, siti: Person):
    await siti.is_told("intake")
    (call,) = bridge.sent
    for word in ("sent", "delivered", "delivered", "read"):
        await siti.reports(call, word, pricing=UTILITY, timestamp=str(bridge.now.timestamp()))

    assert await this_month(bridge) == [("utility", True, 1)]


async def test_what_is_read_without_having_been_delivered_costs_what_was_said_when_it_was_sent(
    bridge: Bridge, siti: Person
):
    await siti.is_told("intake")
    await siti.reports(bridge.sent[0], "sent", pricing=UTILITY)
    await siti.reports(bridge.sent[0], "read")

    assert await this_month(bridge) == [("utility", True, 1)]


async def test_what_was_only_sent_or_has_failed_costs_nothing(bridge: Bridge, siti: Person):
    await siti.is_told("intake", "satu")
    await siti.reports(bridge.sent[0], "sent", pricing=UTILITY)
    await siti.is_told("intake", "dua")
    await siti.reports(bridge.sent[1], "failed", code=131051, pricing=UTILITY)
    await bridge.later(minutes=2)

    assert not [told for told in bridge.told if isinstance(told, WhatsAppReported)]


async def test_prices_are_told_apart_and_what_no_status_tells_is_said_to_be_unknown(bridge: Bridge, siti: Person):
    told: list[Any] = [UTILITY, FREE, FREE, None, ["what?"]]
    for pricing in told:
        await siti.is_told("intake")
        await siti.reports(bridge.sent[-1], "delivered", pricing=pricing)

    assert sorted(await this_month(bridge), key=str) == [("", None, 2), ("service", False, 2), ("utility", True, 1)]
    assert bridge.parked == []


async def test_whether_it_is_billed_may_be_told_by_its_type_alone(bridge: Bridge, siti: Person):
    pricings: list[dict[str, Any]] = [{"category": "service", "type": kind} for kind in ("regular", "free_entry_point")]
    for pricing in pricings:
        await siti.is_told("intake")
        await siti.reports(bridge.sent[-1], "delivered", pricing=pricing)

    assert sorted(await this_month(bridge)) == [("service", False, 1), ("service", True, 1)]


async def test_what_a_clerk_has_sent_again_and_arrives_twice_costs_twice(bridge: Bridge, siti: Person):
    bridge.answers.append(Interrupted())
    request = await siti.is_told("intake")
    await bridge.later(minutes=11)
    await siti.is_sent_again(request)
    for call in bridge.sent:
        await siti.reports(call, "delivered", wamid=f"wamid.{call.attempt}", pricing=UTILITY)

    assert await this_month(bridge) == [("utility", True, 2)]


async def test_months_begin_when_they_begin_at_the_office(bridge: Bridge):
    bridge.now = LAST_OF_NOVEMBER
    siti = await Person(bridge, "6281271000001").says_hello()
    for _ in range(2):
        await siti.is_told("intake")
        await siti.reports(bridge.sent[-1], "delivered", pricing=UTILITY)
        await bridge.later(minutes=1)
    await bridge.later(minutes=1)

    assert [month.month for month in bridge.report.months] == ["2026-11", "2026-12"]
    assert [counts(month) for month in bridge.report.months] == [[("utility", True, 1)]] * 2


async def test_the_office_is_told_once_a_minute_of_everything(bridge: Bridge, siti: Person):
    for _ in range(5):
        await siti.is_told("intake")
        await siti.reports(bridge.sent[-1], "delivered", pricing=UTILITY)
    await bridge.later(minutes=5)

    assert len([told for told in bridge.told if isinstance(told, WhatsAppReported)]) == 1


async def test_the_office_is_told_how_many_are_not_written_to(bridge: Bridge, siti: Person):
    budi = await Person(bridge, "6281271000002", "Budi").says_hello()
    await siti.writes("STOP")
    bridge.answers.append(Delivery(by_code(131026)))
    await budi.is_told("intake")
    await bridge.later(minutes=1)
    assert (bridge.report.opted_out, bridge.report.unreachable) == (1, 1)
    await siti.writes("halo lagi")
    await budi.writes("halo lagi")
    await bridge.later(minutes=1)

    assert (bridge.report.opted_out, bridge.report.unreachable) == (0, 0)


async def test_the_office_is_told_that_nothing_can_be_sent_and_why(bridge: Bridge, siti: Person):
    bridge.gate.close(SendingStopped(190))
    bridge.answers.append(Delivery(Paused(30)))
    await siti.is_told("intake")
    await bridge.later(minutes=1)

    assert bridge.report.stopped_code == 190
    assert bridge.report.stopped_because == SendingStopped.sentence
    assert (await bridge.account.figures())["sending_stopped"]


async def test_figures_of_this_month_are_measured(bridge: Bridge, siti: Person):
    for pricing in (UTILITY, FREE):
        await siti.is_told("intake")
        await siti.reports(bridge.sent[-1], "delivered", pricing=pricing)

    assert await bridge.account.figures() == {"month_delivered": 2, "month_billed": 1, "sending_stopped": False}
