"""What the office sends, and how it shows on the phone."""

from typing import Any

import pytest

from simulator.phone_client import PersonsPhone, Phones
from tests.simulator.shapes import outgoing_errors
from tests.simulator.stage import RAHMAT, SITI, Graph, Office

BUTTONS = {
    "type": "button",
    "body": {"text": "KTP ini untuk siapa?"},
    "footer": {"text": "Gratis"},
    "action": {"buttons": [{"type": "reply", "reply": {"id": k, "title": k}} for k in ("Saya sendiri", "Orang lain")]},
}
LIST = {
    "type": "list",
    "header": {"type": "text", "text": "Layanan"},
    "body": {"text": "Kenapa perlu KTP?"},
    "action": {
        "button": "Pilih alasan",
        "sections": [
            {
                "rows": [
                    {"id": "lost", "title": "Hilang", "description": "perlu surat polisi"},
                    {"id": "x", "title": "Rusak"},
                ]
            }
        ],
    },
}


async def test_a_text_is_answered_as_meta_answers(graph: Graph, siti: PersonsPhone):
    answer = await graph.send("+62 812-7100-1001", type="text", text={"body": "Selamat pagi"})

    assert answer.status_code == 200
    assert answer.json() == {
        "messaging_product": "whatsapp",
        "contacts": [{"input": "+62 812-7100-1001", "wa_id": SITI}],
        "messages": [{"id": (await siti.hears("selamat pagi")).id}],
    }


async def test_buttons_show_with_their_footer(graph: Graph, siti: PersonsPhone):
    await graph.send(type="interactive", interactive=BUTTONS)

    heard = await siti.hears("untuk siapa")
    assert heard.labels == ["Saya sendiri", "Orang lain"]
    assert heard.message.footer == "Gratis"


async def test_a_list_shows_its_rows(graph: Graph, siti: PersonsPhone):
    await graph.send(type="interactive", interactive=LIST)

    heard = await siti.hears("kenapa perlu")
    assert (heard.message.header, heard.message.list_button) == ("Layanan", "Pilih alasan")
    assert heard.choices[0].description == "perlu surat polisi"


async def test_a_document_arrives_with_its_bytes(graph: Graph, siti: PersonsPhone):
    media = await graph.media_id(b"%PDF-1.7 letter")
    await graph.send(type="document", document={"id": media, "filename": "Surat.pdf", "caption": "Sudah jadi"})

    heard = await siti.hears("sudah jadi", kind="document")
    assert heard.filename == "Surat.pdf"
    assert await heard.document_bytes() == b"%PDF-1.7 letter"


async def test_buttons_may_stand_under_a_document(graph: Graph, siti: PersonsPhone):
    media = await graph.media_id(b"%PDF-1.7")
    header = {"type": "document", "document": {"id": media, "filename": "Surat.pdf"}}
    await graph.send(type="interactive", interactive=BUTTONS | {"header": header})

    heard = await siti.hears("Surat.pdf")
    assert heard.labels == ["Saya sendiri", "Orang lain"]


async def test_a_picture_arrives_with_its_caption(graph: Graph, siti: PersonsPhone):
    media = await graph.media_id(b"\xff\xd8\xff jpeg", "image/jpeg")
    await graph.send(type="image", image={"id": media, "caption": "Contoh foto yang jelas"})

    assert (await siti.hears("contoh foto")).kind == "image"


async def test_an_answer_quotes_what_it_answers(graph: Graph, siti: PersonsPhone):
    question = await siti.writes("syaratnya apa?")
    await graph.text("KK dan KTP lama", context={"message_id": question.id})

    assert (await siti.hears("KK dan KTP")).message.quote == question.id


