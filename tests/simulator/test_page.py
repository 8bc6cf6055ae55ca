"""The phones page, as a browser without scripts uses it, and the news that it gets when it has them."""

import io
import re
from typing import Any

import httpx
import pytest
import pytest_asyncio
from PIL import Image

from simulator.page.photos import as_a_phone_sends
from simulator.page.view import formatted
from simulator.phone_client import PersonsPhone, Phones
from simulator.samples import SAMPLES
from tests.simulator.stage import SITI, Graph, Office


@pytest_asyncio.fixture
async def browser(url: str, office: Office):
    """A browser without scripts."""
    async with httpx.AsyncClient(base_url=url, timeout=10) as browser:
        yield browser


async def post(browser: httpx.AsyncClient, path: str, **form: Any) -> httpx.Response:
    return await browser.post(f"/phones/{SITI}/{path}", **form)


def a_photo(kind: str, size: tuple[int, int] = (3000, 2000)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#446688").save(out, kind)
    return out.getvalue()


async def test_the_page_has_every_phone_as_a_log_with_a_label(browser: httpx.AsyncClient):
    page = (await browser.get("/")).text

    for name in ("Siti Aminah", "Rahmat Hidayat", "Hasan Basri", "Zulkifli"):
        assert f'role="log" tabindex="0" aria-label="Percakapan {name}"' in page
        assert f'aria-label="Telepon {name}"' in page
    assert page.count('aria-label="Tulis pesan"') == 4
    assert '<html lang="id">' in page


async def test_nothing_is_written_into_the_page_that_a_strict_policy_forbids(browser: httpx.AsyncClient, graph: Graph):
    answer = await browser.get("/")

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=|javascript:|https?://", answer.text)


async def test_writing_works_by_a_plain_form(browser: httpx.AsyncClient, phones: Phones, office: Office):
    answer = await post(browser, "say", data={"text": "mau bikin *ktp*\r\nbesok"})
    await phones.quiet()

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/#telepon-{SITI}")
    assert office.messages[0]["text"]["body"] == "mau bikin *ktp*\nbesok"
    assert "<p>mau bikin <b>ktp</b><br>besok</p>" in (await browser.get("/")).text


async def test_a_page_with_scripts_is_not_sent_elsewhere(browser: httpx.AsyncClient):
    answer = await post(browser, "say", data={"text": "halo"}, headers={"X-Live": "1"})
    assert (answer.status_code, answer.content) == (204, b"")


async def test_nothing_said_is_nothing_sent(browser: httpx.AsyncClient, phones: Phones):
    await post(browser, "say", data={"text": "   "})
    assert await phones.phone(SITI).chat() == []


async def test_a_button_is_a_form_and_shows_what_was_picked(
    browser: httpx.AsyncClient, graph: Graph, siti: PersonsPhone, phones: Phones, office: Office
):
    action = {"buttons": [{"type": "reply", "reply": {"id": "self", "title": "Saya sendiri"}}]}
    await graph.send(type="interactive", interactive={"type": "button", "body": {"text": "Siapa?"}, "action": action})
    asked = await siti.hears("siapa")
    await post(browser, "tap", data={"message": asked.id, "choice": "self"})
    await phones.quiet()

    assert office.messages[-1]["interactive"]["button_reply"]["id"] == "self"
    assert re.search(r'class="picked" disabled>.*Saya sendiri', (await browser.get("/")).text)


async def test_a_message_is_answered_by_quote(
    browser: httpx.AsyncClient, graph: Graph, siti: PersonsPhone, phones: Phones, office: Office
):
    await graph.text("Alamatnya di mana?")
    asked = await siti.hears("alamat")
    page = (await browser.get("/", params={"balas": asked.id})).text
    assert '<span class="quote">Alamatnya di mana?</span>' in page
    await post(browser, "say", data={"text": "di sini", "quote": asked.id})
    await phones.quiet()

    assert office.messages[-1]["context"]["id"] == asked.id


async def test_several_files_are_an_album_under_one_caption(browser: httpx.AsyncClient, phones: Phones, office: Office):
    files = [
        ("files", ("kk.png", a_photo("PNG"), "image/png")),
        ("files", ("ktp.jpg", a_photo("JPEG"), "image/jpeg")),
        ("files", ("surat.pdf", b"%PDF-1.7", "application/pdf")),
    ]
    await post(browser, "say", data={"text": "ini semuanya"}, files=files)
    await phones.quiet()

    assert [message["type"] for message in office.messages] == ["image", "image", "document"]
    assert office.messages[0]["image"]["caption"] == "ini semuanya"
    assert office.messages[2]["document"]["filename"] == "surat.pdf"


def test_photos_leave_the_phone_smaller_and_as_jpeg():
    sent = as_a_phone_sends(a_photo("PNG"), "image/png", "kk.png")

    assert sent.mime_type == "image/jpeg"
    assert Image.open(io.BytesIO(sent.data)).size == (1600, 1067)


@pytest.mark.parametrize("mime_type", ["image/heic", "image/svg+xml", "application/pdf", ""])
def test_what_is_no_photo_goes_as_it_is(mime_type: str):
    sent = as_a_phone_sends(b"not a photo", mime_type, "berkas")
    assert (sent.data, sent.mime_type) == (b"not a photo", mime_type or "application/octet-stream")


@pytest.mark.parametrize("key", list(SAMPLES))
async def test_every_sample_photo_can_be_sent(browser: httpx.AsyncClient, phones: Phones, office: Office, key: str):
    await post(browser, "sample", data={"sample": key})
    await phones.quiet()

    assert office.messages[0]["image"]["mime_type"] == "image/jpeg"
    data = await (await phones.phone(SITI).chat())[0].document_bytes()
    assert min(Image.open(io.BytesIO(data)).size) >= 800
    assert (await browser.get(f"/samples/{key}.jpg")).headers["Content-Type"] == "image/jpeg"


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("voice", "audio"),
        ("sticker", "sticker"),
        ("location", "location"),
        ("contact", "contacts"),
        ("unsupported", "unsupported"),
        ("new", "hologram"),
        ("group", "text"),
    ],
)
async def test_other_kinds_are_one_tap_away(
    browser: httpx.AsyncClient, phones: Phones, office: Office, kind: str, type_: str
):
    await post(browser, "quick", data={"kind": kind})
    await phones.quiet()

    assert office.messages[0]["type"] == type_
    assert (await browser.get("/")).status_code == 200


