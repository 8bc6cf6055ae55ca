"""The phones page in a real phone's browser: the list of chats, one chat, and back."""

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio
from playwright.async_api import FilePayload, Locator, Page, ViewportSize, expect

from simulator.phone_client import PersonsPhone, Phones
from tests.browser.screens import screens
from tests.simulator.stage import SITI, Graph, Office

SMALL = ViewportSize(width=390, height=844)
pytestmark = pytest.mark.timeout(120)


@pytest_asyncio.fixture
async def page(url: str, siti: PersonsPhone, request: pytest.FixtureRequest) -> AsyncGenerator[Page]:
    """The page on a small screen; Siti has said hello."""
    async with screens(request.node.name) as shown:
        page = await shown.open("phone", url)
        await page.set_viewport_size(SMALL)
        await expect(page.get_by_role("status")).to_contain_text("langsung")
        yield page


def chat_of(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=f"Telepon {name}")


def in_the_list(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation", name="Telepon").get_by_role("link", name=name)


async def test_from_the_list_into_a_chat_and_back(page: Page, graph: Graph, siti: PersonsPhone):
    chat = chat_of(page, "Siti Aminah")
    await expect(chat).to_be_hidden()
    await graph.text("Selamat pagi")
    await expect(in_the_list(page, "Siti Aminah")).to_contain_text("Selamat pagi")
    await in_the_list(page, "Siti Aminah").click()
    await expect(chat).to_be_visible()
    await chat.get_by_label("Tulis pesan").fill("pagi")
    await chat.get_by_role("button", name="Kirim", exact=True).click()
    await expect(chat.locator(".bubble").last).to_contain_text("pagi")
    box = await chat.bounding_box()
    assert box
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 844)
    await chat.get_by_label("Kembali ke daftar telepon").click()

    await expect(chat).to_be_hidden()
    await expect(in_the_list(page, "Siti Aminah")).to_contain_text("pagi")
    assert await page.evaluate("document.documentElement.scrollWidth") == 390


async def test_a_list_is_a_sheet_at_the_bottom_and_closes_by_a_touch_above_it(
    page: Page, graph: Graph, siti: PersonsPhone, office: Office, phones: Phones
):
    rows = [{"id": "lost", "title": "Hilang"}, {"id": "broken", "title": "Rusak"}]
    action = {"button": "Pilih alasan", "sections": [{"rows": rows}]}
    await graph.send(type="interactive", interactive={"type": "list", "body": {"text": "Kenapa?"}, "action": action})
    await in_the_list(page, "Siti Aminah").click()
    chat = chat_of(page, "Siti Aminah")
    await chat.get_by_text("Pilih alasan").first.click()
    row = chat.get_by_role("button", name="Rusak")
    sheet = await chat.locator(".sheet").bounding_box()
    assert sheet
    assert (sheet["width"], sheet["y"] + sheet["height"]) == (390, 844)
    await page.mouse.click(195, 300)
    await expect(row).to_be_hidden()
    await chat.get_by_text("Pilih alasan").first.click()
    await row.click()
    await expect(row).to_be_hidden()
    await phones.quiet()

    assert office.messages[-1]["interactive"]["list_reply"]["id"] == "broken"


async def test_a_chosen_photo_and_a_changed_text_are_sent(page: Page, office: Office, phones: Phones):
    await in_the_list(page, "Siti Aminah").click()
    chat = chat_of(page, "Siti Aminah")
    file = FilePayload(name="kk.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7")
    await chat.locator("input[capture]").set_input_files([file])
    await chat.get_by_label("Tulis pesan").fill("ini KK")
    await chat.get_by_role("button", name="Kirim", exact=True).click()
    await expect(chat.locator(".bubble").last).to_contain_text("kk.pdf")
    hello = chat.locator(".bubble").first
    await hello.hover()
    await hello.get_by_label("Pilihan untuk pesan ini").click()
    await hello.get_by_text("Ubah").click()
    await expect(chat.get_by_label("Tulis pesan")).to_have_value("halo")
    await chat.get_by_label("Tulis pesan").fill("halo, Bu")
    await chat.get_by_role("button", name="Kirim", exact=True).click()
    await expect(hello).to_contain_text("diedit")
    await phones.quiet()

    assert [message["type"] for message in office.messages] == ["document", "edit"]
    assert SITI in {message["from"] for message in office.messages}