async def test_a_template_reaches_a_phone_whose_window_is_closed(graph: Graph, rahmat: PersonsPhone):
    answer = await graph.template(
        "permintaan_surat_pengantar", "Siti Aminah", "Jl. Sapta Marga", "KTP rusak", to=RAHMAT
    )

    assert answer.json()["messages"][0]["message_status"] == "accepted"
    heard = await rahmat.hears("Dari Siti Aminah, Jl. Sapta Marga, untuk KTP rusak.")
    assert heard.template == "permintaan_surat_pengantar"
    assert heard.labels == ["Setujui", "Tolak", "Lihat data"]


async def test_a_template_carries_a_document_above_its_text(graph: Graph, rahmat: PersonsPhone):
    media = await graph.media_id(b"%PDF-1.7 template")
    header = {"type": "document", "document": {"id": media, "filename": "Surat KTP.pdf"}}
    answer = await graph.template(
        "surat_jadi", "Siti", "surat pengantar KTP", "470/0123", to=RAHMAT, type="header", parameters=[header]
    )

    assert answer.status_code == 200
    assert await (await rahmat.hears("Surat KTP.pdf")).document_bytes() == b"%PDF-1.7 template"


async def test_a_quick_reply_brings_back_its_payload(
    graph: Graph, rahmat: PersonsPhone, office: Office, phones: Phones
):
    payload = {"sub_type": "quick_reply", "index": "0", "parameters": [{"type": "payload", "payload": "approve:7"}]}
    await graph.template("periksa_dokumen", "Siti", "KK dan KTP", to=RAHMAT, type="button", **payload)
    await rahmat.hears("periksa dokumen")
    await rahmat.taps("Semua benar")
    await phones.quiet()

    assert office.messages[-1]["button"] == {"payload": "approve:7", "text": "Semua benar"}


async def test_a_user_id_reaches_who_hides_the_phone(graph: Graph, siti: PersonsPhone, office: Office, phones: Phones):
    await siti.hides_number()
    await siti.writes("saya sembunyikan nomor")
    await phones.quiet()
    user = office.messages[-1]["from_user_id"]
    body = {"messaging_product": "whatsapp", "recipient": user, "type": "text", "text": {"body": "Baik"}}
    answer = await graph.http.post(f"{graph.url}/100000000000001/messages", json=body)

    assert answer.json()["contacts"] == [{"input": user, "user_id": user}]
    await siti.hears("baik")
    await phones.quiet()
    assert all("recipient_id" not in status for status in office.statuses)
    assert office.values[-1]["contacts"] == [
        {"profile": {"name": "Siti Aminah", "username": "sitiaminah"}, "user_id": user}
    ]


async def test_a_reaction_sits_on_the_message(graph: Graph, siti: PersonsPhone):
    said = await siti.writes("terima kasih")
    await graph.send(type="reaction", reaction={"message_id": said.id, "emoji": "🙏"})

    assert (await siti.chat())[-1].message.reaction_of_office == "🙏"


async def test_the_office_marks_as_read_all_that_came_before(graph: Graph, siti: PersonsPhone, phones: Phones):
    await siti.writes("satu")
    last = await siti.writes("dua")
    await phones.quiet()
    body = {
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": last.id,
        "typing_indicator": {"type": "text"},
    }
    answer = await graph.http.post(f"{graph.url}/100000000000001/messages", json=body)

    assert answer.json() == {"success": True}
    assert {bubble.state for bubble in await siti.chat()} == {"read"}


@pytest.mark.parametrize(
    "message",
    [
        {"type": "text", "text": {"body": "Halo", "preview_url": False}, "biz_opaque_callback_data": "m-1"},
        {"type": "interactive", "interactive": BUTTONS},
        {"type": "interactive", "interactive": LIST},
        {"type": "text", "text": {"body": "Halo"}, "context": {"message_id": "wamid.X"}},
    ],
)
async def test_what_is_accepted_fits_metas_schema(graph: Graph, siti: PersonsPhone, message: dict[str, Any]):
    assert (
        outgoing_errors({"messaging_product": "whatsapp", "recipient_type": "individual", "to": SITI} | message) == []
    )
    assert (await graph.send(recipient_type="individual", **message)).status_code == 200