async def test_a_message_is_changed_and_taken_back(browser: httpx.AsyncClient, siti: PersonsPhone, office: Office):
    said = await siti.writes("RT 5")
    page = (await browser.get("/", params={"ubah": said.id})).text
    assert '<span class="quote">Ubah: RT 5</span>' in page
    await post(browser, "say", data={"text": "RT 6", "changing": said.id})
    assert "diedit" in (await browser.get("/")).text
    await post(browser, "delete", data={"message": said.id})

    assert "Anda menghapus pesan ini" in (await browser.get("/")).text
    assert (await siti.chat())[-1].message.is_deleted


async def test_numbers_ids_and_what_the_office_writes_by_hand_are_changed_on_the_page(
    browser: httpx.AsyncClient, siti: PersonsPhone, office: Office, phones: Phones
):
    await post(browser, "change", data={"what": "user_id"})
    await post(browser, "change", data={"what": "echo", "words": "Silakan datang besok"})
    moved = await post(browser, "change", data={"what": "number", "new_number": "0812 7100 9999"})
    await phones.quiet()

    assert moved.headers["Location"] == "/#telepon-6281271009999"
    assert [message["system"]["type"] for message in office.messages] == [
        "user_changed_user_id",
        "user_changed_number",
    ]
    assert "Silakan datang besok" in (await browser.get("/")).text


