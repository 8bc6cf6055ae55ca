"""What Meta tells beside messages and statuses."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from simulator.phone_client import NotHeard, PersonsPhone, Phones
from tests.simulator.stage import RAHMAT, SITI, Graph, Office, graph_of, serving, simulator, until

MOVED = "6281271009999"


async def told(office: Office, phones: Phones) -> dict[str, Any]:
    """The one message that came."""
    await phones.quiet()
    (message,) = office.messages
    return message


async def test_a_changed_number_is_told_in_the_name_of_the_old_one(
    siti: PersonsPhone, office: Office, phones: Phones, graph: Graph
):
    moved = await siti.changes_number("0812-7100-9999")
    message = await told(office, phones)

    assert message["from"] == SITI
    assert message["system"]["type"] == "user_changed_number"
    assert message["system"]["wa_id"] == moved.number == MOVED
    assert message["system"]["previous_user_id"] == message["from_user_id"]
    assert message["system"]["user_id"] != message["from_user_id"]
    assert [bubble.text for bubble in await moved.chat()] == ["halo"]
    await graph.text("Nomor baru?", to=MOVED)
    await moved.hears("nomor baru")


async def test_a_number_that_is_somebody_elses_cannot_be_taken(siti: PersonsPhone):
    with pytest.raises(httpx.HTTPStatusError, match="409"):
        await siti.changes_number(RAHMAT)


async def test_a_changed_user_id_is_told_and_used_from_then_on(siti: PersonsPhone, office: Office, phones: Phones):
    await siti.hides_number()
    await siti.changes_user_id()
    system = (await told(office, phones))["system"]
    office.forget()
    await siti.writes("masih saya")
    later = await told(office, phones)

    assert system["type"] == "user_changed_user_id"
    assert system["previous_user_id"] != system["user_id"] == later["from_user_id"]
    assert "from" not in later


async def test_nothing_reaches_an_earlier_user_id(siti: PersonsPhone, office: Office, phones: Phones, graph: Graph):
    await siti.changes_user_id()
    before = (await told(office, phones))["system"]["previous_user_id"]
    office.forget()
    body = {"messaging_product": "whatsapp", "recipient": before, "type": "text", "text": {"body": "halo?"}}
    assert (await graph.http.post(f"{graph.url}/100000000000001/messages", json=body)).status_code == 200
    await phones.quiet()

    assert office.statuses[0]["errors"][0]["code"] == 131026
    assert office.values[0]["contacts"] == [{"user_id": before}]


async def test_an_edit_names_what_it_changes(siti: PersonsPhone, office: Office, phones: Phones):
    said = await siti.writes("RT 5")
    await phones.quiet()
    office.forget()
    await siti.edits(said, "RT 6")
    edit = (await told(office, phones))["edit"]

    assert edit["original_message_id"] == said.id
    assert edit["message"]["text"] == {"body": "RT 6"}
    assert (await siti.chat())[-1].text == "RT 6"


async def test_a_deletion_names_what_it_takes_back(siti: PersonsPhone, office: Office, phones: Phones):
    said = await siti.writes("salah kirim")
    await phones.quiet()
    office.forget()
    await siti.deletes(said)

    assert (await told(office, phones))["revoke"] == {"original_message_id": said.id}
    assert (await siti.chat())[-1].message.is_deleted


async def test_what_the_office_wrote_cannot_be_edited_by_a_person(siti: PersonsPhone, graph: Graph):
    await graph.text("Selamat pagi")
    with pytest.raises(NotHeard):
        await siti.edits(await siti.hears("selamat"), "Selamat malam")


async def test_a_type_of_message_that_nobody_has_read_of(siti: PersonsPhone, office: Office, phones: Phones):
    await siti.sends_something_new()
    assert (await told(office, phones))["type"] == "hologram"


async def test_a_group_opens_no_window(rahmat: PersonsPhone, office: Office, phones: Phones, graph: Graph):
    await rahmat.writes_in_a_group("halo semua")

    assert (await told(office, phones))["group_id"]
    assert (await graph.send(RAHMAT, type="text", text={"body": "x"})).json()["error"]["code"] == 131047


async def test_a_call_opens_the_window(rahmat: PersonsPhone, office: Office, phones: Phones, graph: Graph):
    await rahmat.calls()
    await phones.quiet()

    assert office.changes[0]["field"] == "calls"
    assert office.values[0]["calls"][0]["from"] == RAHMAT
    assert (await graph.send(RAHMAT, type="text", text={"body": "Bapak menelepon?"})).status_code == 200


async def test_what_the_office_writes_from_the_app_comes_as_an_echo(siti: PersonsPhone, office: Office, phones: Phones):
    written = await siti.is_written_to_from_the_app("Silakan datang besok")
    await phones.quiet()

    assert office.changes[0]["field"] == "smb_message_echoes"
    assert office.values[0]["message_echoes"][0]["id"] == written.id
    await siti.hears("silakan datang")


async def test_what_meta_thinks_of_the_account_is_told_once(office: Office, phones: Phones):
    judged = {
        "status": "RESTRICTED",
        "quality_rating": "RED",
        "templates": {"surat_jadi": "PAUSED"},
        "template_quality": {"surat_jadi": "RED"},
    }
    await phones.judge_account(**judged)
    await phones.judge_account(**judged)
    await phones.quiet()

    assert [change["field"] for change in office.changes] == [
        "account_update",
        "phone_number_quality_update",
        "message_template_status_update",
        "message_template_quality_update",
    ]
    assert office.values[2]["event"] == "PAUSED"


@pytest.mark.parametrize(("status", "code"), [("PAUSED", 132015), ("DISABLED", 132016), ("REJECTED", 132001)])
async def test_a_template_can_lose_its_approval(phones: Phones, office: Office, graph: Graph, status: str, code: int):
    await phones.judge_account(templates={"kabar_ketua_rt": status})
    answer = await graph.template("kabar_ketua_rt", "Bapak Rahmat", "Ada kabar.", to=RAHMAT)
    await phones.quiet()

    assert answer.json()["error"]["code"] == code


async def test_who_is_not_subscribed_hears_nothing(graph: Graph, siti: PersonsPhone, office: Office, phones: Phones):
    apps = f"{graph.url}/100000000000002/subscribed_apps"
    assert len((await graph.http.get(apps)).json()["data"]) == 1
    await graph.http.delete(apps)
    await siti.writes("ada orang?")
    await phones.quiet()
    assert (await graph.http.get(apps)).json() == {"data": []}
    await graph.http.post(apps)
    said = await siti.writes("sekarang?")
    await until(lambda: bool(office.messages))

    assert [message["id"] for message in office.messages] == [said.id]


async def test_a_template_is_billed_by_its_category(tmp_path: Path):
    office = Office()
    templates = tmp_path / "templates.yaml"
    templates.write_text("- {name: promo, language: id, category: MARKETING, components: [{type: BODY, text: Halo}]}\n")
    with serving(office.app) as address:
        webhook = f"{address}/whatsapp/webhook"
        with simulator(tmp_path, webhook, templates=templates, free_in_window="service,utility") as url:
            async with Phones(url) as phones, graph_of(url) as graph:
                await phones.phone(SITI).writes("halo")
                promo = (await graph.template("promo")).json()["messages"][0]["id"]
                text = await graph.text("gratis")
                await phones.quiet()
    prices = {status["id"]: status["pricing"] for status in office.statuses}

    assert prices[promo] == {"billable": True, "pricing_model": "PMP", "category": "marketing", "type": "regular"}
    assert prices[text]["billable"] is False
    assert (prices[text]["category"], prices[text]["type"]) == ("service", "free_customer_service")
