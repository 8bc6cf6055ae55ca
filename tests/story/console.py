"""The console as a clerk's browser without JavaScript uses it: pages, and the forms that stand on them."""

import asyncio
import re
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import TracebackType
from typing import NamedTuple, Self

import httpx


@dataclass
class Form:
    """A form as it stands on a page: where it goes, and what its fields hold."""

    action: str
    fields: dict[str, str] = field(default_factory=dict[str, str])

    def goes_to(self, ending: str) -> bool:
        return self.action.partition("#")[0].endswith(ending)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.found.append(Form(given.get("action") or ""))
        elif tag == "input" and self.found and given.get("type") not in ("checkbox", "radio"):
            self.found[-1].fields[given.get("name") or ""] = given.get("value") or ""


class Page:
    """What came back: its text, and the forms on it."""

    def __init__(self, answer: httpx.Response) -> None:
        self.status = answer.status_code
        self.address = str(answer.url)
        self.html = answer.text
        reader = _Forms()
        reader.feed(answer.text)
        self.forms = reader.found

    @property
    def text(self) -> str:
        """What can be read on it."""
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.html))

    def form(self, action: str) -> Form:
        """The form whose address ends so. Raises AssertionError naming those that are there."""
        for form in self.forms:
            if form.goes_to(action):
                return form
        raise AssertionError(f"No form {action!r} on {self.address}, only {[form.action for form in self.forms]}")

    def offers(self, action: str) -> bool:
        return any(form.goes_to(action) for form in self.forms)


class Upload(NamedTuple):
    """A file chosen in a form."""

    field: str
    name: str
    data: bytes


class Console:
    """One person's browser."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = httpx.AsyncClient(base_url=url, follow_redirects=True, timeout=30)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.aclose()

    async def signs_in(self, username: str, password: str) -> Page:
        page = await self.opens("/masuk")
        page = await self.sends(page, "/masuk", username=username, password=password)
        assert page.status == 200, page.text
        return page

    async def opens(self, path: str) -> Page:
        return Page(await self._http.get(path))

    async def opens_file(self, reference: str, until: str = "", within: float = 30) -> Page:
        """The page of the file with this reference, once this can be done there. Raises AssertionError."""
        deadline = time.monotonic() + within
        while True:
            page = await self._find(reference)
            if page and page.offers(until):
                return page
            if time.monotonic() > deadline:
                raise AssertionError(f"{reference} does not offer {until!r}: {page.text if page else 'not there'}")
            await asyncio.sleep(0.1)

    async def _find(self, reference: str) -> Page | None:
        queue = await self._http.get("/", params={"q": reference})
        link = re.search(r'href="(/berkas/[0-9a-f-]{32,36})"', queue.text)
        return await self.opens(link.group(1)) if link else None

    async def sends(self, page: Page, action: str, upload: Upload | None = None, /, **typed: str | list[str]) -> Page:
        """Fill in a form of the page and send it, perhaps with a file in one of its fields."""
        form = page.form(action)
        files = {upload.field: (upload.name, upload.data)} if upload else None
        return Page(await self._http.post(form.action, data={**form.fields, **typed}, files=files))

    async def downloads(self, path: str) -> httpx.Response:
        return (await self._http.get(path)).raise_for_status()
