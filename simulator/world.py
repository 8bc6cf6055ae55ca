"""The phones, their chats and what is in them: kept in memory, written through to the store, told to whoever looks."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from simulator import ids
from simulator.account import Account
from simulator.bubble import Bubble, File, State
from simulator.changes import Change, Changes
from simulator.faults import Faults
from simulator.phone import Phone
from simulator.store import Media, Store


class UnknownPhone(LookupError):
    """There is no such phone in the simulator."""


class NumberTaken(ValueError):
    """Another phone has this number."""


def now() -> datetime:
    return datetime.now(UTC)


class World:
    """`starters` are the phones that are there when nothing was kept yet, and again after `reset`."""

    def __init__(
        self, store: Store, starters: Iterable[Phone] = (), clock: Callable[[], datetime] = now, seed: int = 0
    ) -> None:
        self.store = store
        self.clock = clock
        self.changes = Changes()
        self.faults = Faults(lambda: self.changes.tell(Change("faults")), seed)
        self.typing: dict[str, datetime] = {}
        self.account = Account()
        self._starters = tuple(starters)
        self._phones = {phone.number: phone for phone in store.phones()}
        self._chats: dict[str, dict[str, Bubble]] = {number: {} for number in self._phones}
        for bubble in store.bubbles():
            self._chats[bubble.phone][bubble.id] = bubble
        self._media = {media.id: media for media in store.media()}
        self._seq = max((bubble.seq for bubble in self._all_bubbles()), default=0)
        if not self._phones:
            self._start()

    # --- phones

    def phones(self) -> list[Phone]:
        return list(self._phones.values())

    def phone(self, number: str) -> Phone:
        """Raises `UnknownPhone`."""
        try:
            return self._phones[number]
        except KeyError:
            raise UnknownPhone(number) from None

    def phone_of_user(self, user_id: str) -> Phone | None:
        return next((phone for phone in self._phones.values() if phone.user_id == user_id), None)

    def keep_phone(self, phone: Phone) -> Phone:
        self._phones[phone.number] = phone
        self._chats.setdefault(phone.number, {})
        self.store.keep_phone(phone)
        self.changes.tell(Change("phone", phone.number))
        return phone

    def renumber(self, number: str, new_number: str) -> Phone:
        """The phone with its chat under another number. Raises `UnknownPhone`, and `NumberTaken`."""
        phone = self.phone(number)
        if new_number in self._phones:
            raise NumberTaken(new_number)
        chat = list(self._chats[number].values())
        del self._phones[number], self._chats[number]
        self.store.forget_phone(number)
        renamed = self.keep_phone(phone.model_copy(update={"number": new_number, "user_ids": 0}))
        for bubble in chat:
            self.keep(bubble.model_copy(update={"phone": new_number}))
        self.changes.tell(Change("everything"))
        return renamed

    def forget_phone(self, number: str) -> None:
        """Raises `UnknownPhone`."""
        self.phone(number)
        del self._phones[number], self._chats[number]
        self.store.forget_phone(number)
        self.changes.tell(Change("everything"))

    def empty_chat(self, number: str) -> None:
        """Raises `UnknownPhone`."""
        self.keep_phone(self.phone(number).model_copy(update={"wrote_at": None}))
        self._chats[number].clear()
        self.store.forget_chat(number)
        self.changes.tell(Change("everything"))

    # --- chats

    def chat(self, number: str) -> list[Bubble]:
        """Oldest first. Raises `UnknownPhone`."""
        self.phone(number)
        return list(self._chats[number].values())

    def bubble(self, message_id: str) -> Bubble | None:
        return next((chat[message_id] for chat in self._chats.values() if message_id in chat), None)

    def draft(self, phone: Phone, *, from_office: bool, **content: Any) -> Bubble:
        """A new message that is in no chat yet; `content` as `Bubble` has it."""
        self._seq += 1
        message_id = ids.wamid(phone.address, from_office=from_office)
        stamp = {"id": message_id, "seq": self._seq, "phone": phone.number, "at": self.clock()}
        return Bubble.model_validate(stamp | {"from_office": from_office} | content)

    def keep(self, bubble: Bubble) -> Bubble:
        """Put it at the end of its chat, or in the place of its older self."""
        chat = self._chats.get(bubble.phone)
        if chat is not None:
            chat[bubble.id] = bubble
            self.store.keep_bubble(bubble)
            self.changes.tell(Change("bubble", bubble.phone, bubble.id))
        return bubble

    def advance(self, message_id: str, state: State, **also: Any) -> Bubble | None:
        """Move a message forward, never back. The bubble if it moved."""
        bubble = self.bubble(message_id)
        if bubble is None or not (state == "failed" or bubble.is_before(state)):
            return None
        return self.keep(bubble.model_copy(update={"state": state} | also))

    def unread(self, number: str) -> list[Bubble]:
        """What the office wrote and the person has not looked at."""
        return [bubble for bubble in self.chat(number) if bubble.from_office and bubble.is_before("read")]

    # --- media

    def keep_media(self, data: bytes, mime_type: str, filename: str | None, *, sender: str | None) -> Media:
        media = Media(
            id=ids.media_id(),
            mime_type=mime_type,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            filename=filename,
            sender=sender,
            kept_at=self.clock(),
        )
        self._media[media.id] = media
        self.store.keep_media(media, data)
        return media

    def media(self, media_id: str) -> Media | None:
        return self._media.get(media_id)

    def file(self, media: Media, filename: str | None = None) -> File:
        """How a bubble refers to it."""
        return File(
            media_id=media.id,
            mime_type=media.mime_type,
            sha256=media.sha256,
            size=media.size,
            filename=filename or media.filename,
        )

    def drop_media(self, media_id: str) -> None:
        self._media.pop(media_id, None)
        self.store.drop_media(media_id)

    # --- everything

    def reset(self) -> None:
        """As if the simulator were started for the first time."""
        self.store.forget_everything()
        self._phones.clear()
        self._chats.clear()
        self._media.clear()
        self.typing.clear()
        self.faults.clear()
        self.account = Account()
        self._start()
        self.changes.tell(Change("everything"))

    def _start(self) -> None:
        for phone in self._starters:
            self.keep_phone(phone)

    def _all_bubbles(self) -> Iterable[Bubble]:
        return chain.from_iterable(chat.values() for chat in self._chats.values())
