"""What Meta refuses, with the codes and the bodies of Meta."""

import json
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from simulator.faults import Trouble
from simulator.phone_client import PersonsPhone, Phones
from tests.simulator.stage import NUMBER_ID, RAHMAT, SITI, WABA_ID, Graph, Office, graph_of, own_graph, simulator


def button(number: int, title: str = "Ya") -> dict[str, Any]:
    return {"type": "reply", "reply": {"id": str(number), "title": f"{title}{number}"}}


def buttons(*offered: dict[str, Any], **more: Any) -> dict[str, Any]:
    shown = {"type": "button", "body": {"text": "Apakah benar?"}, "action": {"buttons": list(offered)}}
    return {"type": "interactive", "interactive": shown | more}


def rows(*sections: int) -> dict[str, Any]:
    """A list with so many rows in each section."""
    made = [
        {"title": f"S{place}", "rows": [{"id": f"{place}.{row}", "title": "Baris"} for row in range(count)]}
        for place, count in enumerate(sections)
    ]
    action = {"button": "Pilih", "sections": made}
    return {"type": "interactive", "interactive": {"type": "list", "body": {"text": "Pilih"}, "action": action}}


def one_row(**changes: Any) -> dict[str, Any]:
    """A list of one row; what is changed is of the row, unless it is the list's button, header or section's title."""
    action = {"button": changes.pop("button", "Pilih")}
    header = {"header": changes.pop("header")} if "header" in changes else {}
    section = {"title": changes.pop("section")} if "section" in changes else {}
    row = {"id": "1", "title": "Baris"} | changes
    shown = {"type": "list", "body": {"text": "Pilih"}, "action": action | {"sections": [section | {"rows": [row]}]}}
    return {"type": "interactive", "interactive": shown | header}


def sections(*made: dict[str, Any]) -> dict[str, Any]:
    shown = {"type": "list", "body": {"text": "Pilih"}, "action": {"button": "Pilih", "sections": list(made)}}
    return {"type": "interactive", "interactive": shown}


def template(name: str = "kabar_ketua_rt", **component: Any) -> dict[str, Any]:
    body = {"type": "body", "parameters": [{"type": "text", "text": text} for text in ("Siti", "Kabar.")]}
    components = [body, *([component] if component else [])]
    return {"type": "template", "template": {"name": name, "language": {"code": "id"}, "components": components}}


