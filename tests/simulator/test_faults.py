"""What can be made to go wrong, and that it goes wrong as told and no further."""

import asyncio
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from simulator.faults import LABELS, Fault, Faults, Trouble
from simulator.phone_client import PersonsPhone, Phones
from tests.simulator.stage import NUMBER_ID, RAHMAT, SITI, Graph, Office, until


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


@pytest.mark.parametrize(("trouble", "code"), [(Trouble.RATE_LIMITED, 130429), (Trouble.WINDOW_CLOSED, 131047)])
async def test_the_api_refuses_on_request(
    graph: Graph, siti: PersonsPhone, phones: Phones, trouble: Trouble, code: int
):
    async with phones.trouble(trouble, phone=SITI):
        answer = await graph.send(type="text", text={"body": "x"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)
    assert (await graph.send(type="text", text={"body": "x"})).status_code == 200


async def test_an_undeliverable_message_is_told_by_a_status(
    graph: Graph, siti: PersonsPhone, office: Office, phones: Phones
):
    await phones.set_trouble(Trouble.UNDELIVERABLE)
    message = await graph.text("x")
    await phones.quiet()

    assert office.told_of(message) == ["failed"]


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
