"""The phones by their API and its client, and that they are still there the next time."""

from pathlib import Path

import httpx
import pytest

from simulator import ids
from simulator.faults import Trouble
from simulator.phone_client import NotHeard, PersonsPhone, Phones
from tests.simulator.stage import SITI, Graph, Office, graph_of, serving, simulator, until


async def test_the_demo_phones_are_there_at_the_start(office: Office, url: str):
    async with httpx.AsyncClient() as http:
        listed = (await http.get(f"{url}/api/phones")).json()

    assert [(phone["name"], phone["note"]) for phone in listed] == [
        ("Siti Aminah", "pemohon"),
        ("Rahmat Hidayat", "Ketua RT 005/RW 002"),
        ("Hasan Basri", "Ketua RT 018/RW 005"),
        ("Zulkifli", "tetangga"),
    ]
    assert not any(phone["window_open"] for phone in listed)


async def test_any_phone_can_be_added(office: Office, phones: Phones, graph: Graph):
    yuliana = await phones.add("0812 7100 2006", "Yuliana", "Ketua RT 006/RW 002")
    await yuliana.writes("halo")
    await graph.text("Selamat pagi, Ibu", to="6281271002006")

    await yuliana.hears("selamat pagi")


async def test_something_can_happen_to_all_phones_at_once(phones: Phones, url: str):
    await phones.change_all(hidden=True, window_open=False)

    async with httpx.AsyncClient() as http:
        listed = (await http.get(f"{url}/api/phones")).json()
        refused = await http.patch(f"{url}/api/phones", json={"number": "081271001002"})
    assert {phone["hidden"] for phone in listed} == {True}
    assert refused.status_code == 422


@pytest.mark.parametrize("written", ["0812-7100-1001", "+62 812 7100 1001", "62812-7100-1001", "812 7100 1001"])
def test_a_number_is_one_number_however_it_is_written(written: str):
    assert ids.wa_id(written) == SITI


@pytest.mark.parametrize("written", ["", "kantor", "12", "0"])
def test_what_is_no_number_is_refused(written: str):
    with pytest.raises(ids.NotAPhone):
        ids.wa_id(written)


async def test_hears_looks_only_at_what_came_since(graph: Graph, siti: PersonsPhone):
    for text in ("satu", "dua", "tiga", "dua lagi"):
        await graph.text(text)

    assert (await siti.hears("dua")).text == "dua"
    assert (await siti.hears("dua")).text == "dua lagi"
    with pytest.raises(NotHeard, match="nothing"):
        await siti.hears("tiga", timeout=0.05)


async def test_what_was_not_heard_says_what_came_instead(graph: Graph, siti: PersonsPhone):
    await graph.text("Fotonya agak buram")

    with pytest.raises(NotHeard, match="Fotonya agak buram"):
        await siti.hears("foto jelas", timeout=0.05)


async def test_hearing_does_not_mind_case_and_bold(graph: Graph, siti: PersonsPhone):
    await graph.text("Nomor Ibu: *BKS-7Q4K*.")

    assert (await siti.hears("nomor ibu: bks-7q4k")).text == "Nomor Ibu: *BKS-7Q4K*."


async def test_a_button_that_is_not_there_cannot_be_tapped(siti: PersonsPhone):
    with pytest.raises(NotHeard, match="Setujui"):
        await siti.taps("Setujui")


async def test_a_button_is_tapped_on_the_newest_message_that_has_it(
    graph: Graph, siti: PersonsPhone, office: Office, phones: Phones
):
    for question in ("pertama", "kedua"):
        action = {"buttons": [{"type": "reply", "reply": {"id": question, "title": "Ya"}}]}
        shown = {"type": "button", "body": {"text": question}, "action": action}
        await graph.send(type="interactive", interactive=shown)
    first, second = await siti.hears("pertama"), await siti.hears("kedua")
    await siti.taps("Ya")
    await siti.taps("Ya", on=first)
    await phones.quiet()

    assert [message["context"]["id"] for message in office.messages] == [second.id, first.id]


async def test_a_message_from_another_chat_cannot_be_quoted(siti: PersonsPhone, rahmat: PersonsPhone):
    other = await rahmat.writes("halo")
    with pytest.raises(NotHeard):
        await siti.writes("mengutip", answering=other)