def code_of(answer: httpx.Response) -> int:
    """The code of a refusal, after a look at the body that it comes in."""
    error = answer.json()["error"]
    assert error["type"] == "OAuthException"
    assert error["message"].startswith(f"(#{error['code']}) ")
    assert error["fbtrace_id"]
    assert error.get("error_data", {}).get("messaging_product", "whatsapp") == "whatsapp"
    return error["code"]


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({"type": "text"}, 100),
        ({"type": "text", "text": {}}, 131008),
        ({"type": "text", "text": {"body": ""}}, 131009),
        ({"type": "text", "text": {"body": "x" * 4097}}, 100),
        ({"type": "text", "text": {"body": "x", "colour": "red"}}, 100),
        ({"type": "text", "text": {"body": "x"}, "unknown": 1}, 100),
        ({"type": "text", "text": {"body": "x"}, "messaging_product": "telegram"}, 131009),
        ({"type": "text", "text": {"body": "x"}, "to": "bukan nomor"}, 131009),
        ({"type": "text", "text": {"body": "x"}, "biz_opaque_callback_data": "x" * 513}, 131009),
        ({"type": "sticker", "sticker": {"id": "1"}}, 131051),
        (buttons(), 131009),
        (buttons(*map(button, range(4))), 131009),
        (buttons(button(1, "x" * 20)), 131009),
        (buttons(button(1), button(1)), 131009),
        (buttons(button(1), body={"text": "x" * 1025}), 131009),
        (buttons(button(1), footer={"text": "x" * 61}), 131009),
        (buttons(button(1), header={"type": "text", "text": "x" * 61}), 131009),
        (buttons(button(1), header={"type": "document"}), 131009),
        ({"type": "text", "text": {"body": "x", "preview_url": "ya"}}, 131009),
        ({"type": "text", "text": {"body": "x"}, "recipient_type": "crowd"}, 131009),
        ({"type": "text", "text": {"body": "x"}, "context": {}}, 131008),
        ({"type": "hologram", "hologram": {}}, 131051),
        ({"type": "interactive", "interactive": {"type": "carousel"}}, 131009),
        (buttons(button(1, "x" * 21)), 131009),
        (buttons({"type": "reply", "reply": {"id": "x" * 257, "title": "Ya"}}), 131009),
        (buttons({"type": "reply", "reply": {"id": "", "title": "Ya"}}), 131009),
        (buttons({"type": "reply", "reply": {"id": "1", "title": ""}}), 131009),
        (buttons(*({"type": "reply", "reply": {"id": id_, "title": "Ya"}} for id_ in ("1", "2"))), 131009),
        (buttons(button(1), body={"text": ""}), 131009),
        (buttons(button(1), colour="red"), 100),
        (one_row(title="x" * 25), 131009),
        (one_row(title=""), 131009),
        (one_row(description="x" * 73), 131009),
        (one_row(id="x" * 201), 131009),
        (one_row(button="x" * 21), 131009),
        (one_row(section="x" * 25), 131009),
        (one_row(header={"type": "text", "text": "x" * 61}), 131009),
        (one_row(header={"type": "image", "image": {"id": "1"}}), 131009),
        (sections(), 131009),
        (sections(*({"title": f"S{at}", "rows": [{"id": f"{at}", "title": "B"}]} for at in range(11))), 131009),
        (sections(*({"rows": [{"id": f"{at}", "title": "B"}]} for at in range(2))), 131009),
        (sections({"rows": [{"id": "1", "title": title} for title in ("A", "B")]}), 131009),
        ({"type": "document", "document": {"id": "1", "caption": "x" * 1025}}, 131009),
        ({"type": "document", "document": {"id": "1", "filename": "x" * 241}}, 131009),
        ({"type": "image", "image": {"id": "1", "caption": "x" * 1025}}, 131009),
        ({"type": "image", "image": {"id": "1", "filename": "a.jpg"}}, 100),
        ({"type": "template", "template": {"name": "kabar_ketua_rt"}}, 131008),
        (template("x" * 513), 131009),
        (template(type="header", parameters=[{"type": "document", "document": {"id": "1"}}]), 132012),
        (template(type="button", sub_type="quick_reply", index="3", parameters=[]), 131009),
        (template(type="body", parameters=[{"type": "currency"}]), 131009),
        (template(type="body", parameters=[{"type": "text"}]), 131009),
        (template(type="body", parameters=[{"type": "text", "text": "terlalu banyak"}]), 132000),
        (rows(11), 131009),
        (rows(6, 5), 131009),
        (rows(0), 131009),
        ({"type": "document", "document": {"link": "https://example.org/a.pdf"}}, 131008),
        ({"type": "document", "document": {"id": "404404404404404"}}, 131053),
        ({"type": "image", "image": {"id": "404404404404404"}}, 131053),
        ({"type": "reaction", "reaction": {"message_id": "wamid.X", "emoji": "👍"}}, 131009),
    ],
)
async def test_a_message_against_the_rules_is_refused(
    graph: Graph, siti: PersonsPhone, message: dict[str, Any], code: int
):
    answer = await graph.send(**message)

    assert answer.status_code == 400
    assert code_of(answer) == code
    assert len(await siti.chat()) == 1


async def test_a_message_to_nobody_is_refused(graph: Graph):
    body = {"messaging_product": "whatsapp", "type": "text", "text": {"body": "x"}}
    answer = await graph.http.post(f"{graph.url}/{NUMBER_ID}/messages", json=body)

    assert code_of(answer) == 100
    assert answer.json()["error"]["error_data"]["details"] == "The parameter to is required."


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"text"'])
async def test_what_is_no_object_is_refused(graph: Graph, body: bytes):
    answer = await graph.http.post(f"{graph.url}/{NUMBER_ID}/messages", content=body)

    assert (answer.status_code, code_of(answer)) == (400, 100)


async def test_a_list_of_ten_rows_passes(graph: Graph, siti: PersonsPhone):
    assert (await graph.send(**rows(5, 5))).status_code == 200


