"""A resident with a phone, and on it a browser that knows no scripts."""

import asyncio
import io
import re
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape
from typing import Any
from uuid import uuid4

import httpx
from fastapi import FastAPI
from PIL import Image

from services.intake.page import app
from services.intake.page.desk import PageDesk
from services.intake.page.inspecting import Inspector
from shared.attachments import Bucket
from shared.contracts.catalogue import Catalogue
from shared.contracts.vocabulary import Attachment
from shared.inspection import Fit, inspect
from shared.testing.desk import Room
from shared.testing.services import ALL_FOUR
from tests.intake.phone import Phone, intake

HOME = "https://surat.example"
BY_LINK = ALL_FOUR.model_copy(update={"ask_by": "link"})


class Cupboard:
    """Attachments in memory."""

    def __init__(self) -> None:
        self.kept: list[Attachment] = []

    async def put(self, bucket: Bucket, data: bytes, media_type: str, filename: str | None = None) -> Attachment:
        digest = sha256(data).hexdigest()
        self.kept.append(
            Attachment(
                bucket=bucket, name=uuid4().hex, sha256=digest, size=len(data), media_type=media_type, filename=filename
            )
        )
        return self.kept[-1]


class Looker:
    """Looks into files in this process: the tests bring them themselves."""

    async def inspect(self, data: bytes) -> Fit:
        return inspect(data)


@dataclass
class Visitor:
    """`html` is the page as it was last shown, `status` that of the last answer."""

    room: Room
    cupboard: Cupboard = field(default_factory=Cupboard)
    html: str = ""
    status: int = 0

    def __post_init__(self) -> None:
        outside = FastAPI()
        desk = PageDesk(self.room, Inspector(Looker(), self.cupboard), lambda: self.room.now)
        outside.mount("/isi", app(desk, HOME))
        self.transport = httpx.ASGITransport(outside, raise_app_exceptions=False)
        self.address = ""

    def open(self, phone: Phone) -> "Visitor":
        """The newest link in the chat."""
        return self.visit(link_in(phone))

    def visit(self, address: str) -> "Visitor":
        self.address = address
        return self.ask("GET", address)

    def fill_in(self, values: dict[str, str]) -> "Visitor":
        """Type these values, by the words beside the lines; everything else stays as the page shows it."""
        typed: dict[str, str] = {}
        for line in self.html.split('<div class="field')[1:]:
            name, label = re.findall(r'<label for="([^"]+)">([^<]+)', line)[0]
            shown = re.findall(r'<input [^>]*value="([^"]*)"|<option selected>([^<]+)', line)
            typed[name] = values.get(unescape(label).strip(), unescape("".join(shown[0])) if shown else "")
        return self.fill_in_blindly(typed)

    def fill_in_blindly(self, values: dict[str, str]) -> "Visitor":
        """A page that is still open from before, by the names of its lines."""
        return self._post("data", values)

    def upload(self, key: str, *files: bytes) -> "Visitor":
        sent = [("files", ("foto.jpg", data, "image/jpeg")) for data in files]
        return self.ask("POST", f"{self.address}/{key}/unggah", files=sent)

    def press(self, where: str, **values: str) -> "Visitor":
        return self._post(where, values)

    def upload_all(self) -> "Visitor":
        for number, key in enumerate(re.findall(r'<section id="([^"]+)"', self.html)):
            self.upload(key, a_photo(number))
        return self.press("selesai")

    def ask(self, method: str, path: str, **what: Any) -> "Visitor":
        """One request, and the page to which it leads."""

        async def answer() -> httpx.Response:
            async with httpx.AsyncClient(transport=self.transport, base_url=HOME, follow_redirects=True) as browser:
                return await browser.request(method, path, **what)

        self.answer = asyncio.run(answer())
        self.html, self.status = self.answer.text, self.answer.status_code
        return self

    def _post(self, where: str, values: dict[str, str]) -> "Visitor":
        return self.ask("POST", f"{self.address}/{where}", data=values)


def link_in(phone: Phone) -> str:
    """The path of the newest link that the office has sent."""
    found = [found[0] for said in phone.got if (found := re.findall(r"/isi/\S+", said.text))]
    return found[-1]


def a_photo(number: int = 0) -> bytes:
    """Each number is another picture."""
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (11 * number % 255, 90, 120)).save(out, "JPEG")
    return out.getvalue()


def by_link(catalogue: Catalogue = BY_LINK) -> tuple[Room, Phone, Visitor]:
    """An office that asks by a link, a phone, and the browser on it."""
    room = intake(catalogue)
    return room, Phone(room), Visitor(room)


def in_words(html: str) -> str:
    """What stands on the page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
