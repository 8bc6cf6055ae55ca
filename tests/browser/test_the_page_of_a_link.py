"""The page to which a link leads, in a browser as wide as an old phone: with its script, and without any."""

import io
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from nats.aio.subscription import Subscription
from PIL import Image
from playwright.async_api import Page, ViewportSize, async_playwright, expect

from services.intake.incoming import hear
from services.intake.main import furnish
from services.intake.settings import IntakeSettings
from services.intake.store import tables
from shared.contracts.intake import ApplicationSubmitted, CoverLetterRequested, HearReply
from shared.contracts.issuance import CataloguePublished, DirectoryPublished, LetterIssued
from shared.contracts.notifier import SendMessage
from shared.messaging import uuid7
from shared.messaging.house import House, Plan, running
from shared.messaging.line import Patience
from shared.testing.broker import connected
from shared.testing.samples import CATALOGUE, DIRECTORY, OFFICE_CODE, OFFICE_ID, SITI, an_attachment
from tests.browser.screens import PICTURES, chromium
from tests.intake.phone import SITI_PHONE, WEDNESDAY

PLAN = Plan("intake", hear, tables, IntakeSettings, furnish, patience=Patience(first_look=0.02, longest_look=0.05))
BY_LINK = CATALOGUE.model_copy(update={"ask_by": "link"})
OLD_PHONE = ViewportSize(width=360, height=640)
HERS = {
    "Nama": "siti aminah",
    "NIK": "1671 0745 0890",
    "Tempat lahir": "palembang",
    "Pekerjaan": "wiraswasta",
    "Alamat": "jl sapta marga no 12",
    "RT/RW": "5/2",
}
pytestmark = pytest.mark.timeout(120)
expect.set_options(timeout=30_000)


class Chat:
    """What Siti writes, and what she is told."""

    def __init__(self, house: House[IntakeSettings], sent: Subscription) -> None:
        self._house, self._sent = house, sent

    async def writes(self, words: str) -> None:
        at = WEDNESDAY
        heard = HearReply(office=OFFICE_CODE, at=at, contact_id=SITI_PHONE, kind="text", text=words, written_at=at)
        await self._house.publish(heard)

    async def hears(self, words: str) -> str:
        said = SendMessage.model_validate_json((await self._sent.next_msg(timeout=30)).data).text
        assert words in said
        return said

    async def hears_the_link(self) -> str:
        """The page's address on this machine."""
        found = re.search(r"/isi/\S+", await self.hears("Buka tautan ini"))
        assert found
        return f"http://127.0.0.1:{self._house.port}{found[0]}"


@asynccontextmanager
async def the_office(nats_url: str, folder: Path) -> AsyncGenerator[tuple[House[IntakeSettings], Chat, Subscription]]:
    """Intake with its page; Siti has said that she needs a KTP."""
    settings = IntakeSettings(nats_url=nats_url, database_url=f"sqlite:///{folder}/intake.db", port=0)
    books = {"office": OFFICE_CODE, "at": WEDNESDAY, "office_id": OFFICE_ID}
    async with connected(nats_url) as others, running(PLAN, settings) as house:
        chat = Chat(house, await others.subscribe(f"{SendMessage.subject}.>"))
        facts = await others.subscribe("fact.intake.>")
        await others.flush()
        await house.publish(
            CataloguePublished.model_validate({**books, "catalogue": BY_LINK}),
            DirectoryPublished.model_validate({**books, "directory": DIRECTORY}),
        )
        await chat.writes("ktp hilang")
        await chat.hears("untuk siapa?")
        await chat.writes("saya")
        yield house, chat, facts


@asynccontextmanager
async def a_browser(*, scripts: bool) -> AsyncGenerator[Page]:
    """A phone's; what it complains of fails the test."""
    complaints: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = await browser.new_page(viewport=OLD_PHONE, java_script_enabled=scripts)
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
        await browser.close()
    assert [it for it in complaints if "422" not in it] == []


@pytest.mark.parametrize("scripts", [True, False])
async def test_an_application_by_links_on_an_old_phone(nats_url: str, tmp_path: Path, scripts: bool):
    async with the_office(nats_url, tmp_path) as (house, chat, facts), a_browser(scripts=scripts) as page:
        await page.goto(await chat.hears_the_link())
        await she_fills_in_her_data(page)
        await chat.hears("Mohon diperiksa")
        await chat.writes("ya")
        request = CoverLetterRequested.model_validate_json((await facts.next_msg(timeout=30)).data)
        assert request.applicant == SITI
        await house.publish(the_letter(request))

        await page.goto(await chat.hears_the_link())
        await she_sends_her_photos(page)
        await chat.hears("Kirim ke kelurahan sekarang?")
        await chat.writes("kirim")
        submitted = ApplicationSubmitted.model_validate_json((await facts.next_msg(timeout=30)).data)

        [kept] = submitted.documents["kk"]
        picture = Image.open(io.BytesIO(await house.attachments.get(kept)))
        assert max(picture.size) == (1600 if scripts else 2400)


async def she_fills_in_her_data(page: Page) -> None:
    for label, value in HERS.items():
        await page.get_by_label(label, exact=True).fill(value)
    await page.get_by_label("Agama").select_option("Islam")
    await page.get_by_label("Status kawin").select_option("Belum kawin")
    await page.get_by_role("button", name="Simpan").click()
    await expect(page.locator(".amiss")).to_contain_text("NIK terdiri dari 16 angka, yang ditulis 12 angka.")
    await expect(page.get_by_label("NIK", exact=True)).to_have_value("1671 0745 0890")
    await it_fits(page, "data")

    await page.get_by_label("NIK", exact=True).fill("1671 0745 0890 0000")
    await page.get_by_role("button", name="Simpan").click()
    await expect(page.locator("h1")).to_have_text("Sudah kami terima")


async def she_sends_her_photos(page: Page) -> None:
    for number, key in enumerate(("kk", "police_report", "photo")):
        paper = page.locator(f"#{key}")
        photo = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": a_large_photo(number)}
        await paper.locator("input[type=file]").set_input_files([photo])  # pyright: ignore[reportArgumentType]
        await paper.get_by_role("button", name="Unggah").click()
        await expect(paper).to_contain_text("Sudah kami terima (1 halaman)")
    await it_fits(page, "documents")
    await page.get_by_role("button", name="Selesai").click()
    await expect(page.locator("h1")).to_have_text("Sudah kami terima")


async def it_fits(page: Page, name: str) -> None:
    """Nothing is wider than the phone; and a picture to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    await page.screenshot(path=PICTURES / f"page_of_a_link_{name}.png", full_page=True)
    measured = await page.locator("html").bounding_box()
    assert measured
    assert measured["width"] <= OLD_PHONE["width"]


def a_large_photo(number: int) -> bytes:
    """As a phone takes it: of 2400 by 1800 points, with a grain that takes room."""
    out = io.BytesIO()
    Image.effect_noise((2400, 1800), 60 + number).convert("RGB").save(out, "JPEG", quality=70)
    return out.getvalue()


def the_letter(request: CoverLetterRequested) -> LetterIssued:
    return LetterIssued(
        office=OFFICE_CODE,
        at=WEDNESDAY,
        application_id=request.application_id,
        letter_id=uuid7(),
        kind="surat_pengantar",
        number="012/RT.005/RW.002/XI/2026",
        dated=WEDNESDAY.date(),
        document=an_attachment("letter", "application/pdf"),
        signed_by="Rahmat Hidayat",
    )