async def test_a_closed_window_lets_only_templates_through(graph: Graph, rahmat: PersonsPhone):
    answer = await graph.send(RAHMAT, type="text", text={"body": "Apa kabar, Pak?"})

    assert (answer.status_code, code_of(answer)) == (400, 131047)
    assert (await graph.template("kabar_ketua_rt", "Bapak Rahmat", "Ada surat baru.", to=RAHMAT)).status_code == 200


async def test_a_persons_message_opens_the_window_and_time_closes_it(graph: Graph, siti: PersonsPhone):
    await graph.text("Selamat pagi")
    await siti.closes_window()

    assert code_of(await graph.send(type="text", text={"body": "Masih di sana?"})) == 131047


async def test_a_late_refusal_is_accepted_first_and_told_by_a_status(
    graph: Graph, rahmat: PersonsPhone, phones: Phones, office: Office
):
    await phones.set_trouble(Trouble.REFUSED_LATE)
    message = await graph.text("Apa kabar?", to=RAHMAT, biz_opaque_callback_data="m-7")
    await phones.quiet()

    assert office.statuses == [
        {
            "id": message,
            "status": "failed",
            "timestamp": office.statuses[0]["timestamp"],
            "recipient_id": RAHMAT,
            "biz_opaque_callback_data": "m-7",
            "errors": [office.statuses[0]["errors"][0]],
        }
    ]
    assert office.statuses[0]["errors"][0]["code"] == 131047
    assert office.values[0]["contacts"] == [{"wa_id": RAHMAT}]
    assert await rahmat.chat() == []


async def test_a_number_without_whatsapp_is_told_by_a_status(graph: Graph, phones: Phones, office: Office):
    message = await graph.text("Halo", to="6281299999999")
    await phones.quiet()

    assert office.told_of(message) == ["failed"]
    assert office.statuses[0]["errors"][0]["code"] == 131026
    assert office.values[0]["contacts"] == [{"wa_id": "6281299999999"}]


@pytest.mark.parametrize(
    ("use", "code"),
    [
        (("permintaan_surat_pengantar", "Siti", "Jl. Sapta Marga"), 132000),
        (("tidak_ada", "Siti"), 132001),
        (("pesan_petugas", "Siti", "dua\nbaris"), 100),
        (("pesan_petugas", "Siti", "lima     spasi"), 100),
        (("pesan_petugas", "Siti", ""), 131008),
        (("pesan_petugas", "Siti", "x" * 1000), 132005),
        (("surat_jadi", "Siti", "surat pengantar KTP", "470/0123"), 132012),
    ],
)
async def test_a_template_used_wrongly_is_refused(graph: Graph, use: tuple[str, ...], code: int):
    answer = await graph.template(*use, to=RAHMAT)

    assert code_of(answer) == code
    assert answer.status_code == (404 if code == 132001 else 400)


async def test_a_template_in_another_language_does_not_exist(graph: Graph):
    use = {"name": "pesan_petugas", "language": {"code": "en_US"}}
    assert code_of(await graph.send(RAHMAT, type="template", template=use)) == 132001


async def test_a_paused_template_says_so(tmp_path: Path):
    templates = tmp_path / "templates.yaml"
    templates.write_text(
        "- {name: lama, language: id, category: UTILITY, status: PAUSED, components: [{type: BODY, text: Halo}]}\n"
        "- {name: baru, language: id, category: UTILITY, status: PENDING, components: [{type: BODY, text: Halo}]}\n"
    )
    async with own_graph(tmp_path) as graph:
        assert code_of(await graph.template("lama", to=RAHMAT)) == 132001
    async with own_graph(tmp_path / "2", templates=templates) as graph:
        assert code_of(await graph.template("lama", to=RAHMAT)) == 132015
        assert code_of(await graph.template("baru", to=RAHMAT)) == 132001


async def test_the_wrong_token_opens_nothing(url: str):
    async with graph_of(url, token="somebody else's") as graph:
        answers = [
            await graph.send(SITI, type="text", text={"body": "x"}),
            await graph.upload(b"x"),
            await graph.http.get(f"{graph.url}/{NUMBER_ID}"),
            await graph.http.get(f"{graph.url}/{WABA_ID}/message_templates"),
            await graph.http.get(f"{url}/whatsapp_business/attachments/?mid=1&ext=1&hash=x"),
        ]

    assert {answer.status_code for answer in answers} == {401}
    assert {answer.json()["error"]["code"] for answer in answers} == {190}