async def test_an_unknown_phone_is_told_as_such(phones: Phones):
    with pytest.raises(NotHeard, match="UnknownPhone"):
        await phones.phone("0812 9999 0000").writes("halo")


async def test_trouble_ends_with_its_block(url: str, phones: Phones, office: Office):
    async with phones.trouble(Trouble.HELD, phone=SITI), httpx.AsyncClient() as http:
        assert len((await http.get(f"{url}/api/faults")).json()) == 1
    async with httpx.AsyncClient() as http:
        assert (await http.get(f"{url}/api/faults")).json() == []


async def test_quiet_waits_until_everything_was_taken(siti: PersonsPhone, office: Office, phones: Phones):
    await phones.set_trouble(Trouble.HELD)
    await siti.writes("halo?")
    with pytest.raises(NotHeard, match="1 webhooks"):
        await phones.quiet(timeout=0.05)
    await phones.clear_trouble()
    await phones.quiet()

    assert len(office.messages) == 1


async def test_phones_and_chats_are_there_the_next_time(tmp_path: Path):
    with simulator(tmp_path, None) as url:
        async with Phones(url) as phones, graph_of(url) as graph:
            siti = phones.phone(SITI)
            await siti.writes("halo")
            await siti.sends_photo(b"\xff\xd8\xff photo")
            await graph.text("Selamat pagi")
            await phones.add("0812 7100 2006", "Yuliana")
    with simulator(tmp_path, None) as url:
        async with Phones(url) as phones, graph_of(url) as graph:
            siti = phones.phone(SITI)
            chat = await siti.chat()
            assert [bubble.text for bubble in chat] == ["halo", "", "Selamat pagi"]
            assert await chat[1].document_bytes() == b"\xff\xd8\xff photo"
            await graph.text("Jendela masih terbuka")
            assert await phones.phone("0812 7100 2006").chat() == []
            assert (await siti.hears("jendela")).message.seq > chat[-1].message.seq


async def test_webhooks_on_their_way_arrive_after_a_restart(tmp_path: Path):
    office = Office()
    office.answers = [503] * 10_000
    with serving(office.app) as address:
        webhook = f"{address}/whatsapp/webhook"
        with simulator(tmp_path, webhook) as url:
            async with Phones(url) as phones:
                said = await phones.phone(SITI).writes("jangan hilang")
                await until(lambda: bool(office.refused))
        office.answers.clear()
        with simulator(tmp_path, webhook) as url:
            async with Phones(url) as phones:
                await phones.quiet()
                assert [message["id"] for message in office.messages] == [said.id]
                assert (await phones.phone(SITI).chat())[0].state == "delivered"


async def test_a_reset_is_a_first_start(siti: PersonsPhone, phones: Phones):
    await phones.add("0812 7100 2006", "Yuliana")
    await phones.set_trouble(Trouble.HELD)
    await siti.writes("tertahan")
    await phones.reset()
    await phones.quiet()

    assert await siti.chat() == []
    with pytest.raises(httpx.HTTPStatusError):
        await phones.phone("0812 7100 2006").chat()


async def test_a_phone_can_be_given_away(siti: PersonsPhone, url: str):
    async with httpx.AsyncClient() as http:
        assert (await http.delete(f"{url}/api/phones/{SITI}")).status_code == 204
        assert (await http.get(f"{url}/api/phones/{SITI}/messages")).status_code == 404


async def test_a_message_id_names_the_phone_as_metas_do():
    import base64

    raw = base64.b64decode(ids.wamid(SITI, from_office=True).removeprefix("wamid."))
    assert raw.startswith(b"\x1c\x18\x0d" + SITI.encode() + b"\x15\x02\x00\x11\x18\x12")
    assert (raw[-1], len(raw)) == (0, 3 + 13 + 4 + 2 + 18 + 1)


def test_the_user_id_of_a_phone_never_changes():
    assert ids.user_id(SITI) == ids.user_id(SITI)
    assert ids.user_id(SITI).startswith("ID.")
    assert ids.user_id("14155550123").startswith("US.")
