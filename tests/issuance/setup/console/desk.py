"""A person at the set-up: reads a page, fills in one of its forms, sends it as a browser does."""

from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import Any

import httpx

from tests.issuance.console.office import Screen

Files = dict[str, tuple[str, bytes]]


@dataclass
class Desk:
    """A browser without scripts."""

    screen: Screen

    async def reads(self, path: str) -> str:
        """The words of the page, as they are written in it."""
        answer = await self.screen.get(path)
        assert answer.status_code == 200, answer.text
        return unescape(answer.text)

    async def sends(self, page: str, action: str, files: Files | None = None, **filled: Any) -> httpx.Response:
        """Fill in the form of this page that goes to `action`, leave its other fields as they are, and send it."""
        return await self.answers(await self.reads(page), action, files, **filled)

    async def answers(self, shown: str, action: str, files: Files | None = None, **filled: Any) -> httpx.Response:
        """The same for a page that has been read already."""
        form = _read(shown, action)
        fields, unknown = form.fields, filled.keys() - form.fields.keys() - form.buttons - form.boxes
        assert not unknown, f"the form has no {unknown}"
        return await self.screen.http.post(action, data={**fields, **filled}, files=files)


def fields_of(page: str, action: str) -> dict[str, str]:
    """What stands in the fields of this form."""
    return _read(page, action).fields


def _read(page: str, action: str) -> "_Form":
    form = _Form(action)
    form.feed(page)
    assert form.found, f"no form goes to {action}"
    return form


class _Form(HTMLParser):
    def __init__(self, action: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.buttons: set[str] = set()
        self.boxes: set[str] = set()
        self.found, self._inside = False, False
        self._action, self._open = action, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = said.get("action") == self._action
            self.found = self.found or self._inside
        elif self._inside and tag == "input" and said.get("type") == "checkbox":
            self._tick(said)
        elif self._inside and tag == "input" and said.get("type") != "file":
            self.fields[said["name"]] = said.get("value", "")
        elif self._inside and tag in ("textarea", "select"):
            self._open = said["name"]
        elif self._inside and tag == "option" and ("selected" in said or self._open not in self.fields):
            self.fields[self._open] = said.get("value", "")
        elif self._inside and tag == "button" and "name" in said:
            self.buttons.add(said["name"])

    def _tick(self, said: dict[str, str]) -> None:
        """A box that is not ticked is not sent, but can be ticked."""
        if "checked" in said:
            self.fields[said["name"]] = said["value"]
        else:
            self.boxes.add(said["name"])

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "form"
        if tag in ("textarea", "select") and self._open:
            self.fields.setdefault(self._open, "")
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._inside and self._open and self.lasttag == "textarea":
            self.fields[self._open] = data.removeprefix("\n")