async def test_a_token_without_permission_sends_nothing_and_manages_nothing(
    graph: Graph, siti: PersonsPhone, phones: Phones
):
    await phones.judge_account(permissions=[])
    sent = await graph.send(type="text", text={"body": "x"})
    asked = await graph.http.get(f"{graph.url}/{WABA_ID}/message_templates")

    assert (sent.status_code, code_of(sent)) == (403, 10)
    assert (asked.status_code, code_of(asked), asked.json()["error"]["error_subcode"]) == (403, 200, 1349176)


async def test_a_token_that_was_good_once_opens_nothing_more(graph: Graph, phones: Phones):
    async with phones.trouble(Trouble.TOKEN_EXPIRED):
        answer = await graph.http.get(f"{graph.url}/{NUMBER_ID}")

    assert answer.status_code == 401
    assert answer.json()["error"]["message"] == "Error validating access token: Session has expired"
    assert answer.json()["error"]["error_subcode"] == 463


async def test_who_is_named_twice_is_written_to_by_phone(graph: Graph, siti: PersonsPhone):
    answer = await graph.send(recipient="ID.1", type="text", text={"body": "Halo lagi"})

    assert answer.json()["contacts"] == [{"input": SITI, "wa_id": SITI}]
    await siti.hears("halo lagi")


async def test_media_that_is_too_old_can_be_neither_fetched_nor_sent(tmp_path: Path):
    """Meta keeps uploads for 30 days."""
    with simulator(tmp_path, None) as url:
        async with graph_of(url) as first:
            media = await first.media_id(b"%PDF-1.7")
    _age(tmp_path, days=31)
    with simulator(tmp_path, None) as url:
        async with Phones(url) as phones, graph_of(url) as graph:
            await phones.phone(SITI).writes("halo")
            sent = await graph.send(type="document", document={"id": media})
            asked = await graph.http.get(f"{graph.url}/{media}")

    assert code_of(sent) == 131053
    assert (asked.json()["error"]["code"], asked.json()["error"]["error_subcode"]) == (100, 33)


def _age(data: Path, days: int) -> None:
    """As if everything uploaded had been so many days ago."""
    with sqlite3.connect(data / "simulator" / "simulator.sqlite") as database:
        ((media, body),) = database.execute("select id, body from media")
        known = json.loads(body)
        known["kept_at"] = (datetime.fromisoformat(known["kept_at"]) - timedelta(days=days)).isoformat()
        database.execute("update media set body = ? where id = ?", (json.dumps(known), media))


async def test_another_number_is_unknown(graph: Graph):
    answer = await graph.http.post(f"{graph.url}/999/messages", json={})

    assert answer.status_code == 400
    assert answer.json()["error"] | {"fbtrace_id": ""} == {
        "message": "Unsupported post request. Object with ID '999' does not exist, cannot be loaded due to missing "
        "permissions, or does not support this operation.",
        "type": "GraphMethodException",
        "code": 100,
        "error_subcode": 33,
        "fbtrace_id": "",
    }


async def test_an_unknown_path_is_told_as_such(graph: Graph):
    answer = await graph.http.post(f"{graph.url}/{NUMBER_ID}/calls/now", json={})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, 2500)


async def test_one_person_is_not_written_to_without_end(tmp_path: Path):
    async with own_graph(tmp_path, pair_burst=3, pair_seconds=3600) as graph:
        answers = [await graph.template("kabar_ketua_rt", "Siti", "Kabar.") for _ in range(4)]
        other = await graph.template("kabar_ketua_rt", "Rahmat", "Kabar.", to=RAHMAT)

    assert [answer.status_code for answer in answers] == [200, 200, 200, 400]
    assert code_of(answers[3]) == 131056
    assert other.status_code == 200


async def test_the_number_has_a_throughput(tmp_path: Path):
    async with own_graph(tmp_path, throughput=2) as graph:
        answers = [await graph.template("kabar_ketua_rt", "Siti", "Kabar.") for _ in range(12)]

    refused = [answer for answer in answers if answer.status_code != 200]
    assert refused
    assert {code_of(answer) for answer in refused} == {130429}