async def test_meta_changes_its_mind_on_the_page(browser: httpx.AsyncClient, office: Office, phones: Phones):
    form = {"status": "RESTRICTED", "quality_rating": "RED", "template": "surat_jadi", "verdict": "PAUSED"}
    await browser.post("/account", data=form)
    await phones.quiet()

    assert len(office.changes) == 3
    page = (await browser.get("/")).text
    assert '<option value="RESTRICTED" selected>' in page
    assert "surat_jadi (PAUSED)" in page


async def test_the_list_of_chats_shows_what_was_said_last(browser: httpx.AsyncClient, graph: Graph, siti: PersonsPhone):
    await graph.text("Surat sudah *jadi*")

    page = (await browser.get("/")).text
    assert '<span class="last">Surat sudah jadi</span>' in page
    assert page.count('<span class="last">Belum ada percakapan</span>') == 3


async def test_a_photo_can_come_from_the_camera_or_from_a_file(browser: httpx.AsyncClient):
    page = (await browser.get("/")).text
    assert page.count('accept="image/*" capture="environment"') == page.count('name="files"') / 2 == 4


async def test_the_window_is_shown_and_can_be_closed(browser: httpx.AsyncClient, siti: PersonsPhone):
    assert "jendela sampai" in (await browser.get("/")).text
    await post(browser, "change", data={"what": "close"})

    assert "jendela sampai" not in (await browser.get("/")).text


async def test_a_chat_can_be_emptied_and_a_number_hidden(browser: httpx.AsyncClient, siti: PersonsPhone):
    await post(browser, "change", data={"what": "hide"})
    await post(browser, "change", data={"what": "empty"})

    assert await siti.chat() == []
    assert "nomor tersembunyi" in (await browser.get("/")).text


async def test_a_phone_is_added_by_a_form(browser: httpx.AsyncClient):
    added = await browser.post("/phones", data={"name": "Yuliana", "phone": "0812 7100 2006", "note": "Ketua RT"})
    refused = await browser.post("/phones", data={"name": "Yuliana", "phone": "bukan nomor"})

    assert added.headers["Location"] == "/#telepon-6281271002006"
    assert "Percakapan Yuliana" in (await browser.get("/")).text
    assert (refused.status_code, "Contoh: 0812" in refused.text) == (422, True)


async def test_faults_are_set_for_all_or_for_one(browser: httpx.AsyncClient):
    await browser.post("/faults", data={"scope": "", "troubles": ["duplicate", "held"]})
    await browser.post("/faults", data={"scope": SITI, "troubles": ["server_error"]})
    await browser.post("/faults", data={"scope": "", "troubles": ["held"]})
    standing = {(fault["trouble"], fault["phone"]) for fault in (await browser.get("/api/faults")).json()}

    assert standing == {("held", None), ("server_error", SITI)}
    for_siti = (await browser.get("/faults", params={"gangguan": SITI})).text
    assert 'value="server_error" checked' in for_siti
    assert 'value="held" checked' not in for_siti


async def test_held_webhooks_are_counted_beside_the_switch(
    browser: httpx.AsyncClient, siti: PersonsPhone, phones: Phones
):
    await browser.post("/faults", data={"scope": "", "troubles": ["held"]})
    await siti.writes("satu")
    await siti.writes("dua")

    assert re.search(r"2 menunggu, berikut 00\.\d\d", (await browser.get("/faults")).text)
    await phones.clear_trouble()


