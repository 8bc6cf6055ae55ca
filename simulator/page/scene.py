"""What the page shows, gathered from the world: phones, their chats by day, the faults of one scope."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from simulator.bubble import Bubble
from simulator.carrier import Carrier
from simulator.faults import LABELS, Trouble
from simulator.page import view
from simulator.phone import Phone
from simulator.world import World


@dataclass(frozen=True, slots=True)
class Pane:
    """One phone with its chat. `replying_to` is what the next message quotes, `changing` what it replaces."""

    phone: Phone
    days: list[tuple[str, list[Bubble]]]
    unread: int
    window: str
    is_open: bool
    is_typing: bool
    replying_to: Bubble | None = None
    changing: Bubble | None = None

    @property
    def last(self) -> Bubble | None:
        """The newest message, for the list of chats."""
        return self.days[-1][1][-1] if self.days else None


@dataclass(frozen=True, slots=True)
class Switch:
    """A fault as a checkbox; `note` is the small line below it, which `counts` when it changes by itself."""

    trouble: Trouble
    label: str
    note: str
    is_on: bool
    counts: bool


def panes(world: World, replying_to: str | None = None, changing: str | None = None) -> list[Pane]:
    return [pane(world, phone, replying_to, changing) for phone in world.phones()]


def pane(world: World, phone: Phone, replying_to: str | None = None, changing: str | None = None) -> Pane:
    now = world.clock()
    is_open = phone.window_is_open(now)
    return Pane(
        phone=phone,
        days=[
            (label, list(bubbles))
            for label, bubbles in groupby(world.chat(phone.number), key=lambda bubble: view.day(bubble.at, now))
        ],
        unread=len(world.unread(phone.number)),
        window=window_in_words(phone, is_open=is_open),
        is_open=is_open,
        is_typing=phone.number in world.typing and now < world.typing[phone.number],
        replying_to=_of_this_chat(world, phone, replying_to),
        changing=_of_this_chat(world, phone, changing),
    )


def _of_this_chat(world: World, phone: Phone, message_id: str | None) -> Bubble | None:
    bubble = world.bubble(message_id) if message_id else None
    return bubble if bubble and bubble.phone == phone.number else None


def window_in_words(phone: Phone, *, is_open: bool) -> str:
    closes = phone.window_closes_at()
    return f"jendela sampai {view.deadline(closes)}" if closes and is_open else "jendela 24 jam tertutup"


def switches(network: Carrier, scope: str | None) -> Iterator[tuple[str, list[Switch]]]:
    """The checkboxes by their group, as they stand for one phone, or for all when `scope` is None."""
    standing = {fault.trouble for fault in network.world.faults if fault.phone == scope}
    waiting = on_the_way(network, scope)
    for group, labels in LABELS.items():
        yield group, [switch(trouble, *label, trouble in standing, waiting) for trouble, label in labels.items()]


def switch(trouble: Trouble, label: str, note: str, is_on: bool, waiting: str) -> Switch:
    counts = trouble is Trouble.HELD and bool(waiting)
    return Switch(trouble, label, waiting if counts else note, is_on, counts)


def on_the_way(network: Carrier, scope: str | None) -> str:
    """`2 menunggu, berikut 00.18`, or nothing when nothing waits for long."""
    waiting, next_in = network.postman.waiting(scope), network.postman.next_in(scope)
    if not waiting or next_in is None or next_in < 1:
        return ""
    minutes, seconds = divmod(round(next_in), 60)
    return f"{waiting} menunggu, berikut {minutes:02}.{seconds:02}"


def summary(bubble: Bubble) -> str:
    """A message in one line, as it stands above its answer."""
    kinds = {
        "image": "Foto",
        "document": bubble.file.filename if bubble.file else None,
        "audio": "Pesan suara",
        "video": "Video",
        "sticker": "Stiker",
        "location": bubble.place.name if bubble.place else None,
        "contacts": bubble.card.name if bubble.card else None,
    }
    if bubble.is_deleted:
        return "Pesan dihapus"
    text = bubble.header or bubble.text or kinds.get(bubble.kind) or "Pesan"
    line = next((line for line in text.replace("*", "").splitlines() if line.strip()), "Pesan")
    return line if len(line) <= 70 else line[:69] + "…"
