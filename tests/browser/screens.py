"""People in front of screens: whatever a browser complains of is kept, and pictures of everything when a test fails."""

import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, async_playwright

WIDE = ViewportSize(width=1600, height=1000)
#: Where the pictures of failed tests stay.
PICTURES = Path("build") / "screenshots"


def chromium() -> str | None:
    """The browser of this machine; None for the one that Playwright has installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


class Screens:
    """Every screen is a browser of its own, so that two people can be signed in at once."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._pages: dict[str, Page] = {}
        self.complaints: list[str] = []

    async def open(self, name: str, address: str) -> Page:
        """A screen with this page on it; errors of scripts and violations of the content policy are noted."""
        page = self._pages[name] = await self._browser.new_page(viewport=WIDE)
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        await page.goto(address)
        return page

    async def take_pictures(self, folder: Path) -> None:
        for name, page in self._pages.items():
            await page.screenshot(path=folder / f"{name}.png", full_page=True)


@asynccontextmanager
async def screens(test: str) -> AsyncGenerator[Screens]:
    """Screens for this test. Raises AssertionError when a browser complained."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        shown = Screens(browser)
        try:
            yield shown
        except BaseException:
            await shown.take_pictures(PICTURES / test)
            raise
        await browser.close()
    assert shown.complaints == []