async def test_another_site_cannot_act_here(browser: httpx.AsyncClient, url: str, phones: Phones):
    foreign = {"Origin": "https://example.org"}
    assert (await post(browser, "say", data={"text": "x"}, headers=foreign)).status_code == 403
    assert (await browser.post("/api/reset", headers=foreign)).status_code == 403
    assert (await post(browser, "say", data={"text": "x"}, headers={"Origin": url})).status_code == 303


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("192.168.1.20:8001", 200),
        ("[fd00::2]:8001", 200),
        ("localhost:8001", 200),
        ("rebound.example", 421),
        ("localhost.example:8001", 421),
        ("", 421),
    ],
)
async def test_the_page_is_shown_by_address_and_under_no_strange_name(
    browser: httpx.AsyncClient, host: str, status: int
):
    """Any site can point a name of its own at this machine; an address it cannot."""
    assert (await browser.get("/", headers={"Host": host})).status_code == status
    assert (await browser.get("/api/phones", headers={"Host": host})).status_code == status
    assert (await browser.get("/health/live", headers={"Host": host})).status_code == 200


async def test_from_a_phone_of_the_network_one_writes_under_the_address_that_is_open(browser: httpx.AsyncClient):
    from_phone = {"Host": "192.168.1.20:8001", "Origin": "http://192.168.1.20:8001"}
    from_elsewhere = {"Host": "192.168.1.20:8001", "Origin": "http://192.168.1.21:8001"}

    assert (await post(browser, "say", data={"text": "x"}, headers=from_phone)).status_code == 303
    assert (await post(browser, "say", data={"text": "x"}, headers=from_elsewhere)).status_code == 403


async def test_a_document_opens_and_anything_else_is_only_saved(
    browser: httpx.AsyncClient, siti: PersonsPhone, url: str
):
    pdf = await siti.sends_document(b"%PDF-1.7", "surat “kk”.pdf")
    page = await siti.sends_document(b"<script>alert(1)</script>", "a.html", mime_type="text/html")
    shown = await browser.get(f"/media/{pdf.message.file.media_id if pdf.message.file else ''}")
    saved = await browser.get(f"/media/{page.message.file.media_id if page.message.file else ''}")

    assert shown.headers["Content-Disposition"].startswith("inline; filename*=UTF-8''surat")
    assert saved.headers["Content-Disposition"].startswith("attachment")
    assert saved.headers["X-Content-Type-Options"] == "nosniff"


async def test_news_come_drawn_and_at_once(browser: httpx.AsyncClient, graph: Graph, siti: PersonsPhone):
    async with browser.stream("GET", "/events") as news:
        lines = news.aiter_lines()
        await _until(lines, "event: hello")
        await graph.text("Surat sudah *jadi*")
        await _until(lines, "event: bubble")
        drawn = await anext(lines)

    assert "Surat sudah <b>jadi</b>" in drawn
    assert f'"phone": "{SITI}"' in drawn


async def _until(lines: Any, line: str) -> None:
    async for said in lines:
        if said == line:
            return


async def test_files_that_are_not_there_are_not_found(browser: httpx.AsyncClient):
    for path in ("/media/404", "/samples/404.jpg", "/phones/0812/write", "/api/media/404"):
        assert (await browser.get(path)).status_code in (404, 422)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*tebal* _miring_ ~coret~ ```kode```", "<p><b>tebal</b> <i>miring</i> <s>coret</s> <code>kode</code></p>"),
        ("2*3*4 = 24, a_b_c", "<p>2*3*4 = 24, a_b_c</p>"),
        ("* bukan tebal *", "<p>* bukan tebal *</p>"),
        ("*1. KK, 2. KTP*:", "<p><b>1. KK, 2. KTP</b>:</p>"),
        ("satu\n\ndua\ntiga", "<p>satu</p><p>dua<br>tiga</p>"),
        ("<b>*x*</b>", "<p>&lt;b&gt;<b>x</b>&lt;/b&gt;</p>"),
        (
            "Buka: https://surat.example/isi/ab12.",
            '<p>Buka: <a href="https://surat.example/isi/ab12" target="_blank" rel="noopener noreferrer">'
            "https://surat.example/isi/ab12</a>.</p>",
        ),
        ('"_<script>_"', "<p>&#34;<i>&lt;script&gt;</i>&#34;</p>"),
    ],
)
def test_text_is_shown_as_whatsapp_shows_it(text: str, html: str):
    assert formatted(text) == html
