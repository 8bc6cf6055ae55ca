"""One person's phone, for tests: what a person does with it and hears."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any, Literal

import httpx

from simulator import bubble as wire
from simulator.bubble import Card, Kind, Place
from simulator.heard import Bubble, NotHeard
from simulator.samples import quick

#: How often the chat is looked at while something is waited for, in seconds.
GLANCE = 0.03

Photo = tuple[bytes, str]


class PersonsPhone:
    """One person's phone. It remembers what has been heard: each `hears` looks only at what came after."""

    def __init__(self, number: str, http: httpx.AsyncClient, patience: float, glance: float = GLANCE) -> None:
        self.number = number
        self._http = http
        self._patience, self._glance = patience, glance
        self._heard = 0

    # --- saying

    async def writes(self, text: str, answering: Bubble | None = None) -> Bubble:
        return await self._says(type="text", text=text, quote=answering.id if answering else None)

    async def taps(self, choice: str, on: Bubble | None = None) -> Bubble:
        """A button or row, by what stands on it or by its id; of the newest message that has it, or of this one."""
        return await self._says(type="tap", choice=choice, message=on.id if on else None)

    async def reacts(self, emoji: str, to: Bubble) -> None:
        await self._post("messages", json={"type": "reaction", "message": to.id, "emoji": emoji or None})

    async def sends_photo(self, data: bytes, mime_type: str = "image/jpeg", caption: str = "") -> Bubble:
        return (await self.sends_album([(data, mime_type)], caption))[0]

    async def sends_album(self, photos: Sequence[Photo], caption: str = "") -> list[Bubble]:
        """Several photos at once; the caption stands under the first."""
        files = [(f"foto-{number}", data, mime_type) for number, (data, mime_type) in enumerate(photos, 1)]
        return await self._sends(files, caption=caption)

    async def sends_document(
        self, data: bytes, filename: str, mime_type: str = "application/pdf", caption: str = ""
    ) -> Bubble:
        return (await self._sends([(filename, data, mime_type)], caption=caption, kind="document"))[0]

    async def sends_voice(self) -> Bubble:
        return (await self._sends([("suara.ogg", quick.voice_note(), "audio/ogg; codecs=opus")], kind="voice"))[0]

    async def sends_sticker(self) -> Bubble:
        return (await self._sends([("stiker.webp", quick.sticker(), "image/webp")]))[0]

    async def sends_location(self, place: Place = quick.OFFICE) -> Bubble:
        return await self._says(type="location", place=place.model_dump())

    async def sends_contact(self, card: Card = quick.NEIGHBOUR) -> Bubble:
        return await self._says(type="contact", card=card.model_dump())

    async def sends_unsupported(self) -> Bubble:
        return await self._says(type="unsupported")

    async def edits(self, message: Bubble, text: str) -> Bubble:
        return await self._says(type="edit", message=message.id, text=text)

    async def deletes(self, message: Bubble) -> Bubble:
        """For everyone."""
        return await self._says(type="delete", message=message.id)

    async def calls(self) -> None:
        await self._post("messages", json={"type": "call"})

    async def writes_in_a_group(self, text: str) -> None:
        await self._post("messages", json={"type": "group", "text": text})

    async def sends_something_new(self) -> None:
        """A message of a type that nobody has read of yet."""
        await self._post("messages", json={"type": "new"})

    # --- hearing

    async def hears(
        self,
        part: str = "",
        *,
        kind: Kind | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - it says what came instead
    ) -> Bubble:
        """The next message of the office that contains this (and is of this kind). It is then read, as a person would.

        Raises `NotHeard` when it does not come in time.
        """
        deadline = time.monotonic() + (timeout or self._patience)
        while True:
            news = [bubble for bubble in await self.chat(after=self._heard) if bubble.message.from_office]
            for bubble in news:
                if bubble.says(part) and kind in (None, bubble.kind):
                    self._heard = bubble.message.seq
                    await self.reads()
                    return bubble
            if time.monotonic() > deadline:
                came = "\n".join(map(str, news)) or "nothing"
                raise NotHeard(f"{self.number} waited for {part or kind or 'anything'!r}. What came:\n{came}")
            await asyncio.sleep(self._glance)

    async def chat(self, after: int = 0) -> list[Bubble]:
        """Everything said on this phone, oldest first; `after` is a `seq`."""
        answer = (await self._http.get(self._path("messages"), params={"after": after})).raise_for_status()
        return [self._bubble(message) for message in answer.json()]

    async def reads(self) -> None:
        await self._post("read")

    async def has_heard_everything(self) -> None:
        """The next `hears` looks only at what comes from now on."""
        self._heard = max((bubble.message.seq for bubble in await self.chat()), default=0)

    def forgets_what_was_heard(self) -> None:
        """The next `hears` looks at the whole chat again."""
        self._heard = 0

    # --- the phone itself

    async def hides_number(self, *, hidden: bool = True) -> None:
        """From now on the office knows this person by user id alone."""
        await self._patch(hidden=hidden)

    async def changes_number(self, number: str) -> "PersonsPhone":
        """The phone under its new number, with the chat that it had."""
        after = await self._patch(number=number)
        return PersonsPhone(after["number"], self._http, self._patience, self._glance)

    async def changes_user_id(self) -> None:
        """From now on the person has another business-scoped user id."""
        await self._patch(new_user_id=True)

    async def is_written_to_from_the_app(self, text: str) -> Bubble:
        """Somebody at the office writes from WhatsApp itself, not by the API."""
        return await self._says(type="echo", text=text)

    async def closes_window(self) -> None:
        """As if the person had last written more than 24 hours ago."""
        await self._patch(window_open=False)

    async def _says(self, **said: Any) -> Bubble:
        return self._bubble((await self._post("messages", json=said)).json())

    async def _sends(
        self,
        files: Sequence[tuple[str, bytes, str]],
        caption: str = "",
        kind: Literal["by_type", "document", "voice"] = "by_type",
    ) -> list[Bubble]:
        parts = [("files", file) for file in files]
        answer = await self._post("files", data={"caption": caption, "kind": kind}, files=parts)
        return [self._bubble(message) for message in answer.json()]

    async def _post(self, what: str, **content: Any) -> httpx.Response:
        answer = await self._http.post(self._path(what), **content)
        if answer.is_client_error:
            raise NotHeard(f"{self.number} could not: {answer.text}")
        return answer.raise_for_status()

    async def _patch(self, **change: Any) -> Any:
        return (await self._http.patch(self._path(), json=change)).raise_for_status().json()

    def _path(self, what: str = "") -> str:
        return f"/api/phones/{self.number}/{what}".rstrip("/")

    def _bubble(self, message: Any) -> Bubble:
        return Bubble(wire.Bubble.model_validate(message), self._http)
