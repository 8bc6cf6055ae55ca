"""What can be made to go wrong, and that it goes wrong as told and no further."""

import asyncio
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from simulator.app import create_app
from simulator.faults import LABELS, Fault, Faults, Trouble
from simulator.phone_client import PersonsPhone, Phones
from simulator.webhooks.letters import Pace
from tests.simulator.stage import NUMBER_ID, RAHMAT, SITI, Graph, Office, serving, settings, until

TEXT = {"messaging_product": "whatsapp", "to": SITI, "type": "text", "text": {"body": "x"}}


async def test_a_duplicate_brings_the_same_webhook_twice(siti: PersonsPhone, office: Office, phones: Phones):
    async with phones.trouble(Trouble.DUPLICATE):
        said = await siti.writes("satu kali saja")
        await until(lambda: len(office.messages) == 2)

    assert office.posts[0] == office.posts[1]
    assert office.messages[0]["id"] == said.id


async def test_held_webhooks_wait_and_then_come_in_order(siti: PersonsPhone, office: Office, phones: Phones):
    await phones.set_trouble(Trouble.HELD, seconds=600)
    said = [await siti.writes(text) for text in ("satu", "dua", "tiga")]
    assert office.messages == []
    await phones.clear_trouble(Trouble.HELD)
    await phones.quiet()

    assert [message["id"] for message in office.messages] == [bubble.id for bubble in said]


async def test_a_late_webhook_comes_late(siti: PersonsPhone, office: Office, phones: Phones):
    await phones.set_trouble(Trouble.HELD, seconds=0.2)
    said = await siti.writes("terlambat")
    await until(lambda: bool(office.messages))

    assert office.messages[0]["id"] == said.id


async def test_reversed_webhooks_come_newest_first(siti: PersonsPhone, office: Office, phones: Phones):
    async with phones.trouble(Trouble.REVERSED):
        said = [await siti.writes(text) for text in ("satu", "dua", "tiga")]
        await phones.quiet()

    assert [message["id"] for message in office.messages] == [bubble.id for bubble in reversed(said)]


async def test_statuses_are_reversed_too(graph: Graph, siti: PersonsPhone, office: Office, phones: Phones):
    async with phones.trouble(Trouble.REVERSED, phone=SITI):
        message = await graph.text("Selamat pagi")
        await phones.quiet()

    assert office.told_of(message) == ["delivered", "sent"]


async def test_a_batch_carries_several_messages_in_one_post(siti: PersonsPhone, office: Office, phones: Phones):
    async with phones.trouble(Trouble.BATCHED):
        said = [await siti.writes(text) for text in ("satu", "dua", "tiga")]
        await phones.quiet()

    assert len(office.posts) == 1
    assert [message["id"] for message in office.messages] == [bubble.id for bubble in said]
    assert [len(entry["changes"]) for entry in office.posts[0]["entry"]] == [1, 1]
    assert [len(value["messages"]) for value in office.values] == [2, 1]
    assert len(office.values[0]["contacts"]) == 1


async def test_messages_and_statuses_share_a_post(graph: Graph, siti: PersonsPhone, office: Office, phones: Phones):
    async with phones.trouble(Trouble.BATCHED, phone=SITI):
        message = await graph.text("Selamat pagi")
        said = await siti.writes("pagi")
        await phones.quiet()

    assert len(office.posts) == 1
    assert office.told_of(message) == ["sent", "delivered", "read"]
    assert [told["id"] for told in office.messages] == [said.id]


async def test_a_status_may_come_before_the_answer(graph: Graph, siti: PersonsPhone, office: Office, phones: Phones):
    async with phones.trouble(Trouble.STATUS_FIRST):
        message = await graph.text("Selamat pagi")
        assert office.told_of(message) == ["sent", "delivered"]


async def test_the_sender_may_be_left_out(siti: PersonsPhone, office: Office, phones: Phones):
    async with phones.trouble(Trouble.NO_CONTACTS):
        await siti.writes("siapa saya?")
        await phones.quiet()

    assert "contacts" not in office.values[0]


async def test_fields_may_come_that_nobody_has_read_of(siti: PersonsPhone, office: Office, phones: Phones):
    async with phones.trouble(Trouble.NEW_FIELDS):
        await siti.writes("apa ini?")
        await phones.quiet()

    assert set(office.values[0]) - {"messaging_product", "metadata", "contacts", "messages"}
    assert office.messages[0]["new_in_next_version"]
    assert office.changes[1]["field"] == "resident_insights"
    assert office.complaints.pop()


