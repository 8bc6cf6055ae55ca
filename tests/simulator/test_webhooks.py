"""What the office is told: every kind of message, how its own come along, until it has answered by 200."""

import hashlib
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from simulator.bubble import Card, Place
from simulator.faults import Trouble
from simulator.phone_client import PersonsPhone, Phones
from simulator.samples.quick import voice_note
from simulator.webhooks.letters import signature
from simulator.webhooks.subscription import answers
from tests.simulator.stage import NUMBER_ID, RAHMAT, SITI, VERIFY, WABA_ID, Graph, Office, serving, simulator, until


async def test_a_text_is_told_whole(siti: PersonsPhone, office: Office, phones: Phones):
    said = await siti.writes("Apa syaratnya? 🙏")
    await phones.quiet()

    user_id = office.messages[0]["from_user_id"]
    assert office.posts == [
        {
            "object": "whatsapp_business_account",
            "entry": [
                {
                    "id": WABA_ID,
                    "changes": [
                        {
                            "value": {
                                "messaging_product": "whatsapp",
                                "metadata": {"display_phone_number": "62711555010", "phone_number_id": NUMBER_ID},
                                "contacts": [{"profile": {"name": "Siti Aminah"}, "wa_id": SITI, "user_id": user_id}],
                                "messages": [
                                    {
                                        "from": SITI,
                                        "from_user_id": user_id,
                                        "id": said.id,
                                        "timestamp": str(int(said.message.at.timestamp())),
                                        "type": "text",
                                        "text": {"body": "Apa syaratnya? 🙏"},
                                    }
                                ],
                            },
                            "field": "messages",
                        }
                    ],
                }
            ],
        }
    ]


async def test_a_tapped_button_says_which_and_of_what(graph: Graph, siti: PersonsPhone, office: Office, phones: Phones):
    action = {"buttons": [{"type": "reply", "reply": {"id": "self", "title": "Saya sendiri"}}]}
    await graph.send(type="interactive", interactive={"type": "button", "body": {"text": "Siapa?"}, "action": action})
    asked = await siti.hears("siapa")
    await siti.taps("Saya sendiri")
    await phones.quiet()

    told = office.messages[-1]
    assert told["interactive"] == {"type": "button_reply", "button_reply": {"id": "self", "title": "Saya sendiri"}}
    assert told["context"] == {"from": "62711555010", "id": asked.id}


async def test_a_chosen_row_brings_its_description(graph: Graph, siti: PersonsPhone, office: Office, phones: Phones):
    row = {"id": "lost", "title": "Hilang", "description": "perlu surat polisi"}
    action = {"button": "Pilih", "sections": [{"rows": [row]}]}
    await graph.send(type="interactive", interactive={"type": "list", "body": {"text": "Kenapa?"}, "action": action})
    await siti.hears("kenapa")
    await siti.taps("lost")
    await phones.quiet()

    assert office.messages[-1]["interactive"] == {"type": "list_reply", "list_reply": row}


async def test_an_answer_by_quote_names_what_it_quotes(
    graph: Graph, siti: PersonsPhone, office: Office, phones: Phones
):
    await graph.text("Alamatnya di mana?")
    asked = await siti.hears("alamat")
    await siti.writes("Jl. Sapta Marga", answering=asked)
    await phones.quiet()

    assert office.messages[-1]["context"]["id"] == asked.id


async def test_an_album_is_one_message_for_each_photo(siti: PersonsPhone, office: Office, phones: Phones):
    photos = [(b"\xff\xd8\xff one", "image/jpeg"), (b"\x89PNG two", "image/png")]
    await siti.sends_album(photos, caption="KK dan KTP")
    await phones.quiet()

    assert [message["type"] for message in office.messages] == ["image", "image"]
    assert [message["image"].get("caption") for message in office.messages] == ["KK dan KTP", None]
    assert [message["image"]["mime_type"] for message in office.messages] == ["image/jpeg", "image/png"]


async def test_a_document_brings_its_name(siti: PersonsPhone, office: Office, phones: Phones):
    await siti.sends_document(b"%PDF-1.7", "kk.pdf", caption="KK saya")
    await phones.quiet()

    document = office.messages[0]["document"]
    assert (document["filename"], document["caption"]) == ("kk.pdf", "KK saya")
    assert document["mime_type"] == "application/pdf"


