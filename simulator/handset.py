"""What a person does with a phone. Everything that is said goes to the office by a webhook."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from simulator.bubble import Bubble, Card, Choice, Place
from simulator.carrier import Carrier
from simulator.media import kind_of
from simulator.office import Office
from simulator.phone import Phone
from simulator.webhooks import news, payload


class NotOnThePhone(LookupError):
    """There is no such message or button in this chat."""


class Upload(NamedTuple):
    """A file as it lies on the person's phone."""

    data: bytes
    mime_type: str
    filename: str | None = None


@dataclass(frozen=True, slots=True)
class Handset:
    """One phone in a person's hand. Whoever writes has read what was there."""

    carrier: Carrier
    number: str

    @property
    def phone(self) -> Phone:
        """Raises `UnknownPhone`."""
        return self.carrier.world.phone(self.number)

    def writes(self, text: str, quote: str | None = None) -> Bubble:
        """Raises `NotOnThePhone` when the quoted message is not in this chat."""
        return self._says(kind="text", text=text, quote=quote)

    def taps(self, choice: str, message_id: str | None = None) -> Bubble:
        """Tap a button or a row, by id or by what stands on it; of the newest message that has it, or of this one.

        Raises `NotOnThePhone`.
        """
        bubble, tapped = self._find_choice(choice, message_id)
        self.carrier.world.keep(bubble.model_copy(update={"picked": tapped.id}))
        kind = "button" if bubble.template else "interactive"
        return self._says(kind=kind, text=tapped.title, tapped=tapped, list_button=bubble.list_button, quote=bubble.id)

    def sends(
        self, uploads: Iterable[Upload], caption: str = "", quote: str | None = None, *, as_documents: bool = False
    ) -> list[Bubble]:
        """One message for each file, the caption under the first: several photos are an album.

        `as_documents` keeps photos as files, as a person does who picks "document".
        """
        sent: list[Bubble] = []
        for upload in uploads:
            kind = "document" if as_documents else kind_of(upload.mime_type)
            text = caption if not sent and kind in ("image", "document", "video") else ""
            sent.append(self._sends_one(upload, kind=kind, text=text, quote=None if sent else quote))
        return sent

    def speaks(self, upload: Upload) -> Bubble:
        """A voice note."""
        return self._sends_one(upload, kind="audio", voice=True)

    def shows_place(self, place: Place) -> Bubble:
        return self._says(kind="location", place=place)

    def shares(self, card: Card) -> Bubble:
        return self._says(kind="contacts", card=card)

    def sends_something_unsupported(self) -> Bubble:
        """What WhatsApp can and its API cannot: a poll, a live location."""
        return self._says(kind="unsupported")

    def reacts(self, message_id: str, emoji: str | None) -> None:
        """Without an emoji the reaction is taken back. Raises `NotOnThePhone`."""
        target = self._own(message_id)
        world, carrier = self.carrier.world, self.carrier
        world.keep(target.model_copy(update={"reaction_of_person": emoji}))
        value = payload.reaction(carrier.office, self._is_active(), target.id, emoji, self._seconds())
        carrier.postman.write(self.number, value)

    def edits(self, message_id: str, text: str) -> Bubble:
        """Raises `NotOnThePhone` when it is no text that this person wrote."""
        bubble = self.carrier.world.keep(self._written(message_id).model_copy(update={"text": text, "is_edited": True}))
        self._tell(news.edited(self._office, self._is_active(), bubble, self._seconds()))
        return bubble

    def deletes(self, message_id: str) -> Bubble:
        """For everyone. Raises `NotOnThePhone` when this person did not write it."""
        gone = {"is_deleted": True, "text": "", "file": None, "place": None, "card": None}
        bubble = self.carrier.world.keep(self._written(message_id).model_copy(update=gone))
        self._tell(news.deleted(self._office, self._is_active(), bubble, self._seconds()))
        return bubble

    def calls(self) -> None:
        """Rings the office's number, which nobody answers."""
        self._tell(news.called(self._office, self._is_active(), self._seconds()))

    def writes_in_a_group(self, text: str) -> None:
        """What is written there is not seen here, and opens no window."""
        self._tell(news.in_a_group(self._office, self.phone, text, self._seconds()))

    def sends_something_new(self) -> None:
        """A message of a type that is yet to be invented."""
        self._tell(news.something_new(self._office, self._is_active(), self._seconds()))

    def changes_number(self, number: str) -> Phone:
        """The chat goes along. Raises `NumberTaken`."""
        before = self.phone
        after = self.carrier.world.renumber(self.number, number)
        told = news.changed_number(self._office, before, after, self._seconds())
        self.carrier.tell(after.number, told)
        return after

    def changes_user_id(self) -> Phone:
        before = self.phone
        after = self.carrier.world.keep_phone(before.model_copy(update={"user_ids": before.user_ids + 1}))
        self._tell(news.changed_user_id(self._office, before, after, self._seconds()))
        return after

    def reads(self) -> None:
        self.carrier.read(self.phone)

    def hides_number(self, *, hidden: bool) -> Phone:
        return self.carrier.world.keep_phone(self.phone.model_copy(update={"hidden": hidden}))

    def closes_window(self) -> Phone:
        """As if the last message were more than 24 hours old."""
        return self.carrier.world.keep_phone(self.phone.model_copy(update={"wrote_at": None}))

    def _sends_one(self, upload: Upload, **content: Any) -> Bubble:
        world = self.carrier.world
        media = world.keep_media(upload.data, upload.mime_type, upload.filename, sender=self.number)
        return self._says(file=world.file(media), **content)

    def _says(self, **content: Any) -> Bubble:
        quote = content.get("quote")
        if quote is not None:
            self._own(quote)
        world, carrier = self.carrier.world, self.carrier
        self.reads()
        phone = self._is_active()
        bubble = world.keep(world.draft(phone, from_office=False, state="sent", **content))
        carrier.rates.number_allows()
        carrier.postman.write(self.number, payload.message(carrier.office, phone, bubble), bubble.id)
        return bubble

    def _is_active(self) -> Phone:
        """What a person does opens the window."""
        world = self.carrier.world
        return world.keep_phone(self.phone.model_copy(update={"wrote_at": world.clock()}))

    @property
    def _office(self) -> Office:
        return self.carrier.office

    def _seconds(self) -> int:
        return int(self.carrier.world.clock().timestamp())

    def _tell(self, told: news.News) -> None:
        self.carrier.tell(self.number, told)

    def _written(self, message_id: str) -> Bubble:
        bubble = self._own(message_id)
        if bubble.from_office or bubble.is_deleted:
            raise NotOnThePhone(message_id)
        return bubble

    def _own(self, message_id: str) -> Bubble:
        bubble = self.carrier.world.bubble(message_id)
        if bubble is None or bubble.phone != self.number:
            raise NotOnThePhone(message_id)
        return bubble

    def _find_choice(self, choice: str, message_id: str | None) -> tuple[Bubble, Choice]:
        chat = self.carrier.world.chat(self.number) if message_id is None else [self._own(message_id)]
        for bubble in reversed(chat):
            for offered in bubble.choices:
                if bubble.from_office and choice in (offered.id, offered.title):
                    return bubble, offered
        raise NotOnThePhone(choice)
