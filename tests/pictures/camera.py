"""Takes pictures of screens, small enough to lie beside the text."""

import io
import os
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, FloatRect, Locator, Page, ViewportSize, async_playwright

from tests.browser.screens import chromium
from tests.pictures.colours import in_few_colours

#: A browser of the office's people: its own words, and dates as they are written here (Debian: `chromium-l10n`).
INDONESIAN: dict[str, str | float | bool] = {**os.environ, "LANGUAGE": "id", "LANG": "id_ID.UTF-8"}
#: Photographs are fetched once they come into sight; for a picture of the page all are.
FETCHED = """() => [...document.images].map(it => { it.loading = "eager"; return it.complete }).every(Boolean)"""
# In pixels: between two screens that stand side by side, and around a part of a page.
BETWEEN, MARGIN = 24, 16


class Camera:
    """Opens screens and keeps what is seen on them in `folder`, as PNG of a name."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._browser, self._folder = browser, folder

    async def screen(self, address: str, width: int, height: int) -> Page:
        """A screen of its own: whoever signs in there is signed in nowhere else."""
        view = ViewportSize(width=width, height=height)
        page = await self._browser.new_page(viewport=view, base_url=address, locale="id-ID", color_scheme="light")
        await page.goto("/")
        return page

    async def take(self, name: str, what: Page | Locator, *, whole: bool = False, margin: int = MARGIN) -> None:
        """What stands on the screen, or a part of the page with a margin; `whole` is the page to its end."""
        self._keep(name, [await _seen(what, whole=whole, margin=margin)])

    async def take_beside(self, name: str, *what: Page | Locator) -> None:
        """Several in one picture, from left to right."""
        self._keep(name, [await _seen(each) for each in what])

    def _keep(self, name: str, seen: Sequence[Image.Image]) -> None:
        width = sum(image.width for image in seen) + BETWEEN * (len(seen) - 1)
        together = Image.new("RGB", (width, max(image.height for image in seen)), "white")
        left = 0
        for image in seen:
            together.paste(image, (left, 0))
            left += image.width + BETWEEN
        self._folder.mkdir(parents=True, exist_ok=True)
        in_few_colours(together).save(self._folder / f"{name}.png", optimize=True)


@asynccontextmanager
async def a_camera(folder: Path) -> AsyncGenerator[Camera]:
    """With a browser, as long as it is needed."""
    async with async_playwright() as playwright:
        args = ["--no-sandbox", "--lang=id"]
        browser = await playwright.chromium.launch(executable_path=chromium(), args=args, env=INDONESIAN)
        yield Camera(browser, folder)
        await browser.close()


async def _seen(what: Page | Locator, *, whole: bool = False, margin: int = MARGIN) -> Image.Image:
    """Nothing on it has the focus, and all photographs have come."""
    page = what if isinstance(what, Page) else what.page
    await page.wait_for_function(FETCHED)
    await page.evaluate("document.activeElement?.blur()")
    if isinstance(what, Page):
        data = await page.screenshot(full_page=whole, animations="disabled")
    else:
        data = await page.screenshot(full_page=True, clip=await _around(what, margin), animations="disabled")
    return Image.open(io.BytesIO(data)).convert("RGB")


async def _around(part: Locator, margin: int) -> FloatRect:
    await part.page.evaluate("scrollTo(0, 0)")
    box = await part.bounding_box()
    assert box, part
    left, top = max(box["x"] - margin, 0), max(box["y"] - margin, 0)
    right, bottom = box["x"] + box["width"] + margin, box["y"] + box["height"] + margin
    return FloatRect(x=left, y=top, width=right - left, height=bottom - top)