async def test_a_webhook_that_is_never_taken_is_given_up(tmp_path: Path):
    office = Office()
    office.answers = [503] * 10_000
    with serving(office.app) as address:
        hasty = Pace(first_retry=0.01, longest_retry=0.02, lives=0.1)
        with serving(create_app(settings(tmp_path, f"{address}/whatsapp/webhook"), hasty)) as url:
            async with Phones(url) as phones:
                await phones.phone(SITI).writes("halo?")
                await phones.quiet()
                (lost,) = await phones.phone(SITI).chat()

    assert len(office.refused) > 1
    assert (lost.state, lost.message.waits_because) == ("sent", "tidak pernah sampai ke kantor")


async def test_delivered_may_be_left_out(graph: Graph, siti: PersonsPhone, office: Office, phones: Phones):
    async with phones.trouble(Trouble.NO_DELIVERED):
        message = await graph.text("Selamat pagi")
        await siti.hears("selamat")
        await phones.quiet()

    assert office.told_of(message) == ["sent", "read"]


async def test_a_bad_signature_is_refused_and_the_message_comes_after(
    siti: PersonsPhone, office: Office, phones: Phones
):
    await phones.set_trouble(Trouble.BAD_SIGNATURE, times=2)
    said = await siti.writes("asli kok")
    await phones.quiet()

    assert office.refused == [401, 401]
    assert [message["id"] for message in office.messages] == [said.id]


async def test_a_lost_answer_leaves_the_message_on_the_phone(
    graph: Graph, siti: PersonsPhone, office: Office, phones: Phones
):
    await phones.set_trouble(Trouble.ANSWER_LOST, seconds=600)
    body = {"messaging_product": "whatsapp", "to": SITI, "type": "text", "text": {"body": "Sampai atau tidak?"}}
    with pytest.raises(httpx.ReadTimeout):
        await graph.http.post(
            f"{graph.url}/{NUMBER_ID}/messages", json=body | {"biz_opaque_callback_data": "m-9"}, timeout=0.3
        )

    await siti.hears("sampai atau tidak")
    await until(lambda: any(status.get("biz_opaque_callback_data") == "m-9" for status in office.statuses))


async def test_an_answer_that_is_lost_ends_in_a_504(graph: Graph, siti: PersonsPhone, phones: Phones):
    await phones.set_trouble(Trouble.ANSWER_LOST, seconds=0)
    assert (await graph.send(type="text", text={"body": "x"})).status_code == 504


async def test_a_server_error_keeps_the_message_away(graph: Graph, siti: PersonsPhone, phones: Phones):
    await phones.set_trouble(Trouble.SERVER_ERROR, times=1)
    first = await graph.send(type="text", text={"body": "satu"})
    second = await graph.send(type="text", text={"body": "dua"})

    assert (first.status_code, first.json()["error"]["code"], first.json()["error"]["is_transient"]) == (500, 2, True)
    assert second.status_code == 200
    assert [bubble.text for bubble in await siti.chat() if bubble.message.from_office] == ["dua"]