async def test_every_other_kind_comes_in_its_own_shape(siti: PersonsPhone, office: Office, phones: Phones):
    await siti.sends_voice()
    await siti.sends_sticker()
    await siti.sends_location(Place(latitude=-2.9, longitude=104.7, name="Pasar", address="Jl. Mayor Zen"))
    await siti.sends_contact(Card(name="Zulkifli Anwar", phone="6281371001002"))
    await siti.sends_unsupported()
    await phones.quiet()

    voice, sticker, place, contact, unsupported = office.messages
    assert (voice["audio"]["voice"], voice["audio"]["mime_type"]) == (True, "audio/ogg; codecs=opus")
    assert sticker["sticker"]["animated"] is False
    assert place["location"]["name"] == "Pasar"
    assert contact["contacts"][0]["name"] == {
        "first_name": "Zulkifli",
        "last_name": "Anwar",
        "formatted_name": "Zulkifli Anwar",
    }
    assert unsupported["errors"][0]["code"] == 131051


async def test_a_video_is_told_as_one(siti: PersonsPhone, office: Office, url: str, phones: Phones):
    async with httpx.AsyncClient() as http:
        files = [("files", ("rekaman.mp4", b"video", "video/mp4"))]
        await http.post(f"{url}/api/phones/{SITI}/files", data={"caption": "rumah saya"}, files=files)
    await phones.quiet()

    assert office.messages[0]["video"]["caption"] == "rumah saya"


async def test_a_reaction_is_told_and_taken_back(graph: Graph, siti: PersonsPhone, office: Office, phones: Phones):
    await graph.text("Sudah jadi")
    done = await siti.hears("sudah jadi")
    await siti.reacts("👍", to=done)
    await siti.reacts("", to=done)
    await phones.quiet()

    assert [message["reaction"] for message in office.messages] == [
        {"message_id": done.id, "emoji": "👍"},
        {"message_id": done.id, "emoji": ""},
    ]


async def test_who_hides_the_phone_is_known_by_user_id_alone(siti: PersonsPhone, office: Office, phones: Phones):
    await siti.hides_number()
    await siti.writes("siapa saya?")
    await phones.quiet()

    value = office.values[0]
    assert SITI not in json.dumps(value)
    assert set(value["contacts"][0]) == {"profile", "user_id"}
    assert "from" not in value["messages"][0]
    assert value["messages"][0]["from_user_id"] == value["contacts"][0]["user_id"]


async def test_a_message_is_sent_then_delivered_then_read(
    graph: Graph, siti: PersonsPhone, office: Office, phones: Phones
):
    message = await graph.text("Selamat pagi", biz_opaque_callback_data="m-1")
    await phones.quiet()
    assert office.told_of(message) == ["sent", "delivered"]
    await siti.hears("selamat pagi")
    await phones.quiet()

    assert office.told_of(message) == ["sent", "delivered", "read"]
    sent, delivered, _ = office.statuses
    assert {status["biz_opaque_callback_data"] for status in office.statuses} == {"m-1"}
    assert sent["pricing"]["category"] == "service"
    assert "expiration_timestamp" in sent["conversation"]
    assert "expiration_timestamp" not in delivered["conversation"]
    assert (sent["recipient_id"], sent["recipient_user_id"]) == (SITI, office.values[0]["contacts"][0]["user_id"])


async def test_a_template_is_billed_as_utility(graph: Graph, rahmat: PersonsPhone, office: Office, phones: Phones):
    await graph.template("kabar_ketua_rt", "Bapak Rahmat", "Ada kabar.", to=RAHMAT)
    await phones.quiet()

    assert {status["pricing"]["category"] for status in office.statuses} == {"utility"}


async def test_who_writes_has_read_what_was_there(graph: Graph, siti: PersonsPhone, office: Office, phones: Phones):
    message = await graph.text("Ada yang bisa dibantu?")
    await siti.writes("ada")
    await phones.quiet()

    assert office.told_of(message)[-1] == "read"


async def test_a_webhook_is_brought_again_until_it_is_taken(siti: PersonsPhone, office: Office, phones: Phones):
    office.answers = [503, 500, 302, 401, 204]
    first = await siti.writes("satu")
    second = await siti.writes("dua")
    await phones.quiet()

    assert [message["id"] for message in office.messages] == [first.id, second.id]
    assert office.refused == [503, 500, 302, 401, 204]
    assert [bubble.state for bubble in (await siti.chat())[1:]] == ["delivered", "delivered"]


