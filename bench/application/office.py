"""The clerk and the lurah at the console: pages, pictures, forms and live news, as a browser has them."""

import re
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from tests.story.console import Console, Page

TASKS = "/?mine=true"  # the queue, without what waits for others
_FILE = re.compile(r'href="(/berkas/[0-9a-f-]{36})"')
_PICTURE = re.compile(r'<img src="([^"]+)"')
_LIVE = re.compile(r'data-live="([^"]+)"')


class Browser(Console):
    """A browser that shows pictures, and a page that is told when something has changed."""

    async def looks_at(self, path: str) -> Page:
        page = await self.opens(path)
        for picture in _PICTURE.findall(page.html):
            await self.downloads(picture)
        return page

    async def news(self, page: Page) -> AsyncGenerator[None]:
        """Now, and whenever the open page would say that something is new."""
        yield
        live = _LIVE.search(page.html)
        assert live, f"{page.address} is not told of news"
        last = ""
        while True:  # the office ends it now and then, and a browser asks again
            headers = {"Last-Event-ID": last} if last else {}
            async with self._http.stream("GET", live.group(1), headers=headers, timeout=None) as stream:
                async for line in stream.aiter_lines():
                    name, _, value = line.partition(": ")
                    if name == "id":
                        last = value
                    elif name == "data":
                        yield


class Clerk:
    """Does what waits for a clerk. One who `returns` sends every KK back once, the first photo being blurred."""

    def __init__(self, browser: Browser) -> None:
        self.returns = False
        self._browser = browser
        self._returned = set[str]()

    async def works(self) -> None:
        """Until cancelled."""
        async with aclosing(self._browser.news(await self._browser.opens(TASKS))) as news:
            async for _ in news:
                tasks = await self._browser.opens(TASKS)
                for path in dict.fromkeys(_FILE.findall(tasks.html)):
                    await self._does_what_waits(await self._browser.looks_at(path))

    async def _does_what_waits(self, page: Page) -> None:
        if page.offers("/terima") and self.returns and page.address not in self._returned:
            why: dict[str, Any] = {"reason.kk": "bagian bawah terpotong"}
            await self._browser.sends(page, "/kembalikan", document="kk", **why)
            self._returned.add(page.address)
        elif page.offers("/terima"):
            await self._browser.sends(page, "/terima")
        elif page.offers("/konsep"):
            await self._browser.sends(page, "/konsep")
        elif page.offers("/serahkan"):
            await self._browser.sends(page, "/serahkan", to="Pemohon", has_shown_ktp="ya")


async def signs(lurah: Browser) -> None:
    """The lurah, until cancelled: looks at each letter as it will be printed, and approves it."""
    async with aclosing(lurah.news(await lurah.opens("/tanda-tangan"))) as news:
        async for _ in news:
            page = await lurah.looks_at("/tanda-tangan")
            while page.offers("/setujui"):
                await lurah.sends(page, "/setujui")
                page = await lurah.looks_at("/tanda-tangan")
