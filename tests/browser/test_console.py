"""The console in a browser: a clerk and the lurah bring a file to its end, with the keyboard and live news."""

import re
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

from services.issuance.history import HistoryEntry, What
from services.issuance.stage import Stage
from shared.messaging.server import NatsServer
from tests.browser.screens import chromium
from tests.issuance.console.office import PASSWORD, Office, an_office
from tests.issuance.console.scene import a_tuesday

WIDE, NARROW = ViewportSize(width=1366, height=768), ViewportSize(width=390, height=844)


class Screens:
    """Browsers with people in front of them; whatever a browser complains of is kept."""

    def __init__(self, browser: Browser, office: Office) -> None:
        self._browser, self._address = browser, f"http://127.0.0.1:{office.house.port}"
        self.complaints: list[str] = []

    async def open(self, username: str, view: ViewportSize, *, scripts: bool = True) -> Page:
        """A page with this person signed in."""
        page = await self._browser.new_page(base_url=self._address, viewport=view, java_script_enabled=scripts)
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        await page.goto("/masuk")
        await page.get_by_label("Nama pengguna").fill(username)
        await page.get_by_label("Sandi", exact=True).fill(PASSWORD)
        await page.get_by_role("button", name="Masuk").click()
        return page


@pytest_asyncio.fixture
async def office(nats_server: NatsServer, nats_url: str, database_url: str, tmp_path: Path) -> AsyncGenerator[Office]:
    async with an_office(nats_url, database_url, tmp_path) as office:
        yield office


@pytest_asyncio.fixture
async def screens(office: Office) -> AsyncGenerator[Screens]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        screens = Screens(browser, office)
        yield screens
        complaints = list(screens.complaints)
        await browser.close()
    assert complaints == []


async def test_a_file_goes_its_way(screens: Screens, office: Office):
    files = await a_tuesday(office)
    clerk = await screens.open("rahma", WIDE)
    await expect(clerk.locator("[data-live]")).to_have_text("langsung")
    await clerk.get_by_role("link", name="Hj. Zaleha binti Umar").click()
    await expect(clerk.get_by_alt_text("KTP lama, lembar 1")).to_be_visible()
    await clerk.keyboard.press("b")
    await clerk.get_by_label("Alamat, tanpa RT/RW").fill("Jl. Padat Karya No. 4A")
    await clerk.get_by_role("button", name="Kirim ke lurah").click()
    await expect(clerk.get_by_text("Menunggu tanda tangan lurah")).to_be_visible()

    lurah = await screens.open("lurah", WIDE)
    await lurah.get_by_role("link", name=re.compile("Zaleha")).click()
    await expect(lurah.get_by_alt_text(re.compile("seperti akan dicetak"))).to_be_visible()
    await lurah.get_by_role("button", name="Setujui dan tanda tangani").click()
    await expect(clerk.get_by_text("Berkas ini baru saja berubah")).to_be_visible(timeout=15_000)
    await clerk.get_by_text("Berkas ini baru saja berubah").click()
    await expect(clerk.get_by_text("470/0124/BKS/XI/2026").first).to_be_visible()
    assert (await office.file(files["Hj. Zaleha binti Umar"])).stage in (Stage.APPROVED, Stage.ISSUED)


async def test_everything_works_without_scripts_on_a_phone(screens: Screens, office: Office):
    files = await a_tuesday(office)
    clerk = await screens.open("rahma", NARROW, scripts=False)
    await clerk.get_by_role("link", name="Sumiyati").click()
    await clerk.locator("summary", has_text="Kembalikan").click()
    await clerk.get_by_label("Pas foto", exact=True).check()
    await clerk.get_by_label("Apa yang salah dengan Pas foto").select_option("sudah tidak berlaku")
    await clerk.get_by_role("button", name="Kembalikan dokumen").click()
    await expect(clerk.get_by_text("Menunggu pemohon: Pas foto")).to_be_visible()
    assert (await office.file(files["Sumiyati"])).returned == {"photo": "sudah tidak berlaku"}


async def test_no_page_is_wider_than_the_screen(screens: Screens, office: Office):
    files = await a_tuesday(office)
    sumarni = f"/berkas/{files['Sumarni'].application_id}"
    for view in (WIDE, NARROW):
        clerk = await screens.open("rahma", view)
        for path in ("/", sumarni, "/tanda-tangan", "/percakapan", "/pengumuman", "/register", "/cek", "/masuk"):
            await clerk.goto(path)
            too_wide = await clerk.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            )
            assert not too_wide, (path, view)


async def test_all_rooms_of_an_admin_are_in_sight_on_a_laptop(screens: Screens):
    admin = await screens.open("agus", WIDE)
    await admin.goto("/pengumuman")
    rooms = admin.get_by_role("navigation", name="Ruang kerja")

    assert await rooms.evaluate("rooms => rooms.scrollWidth <= rooms.clientWidth")


async def test_arrivals_are_announced_and_the_list_stays_still(screens: Screens, office: Office):
    files = await a_tuesday(office)
    clerk = await screens.open("rahma", WIDE)
    await expect(clerk.locator("[data-live]")).to_have_text("langsung")
    sumarni = files["Sumarni"]
    await office.keep(HistoryEntry(sumarni.application_id, office.clock.now, What.RATED, "Yuliana", detail="5"))
    await expect(clerk.get_by_text("1 berkas berubah, tampilkan")).to_be_visible(timeout=15_000)
    await clerk.keyboard.press("j")
    await expect(clerk.locator('tr[aria-current="true"]')).to_contain_text("Hj. Zaleha")
    await clerk.keyboard.press("/")
    await expect(clerk.get_by_role("searchbox")).to_be_focused()