async def test_what_is_not_taken_says_so_on_the_phone(siti: PersonsPhone, office: Office, phones: Phones):
    office.answers = [503] * 10_000
    await siti.writes("halo?")
    await until(lambda: len(office.refused) >= 2)
    waiting = (await siti.chat())[-1].message
    office.answers.clear()
    await phones.quiet()

    assert (waiting.state, waiting.waits_because) == ("sent", "belum sampai, dicoba lagi")
    assert (await siti.chat())[-1].message.waits_because is None


async def test_a_phone_that_is_held_up_does_not_hold_up_the_others(
    siti: PersonsPhone, rahmat: PersonsPhone, office: Office, phones: Phones
):
    await phones.set_trouble(Trouble.HELD, phone=siti.number)
    await siti.writes("saya dulu")
    said = await rahmat.writes("saya kemudian")
    await until(lambda: [message["id"] for message in office.messages] == [said.id])


def test_the_signature_is_metas():
    """The example of Meta's own description of the algorithm: HMAC-SHA256 of the raw bytes, in hexadecimal."""
    import hmac

    body = b'{"object":"whatsapp_business_account"}'
    assert signature("secret", body) == "sha256=" + hmac.digest(b"secret", body, hashlib.sha256).hex()


async def test_nothing_is_brought_to_an_address_that_does_not_know_the_verify_token(tmp_path: Path):
    office = Office()
    with serving(office.app) as address:
        webhook = f"{address}/whatsapp/webhook"
        with simulator(tmp_path, webhook, verify_token="another") as url:
            async with Phones(url) as phones:
                await phones.phone(SITI).writes("halo")
                await until(lambda: office.challenges >= 2)
    assert office.posts == []


async def test_the_challenge_is_repeated_until_the_office_is_there(tmp_path: Path):
    office = Office()
    with serving(office.app) as gone:
        webhook = f"{gone}/whatsapp/webhook"
    async with httpx.AsyncClient() as http:
        assert not await answers(http, webhook, VERIFY)
        with serving(office.app) as there:
            assert await answers(http, f"{there}/whatsapp/webhook", VERIFY)
            assert not await answers(http, f"{there}/whatsapp/webhook", "another")


@pytest.mark.parametrize("text", ["*tebal*", "a" * 5000, "baris\nbaris", "<b>&amp;</b>", "عربي"])
async def test_any_text_arrives_as_it_was_written(siti: PersonsPhone, office: Office, phones: Phones, text: str):
    await siti.writes(text)
    await phones.quiet()

    assert office.messages[0]["text"]["body"] == text


async def test_a_voice_note_is_real_opus_in_ogg(siti: PersonsPhone):
    sent = await siti.sends_voice()
    data = await sent.document_bytes()

    assert data == voice_note()
    assert (data[:4], data[28:36]) == (b"OggS", b"OpusHead")


def shape(value: Any) -> Any:
    """The names and kinds in a JSON value, without what it says."""
    match value:
        case dict():
            return {key: shape(inner) for key, inner in value.items()}
        case list():
            return [shape(inner) for inner in value]
        case _:
            return type(value).__name__


async def test_a_tapped_quick_reply_has_the_shape_of_metas_example(
    graph: Graph, rahmat: PersonsPhone, office: Office, phones: Phones
):
    """Meta's example of a button message, with the user ids that came in 2026."""
    await graph.template("permintaan_surat_pengantar", "Siti", "Jl. Sapta Marga", "KTP", to=RAHMAT)
    await rahmat.hears("permintaan")
    await rahmat.taps("Tolak")
    await phones.quiet()

    assert shape(office.values[-1]) == {
        "messaging_product": "str",
        "metadata": {"display_phone_number": "str", "phone_number_id": "str"},
        "contacts": [{"profile": {"name": "str"}, "wa_id": "str", "user_id": "str"}],
        "messages": [
            {
                "from": "str",
                "from_user_id": "str",
                "id": "str",
                "timestamp": "str",
                "type": "str",
                "button": {"payload": "str", "text": "str"},
                "context": {"from": "str", "id": "str"},
            }
        ],
    }
    assert office.messages[-1]["button"] == {"payload": "Tolak", "text": "Tolak"}