@pytest.mark.parametrize(
    ("trouble", "status", "code"),
    [
        (Trouble.OVERLOADED, 503, 131016),
        (Trouble.RATE_LIMITED, 400, 130429),
        (Trouble.PAIR_LIMITED, 400, 131056),
        (Trouble.WINDOW_CLOSED, 400, 131047),
        (Trouble.TOKEN_EXPIRED, 401, 190),
        (Trouble.NO_PERMISSION, 403, 10),
        (Trouble.SPAM_LIMIT, 400, 131048),
        (Trouble.POLICY, 403, 368),
        (Trouble.LOCKED, 403, 131031),
        (Trouble.UNPAID, 400, 131042),
    ],
)
@pytest.mark.parametrize("phone", [SITI, None])
async def test_the_api_refuses_on_request(
    *, graph: Graph, siti: PersonsPhone, phones: Phones, trouble: Trouble, status: int, code: int, phone: str | None
):
    async with phones.trouble(trouble, phone=phone):
        answer = await graph.send(type="text", text={"body": "x"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert (await graph.send(type="text", text={"body": "x"})).status_code == 200


async def test_an_answer_may_be_slow(graph: Graph, siti: PersonsPhone, phones: Phones):
    await phones.set_trouble(Trouble.SLOW, seconds=600, times=1)
    with pytest.raises(httpx.ReadTimeout):
        await graph.http.post(f"{graph.url}/{NUMBER_ID}/messages", json=TEXT, timeout=0.2)
    await phones.set_trouble(Trouble.SLOW, seconds=0)

    assert (await graph.http.post(f"{graph.url}/{NUMBER_ID}/messages", json=TEXT)).status_code == 200


async def test_time_may_run_out_before_a_message_is_accepted(graph: Graph, siti: PersonsPhone, phones: Phones):
    await phones.set_trouble(Trouble.TIMEOUT_BEFORE, seconds=0)

    assert (await graph.send(type="text", text={"body": "x"})).status_code == 504
    assert len(await siti.chat()) == 1


async def test_an_error_may_come_after_the_message_was_accepted(
    graph: Graph, siti: PersonsPhone, phones: Phones, office: Office
):
    await phones.set_trouble(Trouble.ERROR_AFTER)
    answer = await graph.send(type="text", text={"body": "Sampai juga"}, biz_opaque_callback_data="m-3")
    await siti.hears("sampai juga")
    await phones.quiet()

    assert (answer.status_code, answer.json()["error"]["code"]) == (500, 131000)
    assert {status["biz_opaque_callback_data"] for status in office.statuses} == {"m-3"}


@pytest.mark.parametrize(("trouble", "code"), [(Trouble.UNDELIVERABLE, 131026), (Trouble.WITHHELD, 131049)])
async def test_a_status_tells_why_a_message_did_not_arrive(
    *, graph: Graph, siti: PersonsPhone, office: Office, phones: Phones, trouble: Trouble, code: int
):
    await phones.set_trouble(trouble)
    message = await graph.text("x")
    await phones.quiet()

    assert office.told_of(message) == ["failed"]
    assert office.statuses[0]["errors"][0]["code"] == code


async def test_a_file_of_the_office_may_be_refused(graph: Graph, siti: PersonsPhone, phones: Phones):
    media = await graph.media_id(b"%PDF-1.7")
    await phones.set_trouble(Trouble.MEDIA_REFUSED)
    refused = await graph.send(type="document", document={"id": media})

    assert refused.json()["error"]["code"] == 131053
    assert (await graph.send(type="text", text={"body": "x"})).status_code == 200


async def test_a_fault_of_one_phone_spares_the_others(graph: Graph, siti: PersonsPhone, phones: Phones):
    await phones.set_trouble(Trouble.SERVER_ERROR, phone=RAHMAT)

    assert (await graph.send(type="text", text={"body": "x"})).status_code == 200


async def test_several_phones_in_trouble_lose_nothing(office: Office, phones: Phones):
    for trouble in (Trouble.DUPLICATE, Trouble.REVERSED, Trouble.BATCHED):
        await phones.set_trouble(trouble, chance=0.5)
    office.answers = [200, 503] * 20
    people = [await phones.add(f"0812-7300-00{number:02}", f"Warga {number}") for number in range(5)]
    said = await asyncio.gather(*(person.writes(f"pesan {turn}") for person in people for turn in range(6)))
    await phones.quiet()

    assert {message["id"] for message in office.messages} == {bubble.id for bubble in said}


def test_chance_is_seeded():
    def drawn(seed: int) -> list[bool]:
        faults = Faults(lambda: None, seed)
        faults.put(Fault(trouble=Trouble.DUPLICATE, chance=0.5))
        return [faults.strikes(Trouble.DUPLICATE, SITI) is not None for _ in range(40)]

    assert drawn(7) == drawn(7)
    assert drawn(7) != drawn(8)
    assert {True, False} == set(drawn(7))


def test_a_fault_is_used_up_after_so_many_times():
    changes: list[int] = []
    faults = Faults(lambda: changes.append(1))
    faults.put(Fault(trouble=Trouble.DUPLICATE, times=2))

    assert [bool(faults.strikes(Trouble.DUPLICATE, SITI)) for _ in range(3)] == [True, True, False]
    assert list(faults) == []
    assert len(changes) == 3


def test_every_trouble_has_a_label():
    labelled = [trouble for group in LABELS.values() for trouble in group]
    assert sorted(labelled) == sorted(Trouble)
    assert all(first is not second for first, second in pairwise(labelled))


def test_nothing_of_a_fault_outlives_the_run(tmp_path: Path):
    """A restart begins without trouble: what is kept are phones, chats and webhooks on their way."""
    from simulator.store import Store
    from simulator.world import World

    World(Store(tmp_path / "s.sqlite")).faults.put(Fault(trouble=Trouble.HELD))
    assert list(World(Store(tmp_path / "s.sqlite")).faults) == []
