"""What a test finds in a chat."""

from dataclasses import dataclass

import httpx

from simulator import bubble as wire
from simulator.bubble import Choice, Kind, State


class NotHeard(AssertionError):
    """What was waited for did not come; the message says what came instead."""


@dataclass(frozen=True)
class Bubble:
    """A message as it stands in the chat."""

    message: wire.Bubble
    _http: httpx.AsyncClient

    @property
    def id(self) -> str:
        return self.message.id

    @property
    def kind(self) -> Kind:
        return self.message.kind

    @property
    def text(self) -> str:
        """The text or caption, with WhatsApp's marks."""
        return self.message.text

    @property
    def state(self) -> State:
        return self.message.state

    @property
    def template(self) -> str | None:
        return self.message.template

    @property
    def choices(self) -> tuple[Choice, ...]:
        return self.message.choices

    @property
    def labels(self) -> list[str]:
        """What stands on its buttons or rows."""
        return [choice.title for choice in self.message.choices]

    @property
    def filename(self) -> str | None:
        return self.message.file.filename if self.message.file else None

    async def document_bytes(self) -> bytes:
        """The document or photo. Raises `NotHeard` when the message has none."""
        if self.message.file is None:
            raise NotHeard(f"There is no document in: {self}")
        answer = await self._http.get(f"/api/media/{self.message.file.media_id}")
        return answer.raise_for_status().content

    def says(self, part: str) -> bool:
        """Whether it contains this, whatever the case and without minding WhatsApp's bold."""
        whole = "\n".join(filter(None, (self.message.header, self.text, self.message.footer, self.filename)))
        return part.replace("*", "").casefold() in whole.replace("*", "").casefold()

    def __str__(self) -> str:
        who = "kantor" if self.message.from_office else "warga"
        file = f" <{self.filename or self.kind}>" if self.message.file else ""
        return f"{who}:{file} {self.text}" + (f" {self.labels}" if self.labels else "")
